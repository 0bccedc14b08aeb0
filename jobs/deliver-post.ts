import { peopleIn } from "../src/campaign/anniversaries/occasion-basis.ts";
import { dateOfId, occasionsOf } from "../src/campaign/anniversaries/occasions-of.ts";
import { ownSubject } from "../src/campaign/own/own-words.ts";
import { isOccasionPost } from "../src/campaign/planned-post.ts";
import { postBasis } from "../src/campaign/post-basis.ts";
import type { Content } from "../src/campaign/content.ts";
import type { Texts } from "../src/campaign/words/texts.ts";
import type { Clock } from "../src/clock.ts";
import type { ComposedPost } from "../src/compose/composed-post.ts";
import type { PostInput } from "../src/compose/compose-post.ts";
import type { Limits } from "../src/compose/limits.ts";
import type { AccountStore } from "../src/delivery/account-store.ts";
import type { ComeAgain } from "../src/delivery/carrier.ts";
import { createDeliver } from "../src/delivery/deliver.ts";
import type { Judgement, Readiness } from "../src/delivery/readiness.ts";
import type { Delivery, Ledger } from "../src/delivery/ledger.ts";
import type { PostStore } from "../src/delivery/post-store.ts";
import type { WithdrawalStore } from "../src/delivery/withdrawal-store.ts";
import type { Publisher } from "../src/delivery/publisher.ts";
import { gatePost, goneReason, isByHand, keptOf, type PostToGate } from "./gate-post.ts";
import { inputOf } from "./post-input.ts";

export interface DeliverPostContext {
  content(): Content;
  texts(): Texts;
  readonly clock: Clock;
  readonly posts: Pick<PostStore, "find">;
  readonly ledger: Ledger;
  readonly accounts: AccountStore;
  readonly withdrawals: Pick<WithdrawalStore, "find">;
  publisherOf(account: string): Promise<Publisher | null>;
  composePost(input: PostInput): Promise<ComposedPost>;
  /** What the account's server takes now. */
  limitsOf(publisher: Publisher): Promise<Limits>;
  /** At most one post in so long on one account. */
  minIntervalMs(): number;
  /** Told of a delivery after each attempt, whatever became of it. */
  outcome(delivery: Delivery): Promise<void>;
}

/** The job of the delivery queues: the gate once more, with the content as it is now, then the post itself. */
export const createDeliverPost = (context: DeliverPostContext): ((deliveryId: string) => Promise<ComeAgain | null>) => {
  type Setting = Pick<PostInput, "account"> & {
    readonly publisher: Publisher;
    readonly post: PostToGate;
    /** The one moment that gate, basis and words are of, and the content as it was then. */
    readonly now: Temporal.Instant;
    readonly content: Content;
  };

  const look = async (
    delivery: Delivery,
  ): Promise<Exclude<Judgement, { kind: "ready" }> | { readonly kind: "ready"; readonly basis: string; readonly setting: Setting }> => {
    const publisher = await context.publisherOf(delivery.account);
    const stored = await context.posts.find(delivery.postId);
    const isTakenBack = publisher?.live === true && (await context.withdrawals.find(delivery.id)) !== null;
    const content = context.content();
    const now = context.clock();
    const { prisoners } = content;
    const account = content.campaign.accounts.find(({ id }) => id === delivery.account);
    const hasSubject = delivery.subject === ownSubject || isOccasionPost(delivery) || prisoners.has(delivery.subject);
    if (!hasSubject || account === undefined || publisher === null) {
      return { kind: "stop", reason: "Its subject or its account is not in the campaign any more." };
    }
    if (isTakenBack) return { kind: "stop", reason: "It was withdrawn." };
    const kept = keptOf(stored);
    const { postId, kind, subject } = delivery;
    const post = { id: postId, kind, subject, accounts: [account.id], byHand: isByHand(kept.draft, account.language), ...kept };
    const verdict = gatePost(post, { content: () => content, clock: () => now });
    if (verdict.kind === "withheld") return { kind: "stop", reason: goneReason };
    if (verdict.kind === "hold") return { kind: "hold", reason: verdict.reason };
    // What campaigners wrote about nobody stays as they wrote it.
    return { kind: "ready", basis: postBasis(post, content, now) ?? ownSubject, setting: { account, publisher, post, now, content } };
  };

  const judge = async (delivery: Delivery): Promise<Judgement> => {
    const looked = await look(delivery);
    return looked.kind === "ready" ? { kind: "ready", basis: looked.basis } : looked;
  };

  const makeReady = async (delivery: Delivery): Promise<Readiness> => {
    const looked = await look(delivery);
    if (looked.kind !== "ready") return looked;
    const { account, publisher, post, now, content } = looked.setting;
    const input = inputOf(post, { content, now }, { texts: context.texts(), account, limits: await context.limitsOf(publisher) });
    const people = isOccasionPost(post) ? peopleIn(post, occasionsOf({ ...post, date: dateOfId(post.id) }, content, now), content) : null;
    return { kind: "ready", post: await context.composePost(input), basis: looked.basis, people };
  };

  const { ledger, accounts, clock, publisherOf, minIntervalMs } = context;
  const settled = async (deliveryId: string): Promise<void> => {
    const delivery = await ledger.find(deliveryId);
    if (delivery !== null) await context.outcome(delivery);
  };
  return createDeliver({ ledger, accounts, clock, publisherOf, makeReady, judge, minIntervalMs, settled });
};
