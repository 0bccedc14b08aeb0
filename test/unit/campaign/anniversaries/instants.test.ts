import * as fc from "fast-check";
import { expect, test } from "vitest";
import { atWallClock } from "../../../../src/campaign/at-wall-clock.ts";
import type { Prisoner } from "../../../../src/campaign/prisoner.ts";
import { aCampaign, day, people, planWith, somebody } from "./an-anniversary-plan.ts";
import { civil, instantOf, isSame, keptIn, nextDay, plusDays, write, type Civil } from "./naive-calendar.ts";

/** Summer time in both halves of the year, at midnight, of half an hour, with pauses, none at all; far east, far west, and odd minutes. */
const zones = [
  "Europe/Vilnius",
  "Europe/Minsk",
  "America/New_York",
  "America/Los_Angeles",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Asia/Kathmandu",
  "America/Santiago",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Pacific/Kiritimati",
  "America/St_Johns",
] as const;

/** Clocks are changed at these: 2:30 is skipped or comes twice in most zones, 0:30 and 23:30 in those that change at midnight. */
const times = ["02:30", "00:30", "01:45", "10:00", "23:30"] as const;

const hardDays = [
  "1984-02-29",
  "1976-02-29",
  "2000-02-29",
  "1999-12-31",
  "1970-01-01",
  "1985-03-28",
  "1990-10-25",
  "1983-03-14",
  "1991-11-01",
  "1988-04-24",
  "1987-09-26",
  "1995-02-28",
] as const;

/** Sixty: five on each of the hard days, of every status, arrested around 29 February and the changes of clocks. */
const sixty: readonly Prisoner[] = hardDays.flatMap((born, index) =>
  (["imprisoned", "released", "imprisoned", "died", "released"] as const).map((kind, turn) => {
    const detained = ["2020-02-29", "2020-03-29", "2021-03-14", "2020-10-25", "2022-12-31"][(index + turn) % 5]!;
    return somebody(`p${index}-${turn}`, kind, { born, detained, since: `2024-0${1 + (index % 9)}-29`, checked: "2026-11-01" });
  }),
);

const rounds = [100, 1000, 2000, ...Array.from({ length: 20 }, (_, index) => 500 * (index + 1))];

/** What the day is for somebody, found by looking at every day for itself. */
const naivelyOn = (date: Civil, { born, detained, status }: Prisoner, leapDay: "02-28" | "03-01"): string[] => {
  const yearly = (kind: string, from: string | undefined): string[] => {
    if (from === undefined || civil(from).year >= date.year) return [];
    return isSame(keptIn(date.year, civil(from), leapDay), date) ? [`${kind} ${date.year - civil(from).year}`] : [];
  };
  const dead = status.kind === "died";
  const found = [
    ...(dead ? [] : yearly("birthday", born?.date)),
    ...(dead ? [] : yearly("arrest", detained?.date)),
    ...(status.kind === "released" ? yearly("release", status.since) : []),
    ...(dead ? yearly("death", status.since) : []),
  ];
  const counted = status.kind === "imprisoned" ? (roundDays.get(detained?.date ?? "")?.get(write(date)) ?? []) : [];
  return [...found, ...counted.map((days) => `day-count ${days}`)];
};

/** Arrest, then day, then the number. */
const roundDays = new Map(
  [...new Set(sixty.map(({ detained }) => detained?.date ?? ""))].map((arrest) => [
    arrest,
    Map.groupBy(new Set(rounds), (days) => write(plusDays(civil(arrest), days))),
  ]),
);

test.each(zones.map((zone, index) => [zone, times[index % times.length]!, index % 2 === 0 ? "02-28" : "03-01"] as const))(
  "60 people over 10 years in %s at %s: every post at the instant that another implementation finds, and no other",
  (zone, time, leapDay) => {
    const rule = { time };
    const campaign = aCampaign({
      zone,
      freshnessDays: 365,
      minIntervalMinutes: 0,
      anniversaries: { leapDay, postsPerDay: 50, rules: { birthday: rule, arrest: rule, release: rule, death: rule, "day-count": rule } },
    });
    const from = "2026-01-01";
    const to = "2035-12-31";
    const posts = planWith({
      campaign,
      prisoners: people(...sixty),
      from: day(from),
      to: day(to),
      now: Temporal.Instant.from("2025-12-01T00:00:00Z"),
    });
    const planned = posts.map(({ date, subject, at, occasions }) => {
      const what = occasions.map(({ kind, years, days }) => `${kind} ${days ?? years}`).sort();
      return `${date.toString()} ${subject} ${at.epochMilliseconds} ${what.join(", ")}`;
    });

    const expected: string[] = [];
    const last = civil(to);
    for (let date = civil(from); ; date = nextDay(date)) {
      const ofDay = sixty.map((prisoner) => ({ slug: prisoner.slug, what: naivelyOn(date, prisoner, leapDay).sort() }));
      const some = ofDay.filter(({ what }) => what.length > 0);
      if (some.length > 0) {
        const at = instantOf(date, time, zone);
        for (const { slug, what } of some) expected.push(`${write(date)} ${slug} ${at} ${what.join(", ")}`);
      }
      if (isSame(date, last)) break;
    }
    expect(planned.toSorted()).toEqual(expected.toSorted());
    expect(expected.length).toBeGreaterThan(1000);
  },
);

test("in every zone of the tz database, over four years, each local date has exactly one instant, the one that another implementation finds", () => {
  const days = fc.integer({ min: 0, max: 1460 });
  for (const [index, zone] of Intl.supportedValuesOf("timeZone").entries()) {
    const hardTime = times[index % times.length]!;
    let before = -Infinity;
    for (let date = day("2026-01-01"); date.year < 2030; date = date.add({ days: 1 })) {
      const at = atWallClock(date.toPlainDateTime(hardTime), zone).epochMilliseconds;
      if (at <= before) throw new Error(`${zone} ${hardTime} ${date.toString()} is not after the day before`);
      before = at;
    }
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), (offset, minute) => {
        const date = day("2026-01-01").add({ days: offset });
        const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
        const at = atWallClock(date.toPlainDateTime(time), zone).epochMilliseconds;
        expect(`${zone} ${date.toString()} ${time} ${at}`).toBe(
          `${zone} ${date.toString()} ${time} ${instantOf(civil(date.toString()), time, zone)}`,
        );
      }),
      { numRuns: 5 },
    );
  }
});
