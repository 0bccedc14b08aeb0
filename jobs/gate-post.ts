import { isShown } from "../src/campaign/is-shown.ts";
import { postGate } from "../src/campaign/post-gate.ts";
import type { PostKind } from "../src/campaign/planned-post.ts";
import { namesSomebodyWithheld, ownGate } from "../src/campaign/own/own-gate.ts";
import { namesWithheld } from "../src/campaign/own/names-withheld.ts";
import { ownSubject, textIn, type OwnWords } from "../src/campaign/own/own-words.ts";
import { statusBasis } from "../src/campaign/status-basis.ts";
import type { Verdict } from "../src/campaign/status-gate.ts";
import type { PostDraft } from "../src/delivery/post-store.ts";
import type { JobContext } from "./job.ts";

/** Why a post that named somebody who is withheld, or not in the content any more, is dropped: it names nobody. */
export const goneReason = "Its subject is not in the campaign any more.";

export interface PostToGate {
  readonly id: string;
  readonly kind: PostKind;
  readonly subject: string;
  readonly approvedBy: string | null;
  /** Where it is to go. */
  readonly accounts: readonly string[];
  /** In a campaigner's own words: they say what is known when the record does not, so that only a withheld person stops them. */
  readonly byHand?: boolean;
  readonly draft: PostDraft | null;
  /** What a campaigner wrote for it. */
  readonly words: OwnWords | null;
}

type GateContext = Pick<JobContext, "content" | "clock">;

const hold = (reason: string): Verdict => ({ kind: "hold", reason });

/** A post that campaigners wrote must still have somewhere to go, and something to say there: nothing of it is left out in silence. */
const whereVerdict = ({ id, accounts, words }: PostToGate, { content }: GateContext): Verdict => {
  if (words === null) return hold("It was stored without its words: cancel it, and write it again.");
  for (const name of accounts) {
    const account = content().campaign.accounts.find((one) => one.id === name);
    if (account === undefined)
      return hold(`campaign.yaml has no account ${name} any more: say where it goes with \`queue edit ${id} --network …\`.`);
    if (textIn(words, account.language) === undefined)
      return hold(
        `${name} speaks ${account.language} by now, and the post has no text in it: \`queue edit ${id} --lang ${account.language} "…"\`.`,
      );
  }
  return { kind: "speak" };
};

/** What is corrected there was in campaigners' own words, and the record knows nothing better. */
const ownCorrectionVerdict = ({ byHand = false, draft }: PostToGate, { content }: GateContext): Verdict => {
  if (!byHand) return hold("A post that a campaigner wrote is corrected in your own words.");
  return namesWithheld(Object.values(draft?.texts ?? {}), content().prisoners) ? hold(`${namesSomebodyWithheld}.`) : { kind: "speak" };
};

const kindVerdict = (post: PostToGate, context: GateContext): Verdict => {
  if (post.kind === "own") return whereVerdict(post, context);
  if (post.subject === ownSubject) return ownCorrectionVerdict(post, context);
  const { campaign, prisoners } = context.content();
  const { kind, subject, approvedBy, byHand = false } = post;
  const verdict = postGate({ kind, prisoner: prisoners.get(subject), settings: campaign, now: context.clock(), approvedBy });
  return byHand && verdict.kind === "hold" ? { kind: "speak" } : verdict;
};

/** May this post go out now, from the content as it is now? */
export const gatePost = (post: PostToGate, context: GateContext): Verdict => {
  const verdict = kindVerdict(post, context);
  const { id, words, approvedBy } = post;
  if (verdict.kind !== "speak" || words === null) return verdict;
  const { campaign, prisoners } = context.content();
  const prisoner = prisoners.get(post.subject);
  const basis = prisoner === undefined ? null : statusBasis(prisoner);
  return ownGate({ id, words, approvedBy, prisoners, settings: campaign, basis });
};

/** Are a post's words in that language a campaigner's own? */
export const isByHand = (draft: PostDraft | null, language: string | undefined): boolean =>
  draft !== null && language !== undefined && Object.hasOwn(draft.texts, language);

/** How a post is named to campaigners: whoever is withheld is named nowhere, not even in the id of a post. */
export const nameOfPost = (
  { id, subject }: { readonly id: string; readonly subject: string },
  { content }: Pick<JobContext, "content">,
): string | null => (isShown(content(), subject) ? id : null);
