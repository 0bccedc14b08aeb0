import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  doubtOf,
  noStanding,
  withCount,
  withHeldAccepted,
  withHeldRefused,
  type PetitionStanding,
} from "../../../../src/campaign/petitions/petition-count.ts";
import {
  asOnPlatform,
  isLaunchNews,
  milestonesPassed,
  newsKey,
  turnOf,
  type PetitionNews,
} from "../../../../src/campaign/petitions/petition-news.ts";
import { aPetition, day } from "../anniversaries/an-anniversary-plan.ts";

const first = day("2027-01-01");
const marks = [100, 500, 1000, 5000];
const source = "https://petition.example/1";

const countOf = (signatures: number, dayNumber: number) => ({
  signatures,
  countedOn: first.add({ days: dayNumber }),
  countedBy: null,
  source,
});

/** Typed in by a campaigner, whom a first 0 is believed. */
const typed = (signatures: number, dayNumber: number) => ({ ...countOf(signatures, dayNumber), countedBy: "Ania" });

const accepted = (signatures: number, dayNumber = 0): PetitionStanding => withCount(noStanding, typed(signatures, dayNumber));

describe("a count", () => {
  test.each([
    [100, 100, 1, null],
    [100, 120, 1, null],
    [100, 121, 1, "jump"],
    [100, 99, 1, "drop"],
    [100, 0, 1, "drop"],
    [100, 120, 0, null],
    [100, 121, 0, "jump"],
    [100, 160, 3, null],
    [100, 161, 3, "jump"],
    [100, 200, 5, null],
    [100, 200, 60, null],
    [100, 201, 60, "jump"],
    [0, 1, 1, "jump"],
    [0, 0, 1, null],
  ] as const)("after %i, of %i %i days later: doubt is %s", (before, signatures, days, doubt) => {
    expect(doubtOf(accepted(before), countOf(signatures, days))).toBe(doubt);
  });

  test("is held against the day before, however many there are of its own day", () => {
    const day0 = accepted(1000);
    const twice = withCount(day0, countOf(1200, 0));
    expect([twice.accepted?.signatures, doubtOf(twice, countOf(1201, 0)), doubtOf(twice, countOf(1440, 1))]).toEqual([1200, "jump", null]);
    const nextDay = withCount(withCount(twice, countOf(1300, 1)), countOf(1440, 1));
    expect([nextDay.accepted?.signatures, nextDay.held, doubtOf(nextDay, countOf(1441, 1))]).toEqual([1440, null, "jump"]);
  });

  test("that was kept before days were held against each other is held against itself", () => {
    const old = { ...accepted(1000), anchor: null };
    expect([doubtOf(old, countOf(1200, 0)), doubtOf(old, countOf(1201, 0))]).toEqual([null, "jump"]);
  });

  test("that was accepted by a person is what more of its day are held against", () => {
    const yes = withHeldAccepted(withCount(accepted(1000), countOf(2000, 0)), "Ania");
    expect([doubtOf(yes, countOf(2400, 0)), doubtOf(yes, countOf(2401, 0))]).toEqual([null, "jump"]);
  });

  test("that is the first is believed, but not a platform's 0, and nothing beyond belief", () => {
    expect(
      [countOf(0, 0), countOf(1, 0), countOf(10_000_000, 0), countOf(10_000_001, 0), typed(0, 0), typed(10_000_001, 0)].map((count) =>
        doubtOf(noStanding, count),
      ),
    ).toEqual(["first", null, null, "first", null, "first"]);
    const zero = withCount(noStanding, countOf(0, 0));
    expect(zero).toMatchObject({ accepted: null, held: { signatures: 0, doubt: "first" } });
    expect(withCount(zero, countOf(7, 1))).toMatchObject({ accepted: { signatures: 7 }, held: null });
    expect(withHeldAccepted(zero, "Ania")).toMatchObject({ accepted: { signatures: 0, acceptedBy: "Ania" }, held: null });
  });

  test("that is refused is not asked about again, and another one is", () => {
    const refused = withHeldRefused(withCount(accepted(100), countOf(150, 1)), "Ania");
    expect(refused).toMatchObject({ accepted: { signatures: 100 }, held: { signatures: 150, refusedBy: "Ania" } });
    expect(withCount(refused, countOf(150, 2))).toBe(refused);
    expect(withCount(refused, countOf(151, 2))).toMatchObject({ held: { signatures: 151, refusedBy: null } });
    expect(withCount(refused, countOf(101, 2))).toMatchObject({ accepted: { signatures: 101 }, held: null });
  });

  test("that is doubted is not taken because time goes by, and is forgotten when the next is as before", () => {
    const held = withCount(accepted(100), countOf(150, 1));
    expect(doubtOf(held, countOf(150, 9))).toBe("jump");
    expect(withCount(held, countOf(110, 2))).toMatchObject({ accepted: { signatures: 110 }, held: null });
  });

  test("that is doubted is taken by a person's yes, with its name", () => {
    const held = withCount(accepted(100), countOf(50, 1));
    expect(held).toMatchObject({ accepted: { signatures: 100 }, held: { signatures: 50, doubt: "drop" } });
    expect(withHeldAccepted(held, "Ania")).toMatchObject({ accepted: { signatures: 50, acceptedBy: "Ania" }, held: null });
  });
});

type Step = { readonly kind: "count"; readonly signatures: number } | { readonly kind: "accept" };

/** Days on which something is counted, or the held count is accepted. */
const histories = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("count" as const), signatures: fc.integer({ min: 0, max: 12_000 }) }) },
    { weight: 2, arbitrary: fc.constant<Step>({ kind: "accept" }) },
  ),
  { maxLength: 40 },
);

/** All that is seen over a history, and the figure after each day. */
const live = (steps: readonly Step[], target: number | undefined) => {
  const petition = aPetition("p", target === undefined ? {} : { target });
  let standing = noStanding;
  const news: PetitionNews[] = [];
  const figures: (number | null)[] = [];
  for (const [index, step] of steps.entries()) {
    const before = standing.accepted;
    standing = step.kind === "count" ? withCount(standing, countOf(step.signatures, index)) : withHeldAccepted(standing, "Ania");
    const known = new Set(news.map(newsKey));
    const today = first.add({ days: index });
    if (standing.accepted !== null && standing.accepted !== before)
      news.push(...milestonesPassed(petition, standing.accepted, marks, { known, today, isFirst: before === null }));
    figures.push(standing.accepted?.signatures ?? null);
  }
  return { news, figures };
};

test("no milestone comes twice, none below a higher one, none that was not counted, whatever is counted and accepted", () => {
  fc.assert(
    fc.property(histories, fc.option(fc.integer({ min: 1, max: 12_000 }), { nil: undefined }), (steps, target) => {
      const { news, figures } = live(steps, target);
      const keys = news.map(newsKey);
      expect(new Set(keys).size).toBe(keys.length);
      const told = news.filter((one) => one.day !== null);
      for (const [index, { mark, count }] of told.entries()) {
        expect(count?.signatures).toBeGreaterThanOrEqual(mark);
        expect(mark).toBeGreaterThan(told[index - 1]?.mark ?? 0);
      }
      const highest = Math.max(0, ...figures.map((figure) => figure ?? 0));
      const passed = [...new Set([...marks, ...(target === undefined ? [] : [target])])].filter((mark) => mark <= highest);
      expect(news.map(({ mark }) => mark).sort((a, b) => a - b)).toEqual(passed.sort((a, b) => a - b));
    }),
  );
});

/** Counts of which several may be of one day, and days without any: how many days later, and which share of the one before. */
const climbs = fc.array(
  fc.record({
    days: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 9 })),
    percent: fc.integer({ min: 80, max: 150 }),
  }),
  { maxLength: 40 },
);

test("by itself the figure never falls, and each day ends at most a fifth above the last count of an earlier day, or twice it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), climbs, (start, steps) => {
      let standing = accepted(start);
      let today = 0;
      /** The first count stands for the day before its own. */
      const ends = new Map([[-1, start]]);
      let highest = start;
      for (const { days, percent } of steps) {
        today += days;
        standing = withCount(standing, countOf(Math.floor((highest * percent) / 100), today));
        const figure = standing.accepted?.signatures ?? 0;
        const countedOn = first.until(standing.accepted?.countedOn ?? first).days;
        expect(figure).toBeGreaterThanOrEqual(highest);
        const [before = 0, end = 0] = [...ends].findLast(([earlier]) => earlier < countedOn) ?? [];
        expect(figure * 5).toBeLessThanOrEqual(end * (5 + Math.min(5, countedOn - before)));
        ends.set(countedOn, figure);
        highest = figure;
      }
    }),
  );
});

test("a held number becomes true by no number of days", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), (start, days) => {
      let [standing, today] = [withCount(accepted(start), countOf(start * 3, 1)), 1];
      for (const later of days) {
        today += later;
        standing = withCount(standing, countOf(start * 3, today));
      }
      expect(standing).toMatchObject({ accepted: { signatures: start }, held: { signatures: start * 3 } });
    }),
  );
});

test("what was passed when nobody looked is no news, unless the petition has opened lately", () => {
  const passed = (opened: string | undefined) =>
    milestonesPassed(aPetition("p", opened === undefined ? {} : { opened }), countOf(600, 0), marks, {
      known: new Set(),
      today: first,
      isFirst: true,
    }).flatMap(({ mark, day: told }) => (told === null ? [] : [mark]));
  expect([passed(undefined), passed("2026-12-17"), passed("2026-12-18"), passed("2027-01-01")]).toEqual([[], [], [500], [500]]);
});

test("a launch is news for 14 days", () => {
  const isNews = (opened: string, on: string) => isLaunchNews({ opened }, day(on));
  expect([isNews("2027-01-01", "2027-01-02"), isNews("2027-01-01", "2027-01-16"), isNews("2027-01-01", "2027-01-17")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a platform's word for it that a petition is closed holds for the petition that it was read of, and not where a person counts", () => {
  const petition = aPetition("p", { platform: "uk-parliament", platformId: "700000" });
  const closed: PetitionStanding = { ...noStanding, platformState: "closed", stateOf: "uk-parliament 700000" };
  const stateOf = (changes: object, standing: PetitionStanding | undefined = closed) =>
    asOnPlatform({ ...petition, ...changes }, standing).state;
  expect([
    stateOf({}),
    stateOf({ state: "won" }),
    stateOf({ platformId: "700001" }),
    stateOf({ platform: "manual" }),
    stateOf({}, { ...closed, platformState: "open" }),
    stateOf({}, noStanding),
  ]).toEqual(["closed", "won", "open", "open", "open", "open"]);
});

test("a count of long ago passes its milestones in silence", () => {
  const news = milestonesPassed(aPetition("p"), countOf(600, 0), marks, {
    known: new Set(),
    today: first.add({ days: 15 }),
    isFirst: false,
  });
  expect(news.map(({ mark, day: told }) => [mark, told])).toEqual([
    [100, null],
    [500, null],
  ]);
});

test("a target that is set below what was passed is passed in silence", () => {
  const known = new Set([100, 500].map((mark) => newsKey({ kind: "milestone", mark })));
  const passed = (signatures: number, target: number) =>
    milestonesPassed(aPetition("p", { target }), countOf(signatures, 0), marks, { known, today: first, isFirst: false }).map(
      ({ mark, day: told }) => [mark, told === null ? "in silence" : "told"],
    );
  expect(passed(480, 300)).toEqual([[300, "in silence"]]);
  expect(passed(900, 800)).toEqual([[800, "told"]]);
});

test("a petition is opened once and over once, and one that was never seen open is over without news", () => {
  const open = aPetition("p", { deadline: "2027-01-10" });
  const opened = new Set([newsKey({ kind: "launch", mark: 0 })]);
  const kind = (petition: Parameters<typeof turnOf>[0], known: ReadonlySet<string>, today: string) =>
    turnOf(petition, { known, today: day(today) })?.kind ?? null;
  expect([
    kind({ ...open, opened: "2027-01-05" }, new Set(), "2027-01-04"),
    kind({ ...open, opened: "2027-01-05" }, new Set(), "2027-01-05"),
    kind(open, new Set(), "2027-01-10"),
    kind(open, opened, "2027-01-10"),
    kind(open, opened, "2027-01-11"),
    kind(open, opened.union(new Set([newsKey({ kind: "closed", mark: 0 })])), "2027-01-11"),
    kind(open, new Set(), "2027-01-11"),
    kind(aPetition("p", { state: "won" }), opened, "2027-01-02"),
  ]).toEqual([null, "launch", "launch", null, "closed", null, null, "closed"]);
});
