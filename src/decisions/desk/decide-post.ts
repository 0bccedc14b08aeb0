import type { JobContext } from "../../../jobs/job.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { UserError } from "../../user-error.ts";
import { approvePost } from "../approve-post.ts";
import { sayDecision } from "../say-decision.ts";
import { cancelPost, holdPost, releasePost } from "../stop-post.ts";
import { handleOf } from "./find-post.ts";
import { inChatWords } from "./in-chat-words.ts";
import { needsApproval } from "./view-post.ts";

export type Decision = "approve" | "hold" | "release" | "cancel";

/** Who presses a second time, or a moment after somebody else, changes nothing and learns what was decided. */
const decidedAlready = (post: StoredPost, decision: Decision, context: JobContext): string | null => {
  const { id, approvedBy, heldBy, cancelledBy } = post;
  if (cancelledBy !== null) return `${id} was cancelled by ${cancelledBy} already.`;
  if (decision === "hold" && heldBy !== null) return `${id} is held by ${heldBy} already.`;
  if (decision !== "approve") return null;
  if (approvedBy !== null) return `${id} was approved by ${approvedBy} already.`;
  return needsApproval(post, context) || post.status === "dispatched" || post.status === "skipped"
    ? null
    : `${id} needs nobody's yes. ${inChatWords(post.reason ?? "")}`.trim();
};

const words = { approve: "approved", hold: "held", release: "released", cancel: "cancelled" } as const;

/** Decides about one post, and says what became of it in one sentence. Throws `UserError` where nothing could be decided. */
export const decidePost = async (context: JobContext, post: StoredPost, decision: Decision, who: string): Promise<string> => {
  const already = decidedAlready(post, decision, context);
  if (already !== null) throw new UserError(already);
  const decide = async (): Promise<StoredPost> => {
    switch (decision) {
      case "approve":
        return approvePost(context, post.id, who);
      case "hold":
        return holdPost(context, post.id, who, undefined);
      case "release":
        return releasePost(context, post.id, who);
      case "cancel":
        return cancelPost(context, post.id, who);
    }
  };
  const sentence = inChatWords(sayDecision(await decide(), words[decision], context.content().campaign.zone));
  return decision === "hold" ? `${post.id} is held by ${who}: /release_${handleOf(post.id)} lets it go.` : sentence;
};
