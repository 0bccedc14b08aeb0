import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { readWallClock } from "../../../src/campaign/own/read-wall-clock.ts";

const now = Temporal.Instant.from("2026-11-21T07:00:00Z");
const zones = [...Intl.supportedValuesOf("timeZone"), "Europe/Vilnius", "Europe/Minsk", "Australia/Lord_Howe", "Africa/Cairo"];
const read = (written: string, zone = "Europe/Vilnius") => readWallClock(written, zone, now);
const why = (written: string, zone?: string): string => {
  const answer = read(written, zone);
  return answer.kind === "refused" ? answer.why : "accepted";
};

describe("a time that a campaigner writes", () => {
  test("is wall-clock time of the campaign's zone", () => {
    expect(read("2027-03-08 10:00")).toEqual({ kind: "at", at: Temporal.Instant.from("2027-03-08T08:00:00Z") });
    expect(read(" 2027-07-08T10:00 ")).toEqual({ kind: "at", at: Temporal.Instant.from("2027-07-08T07:00:00Z") });
  });

  test.each([
    ["tomorrow", /such as 2027-03-08 10:00/],
    ["2027-02-29 10:00", /such as/],
    ["2027-03-08 24:00", /such as/],
    ["2027-03-08 10:00Z", /such as/],
    ["2026-11-21 08:59", /is over: in Europe\/Vilnius it is 2026-11-21 09:00/],
    ["2027-03-28 03:30", /does not exist.* such as 2027-03-28 04:30/],
    ["2027-10-31 03:30", /comes twice/],
    ["2028-11-21 09:01", /more than two years ahead/],
    ["9999-12-31 23:59", /more than two years ahead/],
  ])("%s is refused in words, not guessed", (written, reason) => {
    expect(why(written)).toMatch(reason);
    expect(why(written)).not.toContain("\n");
  });

  test("this very minute and the last one of two years are taken", () => {
    expect(read("2026-11-21 09:00").kind).toBe("at");
    expect(read("2028-11-21 09:00").kind).toBe("at");
  });

  test("is exactly that wall-clock time wherever it is taken, and taken wherever it is there once and in reach", () => {
    assert(
      property(constantFrom(...zones), integer({ min: -100_000, max: 1_200_000 }), (zone, minutes) => {
        const wanted = now.toZonedDateTimeISO(zone).toPlainDateTime().round("minute").add({ minutes });
        const written = wanted.toString({ smallestUnit: "minute" }).replace("T", " ");
        const answer = readWallClock(written, zone, now);
        const instants = ["earlier", "later"] as const;
        const [first, last] = instants.map((disambiguation) => wanted.toZonedDateTime(zone, { disambiguation }));
        const isOnce = first!.equals(last!);
        const inReach =
          Temporal.Instant.compare(first!.toInstant(), now) >= 0 &&
          Temporal.Instant.compare(first!.toInstant(), now.toZonedDateTimeISO(zone).add({ years: 2 }).toInstant()) <= 0;
        const taken = answer.kind === "at" ? answer.at.toZonedDateTimeISO(zone).toPlainDateTime().toString() : null;
        expect(taken).toBe(isOnce && inReach ? wanted.toString() : null);
      }),
      { numRuns: 2000 },
    );
  });

  test("that clocks skip or show twice is refused in every zone that changes them", () => {
    for (const zone of zones) {
      const change = now.toZonedDateTimeISO(zone).getTimeZoneTransition("next");
      if (change === null || Temporal.Instant.compare(change.toInstant(), now.add({ hours: 24 * 700 })) > 0) continue;
      const before = change.subtract({ nanoseconds: 1 });
      const shift = change.offsetNanoseconds - before.offsetNanoseconds;
      if (shift === 0) continue;
      // The first wall-clock minute after the last one before the change; where clocks go back, the first that comes again.
      const edge = shift > 0 ? before.toPlainDateTime().add({ nanoseconds: 1 }) : change.toPlainDateTime();
      expect(why(edge.toString({ smallestUnit: "minute" }), zone)).toMatch(shift > 0 ? /does not exist/ : /comes twice/);
    }
  });
});
