import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnniversarySettings } from "../../../src/campaign/anniversaries/anniversary-settings.ts";
import { dueOf, nextOccasion, nextOfSeries, type Due } from "../../../src/campaign/own/due-time.ts";
import { followTiming, timingFault, type Timed } from "../../../src/campaign/own/follow-timing.ts";
import { findOwnDay, type OwnCalendar } from "../../../src/campaign/own/own-occasion.ts";
import { timingAt, type SeriesTiming } from "../../../src/campaign/own/own-timing.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { aPrisoner } from "./a-prisoner.ts";
import { aCampaign } from "./anniversaries/an-anniversary-plan.ts";

const zones = [...Intl.supportedValuesOf("timeZone"), "Europe/Vilnius", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia", "UTC"];
const now = Temporal.Instant.from("2026-11-21T07:00:00Z");

const born = (date: string): Partial<Prisoner> => ({ born: { date, source: "page" } });
const people = new Map(
  [
    aPrisoner("ada", born("1985-04-24")),
    aPrisoner("leap", born("1984-02-29")),
    aPrisoner("vague", born("1984-02")),
    aPrisoner("nobody-knows"),
    aPrisoner("dead", { ...born("1960-05-05"), status: { kind: "died", since: "2024-02-29", checked: "2024-03-01", sources: ["page"] } }),
    aPrisoner("lost", { ...born("1960-05-05"), status: { kind: "unknown", sources: ["page"] } }),
    aPrisoner("hidden", { ...born("1960-05-05"), consent: "withheld" }),
    aPrisoner("twice", {
      trials: ["2021-09-06", "2023-01-10"].map((date) => ({ date, sentence: { years: 5 }, source: "page" })),
    }),
  ].map((prisoner) => [prisoner.slug, prisoner]),
);

const days = [
  { id: "solidarity", day: "05-21", people: [] },
  { id: "monthly", day: "31", people: [] },
  { id: "of-hidden", day: "06-01", people: ["hidden"] },
] as unknown as OwnCalendar["days"];

const calendarIn = (zone = "Europe/Vilnius", leapDay: AnniversarySettings["leapDay"] = "02-28"): OwnCalendar => ({
  campaign: aCampaign({ zone, anniversaries: { leapDay } }),
  prisoners: people,
  days,
});

const due = (found: Due | { readonly kind: "none"; readonly why: string }): Due => {
  if (found.kind === "none") throw new Error(found.why);
  return found;
};
const wallOf = ({ at }: Pick<Due, "at">, zone = "Europe/Vilnius"): string =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" });

describe("the day that --on names", () => {
  test.each([
    ["birthday:ada", "2027-04-24T10:00"],
    ["birthday:leap", "2027-02-28T10:00"],
    ["death:dead", "2027-02-28T10:00"],
    ["day:solidarity", "2027-05-21T09:00"],
    ["day:monthly", "2026-11-30T09:00"],
  ])("%s is next at %s", (occasion, wall) => {
    expect(wallOf(due(nextOccasion(occasion, null, calendarIn(), now)))).toBe(wall);
  });

  test.each([
    ["birthday:vague", /only 1984-02 is known/],
    ["birthday:nobody-knows", /no date of birth.*born\.date in prisoners\/nobody-knows\.yaml/],
    ["birthday:dead", /the dead have no birthdays: death:dead/],
    ["birthday:lost", /status of lost is unknown/],
    ["birthday:hidden", /^there is nobody hidden in prisoners\/$/],
    ["birthday:unheard-of", /^there is nobody unheard-of in prisoners\/$/],
    ["death:ada", /not recorded as dead/],
    ["release:ada", /not recorded as released/],
    ["sentence:twice", /2021-09-06 and 2023-01-10: say with --at/],
    ["day:nope", /^calendar\.yaml has no day nope$/],
    ["day:of-hidden", /^calendar\.yaml has no day of-hidden$/],
    ["ada", /must be birthday:SLUG/],
    ["wedding:ada", /must be birthday:SLUG/],
    ["birthday:__proto__", /must be birthday:SLUG/],
  ])("%s is refused in words", (occasion, why) => {
    const found = findOwnDay(occasion, calendarIn());
    expect(found).toMatchObject({ kind: "none", why: expect.stringMatching(why) });
  });

  test("29 February is kept as the campaign says", () => {
    expect(wallOf(due(nextOccasion("birthday:leap", "08:30", calendarIn("Europe/Vilnius", "03-01"), now)))).toBe("2027-03-01T08:30");
    const leapYear = Temporal.Instant.from("2027-12-01T00:00:00Z");
    expect(wallOf(due(nextOccasion("birthday:leap", "08:30", calendarIn(), leapYear)))).toBe("2028-02-29T08:30");
  });

  test("a time that is over today means the next year", () => {
    const morning = Temporal.Instant.from("2027-04-24T06:59:00Z");
    expect(wallOf(due(nextOccasion("birthday:ada", null, calendarIn(), morning)))).toBe("2027-04-24T10:00");
    expect(wallOf(due(nextOccasion("birthday:ada", null, calendarIn(), morning.add({ minutes: 2 }))))).toBe("2028-04-24T10:00");
  });
});

describe("every year", () => {
  test("a series has one post a year at the same wall-clock time for 40 years in every zone, 29 February and skipped hours included", () => {
    assert(
      property(
        constantFrom(...zones),
        constantFrom<AnniversarySettings["leapDay"]>("02-28", "03-01"),
        constantFrom("02-29", "02-28", "03-01", "12-31", "01-01", "03-28", "10-31", "09-05", "12-30"),
        integer({ min: 0, max: 1439 }),
        (zone, leapDay, monthDay, minute) => {
          const calendar = calendarIn(zone, leapDay);
          const time = Temporal.PlainTime.from("00:00").add({ minutes: minute });
          const series: SeriesTiming = { kind: "at", monthDay, time: time.toString({ smallestUnit: "minute" }) };
          let from = 2026;
          let clock = now;
          for (let count = 0; count < 40; count += 1) {
            const next = due(nextOfSeries(series, calendar, { now: clock, from })) as Due & { year: number };
            if (count > 0 && next.year !== from) return false;
            const isLeap = next.date.inLeapYear;
            const kept = monthDay === "02-29" && !isLeap ? leapDay : monthDay;
            if (next.date.toString() !== `${next.year}-${kept}`) return false;
            // The wall clock shows the time, or jumps over it.
            const wanted = next.date.toPlainDateTime(time);
            const shown = next.at.toZonedDateTimeISO(zone).toPlainDateTime();
            const isSkipped = !wanted.toZonedDateTime(zone).toPlainDateTime().equals(wanted);
            if (isSkipped ? Temporal.PlainDateTime.compare(shown, wanted) <= 0 : !shown.equals(wanted)) return false;
            clock = next.at;
            from = next.year + 1;
          }
          return true;
        },
      ),
      { numRuns: 300 },
    );
  });

  test("no year is left out or made twice when the post of the year before went out to the minute", () => {
    const series: SeriesTiming = { kind: "on", occasion: "birthday:leap", time: "10:00" };
    const first = due(nextOfSeries(series, calendarIn(), { now, from: 2026 }));
    const second = due(nextOfSeries(series, calendarIn(), { now: first.at, from: 2028 }));
    expect([first, second].map((one) => wallOf(one))).toEqual(["2027-02-28T10:00", "2028-02-29T10:00"]);
  });
});

describe("a waiting post follows", () => {
  const timed = (found: Due): Timed => ({ at: found.at, date: found.date, timing: found.timing });

  test("the zone of the clock with its time of day, and is never over or gone because of it", () => {
    assert(
      property(constantFrom(...zones), constantFrom(...zones), integer({ min: 0, max: 60 * 24 * 365 }), (before, after, minutes) => {
        const at = now.add({ minutes });
        const post: Timed = { at, date: at.toZonedDateTimeISO(before).toPlainDate(), timing: timingAt(at, before) };
        const move = followTiming(post, calendarIn(after), now);
        if (before === after) return move === null;
        if (move === null || Temporal.Instant.compare(move.at, now) < 0) return false;
        if (move.why === "kept" && !move.at.equals(at)) return false;
        const sameWall = wallOf(move, after) === wallOf({ at }, before);
        const isGap = move.timing.kind === "at" && wallOf(move, after) !== move.timing.wall;
        if (move.why === "zone" && !sameWall && !isGap) return false;
        // Once is enough.
        return followTiming({ ...move }, calendarIn(after), now) === null;
      }),
      { numRuns: 1000 },
    );
  });

  test("the recorded day, as long as that is ahead; else it is stopped in words", () => {
    const post = timed(due(nextOccasion("birthday:ada", null, calendarIn(), now)));
    const corrected = (date: string): OwnCalendar => ({ ...calendarIn(), prisoners: new Map([["ada", aPrisoner("ada", born(date))]]) });
    expect(followTiming(post, calendarIn(), now)).toBeNull();
    expect(timingFault(post, calendarIn())).toBeNull();
    const move = followTiming(post, corrected("1985-04-20"), now);
    expect(move).toMatchObject({ why: "record" });
    expect(wallOf(move!)).toBe("2027-04-20T10:00");
    expect(timingFault(move!, corrected("1985-04-20"))).toBeNull();
    const late = Temporal.Instant.from("2027-04-22T00:00:00Z");
    expect(followTiming(post, corrected("1985-04-20"), late)).toBeNull();
    expect(timingFault(post, corrected("1985-04-20"))).toMatch(/recorded as 2027-04-20 by now/);
    expect(followTiming(post, corrected("1985-04"), now)).toBeNull();
    expect(timingFault(post, corrected("1985-04"))).toMatch(/only 1985-04 is known/);
  });

  test("the time of its rule, but not on the day itself once that is over", () => {
    const post = timed(due(nextOccasion("birthday:ada", null, calendarIn(), now)));
    const earlier = { ...calendarIn(), campaign: aCampaign({ anniversaries: { rules: { birthday: { time: "08:00" } } } }) };
    expect(wallOf(followTiming(post, earlier, now)!)).toBe("2027-04-24T08:00");
    expect(followTiming(post, earlier, Temporal.Instant.from("2027-04-24T06:00:00Z"))).toBeNull();
    expect(timingFault(post, earlier)).toBeNull();
  });

  test("is what dueOf says, again and again", () => {
    const next = due(nextOccasion("day:monthly", "23:59", calendarIn(), now));
    expect(dueOf(next.timing, calendarIn())).toEqual(next);
  });
});
