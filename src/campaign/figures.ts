import type { Count } from "./count.ts";
import { certainlyBefore, earliestDayNumber, dayNumber, latestDay, type PartialDate } from "./partial-date.ts";

const figureKinds = ["total", "women", "journalists"] as const;
export type FigureKind = (typeof figureKinds)[number];

/** One number with all that has to stand beside it. */
export interface Figure {
  readonly figure: FigureKind;
  readonly value: number;
  /** The source says "at least" or "more than". */
  readonly atLeast: boolean;
  readonly date: PartialDate;
  readonly countedBy: string;
  readonly counterNames: Count["counterNames"];
  readonly source: Count["source"];
}

/** The newest number of its kind, and the one before it of the same counter. */
export interface LatestFigure extends Figure {
  readonly previous: Figure | null;
  /** Since `previous`; null without one, and where either of the two is only "at least". */
  readonly change: number | null;
}

const keyOf = (counter: string): string => counter.trim().toLowerCase();

/** Doubt makes a date older; between two that begin on the same day the one that is known better comes later. */
const byDate = (a: Figure, b: Figure): number =>
  earliestDayNumber(a.date) - earliestDayNumber(b.date) || a.date.length - b.date.length || (a.countedBy < b.countedBy ? -1 : 1);

/** All numbers of a kind that are of today or before, the oldest first. */
const figuresOf = (counts: readonly Count[], figure: FigureKind, today: Temporal.PlainDate): Figure[] =>
  counts
    .flatMap((row): Figure[] => {
      const value = row[figure];
      if (value === undefined || earliestDayNumber(row.date) > dayNumber(today)) return [];
      const { date, countedBy, counterNames, source, atLeast = false } = row;
      return [{ figure, value, atLeast, date, countedBy, counterNames, source }];
    })
    .toSorted(byDate);

const withPrevious = (figure: Figure, all: readonly Figure[]): LatestFigure => {
  const previous =
    all.findLast((one) => keyOf(one.countedBy) === keyOf(figure.countedBy) && certainlyBefore(one.date, figure.date)) ?? null;
  const change = previous === null || previous.atLeast || figure.atLeast ? null : figure.value - previous.value;
  return { ...figure, previous, change };
};

/**
 * The newest number of each kind, whoever counted, held against the one before of the same counter: counters are never mixed.
 * Where several counted on the same day, all of theirs.
 * @param today what is dated later is left out
 */
export const latestFigures = (counts: readonly Count[], today: Temporal.PlainDate): LatestFigure[] =>
  figureKinds.flatMap((kind) => {
    const all = figuresOf(counts, kind, today);
    const newest = all.at(-1);
    return all.filter(({ date }) => date === newest?.date).map((figure) => withPrevious(figure, all));
  });

/** What one counter counted last, all of the same date. */
export interface CounterNews {
  readonly counter: string;
  readonly counterNames: Count["counterNames"];
  readonly date: PartialDate;
  readonly figures: readonly LatestFigure[];
}

/** What each counter counted last, each number held against the one before of the same counter. */
export const newsOfCounters = (counts: readonly Count[], today: Temporal.PlainDate): CounterNews[] => {
  const byKind = figureKinds.map((kind) => figuresOf(counts, kind, today));
  return [...Map.groupBy(byKind.flat(), ({ countedBy }) => keyOf(countedBy))].flatMap(([key, figures]): CounterNews[] => {
    const newest = figures.toSorted(byDate).at(-1);
    if (newest === undefined) return [];
    const own = byKind.flatMap((all) =>
      all.filter(({ countedBy, date }) => keyOf(countedBy) === key && date === newest.date).map((figure) => withPrevious(figure, all)),
    );
    return [{ counter: newest.countedBy, counterNames: newest.counterNames, date: newest.date, figures: own }];
  });
};

/** Everything that one counter counted: a series for each kind of which there are two numbers at least, the oldest first. */
export interface CounterSeries {
  readonly counter: string;
  readonly counterNames: Count["counterNames"];
  readonly series: readonly { readonly figure: FigureKind; readonly points: readonly Figure[] }[];
}

/** A series for each counter that has one, in the order of whoever has counted last. */
export const counterSeries = (counts: readonly Count[], today: Temporal.PlainDate): CounterSeries[] => {
  const all = figureKinds.flatMap((kind) => figuresOf(counts, kind, today));
  const newest = (figures: readonly Figure[]): number => Math.max(...figures.map(({ date }) => earliestDayNumber(date)));
  return [...Map.groupBy(all, ({ countedBy }) => keyOf(countedBy)).values()]
    .toSorted((a, b) => newest(b) - newest(a))
    .flatMap((figures) => {
      const series = figureKinds
        .map((figure) => ({ figure, points: figures.filter((one) => one.figure === figure) }))
        .filter(({ points }) => points.length > 1);
      const [first] = figures;
      return first === undefined || series.length === 0 ? [] : [{ counter: first.countedBy, counterNames: first.counterNames, series }];
    });
};

/** Where on a time line a date stands, in days since 1970-01-01: in the middle of the month or year where no more is known. */
export const middleDayNumber = (date: PartialDate): number => (earliestDayNumber(date) + dayNumber(latestDay(date))) / 2;
