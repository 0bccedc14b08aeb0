import { UserError } from "../user-error.ts";
import { findWordBreaks } from "./find-word-breaks.ts";
import { type BreakKind, judgeBreak } from "./judge-break.ts";
import { findMastodonLinks } from "./mastodon-links.ts";
import { fits, type Ruler, type Size } from "./ruler.ts";
import { type TextFeature, withoutOverlaps } from "./text-feature.ts";

/** What is never cut when a thread is made: a word, or a piece of a run without spaces that is longer than a post. */
export interface Piece {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly size: Size;
  /** The white space up to the next piece, which goes where a post ends. */
  readonly gap: Size;
  /** What a cut after this piece would be. */
  readonly breakKind: BreakKind;
}

const wordPattern = /\S+/gu;
const tailWord = /^(?:[#＃]|https?:\/\/)/u;
const nothing: Size = { units: 0, bytes: 0 };
const kindNames = { link: "link", tag: "hashtag", mention: "mention" } as const;

const tooLong = (what: string, size: Size, ruler: Ruler, limit: Size): UserError => {
  const [count, most, unit] = size.units > limit.units ? [size.units, limit.units, "characters"] : [size.bytes, limit.bytes, "bytes"];
  return new UserError(`the ${what} has ${count.toLocaleString("en")} ${unit}; ${ruler.name} takes ${most.toLocaleString("en")} in a post`);
};

/** Thrown away by the caller where a thread without counters has room for it. */
export class FeatureTooLong extends UserError {}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Cuts a run that no post can hold, between graphemes. Links, tags and mentions in it stay whole, or are refused. */
const cutRun = (text: string, run: Run, features: readonly TextFeature[], ruler: Ruler, room: Size, limit: Size): Omit<Piece, "gap">[] => {
  const whole = features
    .filter(({ start, end }) => start >= run.start && end <= run.end)
    .map((feature) => ({ kind: feature.kind, start: feature.start - run.start, end: feature.end - run.start }));
  const word = text.slice(run.start, run.end);
  for (const { kind, start, end } of whole) {
    const size = ruler.size(word.slice(start, end));
    if (!fits(size, room)) throw new FeatureTooLong(tooLong(kindNames[kind], size, ruler, limit).message);
  }
  const breaks = findWordBreaks(word, whole);
  return [...breaks, null].map((at, index) => {
    const start = breaks[index - 1]?.at ?? 0;
    const end = at?.at ?? word.length;
    const size = ruler.size(word.slice(start, end));
    if (!fits(size, room)) throw tooLong(`single character ${word.slice(start, start + 2)} with its marks`, size, ruler, limit);
    return { start: run.start + start, end: run.start + end, size, breakKind: at?.kind ?? "word" };
  });
};

/** Where the links and hashtags at the end of the text begin, as the index of a run. */
const tailStart = (text: string, runs: readonly Run[]): number => {
  let first = runs.length;
  while (first > 0 && tailWord.test(text.slice(runs[first - 1]?.start, runs[first - 1]?.end).slice(0, 9))) first -= 1;
  return first;
};

/**
 * `rooms`: what the first and any later post can hold beside its counter; `limits`: the same without a counter, for messages.
 * Throws `UserError` where a link, tag or mention is longer than a post.
 */
export const findPieces = (text: string, ruler: Ruler, rooms: readonly [Size, Size], limits: readonly [Size, Size]): Piece[] => {
  const runs: Run[] = Array.from(text.matchAll(wordPattern), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
  const tail = tailStart(text, runs);
  const space = ruler.size(" ");
  let features: TextFeature[] | null = null;
  const pieces: Piece[] = [];
  for (const [index, run] of runs.entries()) {
    const word = text.slice(run.start, run.end);
    const following = runs[index + 1];
    const gapText = text.slice(run.end, following?.start ?? run.end);
    const gap = gapText === " " ? space : ruler.size(gapText);
    let breakKind: BreakKind =
      following === undefined ? "paragraph" : judgeBreak(word, gapText, text.slice(following.start, following.end));
    if (tail > 0 && index + 1 === tail) breakKind = "before-tail";
    else if (index >= tail) breakKind = "in-tail";
    const size = ruler.size(word);
    const place = index === 0 ? 0 : 1;
    if (fits(size, rooms[place])) {
      pieces.push({ ...run, size, gap, breakKind });
      continue;
    }
    features ??= withoutOverlaps([...ruler.features(text), ...findMastodonLinks(text)]);
    const cut = cutRun(text, run, features, ruler, rooms[place], limits[place]);
    for (const [at, piece] of cut.entries()) {
      pieces.push(at === cut.length - 1 ? { ...piece, gap, breakKind } : { ...piece, gap: nothing });
    }
  }
  return pieces;
};
