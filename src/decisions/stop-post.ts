import { planPosts } from "../../jobs/plan-posts.ts";
import { judgePost } from "../../jobs/judge-own-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import { namesWithheld } from "../campaign/own/names-withheld.ts";
import { namesSomebodyWithheld } from "../campaign/own/own-gate.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { UserError } from "../user-error.ts";
import { findWaiting } from "./approve-post.ts";

const handedOut = (id: string): UserError =>
  new UserError(`${id} was just handed out: \`withdraw ${id}\` stops what is not sent yet and takes back the rest.`);

const longestReason = 300;

/** One line that turns nothing around it, and is shown for as long as the record is kept. */
const readReason = ({ content }: JobContext, why = ""): string => {
  const said = why
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  if (said.length > longestReason) throw new UserError(`--reason has ${said.length} characters: say it in at most ${longestReason}.`);
  if (namesWithheld([said], content().prisoners)) throw new UserError(`--reason: ${namesSomebodyWithheld}: leave the name out.`);
  return said;
};

/** Holds a post until somebody lets it go, and gives its day to the next in turn. */
export const holdPost = async (context: JobContext, id: string, who: string, why: string | undefined): Promise<StoredPost> => {
  const post = await findWaiting(context, id);
  const said = readReason(context, why);
  const reason = `Held by ${who}${said === "" ? "" : `: ${said}`}. \`queue release ${id}\` lets it go.`;
  if (!(await context.posts.holdByHand(id, who, reason))) throw handedOut(id);
  await planPosts.run(context);
  return (await context.posts.find(id)) ?? post;
};

/** Ends a hold by hand. What else the post needs, it still needs: the answer is the post as it is then. */
export const releasePost = async (context: JobContext, id: string, who: string): Promise<StoredPost> => {
  const post = await findWaiting(context, id);
  if (post.heldBy === null)
    throw new UserError(
      post.status === "held" ? `${id} is not held by hand. ${post.reason ?? ""}` : `${id} is not held: there is nothing to release.`,
    );
  if (!(await context.posts.letGo(id, who))) throw new UserError(`${id} was just released by somebody else.`);
  const released = await context.posts.find(id);
  if (released !== null) await judgePost(released, context);
  await planPosts.run(context);
  const now = await context.posts.find(id);
  if (now === null)
    throw new UserError(`${id} is released, and its day has gone to somebody else by now: the person comes up again in turn.`);
  return now;
};

/** It never goes out. */
export const cancelPost = async (context: JobContext, id: string, who: string): Promise<StoredPost> => {
  const post = await findWaiting(context, id);
  if (!(await context.posts.cancel(id, who, `Cancelled by ${who}.`))) throw handedOut(id);
  await planPosts.run(context);
  return (await context.posts.find(id)) ?? post;
};
