/** FNV-1a of 32 bits: the same words are the same number everywhere. Tells apart what nobody makes up to look the same. */
export const hashOf = (words: string): number => {
  let hash = 0x81_1c_9d_c5;
  for (const sign of words) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01_00_01_93);
  return hash >>> 0;
};
