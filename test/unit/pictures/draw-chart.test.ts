import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { ChartFacts } from "../../../src/campaign/words/chart-facts.ts";
import { drawChart } from "../../../src/compose/pictures/draw-chart.ts";
import { inkOf } from "./ink-of.ts";

const point = (day: number, value: number, atLeast = false) => ({ day, value, atLeast, label: String(value), date: "3 мая 2024 г." });

const facts = (changes: Partial<ChartFacts> = {}): ChartFacts => ({
  campaign: "Кожны дзень — імя",
  title: "Палітвязні Беларусі. Падлік: «Вясна»",
  panels: [{ title: "Усяго", points: [point(19_000, 1217), point(19_700, 1477), point(20_400, 1100, true)] }],
  legend: "Пустыя кружкі: не менш за столькі",
  language: "be",
  lines: [],
  alt: "",
  ...changes,
});

describe("a chart", () => {
  test("is a PNG of a card's size, and the same facts give the same bytes", async () => {
    const png = await drawChart(facts());
    const { format, width, height } = await sharp(png).metadata();
    expect({ format, width, height }).toEqual({ format: "png", width: 1200, height: 630 });
    expect(Buffer.compare(await drawChart(facts()), png)).toBe(0);
  });

  test.each([
    ["a long headline", facts({ title: "Политзаключённые Беларуси. Подсчёт: ".padEnd(200, "Белорусский женский фонд ") })],
    [
      "three kinds of numbers",
      facts({ panels: ["A", "B", "C"].map((title) => ({ title, points: [point(19_000, 3), point(20_000, 7)] })) }),
    ],
    ["two numbers of one month", facts({ panels: [{ title: "A", points: [point(20_142, 1340), point(20_157, 1331)] }] })],
    ["the same number twice on one day", facts({ panels: [{ title: "A", points: [point(20_142, 0), point(20_142, 0)] }] })],
    ["a million", facts({ panels: [{ title: "A", points: [point(1, 1_000_000), point(20_142, 1)] }] })],
  ])("of %s stays within its edges", async (_, chart) => {
    const { left, right, top, bottom } = await inkOf(await drawChart(chart));
    expect(left).toBeGreaterThanOrEqual(40);
    expect(right).toBeLessThanOrEqual(1185);
    expect(top).toBeGreaterThanOrEqual(40);
    expect(bottom).toBeLessThanOrEqual(615);
  });

  test("shows what is only at least as an open circle", async () => {
    const open = await drawChart(facts());
    const closed = await drawChart(
      facts({ panels: [{ title: "Усяго", points: [point(19_000, 1217), point(19_700, 1477), point(20_400, 1100)] }] }),
    );
    expect(Buffer.compare(open, closed)).not.toBe(0);
  });
});
