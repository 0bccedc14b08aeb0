import { isShown } from "../src/campaign/is-shown.ts";
import { postGate } from "../src/campaign/post-gate.ts";
import type { PostKind } from "../src/campaign/planned-post.ts";
import type { Verdict } from "../src/campaign/status-gate.ts";
import type { PostDraft } from "../src/delivery/post-store.ts";
import type { JobContext } from "./job.ts";

/** Why a post that named somebody who is withheld, or not in the content any more, is dropped: it names nobody. */
export const goneReason = "Its subject is not in the campaign any more.";

export interface PostToGate {
  readonly kind: PostKind;
  readonly subject: string;
  readonly approvedBy: string | null;
  /** In a campaigner's own words: they say what is known when the record does not, so that only a withheld person stops them. */
  readonly byHand?: boolean;
}

/** May this post go out now, from the content as it is now? */
export const gatePost = (post: PostToGate, { content, clock }: Pick<JobContext, "content" | "clock">): Verdict => {
  const { campaign, prisoners } = content();
  const { kind, subject, approvedBy, byHand = false } = post;
  const verdict = postGate({ kind, prisoner: prisoners.get(subject), settings: campaign, now: clock(), approvedBy });
  return byHand && verdict.kind === "hold" ? { kind: "speak" } : verdict;
};

/** Are a post's words in that language a campaigner's own? */
export const isByHand = (draft: PostDraft | null, language: string | undefined): boolean =>
  draft !== null && language !== undefined && Object.hasOwn(draft.texts, language);

/** How a post is named to campaigners: whoever is withheld is named nowhere, not even in the id of a post. */
export const nameOfPost = (
  { id, subject }: { readonly id: string; readonly subject: string },
  { content }: Pick<JobContext, "content">,
): string | null => (isShown(content(), subject) ? id : null);
