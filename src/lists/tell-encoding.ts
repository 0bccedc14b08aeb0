const share = (text: string, pattern: RegExp): number => (text.match(pattern)?.length ?? 0) / Math.max(1, text.length);

/** What bytes that are not UTF-8 probably are, for a message. */
export const tellEncoding = (bytes: Uint8Array): string => {
  const read = (label: string): string => new TextDecoder(label).decode(bytes.subarray(0, 65_536));
  // Small letters are most of any text; in another encoding of Cyrillic they are capitals, or signs.
  const guesses = ["windows-1251", "koi8-r", "ibm866"].map((label) => ({ label, likely: share(read(label), /[а-яёіў]/gu) }));
  const best = guesses.reduce((a, b) => (b.likely > a.likely ? b : a));
  return best.likely > 0.02 ? `not in UTF-8, probably in ${best.label}` : "not in UTF-8";
};

/** UTF-16 shows in its mark, or in every second byte of a text of ASCII, line breaks and delimiters being 0. */
export const isUtf16 = (bytes: Uint8Array): boolean => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, 1000);
  for (let at = 0; at < looked; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return looked >= 4 && Math.max(even, odd) > looked / 10 && Math.min(even, odd) < Math.max(even, odd) / 4;
};

/** The Latin-1 or windows-1252 letters that UTF-8's second bytes are taken for. */
const tails = "\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
/** The same in windows-1251. */
const cyrillicTails = "\u0098ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї";

/** UTF-8 that somebody read in another encoding and saved again: `Ð˜Ð²Ð°Ð½`, `РРІР°РЅ`, `â€”`. */
const misread = [
  new RegExp(`(?:[ÐÑ][${tails}]){3}`, "u"),
  new RegExp(`â€[${tails}]`, "u"),
  // Letters such as é and ĺ: signs only, since a capital may stand before another letter, a dash or a quote.
  /[ÃÄÅ][\u0080-\u009F¡-ª¬®-º¼-¿†‡ˆ‰•˜™]/u,
  new RegExp(`(?:[РС][${cyrillicTails}]){4}`, "u"),
  new RegExp(`вЂ[${cyrillicTails}]`, "u"),
];

/** Where the text has letters that another encoding has made of UTF-8, or -1. */
export const findMisread = (text: string): number => misread.map((pattern) => text.search(pattern)).find((at) => at !== -1) ?? -1;
