import * as fc from "fast-check";
import { expect, test } from "vitest";
import { postingTimes } from "../../../src/campaign/posting-times.ts";

const day = (date: string) => Temporal.PlainDate.from(date);
const at = (pattern: string, zone: string, date: string) =>
  postingTimes(pattern, zone, day(date), day(date)).map((time) => time.at.toString());

test("a time is a wall-clock time in the campaign's zone, in summer and in winter", () => {
  expect(at("0 12 * * *", "Europe/Vilnius", "2026-07-01")).toEqual(["2026-07-01T09:00:00Z"]);
  expect(at("0 12 * * *", "Europe/Vilnius", "2026-12-01")).toEqual(["2026-12-01T10:00:00Z"]);
});

test("a time that clocks skip moves forward by the gap", () => {
  expect(at("30 3 * * *", "Europe/Vilnius", "2027-03-28")).toEqual(["2027-03-28T01:30:00Z"]);
});

test("a time that comes twice is taken the first time", () => {
  expect(at("30 3 * * *", "Europe/Vilnius", "2026-10-25")).toEqual(["2026-10-25T00:30:00Z"]);
});

test("a day that a zone left out still has its post, and a pattern for weekdays leaves the others out", () => {
  expect(at("0 9 * * *", "Pacific/Apia", "2011-12-30")).toHaveLength(1);
  expect(at("0 9 * * 1", "Europe/Vilnius", "2026-11-21")).toEqual([]);
  expect(at("0 9,18 * * *", "Europe/Vilnius", "2026-11-21")).toHaveLength(2);
});

test("in every zone, over ten years, each local date has exactly one instant, and they never go backwards", () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
  fc.assert(
    fc.property(zones, minutes, fc.integer({ min: 0, max: 3650 }), (zone, minute, offset) => {
      const from = day("2020-01-01").add({ days: offset });
      const times = postingTimes(`${minute % 60} ${Math.floor(minute / 60)} * * *`, zone, from, from.add({ days: 99 }));
      expect(times.map((time) => time.date.toString())).toEqual(
        Array.from({ length: 100 }, (_, index) => from.add({ days: index }).toString()),
      );
      const instants = times.map((time) => time.at.epochMilliseconds);
      expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
    }),
    { numRuns: 150 },
  );
});
