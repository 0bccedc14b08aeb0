import { FetchRefused } from "./fetch-refused.ts";

export interface BodyWish {
  readonly maxBytes: number;
  readonly beginningIsEnough?: boolean;
  readonly until?: string;
}

/** Counts what comes out of the unpacking, so that a small answer that unpacks to gigabytes is dropped at the limit like any other. */
export const readBody = async (body: AsyncIterable<Uint8Array> | null, wish: BodyWish): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let tail = "";
  for await (const chunk of body ?? []) {
    const room = wish.maxBytes - bytes;
    if (chunk.byteLength > room && wish.beginningIsEnough !== true)
      throw new FetchRefused("unusable", `there are more than ${wish.maxBytes} bytes`);
    chunks.push(chunk.subarray(0, room));
    bytes += Math.min(chunk.byteLength, room);
    if (bytes >= wish.maxBytes && wish.beginningIsEnough === true) break;
    if (wish.until !== undefined) {
      const seen = tail + Buffer.from(chunk).toString("latin1").toLowerCase();
      if (seen.includes(wish.until)) break;
      tail = seen.slice(-wish.until.length);
    }
  }
  return Buffer.concat(chunks);
};
