import { isTelegramPage } from "../is-telegram-page.ts";
import type { MarkedDay } from "../marked-day.ts";
import type { Prisoner } from "../prisoner.ts";
import { asSentences } from "./as-sentences.ts";
import type { CardFacts } from "./card-facts.ts";
import { hashtagsForAll } from "./hashtags-for.ts";
import { statusLines, statusNames } from "./joint-lines.ts";
import { layOut, textAndLink, type PostWords, type WordsRequest } from "./post-words.ts";
import { sayAsOf } from "./say-as-of.ts";
import { sayDate } from "./say-date.ts";

export interface MarkedDayRequest extends Omit<WordsRequest, "prisoner" | "today"> {
  readonly marked: MarkedDay;
  /** All whom `marked.people` names, as they are recorded. */
  readonly people: readonly Prisoner[];
  /** The day of this year, or month, on which it is marked. */
  readonly day: Temporal.PlainDate;
}

/** The day with its year, and how long ago that was or since when it is marked, as far as it is known. */
const dayLines = ({ marked, texts, language, day }: MarkedDayRequest): [string, ...string[]] => {
  const { date } = sayDate(texts, language, day.toString());
  const { since, kind } = marked;
  if (since === undefined || since >= day.year) return [date];
  if (kind === "anniversary") return [texts.say(language, "marked-years", { date, years: day.year - since })];
  return [date, texts.say(language, "marked-first", { year: String(since) })];
};

/**
 * A day of the campaign's calendar in one language: its title, when, what became of the people whom it is about, and a page that tells of it.
 * @throws Error where the day has no title in this language, somebody whom it names is missing, withheld or of unknown status, and where the texts lack a message
 */
export const writeMarkedDay = (request: MarkedDayRequest): PostWords => {
  const { marked, people, campaign, texts, language, roomGraphemes } = request;
  const title = marked.title[language];
  if (title === undefined) throw new Error(`calendar.yaml, ${marked.id}: there is no title in ${language}, so nothing can be written`);
  for (const slug of marked.people) {
    const prisoner = people.find((person) => person.slug === slug);
    // The title may name them, so that the whole day is left out.
    if (prisoner === undefined || prisoner.consent === "withheld")
      throw new Error(`calendar.yaml, ${marked.id}: nothing is written of ${slug}`);
  }
  const about = people.filter(({ slug }) => marked.people.includes(slug));
  const [first, ...more] = dayLines(request);
  const statuses = statusLines(about, request, false);
  const asOf = sayAsOf(texts, language, about);
  const hashtags = hashtagsForAll(about, campaign);
  const pages = marked.sources.flatMap(({ url }) => (url === undefined || isTelegramPage(url) ? [] : [url]));
  const links = campaign.website === undefined ? pages : [...pages, campaign.website];
  const { text, link } = textAndLink(
    [
      layOut(title, [first, ...more, ...statuses], asOf),
      layOut(title, [first, ...statuses], asOf),
      layOut(title, [first, ...statusLines(about, request, true)], asOf),
      layOut(title, [first, ...statusNames(about, request)], asOf),
    ],
    { links, hashtags },
    roomGraphemes,
  );
  const campaignName = campaign.name[language] ?? "";
  const detail = statuses.length === 0 ? (more[0] ?? null) : asSentences(statuses);
  const card: CardFacts = {
    tone: "day",
    campaign: campaignName,
    name: title,
    otherName: null,
    fact: first,
    detail,
    asOf,
    alt: asSentences([campaignName, title, first, detail, asOf]),
  };
  return { text, link, hashtags, language, card };
};
