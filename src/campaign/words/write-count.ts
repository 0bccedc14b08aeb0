import type { CampaignSettings } from "../campaign-settings.ts";
import type { CounterNews, LatestFigure } from "../figures.ts";
import { firstThatFits } from "./post-words.ts";
import { sayDate } from "./say-date.ts";
import { sayChange, sayCounter, sayFigureKind } from "./say-figure.ts";
import type { Texts } from "./texts.ts";

export interface CountRequest {
  readonly news: CounterNews;
  readonly campaign: Pick<CampaignSettings, "hashtags">;
  readonly texts: Texts;
  readonly language: string;
  readonly link: string | null;
}

/** Numbers that are known, women first, as the banner of the campaign's first page had them. */
const sayNumbers = ({ news, texts, language }: CountRequest): string[] => {
  const valueOf = (kind: LatestFigure["figure"]): number | undefined =>
    news.figures.find(({ figure, atLeast }) => figure === kind && !atLeast)?.value;
  const [all, women, journalists] = [valueOf("total"), valueOf("women"), valueOf("journalists")];
  const parts = [
    women === undefined ? null : texts.say(language, "count-women", { women }),
    journalists === undefined ? null : texts.say(language, "count-journalists", { journalists }),
  ].filter((part) => part !== null);
  if (all === undefined) return parts;
  return [...parts, texts.say(language, parts.length === 0 ? "count-all" : "count-in-total", { all })];
};

const sayChanges = (request: CountRequest): string[] => {
  const { news, texts, language } = request;
  return news.figures.flatMap(({ figure, change, previous }) =>
    change === null || change === 0 || previous === null
      ? []
      : texts.say(language, "count-changed", {
          figure: sayFigureKind(request, figure),
          change: sayChange(language, change),
          date: sayDate(texts, language, previous.date).date,
        }),
  );
};

/**
 * The post about a counter's new numbers: `+++ 164 women political prisoners +++ 1,340 in total +++ as of 23 February 2025 +++`, who counted, how they
 * have changed by the same counter's, and as much of why as there is room for.
 */
export const writeCount = (request: CountRequest): string => {
  const { news, texts, language, link, campaign } = request;
  const asOf = texts.say(language, "count-as-of", { date: sayDate(texts, language, news.date).date });
  const banner = `+++ ${[...sayNumbers(request), asOf].join(" +++ ")} +++`;
  const by = texts.say(language, "count-counted-by", { counter: sayCounter({ ...news, countedBy: news.counter }, language) });
  const changes = sayChanges(request);
  const note = texts.say(language, "count-note", {});
  const candidates = [
    [banner, [by, ...changes].join("\n"), note],
    [banner, [by, ...changes].join("\n")],
    [banner, by],
  ];
  return firstThatFits(
    candidates.map((blocks) => blocks.join("\n\n")),
    { link: link ?? undefined, hashtags: campaign.hashtags.always },
  );
};
