import type { CampaignSettings } from "../campaign-settings.ts";
import { isWhole, type WeekFigures } from "../hashtags/week-figures.ts";
import { dayNumber } from "../partial-date.ts";
import { asSentences } from "./as-sentences.ts";
import type { ChartFacts } from "./chart-facts.ts";
import { firstThatFits } from "./post-words.ts";
import { networkNames, sayTime } from "./say-coverage.ts";
import { sayDate } from "./say-date.ts";
import { sayValue } from "./say-figure.ts";
import type { Texts } from "./texts.ts";

export interface HashtagWeekRequest {
  readonly week: WeekFigures;
  readonly campaign: Pick<CampaignSettings, "name" | "zone">;
  readonly texts: Texts;
  readonly language: string;
}

const mostPanels = 2;
/** What Mastodon takes of an alt text is 1,500 characters. */
const altRoom = 1400;
const networks = ["bluesky", "mastodon", "telegram"] as const;

const sayNetwork = ({ week, texts, language }: HashtagWeekRequest, id: (typeof networks)[number]): string => {
  const network = networkNames[id];
  const covered = week.coverage.find((each) => each.network === id);
  if (covered === undefined) return texts.say(language, "hashtags-not-counted", { network });
  const { coveredHours, hours, servers } = covered;
  if (id === "telegram" && isWhole(covered)) return texts.say(language, "report-channels", { network, channels: servers.length });
  if (id === "mastodon") {
    const said = { network, servers: servers.length };
    if (servers.length === 0) return texts.say(language, "hashtags-partly", { network });
    return isWhole(covered)
      ? texts.say(language, "report-seen-by", said)
      : texts.say(language, "report-seen-by-hours", { ...said, covered: String(coveredHours), hours: String(hours) });
  }
  return isWhole(covered)
    ? texts.say(language, "report-whole", { network })
    : texts.say(language, "report-hours", { network, covered: String(coveredHours), hours: String(hours) });
};

const chartOf = (request: HashtagWeekRequest, head: string, totals: readonly string[], coverage: string): ChartFacts => {
  const { week, campaign, texts, language } = request;
  const used = week.tags.filter(({ total }) => total > 0);
  const name = campaign.name[language] ?? "";
  const dateOf = (date: Temporal.PlainDate): string => sayDate(texts, language, date.toString()).date;
  const withPanels = (number: number): ChartFacts => {
    const panels = used.slice(0, number).map(({ tag, days }) => ({
      title: tag,
      points: days.map(({ date, value, atLeast }) => ({
        day: dayNumber(date),
        value,
        atLeast,
        label: sayValue(request, { value, atLeast: false }),
        date: dateOf(date),
      })),
    }));
    const lines = panels.map(({ title, points }) =>
      texts.say(language, "chart-series", {
        figure: title,
        points: points
          .map(({ date, ...point }) => texts.say(language, "chart-point", { number: sayValue(request, point), date }))
          .join("; "),
      }),
    );
    const isOpen = panels.some(({ points }) => points.some(({ atLeast }) => atLeast));
    // Numbers on a picture travel without the post: what they cover goes with them.
    const legend = [isOpen ? texts.say(language, "chart-at-least", {}) : null, coverage].filter((line) => line !== null);
    return {
      campaign: name,
      title: head,
      panels,
      legend: asSentences(legend),
      language,
      lines,
      alt: asSentences([name, head, totals.join("; "), ...lines, coverage]),
    };
  };
  const charts = Array.from({ length: mostPanels }, (_, index) => withPanels(mostPanels - index));
  return charts.find(({ alt }) => alt.length <= altRoom) ?? withPanels(1);
};

/**
 * The weekly post about the campaign's hashtags: numbers, and never one without what it covers. As many hashtags as fit on the strictest network; the
 * picture's alt text has all of them.
 */
export const writeHashtagWeek = (request: HashtagWeekRequest): { readonly text: string; readonly chart: ChartFacts } => {
  const { week, campaign, texts, language } = request;
  const dateOf = (date: Temporal.PlainDate): string => sayDate(texts, language, date.toString()).date;
  const head = texts.say(language, "report-head", { from: dateOf(week.from), to: dateOf(week.to) });
  const totals = week.tags.map(({ tag, total, atLeast }) => `${tag}: ${sayValue(request, { value: total, atLeast })}`);
  const used = week.tags.filter(({ total }) => total > 0).length;
  const covers = networks.map((id) => sayNetwork(request, id));
  const asOf = texts.say(language, "report-as-of", { time: sayTime(week.asOf, { texts, language, zone: campaign.zone }) });
  const coverage = asSentences([...covers, asOf]);
  const candidates = Array.from({ length: used }, (_, index) => {
    const shown = used - index;
    const more = shown < used ? [texts.say(language, "report-more", { hashtags: used - shown })] : [];
    return [head, [...totals.slice(0, shown), ...more].join("\n")].join("\n\n");
  });
  const said = [
    ...candidates.map((numbers) => `${numbers}\n\n${coverage}`),
    // The picture has the moment, too.
    ...candidates.slice(-1).map((numbers) => `${numbers}\n\n${asSentences(covers)}`),
  ];
  return { text: firstThatFits(said, { link: undefined, hashtags: [] }), chart: chartOf(request, head, totals, coverage) };
};
