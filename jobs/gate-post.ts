import { postGate } from "../src/campaign/post-gate.ts";
import type { PostKind } from "../src/campaign/planned-post.ts";
import type { Verdict } from "../src/campaign/status-gate.ts";
import type { JobContext } from "./job.ts";

/** Why a post that named somebody who is withheld, or not in the content any more, is dropped: it names nobody. */
export const goneReason = "Its subject is not in the campaign any more.";

/** May this post go out now, from the content as it is now? */
export const gatePost = (
  { kind, subject, approvedBy }: { readonly kind: PostKind; readonly subject: string; readonly approvedBy: string | null },
  { content, clock }: Pick<JobContext, "content" | "clock">,
): Verdict => {
  const { campaign, prisoners } = content();
  return postGate({ kind, prisoner: prisoners.get(subject), settings: campaign, now: clock(), approvedBy });
};
