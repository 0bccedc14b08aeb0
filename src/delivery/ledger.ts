import type { PostKind } from "../campaign/planned-post.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Network } from "../compose/limits.ts";
import type { Published } from "./publisher.ts";

/**
 * - `due`: nothing was sent yet, or a thread goes on after a failure that left no doubt.
 * - `sending`: claimed by a worker; after a crash it stays so until the claim runs out.
 * - `sent`, `failed`, `skipped`: done.
 * - `unknown`: a part may be out and the network cannot tell; a person decides.
 */
export type DeliveryState = "due" | "sending" | "sent" | "unknown" | "failed" | "skipped";

/** One post on its way to one account. */
export interface Delivery {
  /** `<post id>@<account id>`. */
  readonly id: string;
  readonly postId: string;
  /** The post's own. */
  readonly kind: PostKind;
  /** The post's own: a prisoner's slug. */
  readonly subject: string;
  readonly account: string;
  readonly network: Network;
  readonly at: Temporal.Instant;
  readonly notAfter: Temporal.Instant;
  readonly state: DeliveryState;
  /** Why it is `failed`, `skipped` or `unknown`, or why the last attempt did not succeed. */
  readonly reason: string | null;
  /** Frozen at the first attempt, so that every retry sends the same bytes; null before. */
  readonly composed: ComposedPost | null;
  /** The parts that are out, in order. */
  readonly published: readonly Published[];
  /** The part whose answer has not been recorded: set before a call, cleared with its answer. */
  readonly inFlight: number | null;
  readonly attempts: number;
  /** Not to be tried before; null: at once. */
  readonly retryAt: Temporal.Instant | null;
  /** True where an outbox took it: shown, not sent. */
  readonly rehearsed: boolean;
  readonly settledAt: Temporal.Instant | null;
  /** True while the status gate keeps it back: it waits with `reason` and goes on by itself when the gate lets it. */
  readonly held: boolean;
  /** Since when the part in flight may be out: when it was begun, or when its worker was found dead. Null before the first. */
  readonly doubtSince: Temporal.Instant | null;
  /** What the frozen words rely on (`statusBasis`): under another one they would be false. Null before they are frozen. */
  readonly basis: string | null;
  /** The thread that it goes on: a correction replies to the post it corrects. */
  readonly replyTo: ReplyTo | null;
  /** Slugs of those whom the frozen words name; null before they are frozen, and where it is the subject alone. */
  readonly people: readonly string[] | null;
}

type PublishedSubject = Pick<Delivery, "kind" | "subject" | "people">;

export interface ReplyTo {
  readonly root: Published;
  readonly parent: Published;
}

export type NewDelivery = Pick<Delivery, "id" | "postId" | "kind" | "subject" | "account" | "network" | "at" | "notAfter"> & {
  readonly replyTo?: ReplyTo | null;
};

/** A worker's exclusive right to send one delivery, until it settles it or the claim runs out. */
export interface Claim {
  readonly delivery: Delivery;
  readonly token: string;
}

export type Settlement =
  /** `published` are all its parts, the last one's answer included. */
  | { readonly state: "sent"; readonly composed: ComposedPost; readonly published: readonly Published[] }
  | { readonly state: "failed" | "skipped" | "unknown"; readonly reason: string }
  /** `held`: the status gate keeps it back. */
  | { readonly state: "due"; readonly reason: string; readonly retryAt: Temporal.Instant | null; readonly held?: boolean };

/** A post as it is sent from the first attempt on, and what its words rely on. */
export interface Frozen {
  readonly composed: ComposedPost;
  readonly basis: string;
  /** Slugs of those whom it names; left out or null: its subject alone. */
  readonly people?: readonly string[] | null;
}

/** What was sent where. The database's word is final: the queue may say a thing twice, the ledger does it once. */
export interface Ledger {
  /** Marks the post as dispatched and opens its deliveries, in one transaction. False where the post was not waiting, or a campaigner holds it. */
  dispatch(postId: string, deliveries: readonly NewDelivery[]): Promise<boolean>;
  find(id: string): Promise<Delivery | null>;
  ofPost(postId: string): Promise<Delivery[]>;
  /** In state `due` or `sending`: what an empty queue is filled from. */
  open(): Promise<Delivery[]>;
  /** In state `unknown` or `failed`, the newest first, at most 100: what a person must look at. */
  inDoubt(): Promise<Delivery[]>;
  /** How many deliveries are in each state. */
  countByState(): Promise<Readonly<Record<DeliveryState, number>>>;
  /**
   * Notes in one step that an outbox took a delivery that is `due`: nothing left this machine, so there is nothing to hold or to doubt.
   * False where it is not due any more.
   */
  rehearse(
    id: string,
    frozen: Pick<Frozen, "composed" | "people">,
    published: readonly Published[],
    now: Temporal.Instant,
  ): Promise<boolean>;
  /**
   * Holds a delivery that nobody is sending: it stays `due` with the reason, and is looked at again at `retryAt`.
   * False where it is not `due`, or held for that reason already.
   */
  hold(id: string, reason: string, retryAt: Temporal.Instant): Promise<boolean>;
  /** Ends a hold: it is due at once. False where it is not held. */
  letGo(id: string): Promise<boolean>;
  /** Gives up a delivery that nobody is sending and of which nothing is out or in doubt. False where it is not so. */
  skip(id: string, reason: string, now: Temporal.Instant): Promise<boolean>;
  /**
   * Somebody found the part in doubt on the network, or the network's own record did: it counts as out, and what is left of the thread goes on,
   * unless the delivery was given up (`failed`). False where nothing is in doubt.
   * @param who the campaigner's name; null where the network's record told
   */
  confirm(id: string, published: Published, who: string | null, now: Temporal.Instant): Promise<boolean>;
  /**
   * Somebody is sure that the part in doubt is not out, or wants what failed to be tried again: it is due at once, and may go out until `notAfter`.
   * False where the delivery is neither `unknown` nor `failed`, or is to be taken back.
   */
  resend(id: string, who: string, notAfter: Temporal.Instant): Promise<boolean>;
  /** The network's names of what else went out on the delivery's account since three days before it was due. */
  refsOfOthers(delivery: Pick<Delivery, "id" | "account" | "at">): Promise<ReadonlySet<string>>;
  /** Deliveries about somebody, or that name them, which are out, at least in part, or may be: what can be withdrawn. Newest first. */
  publishedAbout(subject: string): Promise<Delivery[]>;
  /** What something out is about, each once. */
  publishedSubjects(): Promise<PublishedSubject[]>;
  /**
   * Takes a delivery that is `due` and whose wait is over, or `sending` under a claim that ran out, and holds it for `leaseMs`.
   * Null where it has to wait, somebody else holds it, or it is done.
   */
  claim(id: string, now: Temporal.Instant, leaseMs: number): Promise<Claim | null>;
  /**
   * Ends every claim, so that what a killed process held can be claimed at once. What it left in doubt is in doubt from `now` on:
   * nobody knows when it died.
   * Only for whoever knows that no other process is sending: the holder of the embedded database's lock.
   */
  endClaims(now: Temporal.Instant): Promise<void>;
  /** The following throw `ClaimLost` where the claim is not the newest any more; nothing is written then. */
  /**
   * Right before a part is sent: from now on its outcome is in doubt. Renews the claim.
   * @param frozen with the first part: frozen from now on; null leaves what is frozen
   */
  begin(claim: Claim, index: number, frozen: Frozen | null, now: Temporal.Instant, leaseMs: number): Promise<void>;
  /** The part is out, and others follow; the last one's answer goes with `settle`. */
  record(claim: Claim, index: number, published: Published): Promise<void>;
  /** The part is certainly not out: the network said so. */
  retract(claim: Claim, index: number): Promise<void>;
  settle(claim: Claim, settlement: Settlement, now: Temporal.Instant): Promise<void>;
}

/** Another worker has taken the delivery over; whoever gets this stops at once and writes nothing. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}
