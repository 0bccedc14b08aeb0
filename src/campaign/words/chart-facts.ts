import type { CampaignSettings } from "../campaign-settings.ts";
import { middleDayNumber, type CounterSeries, type Figure } from "../figures.ts";
import { asSentences } from "./as-sentences.ts";
import { sayDate } from "./say-date.ts";
import { sayCounter, sayFigureKind, sayValue } from "./say-figure.ts";
import type { Texts } from "./texts.ts";

/** One number on a chart. */
export interface ChartPoint {
  /** Days since 1970-01-01; in the middle of a month or year of which no more is known. */
  readonly day: number;
  readonly value: number;
  readonly atLeast: boolean;
  /** `1,285`, as it stands beside the point. */
  readonly label: string;
  /** In words. */
  readonly date: string;
}

/** What a chart picture shows: the numbers of one counter, since counters are never mixed. Everything in it is also said by `alt`. */
export interface ChartFacts {
  /** The campaign's name, small. */
  readonly campaign: string;
  readonly title: string;
  readonly panels: readonly { readonly title: string; readonly points: readonly ChartPoint[] }[];
  /** What an open circle means; null where there is none. */
  readonly legend: string | null;
  /** How numbers are written. */
  readonly language: string;
  /** Every number with its date, a line for each panel. */
  readonly lines: readonly string[];
  /** The whole chart in words. */
  readonly alt: string;
}

interface Setting {
  readonly campaign: CampaignSettings;
  readonly texts: Texts;
  readonly language: string;
}

const sayPoint = (setting: Setting, point: Figure): string => {
  const { texts, language } = setting;
  return texts.say(language, "chart-point", { number: sayValue(setting, point), date: sayDate(texts, language, point.date).date });
};

export const writeChart = ({ counter, counterNames, series }: CounterSeries, setting: Setting): ChartFacts => {
  const { campaign, texts, language } = setting;
  const title = texts.say(language, "chart-head", { counter: sayCounter({ countedBy: counter, counterNames }, language) });
  const lines = series.map(({ figure, points }) =>
    texts.say(language, "chart-series", {
      figure: sayFigureKind(setting, figure),
      points: points.map((point) => sayPoint(setting, point)).join("; "),
    }),
  );
  const campaignName = campaign.name[language] ?? "";
  const isOpen = series.some(({ points }) => points.some(({ atLeast }) => atLeast));
  return {
    campaign: campaignName,
    title,
    panels: series.map(({ figure, points }) => ({
      title: sayFigureKind(setting, figure),
      points: points.map((point) => ({
        day: middleDayNumber(point.date),
        value: point.value,
        atLeast: point.atLeast,
        label: sayValue(setting, { value: point.value, atLeast: false }),
        date: sayDate(texts, language, point.date).date,
      })),
    })),
    legend: isOpen ? texts.say(language, "chart-at-least", {}) : null,
    language,
    lines,
    alt: asSentences([campaignName, title, ...lines]),
  };
};
