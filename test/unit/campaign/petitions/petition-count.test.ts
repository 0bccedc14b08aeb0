import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  doubtOf,
  noStanding,
  withCount,
  withHeldAccepted,
  type PetitionStanding,
} from "../../../../src/campaign/petitions/petition-count.ts";
import { milestonesPassed, newsKey, turnOf, type PetitionNews } from "../../../../src/campaign/petitions/petition-news.ts";
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

const accepted = (signatures: number, dayNumber = 0): PetitionStanding => withCount(noStanding, countOf(signatures, dayNumber));

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
    [0, 1, 1, "jump"],
    [0, 0, 1, null],
  ] as const)("after %i, of %i %i days later: doubt is %s", (before, signatures, days, doubt) => {
    expect(doubtOf(accepted(before), countOf(signatures, days))).toBe(doubt);
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
      news.push(...milestonesPassed(petition, standing.accepted, marks, { known, today }));
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

test("by itself the figure never falls, and never rises by more than a fifth a day", () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const { figures } = live(
        steps.filter(({ kind }) => kind === "count"),
        undefined,
      );
      for (const [index, figure] of figures.entries()) {
        const before = figures[index - 1];
        expect(figure).toBeGreaterThanOrEqual(before ?? 0);
        expect(before == null || (figure ?? 0) <= before * (1 + 0.2 * steps.length)).toBe(true);
      }
    }),
  );
});

test("a count of long ago passes its milestones in silence", () => {
  const news = milestonesPassed(aPetition("p"), countOf(600, 0), marks, { known: new Set(), today: first.add({ days: 15 }) });
  expect(news.map(({ mark, day: told }) => [mark, told])).toEqual([
    [100, null],
    [500, null],
  ]);
});

test("a target that is set below what was passed is passed in silence", () => {
  const known = new Set([100, 500].map((mark) => newsKey({ kind: "milestone", mark })));
  const passed = (signatures: number, target: number) =>
    milestonesPassed(aPetition("p", { target }), countOf(signatures, 0), marks, { known, today: first }).map(({ mark, day: told }) => [
      mark,
      told === null ? "in silence" : "told",
    ]);
  expect(passed(480, 300)).toEqual([[300, "in silence"]]);
  expect(passed(900, 800)).toEqual([[800, "told"]]);
});

test("a petition is opened once and over once, and one that was never seen open is over without news", () => {
  const open = aPetition("p", { deadline: "2027-01-10" });
  const opened = new Set([newsKey({ kind: "launch", mark: 0 })]);
  const kind = (petition: Parameters<typeof turnOf>[0], known: ReadonlySet<string>, today: string) =>
    turnOf(petition, { known, today: day(today) })?.kind ?? null;
  expect([
    kind(open, new Set(), "2027-01-10"),
    kind(open, opened, "2027-01-10"),
    kind(open, opened, "2027-01-11"),
    kind(open, opened.union(new Set([newsKey({ kind: "closed", mark: 0 })])), "2027-01-11"),
    kind(open, new Set(), "2027-01-11"),
    kind(aPetition("p", { state: "won" }), opened, "2027-01-02"),
  ]).toEqual(["launch", null, "closed", null, null, "closed"]);
});
