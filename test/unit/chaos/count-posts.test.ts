import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networks } from "../../../src/compose/limits.ts";
import { countPosts, type BookedDelivery, type PublicPost } from "../../chaos/count-posts.ts";

const post = (ref: string, text: string, more: Partial<PublicPost> = {}): PublicPost => ({
  network: "mastodon",
  ref,
  text,
  replyTo: null,
  ...more,
});

const delivery = (more: Partial<BookedDelivery> = {}): BookedDelivery => ({
  id: "2026-05-01/profile/somebody@mastodon",
  network: "mastodon",
  state: "sent",
  reason: null,
  texts: ["one"],
  refs: ["1"],
  inFlight: null,
  ...more,
});

const nothing = {
  lost: 0,
  misplaced: 0,
  unknown: 0,
  skipped: 0,
  duplicates: { bluesky: 0, mastodon: 0, telegram: 0 },
  leftOut: [],
  faults: [],
};
const thread = delivery({ texts: ["one", "two", "three"], refs: ["1", "2", "3"] });
const wholeThread = [post("1", "one"), post("2", "two", { replyTo: "1" }), post("3", "three", { replyTo: "2" })];

describe("what is public, held against the books", () => {
  test("a thread that is there once, each part under the one before, is neither lost nor there twice", () => {
    expect(countPosts([thread], wholeThread)).toEqual({ ...nothing, posts: 3, expected: 3 });
  });

  test("a second copy of a part is a duplicate, also where it answers another post", () => {
    for (const replyTo of ["1", "9", null])
      expect(countPosts([thread], [...wholeThread, post("4", "two", { replyTo })])).toMatchObject({
        posts: 4,
        expected: 3,
        duplicates: { mastodon: 1 },
        lost: 0,
        faults: [expect.stringContaining(thread.id)],
      });
  });

  test("a post that no book knows is a duplicate", () => {
    expect(countPosts([], [post("1", "one", { network: "telegram" })])).toMatchObject({ duplicates: { telegram: 1 } });
  });

  test("sent and not there is lost; so is one that has another's words", () => {
    expect(countPosts([delivery()], [])).toMatchObject({ posts: 0, expected: 1, lost: 1 });
    expect(countPosts([delivery()], [post("1", "other words")])).toMatchObject({ lost: 1, duplicates: { mastodon: 1 } });
    expect(countPosts([delivery()], [post("1", "one", { network: "telegram" })])).toMatchObject({ lost: 1, duplicates: { telegram: 1 } });
  });

  test("two deliveries that both point at one post have lost one", () => {
    expect(countPosts([delivery(), delivery({ id: "another@mastodon" })], [post("1", "one")])).toMatchObject({ lost: 1, expected: 2 });
  });

  test("sent with a part that the books do not name is a lost part, and public without a name it is one too many", () => {
    const short = delivery({ texts: ["one", "two"], refs: ["1"] });
    expect(countPosts([short], [post("1", "one")])).toMatchObject({ lost: 1 });
    expect(countPosts([short], [post("1", "one"), post("2", "two", { replyTo: "1" })])).toMatchObject({
      lost: 1,
      duplicates: { mastodon: 1 },
    });
  });

  test("sent without any part is lost", () => {
    expect(countPosts([delivery({ texts: [], refs: [] }), delivery({ texts: null, refs: [] })], [])).toMatchObject({ lost: 2 });
  });

  test("a part under the wrong post is misplaced", () => {
    const seen = [wholeThread[0]!, wholeThread[1]!, post("3", "three", { replyTo: "1" })];
    expect(countPosts([thread], seen)).toMatchObject({ lost: 0, misplaced: 1 });
  });

  test("in doubt, the part in flight may be there once or not at all, and no more than that", () => {
    const doubtful = delivery({ state: "unknown", refs: [], inFlight: 0 });
    expect(countPosts([doubtful], [])).toEqual({ ...nothing, posts: 0, expected: 0, unknown: 1 });
    expect(countPosts([doubtful], [post("1", "one")])).toEqual({ ...nothing, posts: 1, expected: 0, unknown: 1 });
    expect(countPosts([doubtful], [post("1", "one"), post("2", "one")])).toMatchObject({ unknown: 1, duplicates: { mastodon: 1 } });
    const later = delivery({ state: "unknown", texts: ["one", "two"], refs: [], inFlight: 0 });
    expect(countPosts([later], [post("2", "two")])).toMatchObject({ duplicates: { mastodon: 1 } });
  });

  test.each(["due", "sending", "failed"] as const)("in the end %s is lost, unless its part in flight is there after all", (state) => {
    expect(countPosts([delivery({ state, refs: [] })], [])).toMatchObject({ lost: 1 });
    expect(countPosts([delivery({ state, refs: [], texts: null })], [])).toMatchObject({ lost: 1 });
    expect(countPosts([delivery({ state, refs: [], inFlight: 0 })], [post("1", "one")])).toEqual({ ...nothing, posts: 1, expected: 1 });
    expect(countPosts([delivery({ ...thread, state, refs: ["1"] })], wholeThread.slice(0, 1))).toMatchObject({ lost: 2, expected: 3 });
  });

  test("left out for being late is not lost; left out for anything else, or begun and left out, is", () => {
    const late = delivery({ state: "skipped", refs: [], texts: null, reason: "It was due at noon and could not go out before midnight." });
    expect(countPosts([late], [])).toEqual({
      ...nothing,
      posts: 0,
      expected: 0,
      skipped: 1,
      leftOut: [expect.stringContaining("before midnight")],
    });
    expect(countPosts([{ ...late, reason: "Its subject is not in the campaign any more." }], [])).toMatchObject({ lost: 1 });
    expect(countPosts([{ ...late, inFlight: 0 }], [])).toMatchObject({ lost: 1 });
    expect(countPosts([{ ...late, texts: ["one"] }], [post("1", "one")])).toMatchObject({ duplicates: { mastodon: 1 } });
  });

  test("whatever is taken away from the servers is missed, and whatever is put there beside is found", () => {
    const anyDay = fc.array(fc.record({ network: fc.constantFrom(...networks), parts: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyDay, fc.nat(), fc.boolean(), (day, place, doubled) => {
        const booked = day.map(({ network, parts }, number): BookedDelivery => ({
          ...delivery({ id: `post-${number}@${network}`, network }),
          // People come round again in the same words.
          texts: Array.from({ length: parts }, (_, index) => `words ${number % 3} ${index}`),
          refs: Array.from({ length: parts }, (_, index) => `${number}-${index}`),
        }));
        const seen = booked.flatMap(({ network, texts, refs }) =>
          refs.map((ref, index) => post(ref, texts![index]!, { network, replyTo: index === 0 ? null : refs[index - 1]! })),
        );
        expect(countPosts(booked, seen)).toEqual({ ...nothing, posts: seen.length, expected: seen.length });
        const victim = seen[place % seen.length]!;
        const changed = doubled ? [...seen, { ...victim, ref: "again" }] : seen.filter((one) => one !== victim);
        expect(countPosts(booked, changed)).toMatchObject(
          doubled ? { lost: 0, duplicates: { [victim.network]: 1 } } : { lost: 1, duplicates: nothing.duplicates },
        );
      }),
    );
  });
});
