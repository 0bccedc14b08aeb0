/** Shorter pieces of a long text are ordinary words. */
const shortestPiece = 12;

/** Base64 differs with what stands before: at each of three offsets, without what depends on the neighbours. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const inner = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
      .toString("base64")
      .slice(4, -4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });

const writtenAs = (text: string): string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text.toWellFormed()),
  ...inBase64(text),
];

/** However a line was broken, and percents written. */
const asOneWord = (text: string): string => text.replace(/\s+/g, "").replace(/%[0-9a-f]{2}/gi, (percent) => percent.toUpperCase());

const sharesPiece = (words: string, forms: string): boolean => {
  for (let start = 0; start + shortestPiece <= words.length; start += 1)
    if (forms.includes(words.slice(start, start + shortestPiece))) return true;
  return false;
};

/**
 * Says whether words repeat a text that must not be told, or twelve characters of it, plain or encoded, also broken over lines.
 * A shorter text is looked for as it is.
 */
export const createSecretFinder = (kept: readonly string[]): ((words: string) => boolean) => {
  const short = kept.filter((text) => text !== "" && text.length < shortestPiece);
  const forms = kept.filter((text) => text.length >= shortestPiece).flatMap(writtenAs);
  const long = forms.join("\n");
  const longAsOneWord = forms.map(asOneWord).join("\n");
  return (words) => short.some((form) => words.includes(form)) || sharesPiece(words, long) || sharesPiece(asOneWord(words), longAsOneWord);
};
