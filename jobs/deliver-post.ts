import { statusBasis } from "../src/campaign/status-basis.ts";
import { ownSubject, type OwnWords } from "../src/campaign/own/own-words.ts";
import type { Prisoner } from "../src/campaign/prisoner.ts";
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
import type { PostDraft, PostStore, StoredPost } from "../src/delivery/post-store.ts";
import type { WithdrawalStore } from "../src/delivery/withdrawal-store.ts";
import type { Publisher } from "../src/delivery/publisher.ts";
import { gatePost, goneReason, isByHand } from "./gate-post.ts";
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
  /** What only the post knows. */
  const extrasOf = async ({ postId }: Delivery): Promise<Pick<StoredPost, "approvedBy" | "draft" | "words">> =>
    (await context.posts.find(postId)) ?? { approvedBy: null, draft: null, words: null };

  type Setting = Pick<PostInput, "campaign" | "account"> & {
    /** Undefined where the post is about nobody. */
    readonly prisoner: Prisoner | undefined;
    readonly publisher: Publisher;
    readonly draft: PostDraft | null;
    readonly words: OwnWords | null;
  };

  const look = async (
    delivery: Delivery,
  ): Promise<Exclude<Judgement, { kind: "ready" }> | { readonly kind: "ready"; readonly setting: Setting }> => {
    const { campaign, prisoners } = context.content();
    const prisoner = prisoners.get(delivery.subject);
    const account = campaign.accounts.find(({ id }) => id === delivery.account);
    const publisher = await context.publisherOf(delivery.account);
    if ((prisoner === undefined && delivery.subject !== ownSubject) || account === undefined || publisher === null) {
      return { kind: "stop", reason: "Its subject or its account is not in the campaign any more." };
    }
    if (publisher.live && (await context.withdrawals.find(delivery.id)) !== null) return { kind: "stop", reason: "It was withdrawn." };
    const { approvedBy, draft, words } = await extrasOf(delivery);
    const byHand = isByHand(draft, account.language);
    const { postId, kind, subject } = delivery;
    const verdict = gatePost({ id: postId, kind, subject, accounts: [account.id], approvedBy, byHand, draft, words }, context);
    if (verdict.kind === "withheld") return { kind: "stop", reason: goneReason };
    if (verdict.kind === "hold") return { kind: "hold", reason: verdict.reason };
    return { kind: "ready", setting: { campaign, prisoner, account, publisher, draft, words } };
  };

  /** What campaigners wrote about nobody stays as they wrote it. */
  const basisOf = ({ prisoner }: Setting): string => (prisoner === undefined ? ownSubject : statusBasis(prisoner));

  const judge = async (delivery: Delivery): Promise<Judgement> => {
    const looked = await look(delivery);
    return looked.kind === "ready" ? { kind: "ready", basis: basisOf(looked.setting) } : looked;
  };

  const makeReady = async (delivery: Delivery): Promise<Readiness> => {
    const looked = await look(delivery);
    if (looked.kind !== "ready") return looked;
    const { campaign, prisoner, account, publisher, draft, words } = looked.setting;
    const today = context.clock().toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
    const limits = await context.limitsOf(publisher);
    const input = inputOf(
      { kind: delivery.kind, draft, words },
      { prisoner, today },
      { campaign, texts: context.texts(), account, limits },
    );
    return { kind: "ready", post: await context.composePost(input), basis: basisOf(looked.setting) };
  };

  const { ledger, accounts, clock, publisherOf, minIntervalMs } = context;
  const settled = async (deliveryId: string): Promise<void> => {
    const delivery = await ledger.find(deliveryId);
    if (delivery !== null) await context.outcome(delivery);
  };
  return createDeliver({ ledger, accounts, clock, publisherOf, makeReady, judge, minIntervalMs, settled });
};
