import { dispatchDue } from "../../jobs/dispatch-due.ts";
import { judgePost } from "../../jobs/judge-own-posts.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import { isUnnamed } from "../campaign/own/unnamed.ts";
import { isShown } from "../campaign/is-shown.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { numberOfSeries } from "../delivery/series-store.ts";
import { UserError } from "../user-error.ts";

/** A post that waits, by its id; planned first, where the worker has not come to it yet. */
export const findWaiting = async (context: JobContext, id: string): Promise<StoredPost> => {
  await planPosts.run(context);
  if (numberOfSeries(id) !== null) {
    const next = await context.posts.findOfSeries(id);
    throw new UserError(
      `${id} is repeated every year, and each year's post is decided about by itself: the next one is ${next?.id ?? "not there"}.`,
    );
  }
  const post = await context.posts.find(id);
  if (post === null || !isShown(context.content(), post))
    throw new UserError(`There is no planned post ${id}: \`plan\` and \`queue list\` show the ids.`);
  if (post.status === "skipped") throw new UserError(`${id} was skipped: ${post.reason ?? ""}`);
  if (post.status === "dispatched") throw new UserError(`${id} is handed out already: \`status\` shows what became of it.`);
  return post;
};

export const howToBeNamed =
  "campaign.yaml names campaigners under `campaigners`, TELEGRAM_CAMPAIGNERS their accounts, and --as one of them at the command line";

/** Notes who approves a post. What else it needs, it still needs: the answer is the post as it is then. */
export const approvePost = async (context: JobContext, id: string, who: string): Promise<StoredPost> => {
  const { words } = await findWaiting(context, id);
  if (words !== null && context.content().campaign.queue.approval) {
    if (isUnnamed(who))
      throw new UserError(
        `${id} needs the yes of somebody other than its author, and whoever says it has to be known by name: ${howToBeNamed}.`,
      );
    if (words.author === who) throw new UserError(`${id} was written by ${who}: somebody else has to approve it.`);
  }
  await context.posts.approve(id, who);
  const approved = await context.posts.find(id);
  if (approved?.words != null) await judgePost(approved, context);
  await planPosts.run(context);
  // Whoever says yes to news does not wait for the next look.
  await dispatchDue.run(context);
  return (await context.posts.find(id)) ?? findWaiting(context, id);
};
