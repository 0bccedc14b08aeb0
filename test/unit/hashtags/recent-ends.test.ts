import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRecentEnds } from "../../../src/tracking/recent-ends.ts";

const keyOf = (number: number): string => createHash("md5").update(String(number)).digest("hex");
const atUs = 1_795_000_000_000_000;
const noHours = new Map();

test("the latest end of each post is remembered as it was told, whatever its key is like", () => {
  const digit = fc.constantFrom("0", "9", "a", "f");
  const key = fc
    .tuple(fc.array(digit, { minLength: 4, maxLength: 4 }), fc.constantFrom(0, 7, 8, 15, 24, 28))
    .map(([own, at]) => "80000001fffffffe0000000200000003".slice(0, at) + own.join("") + "80000001fffffffe0000000200000003".slice(at + 4));
  const end = fc.record({
    kind: fc.constantFrom("made", "changed", "gone"),
    atUs: fc.integer({ min: atUs, max: atUs + 5 }),
    revUs: fc.constant(null),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(key, end), { maxLength: 60 }), (told) => {
      const ends = createRecentEnds();
      const plainly = new Map<string, (typeof told)[number][1]>();
      const ranks = ["made", "changed", "gone"];
      for (const [of, news] of told) {
        ends.noteEnd(of, news);
        const known = plainly.get(of) ?? news;
        const isOlder = news.atUs < known.atUs || (news.atUs === known.atUs && ranks.indexOf(news.kind) < ranks.indexOf(known.kind));
        plainly.set(of, isOlder ? known : news);
      }
      for (const [of] of told) expect(ends.endOf(of)).toEqual({ ...plainly.get(of), tags: noHours });
      expect(ends.endOf("80000001fffffffe0000000200000004")).toBeUndefined();
    }),
  );
});

test("the last twenty thousand are remembered, and what came long before them is not", () => {
  const ends = createRecentEnds();
  const count = 70_000;
  for (let each = 0; each < count; each += 1) ends.noteEnd(keyOf(each), { kind: "gone", atUs: atUs + each, revUs: atUs - each });
  const wrong: number[] = [];
  for (let each = count - 20_000; each < count; each += 1) if (ends.endOf(keyOf(each))?.revUs !== atUs - each) wrong.push(each);
  expect(wrong).toEqual([]);
  expect(ends.endOf(keyOf(29_000))).toBeUndefined();
});
