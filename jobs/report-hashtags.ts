import { callsThatStand } from "../src/campaign/hashtags/calls-that-stand.ts";
import { reportDue } from "../src/campaign/hashtags/report-due.ts";
import { hourOf } from "../src/campaign/hashtags/seen-post.ts";
import { figuresOfWeek } from "../src/campaign/hashtags/week-figures.ts";
import { basisOf } from "../src/campaign/own/basis-of.ts";
import { timingAt } from "../src/campaign/own/own-timing.ts";
import { planOwnPost } from "../src/campaign/own/plan-own-post.ts";
import { madeByProgram, type OwnWords } from "../src/campaign/own/own-words.ts";
import { writeHashtagWeek } from "../src/campaign/words/write-hashtag-week.ts";
import { judgePost } from "./judge-own-posts.ts";
import type { Job, JobContext } from "./job.ts";

/**
 * What the week's post says, in the words and pictures that are approved: they stay as they are, whatever is counted later.
 * Null where nothing was counted.
 */
const wordsOfWeek = async (context: JobContext, from: Temporal.PlainDate): Promise<OwnWords | null> => {
  const { content, clock, hashtags, texts, keepChart } = context;
  const { campaign, prisoners } = content();
  const { zone } = campaign;
  const asOf = clock();
  const calls = callsThatStand(content(), asOf);
  const week = figuresOfWeek({
    tags: calls.map(({ tag }) => tag),
    from,
    zone,
    asOf,
    counts: await hashtags.counts(hourOf(from.toZonedDateTime(zone).toInstant().epochMilliseconds)),
    coverage: await hashtags.coverage(),
  });
  const used = new Set(week.tags.filter(({ total }) => total > 0).map(({ tag }) => tag));
  if (week.coverage.length === 0 || used.size === 0) return null;
  const languages = [...new Set(campaign.accounts.map(({ language }) => language))];
  const said: Record<string, string> = {};
  const pictures: Record<string, { file: string; alt: string }> = {};
  for (const language of languages) {
    const { text, chart } = writeHashtagWeek({ week, campaign, texts: texts(), language });
    said[language] = text;
    pictures[language] = { file: await keepChart(chart), alt: chart.alt };
  }
  const [first] = Object.values(pictures);
  const about = [...new Set(calls.flatMap(({ people }) => people))].toSorted();
  return {
    texts: said,
    link: null,
    image: first === undefined ? null : { ...first, inLanguage: pictures },
    thread: false,
    author: madeByProgram,
    basis: basisOf(about, prisoners),
    needsYes: true,
    ...(about.length > 0 && { about }),
  };
};

/** Makes the weekly post about the campaign's hashtags, once; it waits for a campaigner's yes. */
export const reportHashtagsOfWeek: Job = {
  name: "report-hashtags",
  every: { ms: 15 * 60_000 },
  run: async (context) => {
    const { content, clock, posts } = context;
    const { campaign } = content();
    const due = reportDue(campaign, clock());
    if (due === null) return "no report is due";
    const { at, date, from } = due;
    const id = `${date.toString()}/own/hashtags`;
    if ((await posts.find(id)) !== null) return `${id} is there`;
    const words = await wordsOfWeek(context, from);
    if (words === null) return `nothing was counted in the week from ${from.toString()}`;
    const timing = timingAt(at, campaign.zone);
    const accounts = campaign.accounts.map((account) => account.id);
    const planned = planOwnPost(id, { due: { at, date, timing }, accounts }, campaign);
    const held = { ...planned, status: "held" as const, reason: "It waits for a campaigner's yes." };
    if (!(await posts.add(held, null, words, { timing }))) return `${id} is there`;
    const added = await posts.find(id);
    if (added !== null) await judgePost(added, context);
    return `${id} waits for a yes`;
  },
};
