import { array, assert, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { findSpikes } from "../../../src/campaign/hashtags/find-spikes.ts";
import type { Coverage } from "../../../src/campaign/hashtags/hashtag-store.ts";
import { hourOf } from "../../../src/campaign/hashtags/seen-post.ts";

const now = Temporal.Instant.from("2026-11-20T09:30:00Z");
const current = hourOf(now.epochMilliseconds);
const since = (hours: number): Coverage[] => [{ network: "bluesky", source: "a", from: now.subtract({ hours }), to: now, complete: true }];
const used = (ago: number, count: number, network: "bluesky" | "mastodon" = "bluesky") => ({
  tag: "t",
  network,
  hour: current - ago,
  count,
});

test.each([
  ["20 posts after a quiet week", [used(0, 20)], 1],
  ["19 posts after a quiet week", [used(0, 19)], 0],
  ["20 posts of two networks", [used(1, 12), used(1, 8, "mastodon")], 1],
  ["three times the highest hour", [used(0, 60), used(100, 20)], 0],
  ["more than three times the highest hour", [used(0, 61), used(100, 20)], 1],
  ["more than the highest of the week, and not of the hour before it", [used(0, 61), used(169, 500)], 1],
  ["an hour that is over for longer", [used(2, 500)], 0],
])("%s: %j makes %i", (_name, counts, number) => {
  expect(findSpikes(counts, since(400), now)).toHaveLength(number);
});

test("of a hashtag that nobody has listened to for a day nobody knows what is usual", () => {
  expect(findSpikes([used(0, 500)], since(23), now)).toEqual([]);
  expect(findSpikes([used(0, 500)], [{ ...since(99)[0]!, source: "nobody" }], now)).toEqual([]);
  expect(findSpikes([used(0, 500)], since(25), now)).toHaveLength(1);
  const others = since(99).map((each) => ({ ...each, tags: ["other"] }));
  expect(findSpikes([used(0, 500)], [...others, ...since(3).map((each) => ({ ...each, tags: ["t"] }))], now)).toEqual([]);
});

test("whatever was counted, a spike is of the last two hours, of 20 posts, and more than three times any hour of the week before it", () => {
  assert(
    property(array(record({ ago: integer({ min: 0, max: 200 }), count: integer({ min: 1, max: 200 }) }), { maxLength: 40 }), (some) => {
      const counts = some.map(({ ago, count }) => used(ago, count));
      const sum = (hour: number): number => counts.reduce((total, each) => (each.hour === hour ? total + each.count : total), 0);
      const isSpike = (hour: number): boolean =>
        sum(hour) >= 20 && Array.from({ length: 168 }, (_, index) => hour - 1 - index).every((each) => sum(hour) > 3 * sum(each));
      expect(findSpikes(counts, since(400), now).map(({ hour }) => hour)).toEqual([current - 1, current].filter(isSpike));
    }),
  );
});
