import { nextOfSeries } from "../src/campaign/own/due-time.ts";
import { namesSomebodyWithheld } from "../src/campaign/own/own-gate.ts";
import { planOwnPost } from "../src/campaign/own/plan-own-post.ts";
import { isPersonShown } from "../src/campaign/is-person-shown.ts";
import type { Series } from "../src/delivery/series-store.ts";
import { judgePost } from "./judge-own-posts.ts";
import type { JobContext } from "./job.ts";

const makeNext = async (series: Series, context: JobContext): Promise<void> => {
  const { posts, content, clock, tell } = context;
  const { id, timing, words, accounts, firstYear, lastYear } = series;
  const calendar = content();
  const next = nextOfSeries(timing, calendar, { now: clock(), from: Math.max(firstYear, (lastYear ?? 0) + 1) });
  if (next.kind === "none") {
    const mayBeNamed = (words.about ?? []).every((slug) => isPersonShown(calendar, slug));
    const why = mayBeNamed ? `${next.why}.` : `${namesSomebodyWithheld}.`;
    await tell({
      key: `series:${id}:${String(lastYear)}:${why}`,
      text: `${id} has no next post. ${why} It goes on by itself when that is mended; \`queue cancel ${id}\` ends it.`,
    });
    return;
  }
  const place = { timing: next.timing, series: { id, year: next.year } };
  const day = `${next.date.toString()}/${id}`;
  for (let number = 1; (await posts.findOfSeries(id, next.year)) === null; number += 1) {
    // A post that was moved from that very day to another has kept its id.
    const postId = number === 1 ? day : `${day}/${number}`;
    if (!(await posts.add(planOwnPost(postId, { due: next, accounts }, calendar.campaign), null, words, place))) continue;
    const made = await posts.find(postId);
    if (made !== null) await judgePost(made, context);
  }
};

/** Of every post that is repeated each year the next one waits: it is made when the one before has gone out, or never will. */
export const continueSeries = async (context: JobContext): Promise<void> => {
  for (const series of await context.series.going()) if (!series.waits) await makeNext(series, context);
};
