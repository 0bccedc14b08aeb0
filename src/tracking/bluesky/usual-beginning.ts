const head = `{"did":"did:plc:${"*".repeat(24)}","time_us":${"*".repeat(16)},"kind":"commit","commit":{"rev":"${"*".repeat(13)}","operation":"`;
/** How nearly every event of a post begins: `*` stands for one character of a value. */
const usual = Buffer.from(`${head}${"*".repeat(6)}","collection":"app.bsky.feed.post","rkey":"${"*".repeat(13)}"`, "latin1");
const anyByte = 0x2a;
const quote = 0x22;

/** Where values of a usual beginning stand in it. */
export const usualPlaces = {
  did: { start: 8, end: 40 },
  time: 52,
  rev: { start: 102, end: 115 },
  operation: head.length,
  rkey: { start: usual.length - 14, end: usual.length - 1 },
};
const timeEnd = usualPlaces.time + 16;

/** Takes up a stretch in pieces of one length, of which the last may overlap the one before. */
const piecesOf = (from: number, end: number, length: number): number[] =>
  Array.from({ length: Math.ceil((end - from) / length) }, (_, each) => Math.min(from + each * length, end - length));

/** Eight bytes that are compared at once: no number that is written in ASCII is a NaN or a zero, so equal ones are the same bytes. */
const fixedAt: number[] = [];
for (let from = 0, end = 0; from < usual.length; from = end + 1) {
  for (end = from; end < usual.length && usual[end] !== anyByte;) end += 1;
  if (end - from > 1) fixedAt.push(...piecesOf(from, end, 8));
}
const fixed = Float64Array.from(fixedAt, (at) => usual.readDoubleBE(at));
/** Four bytes of a name or of a key. */
const namesAt = [
  ...piecesOf(usualPlaces.did.start + 8, usualPlaces.did.end, 4),
  ...piecesOf(usualPlaces.rev.start, usualPlaces.rev.end, 4),
  ...piecesOf(usualPlaces.rkey.start, usualPlaces.rkey.end, 4),
];

/** Of four digits; NaN where they are none. */
const readDigits = (word: number): number => {
  if ((word & 0xf0f0f0f0) !== (0x30303030 | 0) || ((word + 0x06060606) & 0xf0f0f0f0) !== (0x30303030 | 0)) return Number.NaN;
  const pairs = ((word >>> 8) & 0x000f000f) * 10 + (word & 0x000f000f);
  return (pairs >>> 16) * 100 + (pairs & 0xffff);
};

/**
 * When what begins at `from` happened, in microseconds, if it begins as nearly all events of posts do; else 0. All places of its values are then those of
 * `usualPlaces`; what its operation is remains to be seen. Reads many bytes at once, since it reads the beginning of every post of the network.
 */
export const readUsualTime = (view: DataView, from: number, end: number): number => {
  // The quote that closes it stands alone.
  if (end - from <= usual.length || view.getUint8(from + usual.length - 1) !== quote) return 0;
  for (let each = 0; each < fixedAt.length; each += 1) if (view.getFloat64(from + (fixedAt[each] ?? 0)) !== fixed[each]) return 0;
  let every = -1;
  let either = -1;
  let any = 0;
  for (let each = 0; each < namesAt.length; each += 1) {
    const word = view.getInt32(from + (namesAt[each] ?? 0));
    every &= word;
    either &= word | (word << 2);
    any |= word;
  }
  // Digits and small letters have this bit, and one of these two, and not that: quotes, backslashes and control characters are otherwise.
  if ((every & 0x20202020) !== 0x20202020 || (either & 0x40404040) !== 0x40404040 || (any & 0x80808080) !== 0) return 0;
  let atUs = 0;
  for (let at = from + usualPlaces.time; at < from + timeEnd; at += 4) atUs = atUs * 10_000 + readDigits(view.getInt32(at));
  return atUs >= 1e15 ? atUs : 0;
};
