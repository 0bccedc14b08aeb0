const alphabet = "234567abcdefghijklmnopqrstuvwxyz";

/** The revision that a repository's server makes at that time, in microseconds: https://atproto.com/specs/tid */
export const revisionAt = (us: number): string => {
  let rev = "";
  for (let left = (BigInt(us) << 10n) | 7n, digit = 0; digit < 13; digit += 1, left >>= 5n) rev = `${alphabet[Number(left & 31n)]}${rev}`;
  return rev;
};
