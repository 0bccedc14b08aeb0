import { graphemeStarts } from "./count-graphemes.ts";
import type { TextFeature } from "./text-feature.ts";

/** A place inside a run without spaces where it can be cut, where it must be. */
export interface WordBreak {
  /** UTF-16 offset in the run. */
  readonly at: number;
  readonly kind: "run-sentence" | "run-word" | "grapheme";
}

const words = new Intl.Segmenter("en", { granularity: "word" });
const sentenceEnd = /[。！？．｡؟।]$/u;
/** What may not start a line: closing punctuation, marks. */
const clings = /^[\p{Pe}\p{Pf}\p{Po}\p{M}]/u;

const wordStarts = (run: string): ReadonlySet<number> => new Set(Array.from(words.segment(run), ({ index }) => index));

/**
 * Between any two graphemes, but never inside a link, a tag or a mention (`features`, by their offsets in the run).
 * Chinese, Japanese and Thai have their words told apart by dictionary.
 */
export const findWordBreaks = (run: string, features: readonly Pick<TextFeature, "start" | "end">[]): WordBreak[] => {
  const starts = wordStarts(run);
  const breaks: WordBreak[] = [];
  let next = 0;
  for (const at of graphemeStarts(run)) {
    if (at === 0) continue;
    while ((features[next]?.end ?? Infinity) <= at) next += 1;
    if ((features[next]?.start ?? Infinity) < at) continue;
    if (!starts.has(at) || clings.test(run.slice(at, at + 2))) breaks.push({ at, kind: "grapheme" });
    else breaks.push({ at, kind: sentenceEnd.test(run.slice(at - 1, at)) ? "run-sentence" : "run-word" });
  }
  return breaks;
};
