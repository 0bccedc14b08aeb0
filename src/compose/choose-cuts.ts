import { breakCosts } from "./judge-break.ts";
import type { Size } from "./ruler.ts";
import type { Piece } from "./thread-pieces.ts";

/** Under this much of a post it looks forgotten. */
const tinyFill = 0.2;

/** How many places between words are looked at in one post; keeps the work linear in the text. */
const placesPerPost = 64;

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
    const isFixed = costAt(place) < 1 || loadOf(place) > 1 / 8 || loadOf(place - 1) > 1 / 8;
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

/**
 * Where to cut: the numbers of the pieces that the posts begin with, 0 first. Of all ways that keep every post within its room (the
 * first post's, and that of the others) it is the one whose cuts and posts cost least together.
 * With `fewest`, the number of posts goes before everything else. Empty where there is no way.
 */
export const chooseCuts = (pieces: readonly Piece[], rooms: readonly [Size, Size], fewest: boolean): number[] => {
  const [first, rest] = rooms;
  const least: Size = { units: Math.min(first.units, rest.units), bytes: Math.min(first.bytes, rest.bytes) };
  const units = prefixSums(pieces, ({ size, gap }) => size.units + gap.units);
  const bytes = prefixSums(pieces, ({ size, gap }) => size.bytes + gap.bytes);
  const load = prefixSums(pieces, ({ size, gap }) =>
    Math.max((size.units + gap.units) / least.units, least.bytes === 0 ? 0 : (size.bytes + gap.bytes) / least.bytes),
  );
  const places = fewest ? pieces.map((_, index) => index).concat(pieces.length) : choosePlaces(pieces, load);
  const costs = places.map(() => Infinity);
  const origins = places.map(() => -1);
  costs[0] = 0;
  for (let end = 1; end < places.length; end += 1) {
    const last = pieces[(places[end] ?? 0) - 1];
    if (last === undefined) continue;
    const unitsEnd = (units[places[end] ?? 0] ?? 0) - last.gap.units;
    const bytesEnd = (bytes[places[end] ?? 0] ?? 0) - last.gap.bytes;
    const breakCost = end === places.length - 1 ? 0 : breakCosts[last.breakKind];
    for (let start = end - 1; start >= 0; start -= 1) {
      const from = places[start] ?? 0;
      const takenUnits = unitsEnd - (units[from] ?? 0);
      const takenBytes = bytesEnd - (bytes[from] ?? 0);
      const room = start === 0 ? first : rest;
      if (takenUnits > Math.max(first.units, rest.units) || takenBytes > Math.max(first.bytes, rest.bytes)) break;
      if (takenUnits > room.units || takenBytes > room.bytes) continue;
      const fill = Math.max(takenUnits / least.units, least.bytes === 0 ? 0 : takenBytes / least.bytes);
      const cost = (costs[start] ?? Infinity) + breakCost + postCost(fill) + (fewest ? 1000 : 0);
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
