import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blueskyCreatedAt, blueskyRecordKey } from "../../src/networks/bluesky/key.ts";

/** https://atproto.com/specs/tid */
const tid = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const alphabet = "234567abcdefghijklmnopqrstuvwxyz";

const microsecondsOf = (key: string): bigint =>
  Array.from(key).reduce((value, character) => value * 32n + BigInt(alphabet.indexOf(character)), 0n) >> 10n;

const instant = fc
  .integer({ min: Date.parse("2020-01-01"), max: Date.parse("2200-01-01") })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));
const deliveryId = fc.string({ minLength: 1, unit: "grapheme" });

describe("the record key of a part", () => {
  it("is a TID within two seconds after the instant the post was due", () => {
    fc.assert(
      fc.property(deliveryId, instant, fc.nat(30), (id, at, index) => {
        const key = blueskyRecordKey({ deliveryId: id, at, index });
        expect(key).toMatch(tid);
        const laterBy = microsecondsOf(key) - BigInt(at.epochMilliseconds) * 1000n;
        expect(laterBy >= 0n && laterBy < 2_000_000n).toBe(true);
      }),
    );
  });

  it("is the same each time, and stays what it was in earlier versions", () => {
    const part = {
      deliveryId: "2026-12-01/profile/andrei-aliaksandrau@bluesky",
      at: Temporal.Instant.from("2026-12-01T06:00:00Z"),
      index: 0,
    };
    expect(blueskyRecordKey(part)).toBe(blueskyRecordKey({ ...part }));
    expect(blueskyRecordKey(part)).toBe("3n3lkye3wfm6r");
    expect(blueskyRecordKey({ ...part, index: 1 })).toBe("3n3lkye3xeu6r");
  });

  it("sorts in the order of the thread", () => {
    fc.assert(
      fc.property(deliveryId, instant, (id, at) => {
        const keys = Array.from({ length: 12 }, (_, index) => blueskyRecordKey({ deliveryId: id, at, index }));
        expect(keys.toSorted()).toEqual(keys);
        expect(new Set(keys).size).toBe(12);
      }),
    );
  });

  it("differs between deliveries due at the same instant", () => {
    const at = Temporal.Instant.from("2026-12-01T06:00:00Z");
    const keys = Array.from({ length: 5_000 }, (_, number) =>
      blueskyRecordKey({ deliveryId: `2026-12-01/profile/person-${number}@bluesky`, at, index: 0 }),
    );
    expect(new Set(keys).size).toBe(5_000);
  });
});

describe("the time that a part says it was made", () => {
  it("is fixed by when it was due and its place in the thread, with milliseconds", () => {
    const at = Temporal.Instant.from("2026-12-01T06:00:00.1239Z");
    expect([0, 1, 9].map((index) => blueskyCreatedAt({ at, index }))).toEqual([
      "2026-12-01T06:00:00.123Z",
      "2026-12-01T06:00:00.124Z",
      "2026-12-01T06:00:00.132Z",
    ]);
  });
});
