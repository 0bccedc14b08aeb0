import { abbreviations } from "./abbreviations.ts";
import { isVisible } from "./normalize-text.ts";

/** What a thread would be cut at. */
export type BreakKind =
  | "paragraph"
  | "line"
  | "sentence"
  | "run-sentence"
  | "before-tail"
  | "clause"
  | "in-tail"
  | "word"
  | "glued"
  | "run-word"
  | "grapheme";

/** How much a reader minds each, against 1 for one more post: between sentences rather than fewer posts, between words only where a sentence is too long. */
export const breakCosts: Readonly<Record<BreakKind, number>> = {
  paragraph: 0,
  line: 0.15,
  sentence: 0.3,
  "run-sentence": 0.5,
  "before-tail": 2.5,
  clause: 3,
  "in-tail": 3.5,
  word: 4,
  glued: 6,
  "run-word": 8,
  grapheme: 12,
};

const closing = /[)\]}»”’"'“]+$/u;
const opening = /^[(«„“‘"'[—–-]+/u;
const noBreakSpace = /^[\u{a0}\u{2007}\u{202f}\u{feff}]+$/u;
/** `т.д`, `U.S`, `М`, and the number of a paragraph or a day. */
const shortStem = /^(?:(?:\p{L}\.)*\p{L}|\p{Nd}{1,2})$/u;

/** A full stop that ends no sentence holds on to what follows it: `ст. 361-1`, `A. Smith`, `г. Минск`. */
const isAbbreviated = (word: string): boolean => {
  if (!word.endsWith(".")) return false;
  const stem = word.slice(0, -1).replace(opening, "").toLowerCase();
  return shortStem.test(stem) || abbreviations.has(stem);
};

/** A small letter or a lone dash goes on with the sentence: `«Свобода!» — сказала она`. */
const endsSentence = (word: string, next: string): boolean =>
  /[!?…。！？؟।.։]$/u.test(word.replace(closing, "")) && !/^(?:\p{Ll}|$)/u.test(next.replace(opening, ""));

/** What a cut between two words, with `gap` the white space between them, would be. */
export const judgeBreak = (word: string, gap: string, next: string): BreakKind => {
  const newline = gap.indexOf("\n");
  if (newline !== -1) return gap.includes("\n", newline + 1) ? "paragraph" : "line";
  if (noBreakSpace.test(gap) || !isVisible(next)) return "glued";
  if (isAbbreviated(word)) return "glued";
  if (endsSentence(word, next)) return "sentence";
  return /[,;:—–]$/u.test(word) || /^[—–]/u.test(next) ? "clause" : "word";
};
