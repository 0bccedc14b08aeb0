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

/** Whether words of somebody else repeat a text that must not be told, or twelve characters of it, plain or encoded. */
export const repeats = (words: string, kept: readonly string[]): boolean => {
  const forms = kept.filter((text) => text !== "").flatMap(writtenAs);
  if (forms.some((form) => form !== "" && form.length <= shortestPiece && words.includes(form))) return true;
  for (let start = 0; start + shortestPiece <= words.length; start += 1) {
    const piece = words.slice(start, start + shortestPiece);
    if (forms.some((form) => form.includes(piece))) return true;
  }
  return false;
};
