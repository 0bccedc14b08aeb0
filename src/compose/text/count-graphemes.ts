/** Scripts and punctuation in which every UTF-16 unit is a grapheme, whatever stands beside it. */
const oneUnitEach =
  /^[\n\u{20}-\u{7e}\u{a0}-\u{ac}\u{ae}-\u{2ff}\u{370}-\u{482}\u{48a}-\u{52f}\u{2010}-\u{2027}\u{2030}-\u{205e}\u{20a0}-\u{20bf}\u{3001}-\u{3029}\u{3041}-\u{3096}\u{30a1}-\u{30fa}\u{4e00}-\u{9fff}]*$/u;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Extended grapheme clusters, counted as @atproto's own `graphemeLen` counts them. */
export const countGraphemes = (text: string): number => {
  if (oneUnitEach.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
};

/** The UTF-16 offsets at which graphemes start, 0 first. */
export const graphemeStarts = (text: string): number[] => Array.from(segmenter.segment(text), ({ index }) => index);
