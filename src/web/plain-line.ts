const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** UTF-16 units of one grapheme, on average; more is a heap of combining marks. */
const unitsPerGrapheme = 4;

/** Marks that are not seen, except the two joiners that emoji and some scripts need. Among them are those that turn the writing direction. */
const unseen = /(?![\u{200c}\u{200d}])\p{Cf}/gu;

/** A stranger's text as one line of at most `maxGraphemes`, an ellipsis at its end where it was cut. */
export const plainLine = (text: string, maxGraphemes: number): string => {
  const line = text
    .slice(0, maxGraphemes * unitsPerGrapheme * 4)
    .toWellFormed()
    .replaceAll(unseen, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
  let kept = "";
  let graphemes = 0;
  for (const { segment } of segmenter.segment(line)) {
    if (graphemes === maxGraphemes - 1 && kept.length + segment.length < line.length) return `${kept.trimEnd()}…`;
    if (kept.length + segment.length > maxGraphemes * unitsPerGrapheme) return `${kept.trimEnd()}…`;
    kept += segment;
    graphemes += 1;
  }
  return kept;
};
