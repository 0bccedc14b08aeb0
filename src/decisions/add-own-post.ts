import { continueSeries } from "../../jobs/continue-series.ts";
import { judgePost } from "../../jobs/judge-own-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import type { Due } from "../campaign/own/due-time.ts";
import { timingAt, type SeriesTiming } from "../campaign/own/own-timing.ts";
import type { OwnWords } from "../campaign/own/own-words.ts";
import { planOwnPost } from "../campaign/own/plan-own-post.ts";
import type { StoredPost } from "../delivery/post-store.ts";

export interface OwnPost {
  readonly at: Temporal.Instant;
  /** Where more was said of the time than that instant. */
  readonly due?: Omit<Due, "kind"> | undefined;
  /** Where it is repeated every year, from this year on. */
  readonly every?: { readonly timing: SeriesTiming; readonly firstYear: number } | undefined;
  readonly accounts: readonly string[];
  readonly words: OwnWords;
}

/** What an instant alone says of the time. */
export const dueAtInstant = (at: Temporal.Instant, zone: string): Omit<Due, "kind"> => ({
  at,
  date: at.toZonedDateTimeISO(zone).toPlainDate(),
  timing: timingAt(at, zone),
});

/** How it would be stored under that id. */
export const draftOwnPost = ({ content }: Pick<JobContext, "content">, { at, due, accounts, words }: OwnPost, id: string): StoredPost => {
  const { campaign } = content();
  const when = due ?? dueAtInstant(at, campaign.zone);
  return {
    ...planOwnPost(id, { due: when, accounts }, campaign),
    approvedBy: null,
    draft: null,
    words,
    heldBy: null,
    cancelledBy: null,
    timing: when.timing,
    series: null,
    basis: null,
    people: null,
  };
};

const addSeries = async (context: JobContext, { accounts, words }: OwnPost, every: NonNullable<OwnPost["every"]>): Promise<StoredPost> => {
  const id = await context.series.begin({ ...every, accounts, words });
  await continueSeries(context);
  const first = await context.posts.findOfSeries(id);
  if (first === null) throw new Error(`${id} was begun and has no post.`);
  return first;
};

/** Puts it into the queue, under the first id of its day that is free. Of one that is repeated every year it answers with the first post. */
export const addOwnPost = async (context: JobContext, post: OwnPost): Promise<StoredPost> => {
  if (post.every !== undefined) return addSeries(context, post, post.every);
  const drafted = draftOwnPost(context, post, "draft");
  const { date, timing, words } = drafted;
  if (timing === null) throw new Error("A campaigner's post has no timing.");
  for (let number = 1; ; number += 1) {
    const id = `${date.toString()}/own/${number}`;
    if (!(await context.posts.add({ ...drafted, id }, null, words ?? undefined, { timing }))) continue;
    const added = { ...drafted, id };
    await judgePost(added, context);
    return (await context.posts.find(id)) ?? added;
  }
};
