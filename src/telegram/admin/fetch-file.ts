import { z } from "zod";
import type { CallBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";
import { readAtMost } from "../../read-at-most.ts";

/** https://core.telegram.org/bots/api#getfile: a bot can download files of up to 20 MB. */
export const largestFileBytes = 20_000_000;
const timeoutMs = 30_000;
const fileSchema = z.object({ file_path: z.string().regex(/^[\w./-]{1,300}$/) });

export interface FileFetcherOptions {
  readonly call: CallBotApi;
  readonly token: string;
  readonly apiRoot?: string | undefined;
  readonly closed: AbortSignal;
}

/** Fetches what somebody sent to the chat, by its `file_id`. */
export type FetchFile = (fileId: string) => Promise<Uint8Array>;

const read = async (response: Response): Promise<Uint8Array> => {
  const body = await readAtMost(response.body, largestFileBytes);
  if (body === null) throw new CallFailure("refused", "the file is too big");
  return body;
};

/** Throws `CallFailure` alone: what `fetch` throws may hold the address, and that holds the token. */
export const createFileFetcher =
  ({ call, token, apiRoot = "https://api.telegram.org", closed }: FileFetcherOptions): FetchFile =>
  async (fileId) => {
    const file = fileSchema.safeParse(await call("getFile", { file_id: fileId }));
    if (!file.success) throw new CallFailure("unavailable", "no readable answer");
    const address = `${apiRoot.trim().replace(/\/+$/, "")}/file/bot${token.trim()}/${file.data.file_path}`;
    try {
      const signal = AbortSignal.any([closed, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(address, { signal, redirect: "error" });
      if (!response.ok) throw new CallFailure("unavailable", String(response.status));
      return await read(response);
    } catch (error) {
      throw error instanceof CallFailure ? error : new CallFailure("unavailable", "the file could not be fetched");
    }
  };
