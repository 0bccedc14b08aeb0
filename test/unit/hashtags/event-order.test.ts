import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { KeptPost } from "../../../src/campaign/hashtags/hashtag-store.ts";
import { hourOf } from "../../../src/campaign/hashtags/seen-post.ts";
import { createEventBatch } from "../../../src/tracking/bluesky/event-batch.ts";
import { createEventReader } from "../../../src/tracking/bluesky/read-event.ts";
import { createKnownPosts } from "../../../src/tracking/known-posts.ts";
import { revisionAt } from "./revision-at.ts";

const tracked = new Set(["freemarfa", "freebelaruswomen"]);
const isTracked = (tag: string): boolean => tracked.has(tag);
const salts = [{ id: 1, secret: "5a".repeat(32) }];
const begunUs = 1_795_000_200_000_000;
const minuteUs = 60_000_000;
const hourUs = 60 * minuteUs;

interface Told {
  readonly post: string;
  readonly operation: "create" | "update" | "delete";
  readonly tags: readonly string[];
  readonly atUs: number;
  readonly rev: string | undefined;
}

const textOf = ({ post, operation, tags, atUs, rev }: Told): Buffer =>
  Buffer.from(
    JSON.stringify({
      did: `did:plc:${post.padEnd(24, "a")}`,
      time_us: atUs,
      kind: "commit",
      commit: {
        ...(rev !== undefined && { rev }),
        operation,
        collection: "app.bsky.feed.post",
        rkey: "3l3qo2vuowo2b",
        ...(operation !== "delete" && { record: { tags } }),
      },
    }),
  );

/** What is counted of all that is told, written after those of `writes`. */
const count = (told: readonly Told[], writes: readonly boolean[]): Record<string, number> => {
  const reader = createEventReader(tracked);
  const knownPosts = createKnownPosts();
  const kept = new Map<string, KeptPost>();
  const counts: Record<string, number> = {};
  let batch = createEventBatch(salts, knownPosts, isTracked);
  const write = (): void => {
    const known = new Map(batch.keys.flatMap((key) => [...kept].filter(([each]) => each === key)));
    const change = batch.decide(known);
    for (const post of change.posts) kept.set(post.key, post);
    for (const { tag, hour, by } of change.counts) counts[`${tag} ${hour}`] = (counts[`${tag} ${hour}`] ?? 0) + by;
    batch = createEventBatch(salts, knownPosts, isTracked);
  };
  for (const [index, each] of told.entries()) {
    const reading = reader.read(textOf(each));
    if (reading.kind === "post") batch.add(reading.event);
    if (writes[index] === true) write();
  }
  write();
  return Object.fromEntries(Object.entries(counts).filter(([, number]) => number !== 0));
};

/** What a child would count: each post as it was last left, each hashtag in the hour of what brought it. */
const countPlainly = (said: readonly Told[]): Record<string, number> => {
  const posts = new Map<string, Map<string, number>>();
  for (const { post, operation, tags, atUs } of said) {
    const before = posts.get(post);
    const after = operation === "delete" ? [] : tags.map((tag) => tag.toLowerCase()).filter(isTracked);
    posts.set(post, new Map(after.map((tag) => [tag, before?.get(tag) ?? hourOf(atUs / 1000)])));
  }
  const counts: Record<string, number> = {};
  for (const tags of posts.values()) for (const [tag, hour] of tags) counts[`${tag} ${hour}`] = (counts[`${tag} ${hour}`] ?? 0) + 1;
  return counts;
};

const step = fc.record({
  post: fc.constantFrom("a", "a", "a", "b", "c"),
  isDeleted: fc.boolean(),
  tags: fc.subarray(["FreeMarfa", "FREEBelarusWomen", "Other"]),
  hours: fc.nat(2),
});
/** What happens to some posts, one event after the other, as one instance tells it that hears of each at once. */
const history = (revOf: (atUs: number) => string | undefined, apartUs: number) =>
  fc.array(step, { minLength: 1, maxLength: 12 }).map((steps) => {
    const there = new Set<string>();
    let hours = 0;
    return steps.map(({ post, isDeleted, tags, hours: more }, index): Told => {
      hours += more;
      const isThere = there.has(post);
      const operation = isThere ? (isDeleted ? "delete" : "update") : "create";
      if (operation === "delete") there.delete(post);
      else there.add(post);
      // Far from the ends of an hour: an instance may hear of it minutes earlier or later.
      const atUs = begunUs + hours * hourUs + index * apartUs;
      return { post, operation, tags, atUs, rev: revOf(atUs) };
    });
  });
/** Everything is told at least once, in any order; `aheadUs` are the instances' clocks. */
const telling = (said: readonly Told[], clocks: readonly number[]) =>
  fc
    .tuple(
      fc.shuffledSubarray([...said, ...said, ...said], { minLength: said.length * 3 }),
      fc.array(fc.constantFrom(...clocks), { minLength: said.length * 3, maxLength: said.length * 3 }),
      fc.array(fc.boolean(), { minLength: said.length * 3, maxLength: said.length * 3 }),
    )
    .map(([told, ahead, writes]) => ({
      said,
      told: told.map((each, index) => ({ ...each, atUs: each.atUs + (ahead[index] ?? 0) })),
      writes,
    }));

test("in whatever order, how often and by whichever of two instances events are told, their revisions make the totals exact", () => {
  fc.assert(
    fc.property(
      history(revisionAt, 1000).chain((said) => telling(said, [0, -20_000_000, 290_000_000])),
      ({ said, told, writes }) => {
        expect(count(told, writes)).toEqual(countPlainly(said));
      },
    ),
    { numRuns: 250 },
  );
});

test.each([undefined, "x", "3l3qo2vutsw2b", "zzzzzzzzzzzzz", "7777777777777"])(
  "with the revision %s for all, an instance's times make the totals exact, in whatever order and how often events are told",
  (rev) => {
    fc.assert(
      fc.property(
        history(() => rev, 1).chain((said) => telling(said, [0])),
        ({ said, told, writes }) => {
          expect(count(told, writes)).toEqual(countPlainly(said));
        },
      ),
      { numRuns: 80 },
    );
  },
);

test("revisions that are made up change nothing, though they look like some", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[2-7a-z]{11}$/).chain((end) => {
        const revOf = (atUs: number): string => (atUs % 2 === 0 ? `3m${end}` : revisionAt(begunUs + 40 * 24 * hourUs - atUs));
        return history(revOf, 1).chain((said) => telling(said, [0]));
      }),
      ({ said, told, writes }) => {
        expect(count(told, writes)).toEqual(countPlainly(said));
      },
    ),
    { numRuns: 80 },
  );
});

test("a post that was made and deleted in the same microsecond is gone, also when its making is told again", () => {
  const at = (operation: Told["operation"], tags: readonly string[]): Told => ({
    post: "a",
    operation,
    tags,
    atUs: begunUs,
    rev: undefined,
  });
  const [made, lost, gone] = [at("create", ["FreeMarfa"]), at("update", []), at("delete", [])];
  for (const told of [
    [made, gone, made],
    [gone, made],
    [made, lost, made],
    [lost, made],
    [made, at("update", ["FreeMarfa"]), gone, at("update", ["FreeMarfa"]), made],
  ])
    for (const writes of [told.map(() => true), []]) expect(count(told, writes)).toEqual({});
});

test("of many ends the latest are remembered", () => {
  const end = (number: number): Told => ({ post: `p${number}`, operation: "delete", tags: [], atUs: begunUs + number, rev: undefined });
  const ends = Array.from({ length: 50_000 }, (_, number) => end(number));
  const made = (number: number): Told => ({ ...end(number), operation: "create", tags: ["FreeMarfa"], atUs: begunUs - 1 });
  expect(count([...ends, made(30_000), made(49_999)], [])).toEqual({});
  expect(count([...ends, made(100)], [])).toEqual({ [`freemarfa ${hourOf(begunUs / 1000)}`]: 1 });
});
