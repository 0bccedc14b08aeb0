/** Slugs are longer than a button's data may be. */
const longest = 40;

/** Two 32-bit FNV-1a hashes, one of the text as it is and one of it backwards: no secret, only short, and the same in every process. */
const hashOf = (text: string): string => {
  const fnv = (bytes: Uint8Array): number => bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 16_777_619), 2_166_136_261) >>> 0;
  const bytes = new TextEncoder().encode(text);
  return fnv(bytes).toString(36) + fnv(bytes.toReversed()).toString(36);
};

const plain = /^[A-Za-z0-9-]+$/;

/** A name for something that fits into a button: itself where it is short and plain, else a hash. Whoever reads it looks for whom it is the key of. */
export const shortKey = (text: string): string => (text.length <= longest && plain.test(text) ? text : `~${hashOf(text)}`);
