import { UserError } from "../../user-error.ts";
import { chooseCuts, fillPosts } from "./choose-cuts.ts";
import { fits, type Ruler, type Size } from "./ruler.ts";
import { PieceTooLong, findPieces } from "./thread-pieces.ts";

/** A thread longer than this is a mistake rather than a post. */
const maxParts = 25;

/** What ` (1/3)` takes, in any unit; from ten posts on ` (10/12)`. */
const counterWidth = (parts: number): number => (parts < 10 ? 6 : 8);

const counted = (texts: readonly string[]): string[] => texts.map((text, index) => `${text} (${index + 1}/${texts.length})`);

const without = (size: Size, taken: number): Size => ({ units: size.units - taken, bytes: Math.max(0, size.bytes - taken) });

const tooManyParts = (text: string, ruler: Ruler): UserError =>
  new UserError(
    `the text has ${ruler.length(text).toLocaleString("en")} characters and would make more than ${maxParts} posts on ${ruler.name}: ` +
      "shorten it, or publish it as a page and link to that",
  );

/** Whether it is certainly too long, before anything costly is done: whatever the cuts, all but white space must go somewhere. */
const isHopeless = (text: string, ruler: Ruler, limit: Size): boolean => {
  const { units, bytes } = ruler.size(text);
  const spaces = text.length - text.replaceAll(/\s/g, "").length;
  return units - spaces > maxParts * limit.units || bytes - 3 * spaces > maxParts * limit.bytes;
};

/** The parts' texts without counters, given what a counter takes and how much is held back; empty where they would be too many. */
const cutInto = (text: string, ruler: Ruler, limits: readonly [Size, Size], reserve: number): string[] => {
  const rooms = [without(limits[0], reserve), without(limits[1], reserve)] as const;
  const pieces = findPieces(text, ruler, rooms, limits);
  let starts = chooseCuts(pieces, rooms);
  if (starts.length === 0 || starts.length > maxParts) starts = fillPosts(pieces, rooms);
  if (starts.length > maxParts) return [];
  return starts.map((start, index) => text.slice(pieces[start]?.start, pieces[(starts[index + 1] ?? pieces.length) - 1]?.end));
};

/** A thread of fewer than ten posts, or else of ten and more; checked against what the network really counts. */
const splitWith = (text: string, ruler: Ruler, hasCounters: boolean): string[] => {
  const limits = [ruler.room(0), ruler.room(1)] as const;
  const isLong = ruler.size(text).units > 9 * limits[1].units;
  const widths = hasCounters ? [counterWidth(9), counterWidth(10)].slice(isLong ? 1 : 0) : [0];
  const mark = hasCounters ? counted : (texts: readonly string[]): string[] => [...texts];
  // A link that only counts as one beside a space can make a part count more than its words do: then there is a little less room.
  for (let held = 0; held <= limits[1].units / 2; held = held * 2 + 1) {
    for (const width of widths) {
      const texts = cutInto(text, ruler, limits, width + held);
      if (texts.length === 0) throw tooManyParts(text, ruler);
      if (hasCounters && counterWidth(texts.length) > width) continue;
      const parts = mark(texts);
      if (parts.every((part, index) => fits(ruler.size(part), ruler.room(index)))) return parts;
    }
  }
  throw tooManyParts(text, ruler);
};

/**
 * Cuts a text that does not fit one post into a thread: between paragraphs and sentences, between words where a sentence is longer
 * than a post, inside a word only where that is. Every part ends in its counter, ` (1/3)`; where a link leaves no room for one, the
 * thread has none. Throws `UserError` where a link is longer than a post, or the thread would have more than 25 posts.
 */
export const splitThread = (text: string, ruler: Ruler): string[] => {
  if (isHopeless(text, ruler, ruler.room(1))) throw tooManyParts(text, ruler);
  try {
    return splitWith(text, ruler, true);
  } catch (error) {
    if (!(error instanceof PieceTooLong)) throw error;
    return splitWith(text, ruler, false);
  }
};
