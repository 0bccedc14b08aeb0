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
}

export type NewDelivery = Pick<Delivery, "id" | "postId" | "kind" | "subject" | "account" | "network" | "at" | "notAfter">;

/** A worker's exclusive right to send one delivery, until it settles it or the claim runs out. */
export interface Claim {
  readonly delivery: Delivery;
  readonly token: string;
}

export type Settlement =
  /** `published` are all its parts, the last one's answer included. */
  | { readonly state: "sent"; readonly composed: ComposedPost; readonly published: readonly Published[] }
  | { readonly state: "failed" | "skipped" | "unknown"; readonly reason: string }
  | { readonly state: "due"; readonly reason: string; readonly retryAt: Temporal.Instant | null };

/** What was sent where. The database's word is final: the queue may say a thing twice, the ledger does it once. */
export interface Ledger {
  /** Marks the post as dispatched and opens its deliveries, in one transaction. False where the post was not waiting. */
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
  rehearse(id: string, composed: ComposedPost, published: readonly Published[], now: Temporal.Instant): Promise<boolean>;
  /**
   * Takes a delivery that is `due` and whose wait is over, or `sending` under a claim that ran out, and holds it for `leaseMs`.
   * Null where it has to wait, somebody else holds it, or it is done.
   */
  claim(id: string, now: Temporal.Instant, leaseMs: number): Promise<Claim | null>;
  /**
   * Ends every claim, so that what a killed process held can be claimed at once.
   * Only for whoever knows that no other process is sending: the holder of the embedded database's lock.
   */
  endClaims(now: Temporal.Instant): Promise<void>;
  /** The following throw `ClaimLost` where the claim is not the newest any more; nothing is written then. */
  /**
   * Right before a part is sent: from now on its outcome is in doubt. Renews the claim.
   * @param composed with the first part: frozen from now on; null leaves what is frozen
   */
  begin(claim: Claim, index: number, composed: ComposedPost | null, now: Temporal.Instant, leaseMs: number): Promise<void>;
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
