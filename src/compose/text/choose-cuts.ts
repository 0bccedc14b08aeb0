import { breakCosts } from "./judge-break.ts";
import { fits, type Size } from "./ruler.ts";
import type { Piece } from "./thread-pieces.ts";

/** Under this much of a post it looks forgotten. */
const tinyFill = 0.2;

/** How many places between words are looked at in one post; keeps the work linear in the text. */
const placesPerPost = 32;

/** What one post costs that is `fill` full: the emptier the more, so that posts come out alike. */
const postCost = (fill: number): number => {
  const empty = 1 - Math.min(1, fill);
  return 1 + 0.5 * empty * empty + 5 * Math.max(0, tinyFill - fill);
};

/**
 * The places worth looking at: before piece number k for each k that is returned, the text's start and end among them. Of many places
 * close together the best one stays; those beside a long word all stay, so that there is always a way through.
 */
const choosePlaces = (pieces: readonly Piece[], load: readonly number[]): number[] => {
  const places = [0];
  let best = -1;
  let bucketEnd = 1 / placesPerPost;
  const costAt = (place: number): number => breakCosts[pieces[place - 1]?.breakKind ?? "word"];
  const loadOf = (piece: number): number => (load[piece + 1] ?? 0) - (load[piece] ?? 0);
  for (let place = 1; place < pieces.length; place += 1) {
    const isFixed = loadOf(place) > 1 / 8 || loadOf(place - 1) > 1 / 8;
    if (isFixed || (load[place] ?? 0) > bucketEnd) {
      if (best !== -1) places.push(best);
      best = -1;
      bucketEnd = (load[place] ?? 0) + 1 / placesPerPost;
    }
    if (isFixed) places.push(place);
    else if (best === -1 || costAt(place) <= costAt(best)) best = place;
  }
  if (best !== -1) places.push(best);
  places.push(pieces.length);
  return places;
};

const prefixSums = (pieces: readonly Piece[], measure: (piece: Piece) => number): number[] => {
  const sums = [0];
  let sum = 0;
  for (const piece of pieces) {
    sum += measure(piece);
    sums.push(sum);
  }
  return sums;
};

/** What the posts' rooms leave after the pieces from one place to another, the white space at the end left out. */
const createScale = (pieces: readonly Piece[]): ((from: number, to: number) => Size) => {
  const units = prefixSums(pieces, ({ size, gap }) => size.units + gap.units);
  const bytes = prefixSums(pieces, ({ size, gap }) => size.bytes + gap.bytes);
  const none = { units: 0, bytes: 0 };
  return (from, to) => {
    const { gap } = pieces[to - 1] ?? { gap: none };
    return { units: (units[to] ?? 0) - (units[from] ?? 0) - gap.units, bytes: (bytes[to] ?? 0) - (bytes[from] ?? 0) - gap.bytes };
  };
};

/**
 * Where to cut: the numbers of the pieces that the posts begin with, 0 first. Of all ways that keep every post within its room (the
 * first post's, and that of the others) it is the one whose cuts and posts cost least together. Empty where there is no way.
 */
export const chooseCuts = (pieces: readonly Piece[], rooms: readonly [Size, Size]): number[] => {
  const [first, rest] = rooms;
  const least: Size = { units: Math.min(first.units, rest.units), bytes: Math.min(first.bytes, rest.bytes) };
  const most: Size = { units: Math.max(first.units, rest.units), bytes: Math.max(first.bytes, rest.bytes) };
  const fillOf = ({ units, bytes }: Size): number => Math.max(units / least.units, least.bytes === 0 ? 0 : bytes / least.bytes);
  const load = prefixSums(pieces, ({ size, gap }) => fillOf({ units: size.units + gap.units, bytes: size.bytes + gap.bytes }));
  const places = choosePlaces(pieces, load);
  const taken = createScale(pieces);
  const costs = places.map(() => Infinity);
  const origins = places.map(() => -1);
  costs[0] = 0;
  for (const [end, place] of places.entries()) {
    const breakCost = end === places.length - 1 ? 0 : breakCosts[pieces[place - 1]?.breakKind ?? "word"];
    for (let start = end - 1; start >= 0; start -= 1) {
      const size = taken(places[start] ?? 0, place);
      if (!fits(size, most)) break;
      if (!fits(size, start === 0 ? first : rest)) continue;
      const cost = (costs[start] ?? Infinity) + breakCost + postCost(fillOf(size));
      if (cost < (costs[end] ?? Infinity)) {
        costs[end] = cost;
        origins[end] = start;
      }
    }
  }
  const starts: number[] = [];
  for (let at = origins.at(-1) ?? -1; at !== -1; at = origins[at] ?? -1) starts.unshift(places[at] ?? 0);
  return starts;
};

/** The same for the fewest posts: each as full as it can be. */
export const fillPosts = (pieces: readonly Piece[], rooms: readonly [Size, Size]): number[] => {
  const taken = createScale(pieces);
  const starts = [0];
  let from = 0;
  for (let to = 1; to <= pieces.length; to += 1) {
    if (fits(taken(from, to), rooms[from === 0 ? 0 : 1])) continue;
    from = to - 1;
    starts.push(from);
  }
  return starts;
};
