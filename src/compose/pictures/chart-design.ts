import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { ChartFacts, ChartPoint } from "../../campaign/words/chart-facts.ts";
import { cardHeight, cardWidth, type MeasureInWeight } from "./card-design.ts";
import { cardFontFamily } from "./card-fonts.ts";
import { fitText } from "./fit-text.ts";

/** What satori draws: boxes with words, and shapes. */
export interface ChartElement {
  readonly type: "div" | "svg" | "path" | "circle" | "line";
  readonly props: Readonly<Record<string, unknown>> & { readonly children?: string | readonly ChartElement[] };
}

const margin = 72;
const width = cardWidth - 2 * margin;
/** Between the headline and the foot. */
const panelsTop = 168;
const panelsHeight = 380;
const betweenPanels = 26;
const panelTitle = 34;
/** Beside a panel for the numbers of its lines. */
const axisWidth = 84;
const yearHeight = 30;
const labelSize = 22;
/** Circles on the edge of a panel are whole. */
const edge = 14;

/** The colours of a card about a day: no call, no release. */
const palette = { ground: "#edf2f7", text: "#14202e", quiet: "#4a5867", accent: "#1d4f83", line: "#cbd6e1" };

const text = (words: string, style: Readonly<Record<string, string | number>>): ChartElement => ({
  type: "div",
  props: { style: { display: "flex", position: "absolute", whiteSpace: "pre", lineHeight: 1, ...style }, children: words },
});

const yearStart = (year: number): number => Date.UTC(year, 0, 1) / 86_400_000;
const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

/** Labels that would lie on others are left out: the last number first, then the highest, the lowest, the first. */
const labelled = (points: readonly ChartPoint[], xOf: (day: number) => number): ReadonlySet<ChartPoint> => {
  const byValue = points.toSorted((a, b) => b.value - a.value);
  const chosen = new Set<ChartPoint>();
  for (const point of [points.at(-1), byValue[0], byValue.at(-1), points[0], ...points]) {
    const isFree = point !== undefined && [...chosen].every((other) => Math.abs(xOf(other.day) - xOf(point.day)) > 76);
    if (isFree) chosen.add(point);
  }
  return chosen;
};

/** In a low panel numbers would lie on each other: the lowest and the highest stay first. */
const apart = (ticks: readonly number[], yOf: (value: number) => number): number[] => {
  const kept: number[] = [];
  for (const tick of [ticks[0], ticks.at(-1), ...ticks])
    if (tick !== undefined && kept.every((other) => Math.abs(yOf(other) - yOf(tick)) >= labelSize)) kept.push(tick);
  return kept;
};

interface Place {
  readonly top: number;
  readonly height: number;
}

/** One kind of numbers over the years that all panels share, from zero up, so that no change looks larger than it is. */
const drawPanel = (
  { title, points }: ChartFacts["panels"][number],
  { top, height }: Place,
  { from, to, language }: { readonly from: number; readonly to: number; readonly language: string },
): ChartElement[] => {
  const plotTop = top + panelTitle + 22;
  const plotHeight = height - panelTitle - 22 - yearHeight;
  const x = scaleLinear([from, to], [axisWidth + 24, width - 40]);
  const y = scaleLinear([0, Math.max(1, ...points.map(({ value }) => value))], [plotHeight, 0]).nice(3);
  const number = new Intl.NumberFormat(language);
  const ticks = apart(y.ticks(3).filter(Number.isInteger), y);
  const path = line<ChartPoint>(
    ({ day }) => x(day),
    ({ value }) => y(value),
  )([...points]);
  const first = yearOf(from);
  const years = Array.from({ length: yearOf(to) - first + 2 }, (_, index) => first + index).filter(
    (year) => yearStart(year) >= from && yearStart(year) <= to,
  );
  const shown = labelled(points, x);
  const shapes: ChartElement[] = [
    ...ticks.map((tick): ChartElement => ({
      type: "line",
      props: { x1: axisWidth, x2: width, y1: y(tick), y2: y(tick), stroke: palette.line, strokeWidth: 2 },
    })),
    ...years.map((year): ChartElement => ({
      type: "line",
      props: { x1: x(yearStart(year)), x2: x(yearStart(year)), y1: 0, y2: plotHeight, stroke: palette.line, strokeWidth: 1 },
    })),
    { type: "path", props: { d: path ?? "", fill: "none", stroke: palette.accent, strokeWidth: 4 } },
    ...points.map(({ day, value, atLeast }): ChartElement => ({
      type: "circle",
      props: { cx: x(day), cy: y(value), r: 7, fill: atLeast ? palette.ground : palette.accent, stroke: palette.accent, strokeWidth: 4 },
    })),
  ];
  return [
    text(title, { left: margin, top, fontSize: 26, fontWeight: 700, color: palette.accent }),
    {
      type: "svg",
      props: {
        width,
        height: plotHeight + 2 * edge,
        viewBox: `0 ${-edge} ${width} ${plotHeight + 2 * edge}`,
        style: { position: "absolute", left: margin, top: plotTop - edge },
        children: shapes,
      },
    },
    ...ticks.map((tick) =>
      text(number.format(tick), {
        left: margin,
        top: plotTop + y(tick) - labelSize / 2,
        width: axisWidth - 14,
        justifyContent: "flex-end",
        fontSize: 20,
        color: palette.quiet,
      }),
    ),
    // Over less than a year or two the days themselves say more.
    ...(years.length < 2 ? [points[0], points.at(-1)] : []).map((point) =>
      text(point?.date ?? "", {
        left: margin + x(point?.day ?? from) - 160,
        width: 320,
        justifyContent: "center",
        top: plotTop + plotHeight + 10,
        fontSize: 20,
        color: palette.quiet,
      }),
    ),
    ...(years.length < 2 ? [] : years).map((year) =>
      text(String(year), { left: margin + x(yearStart(year)) - 24, top: plotTop + plotHeight + 10, fontSize: 20, color: palette.quiet }),
    ),
    ...[...shown].map((point) =>
      text(point.label, {
        left: margin + x(point.day) - 60,
        width: 120,
        justifyContent: "center",
        top: plotTop + y(point.value) - 38,
        fontSize: labelSize,
        fontWeight: 700,
        color: palette.text,
      }),
    ),
  ];
};

/** Every text of a chart that may be too long for its line. */
export const textsOfChart = ({ campaign, title, legend, panels }: ChartFacts): string[] =>
  [campaign, title, legend, ...panels.map((panel) => panel.title)].filter((words) => words !== null);

/** The chart as a tree of boxes, as large as a card and in its look. */
export const designChart = (facts: ChartFacts, measure: MeasureInWeight): ChartElement => {
  const { campaign, title, panels, legend, language } = facts;
  const days = panels.flatMap(({ points }) => points.map(({ day }) => day));
  const span = { from: Math.min(...days), to: Math.max(...days) };
  const length = span.to - span.from;
  // A little room beside the circles, and more around one day alone.
  const room = Math.max(length === 0 ? 6 : Math.min(6, length * 0.06), length * 0.03);
  const height = (panelsHeight - betweenPanels * (panels.length - 1)) / panels.length;
  const fitted = (words: string, weight: 400 | 700, maxSize: number): { readonly words: string; readonly fontSize: number } => {
    const { lines, size } = fitText(words, { width: width - 40, maxLines: 1, maxSize }, measure(weight));
    return { words: lines.join(" "), fontSize: size };
  };
  const head = fitted(campaign, 700, 28);
  const headline = fitted(title, 700, 34);
  const foot = fitted(legend ?? "", 400, 22);
  return {
    type: "div",
    props: {
      style: {
        display: "flex",
        position: "relative",
        width: cardWidth,
        height: cardHeight,
        backgroundColor: palette.ground,
        fontFamily: cardFontFamily,
      },
      children: [
        {
          type: "div",
          props: {
            style: { position: "absolute", left: margin, top: 58, width: 18, height: 18, borderRadius: 9, backgroundColor: palette.accent },
          },
        },
        text(head.words, { left: margin + 36, top: 53, fontSize: head.fontSize, fontWeight: 700, color: palette.text }),
        text(headline.words, { left: margin, top: 106, fontSize: headline.fontSize, fontWeight: 700, color: palette.text }),
        ...panels.flatMap((panel, index) =>
          drawPanel(
            panel,
            { top: panelsTop + index * (height + betweenPanels), height },
            { from: span.from - room, to: span.to + room, language },
          ),
        ),
        text(foot.words, { left: margin, top: cardHeight - 46, fontSize: foot.fontSize, color: palette.quiet }),
      ],
    },
  };
};
