import { dateOfId, occasionGate, occasionsOf, type OccasionPost } from "../src/campaign/anniversaries/occasions-of.ts";
import { occasionsFor, saysNothing } from "../src/campaign/anniversaries/rule-accounts.ts";
import { isPersonShown } from "../src/campaign/is-person-shown.ts";
import { isShown, type NamedPost } from "../src/campaign/is-shown.ts";
import { postGate } from "../src/campaign/post-gate.ts";
import { isOccasionPost, type PostKind } from "../src/campaign/planned-post.ts";
import { postBasis } from "../src/campaign/post-basis.ts";
import { namesSomebodyWithheld, ownGate } from "../src/campaign/own/own-gate.ts";
import { namesWithheld } from "../src/campaign/own/names-withheld.ts";
import { basisOfWords } from "../src/campaign/own/basis-of-words.ts";
import { timingFault } from "../src/campaign/own/follow-timing.ts";
import { ownSubject, textIn, type OwnWords } from "../src/campaign/own/own-words.ts";
import type { Verdict } from "../src/campaign/status-gate.ts";
import type { PostDraft, StoredPost } from "../src/delivery/post-store.ts";
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
  /** While it waits: what is handed out already goes by its instant. */
  readonly when?: Pick<StoredPost, "timing" | "date">;
  /** What its words relied on when it was planned, and so what was approved; null where no plan made it. */
  readonly basis: string | null;
  /** Slugs of those whom a post of occasions is to name. */
  readonly people: readonly string[] | null;
}

type Kept = Pick<StoredPost, "approvedBy" | "draft" | "words" | "basis" | "people">;

/** What only the stored post knows of a delivery's; `nothingKept` where it is not stored any more. */
export const keptOf = (post: StoredPost | null): Kept => {
  const { approvedBy, draft, words, basis, people } = post ?? nothingKept;
  return { approvedBy, draft, words, basis, people };
};

const nothingKept: Kept = { approvedBy: null, draft: null, words: null, basis: null, people: null };

type GateContext = Pick<JobContext, "content" | "clock">;

const hold = (reason: string): Verdict => ({ kind: "hold", reason });

/** A post that campaigners wrote must still have somewhere to go, and something to say there: nothing of it is left out in silence. */
const whereVerdict = ({ id, accounts, words, when }: PostToGate, { content }: GateContext): Verdict => {
  if (words === null) return hold("It was stored without its words: cancel it, and write it again.");
  if (accounts.length === 0 && when !== undefined)
    return hold(`It has no account to go to: say where it goes with \`queue edit ${id} --network …\`.`);
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

/** Those whose day it is for must still be written of, and it must still be their day. */
const dayVerdict = ({ id, words, when }: PostToGate, { content, clock }: GateContext): Verdict => {
  const now = content();
  const { campaign, prisoners } = now;
  const people = words?.about ?? [];
  if (!people.every((slug) => isPersonShown(now, slug))) return hold(`${namesSomebodyWithheld}: \`queue cancel ${id}\` takes it away.`);
  for (const slug of people) {
    const verdict = postGate({ kind: "profile", prisoner: prisoners.get(slug), settings: campaign, now: clock(), approvedBy: null });
    if (verdict.kind !== "speak") return verdict;
  }
  const fault = when === undefined ? null : timingFault(when, now);
  return fault === null ? { kind: "speak" } : hold(`${fault}. Say when with \`queue edit ${id} --at …\`, or \`queue cancel ${id}\`.`);
};

const ownVerdict = (post: PostToGate, context: GateContext): Verdict => {
  const day = dayVerdict(post, context);
  return day.kind === "speak" ? whereVerdict(post, context) : day;
};

/** What is corrected there was in campaigners' own words, and the record knows nothing better. */
const ownCorrectionVerdict = ({ byHand = false, draft }: PostToGate, { content }: GateContext): Verdict => {
  if (!byHand) return hold("A post that is not one person's is corrected in your own words.");
  return namesWithheld(Object.values(draft?.texts ?? {}), content().prisoners) ? hold(`${namesSomebodyWithheld}.`) : { kind: "speak" };
};

/** A post of occasions, which must have something to say where it goes: what the gate lets through is written without a fault. */
const occasionVerdict = (post: PostToGate & OccasionPost, { content, clock }: GateContext): Verdict => {
  const now = clock();
  const all = content();
  const { basis, accounts } = post;
  const isAsApproved = basis === null || basis === postBasis(post, all, now);
  const verdict = occasionGate(post, all, { now, approvedBy: isAsApproved ? post.approvedBy : null });
  if (verdict.kind !== "speak") return verdict;
  const occasions = occasionsOf(post, all, now);
  const speaking = all.campaign.accounts.filter(
    (account) => accounts.includes(account.id) && occasionsFor(post.kind, occasions, account, all).length > 0,
  );
  return speaking.length > 0 || accounts.length === 0 ? verdict : hold(saysNothing);
};

const kindVerdict = (post: PostToGate, context: GateContext): Verdict => {
  if (post.kind === "own") return ownVerdict(post, context);
  if (isOccasionPost(post)) return occasionVerdict({ ...post, date: dateOfId(post.id) }, context);
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
  const all = context.content();
  const basis = basisOfWords(words, all, () => postBasis(post, all, context.clock()));
  return ownGate({ id, words, approvedBy, prisoners, settings: campaign, basis });
};

/** Is a campaigner's yes all that a held post of occasions waits for? */
export const waitsForYes = (post: StoredPost, context: GateContext): boolean =>
  isOccasionPost(post) &&
  post.status === "held" &&
  post.heldBy === null &&
  gatePost({ ...post, approvedBy: post.approvedBy ?? "somebody", basis: null }, context).kind === "speak";

/** Are a post's words in that language a campaigner's own? */
export const isByHand = (draft: PostDraft | null, language: string | undefined): boolean =>
  draft !== null && language !== undefined && Object.hasOwn(draft.texts, language);

/** How a post is named to campaigners: whoever is withheld is named nowhere, not even in the id of a post. */
export const nameOfPost = (post: NamedPost & { readonly id: string }, { content }: Pick<JobContext, "content">): string | null =>
  isShown(content(), post) ? post.id : null;
