import { array, assert, constantFrom, integer, option, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Count } from "../../../src/campaign/count.ts";
import { counterSeries, latestFigures } from "../../../src/campaign/figures.ts";
import { certainlyBefore, earliestDay } from "../../../src/campaign/partial-date.ts";
import { readContent } from "../../../src/content/read-content.ts";

const today = Temporal.PlainDate.from("2026-11-20");
const row = (date: string, countedBy: string, figures: Partial<Count>): Count => ({
  date,
  countedBy,
  source: { title: "A page", url: "https://example.org/" },
  ...figures,
});

const counts = array(
  record({
    date: constantFrom("2024", "2024-05", "2024-05-03", "2024-05-21", "2024-12-16", "2025-12-15", "2026-12-31"),
    countedBy: constantFrom("Viasna", "viasna ", "BAJ", "Belarus Women's Foundation"),
    total: option(integer({ min: 1000, max: 2000 }), { nil: undefined }),
    women: option(integer({ min: 100, max: 200 }), { nil: undefined }),
    atLeast: constantFrom(true as const, undefined),
  }).map(({ date, countedBy, ...figures }) => row(date, countedBy, figures)),
);

describe("the newest numbers", () => {
  it("of the shipped campaign are those of its sources, each held against the one before of the same counter", async () => {
    const { content } = await readContent("content");
    const said = latestFigures(content!.counts, today).map(({ figure, value, atLeast, date, countedBy, previous, change }) => ({
      figure,
      now: `${atLeast ? "at least " : ""}${value}, ${countedBy}, ${date}`,
      before: previous === null ? null : `${previous.value}, ${previous.countedBy}, ${previous.date}`,
      change,
    }));
    expect(said).toEqual([
      { figure: "total", now: "at least 1100, Viasna, 2025-12-15", before: "1285, Viasna, 2024-10-04", change: null },
      {
        figure: "women",
        now: "167, Belarus Women's Foundation, 2025-03-10",
        before: "164, Belarus Women's Foundation, 2025-02-23",
        change: 3,
      },
      { figure: "journalists", now: "27, BAJ, 2025-12-15", before: "45, BAJ, 2024-12-16", change: -18 },
    ]);
  });

  it("of two counters on one day are both there, and neither is the other's before", () => {
    const both = latestFigures(
      [
        row("2024-05-03", "RSF", { journalists: 43 }),
        row("2024-05-03", "BAJ", { journalists: 35 }),
        row("2024-05-01", "BAJ", { journalists: 30 }),
      ],
      today,
    );
    expect(both.map(({ countedBy, value, change }) => [countedBy, value, change])).toEqual([
      ["BAJ", 35, 5],
      ["RSF", 43, null],
    ]);
  });

  it("are never of another counter than the one before, never later than today, and change by their difference only", () => {
    assert(
      property(counts, (rows) => {
        for (const { date, countedBy, value, atLeast, previous, change } of latestFigures(rows, today)) {
          expect(Temporal.PlainDate.compare(earliestDay(date), today)).toBeLessThanOrEqual(0);
          expect(previous?.countedBy.trim().toLowerCase() ?? countedBy.trim().toLowerCase()).toBe(countedBy.trim().toLowerCase());
          expect(previous === null || certainlyBefore(previous.date, date)).toBe(true);
          const isExact = previous !== null && !previous.atLeast && !atLeast;
          expect(change).toBe(isExact ? value - previous.value : null);
        }
      }),
    );
  });

  it("on a chart are one counter's each, from the oldest to the newest", () => {
    assert(
      property(counts, (rows) => {
        for (const { counter, series } of counterSeries(rows, today)) {
          for (const { figure, points } of series) {
            expect(points.length).toBeGreaterThan(1);
            expect(new Set(points.map(({ countedBy }) => countedBy.trim().toLowerCase()))).toEqual(new Set([counter.trim().toLowerCase()]));
            expect(points.every((point) => point.figure === figure)).toBe(true);
            const days = points.map(({ date }) => earliestDay(date).toString());
            expect(days).toEqual(days.toSorted());
          }
        }
      }),
    );
  });
});
