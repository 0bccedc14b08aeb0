import * as fc from "fast-check";
import { expect, test } from "vitest";
import { campaignSettingsSchema } from "../../../src/campaign/campaign-settings.ts";
import { planProfiles, type ProfilePlanInput } from "../../../src/campaign/plan-profiles.ts";
import type { PlannedPost } from "../../../src/campaign/planned-post.ts";
import { postingTimes } from "../../../src/campaign/posting-times.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { aPrisoner } from "./a-prisoner.ts";
import { planProfilesDayByDay } from "./plan-profiles-day-by-day.ts";

const start = Temporal.PlainDate.from("2026-12-01");

const aDay = (before: number, after: number): fc.Arbitrary<Temporal.PlainDate> =>
  fc.integer({ min: -before, max: after }).map((days) => start.add({ days }));

/** A day, or only its month or year. */
const aDate = (before: number, after: number): fc.Arbitrary<string> =>
  fc.tuple(aDay(before, after), fc.constantFrom(10, 10, 10, 7, 4)).map(([day, length]) => day.toString().slice(0, length));

const aStatus = fc.record(
  {
    kind: fc.constantFrom("imprisoned" as const, "released" as const, "died" as const, "unknown" as const),
    since: aDate(450, 40),
    checked: aDate(120, 0),
    wentBack: fc.constant(true),
    sources: fc.constant<string[]>(["page"]),
  },
  { requiredKeys: ["kind", "sources"] },
);

const slugs = Array.from({ length: 8 }, (_, index) => `p${index}`);

const somePeople: fc.Arbitrary<Prisoner[]> = fc
  .array(fc.record({ status: aStatus, isWithheld: fc.integer({ min: 0, max: 9 }).map((one) => one === 0) }), { maxLength: slugs.length })
  .map((sheets) =>
    sheets.map(({ status, isWithheld }, index) =>
      aPrisoner(slugs[index] ?? "", { status, ...(isWithheld && { consent: "withheld" as const }) }),
    ),
  );

const someShowings = fc.array(fc.record({ subject: fc.constantFrom(...slugs), date: aDay(60, 20) }), { maxLength: 12 });

const settings = fc
  .record({
    zone: fc.constantFrom("Europe/Vilnius", "Pacific/Kiritimati", "America/Los_Angeles"),
    schedule: fc.constantFrom("0 12 * * *", "0 12 * * *", "0 9,18 * * *", "30 0 * * *", "0 12 * * 1,4"),
    freshnessDays: fc.integer({ min: 1, max: 90 }),
    releaseWaves: fc.uniqueArray(
      aDay(100, 40).map((day) => day.toString()),
      { maxLength: 3 },
    ),
    include: fc.constantFrom(["imprisoned", "released", "died"] as const, ["imprisoned"] as const),
  })
  .map(({ zone, schedule, freshnessDays, releaseWaves, include }) =>
    campaignSettingsSchema.parse({
      name: { en: "Test" },
      zone,
      languages: ["en"],
      freshnessDays,
      releaseWaves: releaseWaves.toSorted(),
      accounts: [{ id: "bluesky", network: "bluesky", language: "en" }],
      hashtags: {},
      profiles: { schedule, include: [...include] },
    }),
  );

const anyInput: fc.Arbitrary<ProfilePlanInput> = fc
  .record({
    campaign: settings,
    people: somePeople,
    days: fc.integer({ min: 0, max: 60 }),
    shown: someShowings,
    passed: someShowings,
    taken: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
    pins: fc.array(
      fc.record({ subject: fc.constantFrom(...slugs), slot: fc.nat({ max: 9 }), stopped: fc.constantFrom(null, "stopped by hand", "") }),
      { maxLength: 3 },
    ),
    held: fc.array(fc.record({ subject: fc.constantFrom(...slugs), slot: fc.nat({ max: 9 }) }), { maxLength: 5 }),
    told: fc.array(fc.record({ subject: fc.constantFrom(...slugs), date: aDay(0, 30) }), { maxLength: 10 }),
    hoursIn: fc.integer({ min: -24, max: 100 }),
  })
  .map(({ campaign, people, days, taken, pins, held, told, hoursIn, ...showings }) => {
    const to = start.add({ days });
    const times = postingTimes(campaign.profiles.schedule, campaign.zone, start, to);
    const timeAt = (index: number) => times.slice(index, index + 1);
    return {
      campaign,
      prisoners: new Map(people.map((prisoner) => [prisoner.slug, prisoner])),
      from: start,
      to,
      now: Temporal.Instant.from("2026-12-01T00:00:00Z").add({ hours: hoursIn }),
      taken: taken.flatMap((index) => timeAt(index).map(({ at }) => at)),
      pins: pins.flatMap(({ subject, slot, stopped }) => timeAt(slot).map(({ date, at }) => ({ subject, date, at, stopped }))),
      held: held.flatMap(({ subject, slot }) => timeAt(slot).map(({ at }) => ({ subject, at }))),
      spokenOf: (date) => new Set(told.filter((one) => one.date.equals(date)).map(({ subject }) => subject)),
      ...showings,
    };
  });

const plain = (posts: readonly PlannedPost[]) => posts.map(({ id, at, status, reason }) => ({ id, at: at.toString(), status, reason }));

test("the plan is the one that asking about everybody on every day makes", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expect(plain(planProfiles(input))).toEqual(plain(planProfilesDayByDay(input, "in turn")));
    }),
    { numRuns: 150 },
  );
});

test("what goes out is not touched by how often held posts are in the plan", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const goingOut = (posts: readonly PlannedPost[]) => plain(posts.filter(({ status }) => status === "scheduled"));
      expect(goingOut(planProfiles(input))).toEqual(goingOut(planProfilesDayByDay(input, "everybody")));
    }),
    { numRuns: 100 },
  );
});

test("a plan has at most as many held posts as posting times and people, and everybody whose post is held is in it", () => {
  fc.assert(
    fc.property(fc.nat({ max: 25 }), fc.nat({ max: 25 }), fc.integer({ min: 0, max: 80 }), (stale, released, days) => {
      const since = { kind: "released" as const, since: "2025-01-01", sources: ["page"] };
      const old = { kind: "imprisoned" as const, checked: "2024-01-01", sources: ["page"] };
      const people = Array.from({ length: stale + released }, (_, index) =>
        aPrisoner(`p${(index * 37) % 101}`, { status: index < stale ? old : since }),
      );
      const posts = planProfiles({
        campaign: campaignSettingsSchema.parse({
          name: { en: "Test" },
          zone: "Europe/Vilnius",
          languages: ["en"],
          accounts: [{ id: "bluesky", network: "bluesky", language: "en" }],
          hashtags: {},
          profiles: { schedule: "0 12 * * *", include: ["imprisoned", "released", "died"] },
        }),
        prisoners: new Map(people.map((prisoner) => [prisoner.slug, prisoner])),
        from: start,
        to: start.add({ days }),
        now: Temporal.Instant.from("2026-12-01T00:00:00Z"),
        shown: [],
        passed: [],
        taken: [],
      });
      const held = posts.filter(({ status }) => status === "held");
      const isLongEnough = days >= Math.max(stale, released);
      const missing = isLongEnough ? stale - new Set(held.map(({ subject }) => subject)).size : 0;
      expect({ tooMany: Math.max(0, held.length - (days + 1) - stale), missing }).toEqual({ tooMany: 0, missing: 0 });
    }),
  );
});
