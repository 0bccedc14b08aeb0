/**
 * All of a body that is a stranger's; null as soon as it is longer than `maxBytes`, so that nobody fills the memory. What comes out of an unpacking counts,
 * not what came over the line. Throws what the body throws.
 */
export const readAtMost = async (body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Buffer | null> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
