/** Of each byte, its value as a digit; 255 for none. */
const values = new Uint8Array(256).fill(255);
for (const [value, digit] of Buffer.from("234567abcdefghijklmnopqrstuvwxyz").entries()) values[digit] = value;
const digits = 13;
/** Of five bits each; the last ten bits tell who made it. */
const timeDigits = 11;
const quote = 0x22;

/** A stream may lag behind by so much, and a server's clock be so much ahead: whatever else is called a revision is no time. */
const mostBehindUs = 24 * 3_600_000_000;
const mostAheadUs = 3_600_000_000;

/**
 * When a repository's revision was made, in microseconds, by its `rev` (https://atproto.com/specs/tid), which begins at `from` and ends with a quote: the same on all
 * Jetstream instances, and always later than that of the revision before; which `time_us`, when an instance heard of it, is not.
 * Null where the `rev` is no time, or none near `atUs`: then that is what there is to go by.
 */
export const revisionUs = (message: Uint8Array, from: number, atUs: number): number | null => {
  if (message[from + digits] !== quote || (values[message[from] ?? 0] ?? 255) > 15) return null;
  let us = 0;
  for (let at = from; at < from + digits; at += 1) {
    const value = values[message[at] ?? 0] ?? 255;
    if (value > 31) return null;
    // 53 bits are exact in a number.
    if (at < from + timeDigits) us = us * 32 + value;
  }
  return us >= atUs - mostBehindUs && us <= atUs + mostAheadUs ? us : null;
};
