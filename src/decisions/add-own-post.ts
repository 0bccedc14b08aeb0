import { judgePost } from "../../jobs/judge-own-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import { latestInstant } from "../campaign/latest-instant.ts";
import { ownSubject, type OwnWords } from "../campaign/own/own-words.ts";
import type { StoredPost } from "../delivery/post-store.ts";

export interface OwnPost {
  readonly at: Temporal.Instant;
  readonly accounts: readonly string[];
  readonly words: OwnWords;
}

/** When a post of a campaigner is too late, and on which day it is. */
export const timesOf = (
  at: Temporal.Instant,
  { content }: Pick<JobContext, "content">,
): { readonly at: Temporal.Instant; readonly date: Temporal.PlainDate; readonly notAfter: Temporal.Instant } => {
  const { campaign } = content();
  return {
    at,
    date: at.toZonedDateTimeISO(campaign.zone).toPlainDate(),
    notAfter: latestInstant(at, campaign),
  };
};

/** How it would be stored under that id. */
export const draftOwnPost = (context: JobContext, { at, accounts, words }: OwnPost, id: string): StoredPost => ({
  id,
  kind: "own",
  subject: ownSubject,
  ...timesOf(at, context),
  accounts,
  status: "scheduled",
  reason: null,
  approvedBy: null,
  draft: null,
  words,
  heldBy: null,
  cancelledBy: null,
});

/** Puts it into the queue, under the first id of its day that is free. */
export const addOwnPost = async (context: JobContext, post: OwnPost): Promise<StoredPost> => {
  const { date } = timesOf(post.at, context);
  for (let number = 1; ; number += 1) {
    const drafted = draftOwnPost(context, post, `${date.toString()}/own/${number}`);
    if (!(await context.posts.add(drafted, null, post.words))) continue;
    await judgePost(drafted, context);
    return (await context.posts.find(drafted.id)) ?? drafted;
  }
};
