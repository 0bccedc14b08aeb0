import { UserError } from "../../user-error.ts";
import { findWordBreaks, type WordBreak } from "./find-word-breaks.ts";
import { breakCosts, type BreakKind, judgeBreak } from "./judge-break.ts";
import { findMastodonLinks } from "./mastodon-links.ts";
import { fits, type Ruler, type Size } from "./ruler.ts";
import type { TextFeature } from "./text-feature.ts";

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

/** Not shown where a thread without counters has room for the piece. */
export class PieceTooLong extends UserError {}

const tooLong = (what: string, size: Size, ruler: Ruler, limit: Size): PieceTooLong => {
  const [count, most, unit] = size.units > limit.units ? [size.units, limit.units, "characters"] : [size.bytes, limit.bytes, "bytes"];
  return new PieceTooLong(
    `the ${what} has ${count.toLocaleString("en")} ${unit}; ${ruler.name} takes ${most.toLocaleString("en")} in a post`,
  );
};

interface Run {
  readonly start: number;
  readonly end: number;
}

/** White space that is one grapheme with what stands beside it: before a mark, after a sign that encloses what follows. */
const marksSpace = /^[\p{M}\p{Emoji_Modifier}\u{200c}-\u{200d}\u{ff9e}\u{ff9f}\u{e0020}-\u{e007f}]/u;
const prepended = /[\u{600}-\u{605}\u{6dd}\u{70f}\u{890}\u{891}\u{8e2}\u{d4e}\u{110bd}\u{110cd}\u{111c2}\u{111c3}]$/u;

const areOne = (text: string, previous: Run, next: Run): boolean =>
  text.charAt(next.start - 1) !== "\n" &&
  (marksSpace.test(text.slice(next.start, next.start + 2)) || prepended.test(text.slice(previous.end - 2, previous.end)));

const findRuns = (text: string): Run[] => {
  const runs: Run[] = [];
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    const run = { start: index, end: index + word.length };
    const previous = runs.at(-1);
    if (previous !== undefined && areOne(text, previous, run)) runs.splice(-1, 1, { start: previous.start, end: run.end });
    else runs.push(run);
  }
  return runs;
};

/** Of the breaks within each stretch of so many units the best, the last of equals: a post has room for many stretches, and a text is read once. */
const thinOut = (breaks: readonly WordBreak[], units: number): WordBreak[] => {
  const kept: WordBreak[] = [];
  let best: WordBreak | null = null;
  let start = 0;
  for (const place of breaks) {
    if (best !== null && place.at - start > units) {
      kept.push(best);
      start = best.at;
      best = null;
    }
    if (best === null || breakCosts[place.kind] <= breakCosts[best.kind]) best = place;
  }
  return best === null ? kept : [...kept, best];
};

/** One network's tag may reach into what another takes for a link: then neither is cut. */
const joinOverlaps = (features: readonly TextFeature[]): TextFeature[] => {
  const joined: TextFeature[] = [];
  for (const feature of features.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last === undefined || feature.start >= last.end) joined.push(feature);
    else if (feature.end > last.end) joined.splice(-1, 1, { ...last, end: feature.end });
  }
  return joined;
};

/** Cuts a run that no post can hold, between graphemes. Links, tags and mentions in it stay whole, or are refused. */
const cutRun = (text: string, run: Run, ruler: Ruler, room: Size, limit: Size): Omit<Piece, "gap">[] => {
  const word = text.slice(run.start, run.end);
  const whole = joinOverlaps([...ruler.features(word), ...findMastodonLinks(word)]);
  for (const { kind, start, end } of whole) {
    const size = ruler.size(word.slice(start, end));
    if (!fits(size, room)) throw tooLong(kindNames[kind], size, ruler, limit);
  }
  const breaks = thinOut(findWordBreaks(word, whole), Math.floor(room.units / 32));
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
  const runs = findRuns(text);
  const tail = tailStart(text, runs);
  const space = ruler.size(" ");
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
    // Mastodon takes no link right behind U+FEFF, so there it counts in full.
    const size = ruler.size(text.charAt(run.start - 1) === "\u{feff}" ? `\u{feff}${word}` : word);
    const place = index === 0 ? 0 : 1;
    if (fits(size, rooms[place])) {
      pieces.push({ ...run, size, gap, breakKind });
      continue;
    }
    const cut = cutRun(text, run, ruler, rooms[place], limits[place]);
    for (const [at, piece] of cut.entries()) {
      pieces.push(at === cut.length - 1 ? { ...piece, gap, breakKind } : { ...piece, gap: nothing });
    }
  }
  return pieces;
};
