import { atWallClock } from "../src/campaign/at-wall-clock.ts";
import { counterSeries, newsOfCounters, type CounterNews } from "../src/campaign/figures.ts";
import { basisOfCount } from "../src/campaign/own/basis-of-words.ts";
import { timingAt } from "../src/campaign/own/own-timing.ts";
import { planOwnPost } from "../src/campaign/own/plan-own-post.ts";
import { madeByProgram, type OwnWords } from "../src/campaign/own/own-words.ts";
import { knownDay } from "../src/campaign/partial-date.ts";
import { writeChart } from "../src/campaign/words/chart-facts.ts";
import { writeCount } from "../src/campaign/words/write-count.ts";
import { judgePost } from "./judge-own-posts.ts";
import type { Job, JobContext } from "./job.ts";

/** A number that is older is no news. */
const newsDays = 3;
/** Campaigners need some time for their yes: later in the day it goes out on the next one. */
const leastNoticeHours = 2;

/** Of a counter in an id: small Latin letters, digits and hyphens; letters of other scripts by their numbers. */
const keyOf = (counter: string): string =>
  Array.from(counter.normalize("NFKD").toLowerCase(), (letter) => {
    if (/[a-z0-9]/.test(letter)) return letter;
    return /[\p{L}\p{N}]/u.test(letter) ? (letter.codePointAt(0) ?? 0).toString(36) : "-";
  })
    .join("")
    .replace(/^-+|-+$|(?<=-)-+/g, "");

const isNews = ({ date, figures }: CounterNews, today: Temporal.PlainDate): boolean => {
  const day = knownDay(date);
  const age = day === null ? null : day.until(today, { largestUnit: "days" }).days;
  return age !== null && age >= 0 && age <= newsDays && figures.some(({ change }) => change !== null && change !== 0);
};

const wordsOf = async (news: CounterNews, today: Temporal.PlainDate, { content, texts, keepChart }: JobContext): Promise<OwnWords> => {
  const all = content();
  const { campaign } = all;
  const link = news.figures.find(({ source }) => source.url !== undefined)?.source.url ?? null;
  // Two numbers of one counter make a series, and without two there is no change.
  const series = counterSeries(all.counts, today).find(({ counter }) => keyOf(counter) === keyOf(news.counter));
  const said: Record<string, string> = {};
  const pictures: Record<string, { file: string; alt: string }> = {};
  for (const language of new Set(campaign.accounts.map((account) => account.language))) {
    said[language] = writeCount({ news, campaign, texts: texts(), language, link });
    if (series === undefined) continue;
    const chart = writeChart(series, { campaign, texts: texts(), language });
    pictures[language] = { file: await keepChart(chart), alt: chart.alt };
  }
  const [first] = Object.values(pictures);
  const counted = { counter: news.counter, date: news.date };
  return {
    texts: said,
    link,
    image: first === undefined ? null : { ...first, inLanguage: pictures },
    thread: false,
    author: madeByProgram,
    basis: basisOfCount(counted, all),
    counted,
    needsYes: true,
  };
};

/** Makes a post of a counter's new numbers, once for each date of theirs; it waits for a campaigner's yes. */
export const reportCounts: Job = {
  name: "report-counts",
  every: { ms: 15 * 60_000 },
  run: async (context) => {
    const { content, clock, posts } = context;
    const { campaign, counts } = content();
    const { zone, countPosts } = campaign;
    if (countPosts === false) return "no posts about numbers";
    const now = clock();
    const today = now.toZonedDateTimeISO(zone).toPlainDate();
    const made: string[] = [];
    const fresh = newsOfCounters(counts, today).filter((news) => isNews(news, today));
    if (fresh.length === 0) return "no new numbers";
    const there = await posts.between(today.subtract({ days: newsDays + 1 }), today.add({ days: newsDays + 1 }));
    for (const news of fresh) {
      const name = `own/count-${keyOf(news.counter)}-${news.date}`;
      if (there.some(({ id }) => id.endsWith(`/${name}`))) continue;
      const timeOf = (day: Temporal.PlainDate): Temporal.Instant => atWallClock(day.toPlainDateTime(countPosts.time), zone);
      const date = now.until(timeOf(today)).total("hours") >= leastNoticeHours ? today : today.add({ days: 1 });
      const at = timeOf(date);
      const id = `${date.toString()}/${name}`;
      const words = await wordsOf(news, today, context);
      const timing = timingAt(at, zone);
      const planned = planOwnPost(id, { due: { at, date, timing }, accounts: campaign.accounts.map((account) => account.id) }, campaign);
      if (!(await posts.add({ ...planned, status: "held", reason: "It waits for a campaigner's yes." }, null, words, { timing }))) continue;
      const added = await posts.find(id);
      if (added !== null) await judgePost(added, context);
      made.push(id);
    }
    return made.length === 0 ? "no new numbers" : `${made.join(", ")}: waits for a yes`;
  },
};
