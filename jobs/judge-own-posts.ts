import { createHash } from "node:crypto";
import { type OwnWords, saidIn } from "../src/campaign/own/own-words.ts";
import { isShown } from "../src/campaign/is-shown.ts";
import { furthestDays } from "../src/campaign/own/furthest-days.ts";
import { namesWithheld } from "../src/campaign/own/names-withheld.ts";
import type { StoredPost } from "../src/delivery/post-store.ts";
import { gatePost } from "./gate-post.ts";
import type { JobContext } from "./job.ts";

/** The oldest post that may still be within its lateness. */
const daysBack = 4;

/** Tells one wording from another, and neither from what it says. */
export const fingerprintOf = (words: OwnWords): string => createHash("sha256").update(saidIn(words)).digest("base64url").slice(0, 8);

/** Asks the gate about a post that waits, and holds it or lets it go as it says. What a campaigner holds stays held. */
export const judgePost = async (post: StoredPost, context: JobContext): Promise<void> => {
  const { posts, tell } = context;
  if (post.heldBy !== null || (post.status !== "scheduled" && post.status !== "held")) return;
  const verdict = gatePost({ ...post, when: post }, context);
  if (verdict.kind === "speak" && post.status === "held") await posts.settle(post.id, "scheduled", null);
  if (verdict.kind !== "hold") return;
  const isNew = post.status !== "held" || post.reason !== verdict.reason;
  if (isNew && !(await posts.settle(post.id, "held", verdict.reason))) return;
  // Other words are told of, too, though they are held for the same reason; the same words are told of once.
  const words = post.words === null ? undefined : fingerprintOf(post.words);
  await tell({
    key: `held:${post.id}:${verdict.reason}:${words ?? ""}`,
    text: `${post.id} is held. ${verdict.reason}`,
    choices: [{ kind: "approve", postId: post.id, ...(words !== undefined && { words }) }],
  });
};

/** The posts that campaigners wrote and that wait. No plan makes them, so nobody else looks again. */
export const ownPostsWaiting = async ({ posts, clock, content }: JobContext): Promise<StoredPost[]> => {
  const today = clock().toZonedDateTimeISO(content().campaign.zone).toPlainDate();
  const ahead = await posts.between(today.subtract({ days: daysBack }), today.add({ days: furthestDays }));
  return ahead.filter(({ kind, status }) => kind === "own" && (status === "scheduled" || status === "held"));
};

/** Why somebody holds a post may name who is withheld by now: then it is not said any more. */
const unnameHolds = async ({ posts, content }: JobContext): Promise<void> => {
  for (const { id, kind, subject, heldBy, reason } of await posts.held())
    if (heldBy !== null && reason !== null && isShown(content(), { kind, subject }) && namesWithheld([reason], content().prisoners))
      await posts.holdByHand(id, heldBy, `Held by ${heldBy}. \`queue release ${id}\` lets it go.`);
};

/** The same for all of them. */
export const judgeOwnPosts = async (context: JobContext): Promise<void> => {
  await unnameHolds(context);
  for (const post of await ownPostsWaiting(context)) await judgePost(post, context);
};
