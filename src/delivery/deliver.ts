import type { Clock } from "../clock.ts";
import type { ComposedPart, ComposedPost } from "../compose/composed-post.ts";
import type { ComeAgain } from "./carrier.ts";
import { ClaimLost, type Claim, type Delivery, type Ledger, type Settlement } from "./ledger.ts";
import { createTurns } from "./create-turns.ts";
import { PublishError } from "./publish-error.ts";
import type { Outgoing, Published, Publisher } from "./publisher.ts";

/** What the content says about a delivery at the moment it is to be sent. */
export type Readiness =
  | { readonly kind: "ready"; readonly post: ComposedPost }
  /** Not to be sent any more; `reason` is kept. */
  | { readonly kind: "stop"; readonly reason: string };

export interface DeliverDependencies {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Null where the account is not in the campaign any more. */
  publisherOf(account: string): Promise<Publisher | null>;
  /** Asks the gate and makes the post, from the content as it is now. */
  makeReady(delivery: Delivery): Promise<Readiness>;
}

/** Longer than any call to a network may take, so that a claim runs out only when its worker is gone. */
const leaseMs = 5 * 60_000;

/** How often somebody else's claim is looked at, so that a dead worker's delivery goes on soon after its claim has run out. */
const lookAgainMs = 30_000;

const firstRetryMs = 15_000;
const longestRetryMs = 30 * 60_000;

/** Twice as long each time, and never at the same moment for two workers. */
const backoffMs = (attempts: number): number => {
  const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.max(0, attempts - 1));
  return Math.round(wait * (0.75 + Math.random() * 0.5));
};

/**
 * Sends one post to one account, at most once: claim -> send -> settle.
 * Answers when to come again, or null where nothing is left to do. The queue may call it any number of times.
 */
export const createDeliver = (dependencies: DeliverDependencies): ((deliveryId: string) => Promise<ComeAgain | null>) => {
  const { ledger, clock } = dependencies;
  const inTurn = createTurns();

  const send = async (deliveryId: string, publisher: Publisher | null): Promise<ComeAgain | null> => {
    const claim = await ledger.claim(deliveryId, clock(), leaseMs);
    if (claim === null) return comeAgainLater(await ledger.find(deliveryId), clock());
    try {
      const settlement = await attempt(claim, publisher, dependencies);
      await ledger.settle(claim, settlement, clock());
      if (settlement.state !== "due") return null;
      return { delayMs: settlement.retryAt === null ? 0 : Math.max(0, clock().until(settlement.retryAt).total("milliseconds")) };
    } catch (error) {
      if (error instanceof ClaimLost) return null;
      throw error;
    }
  };

  return async (deliveryId) => {
    const found = await ledger.find(deliveryId);
    if (found === null) return null;
    const publisher = await dependencies.publisherOf(found.account);
    if (publisher?.live === false && (await rehearse(found, publisher, dependencies))) return null;
    // Two threads that one account sent at once would be mixed up for its readers.
    return inTurn(found.account, () => send(deliveryId, publisher));
  };
};

/** Made, recorded and shown, not sent. False where it is not due, comes too late or may not be said: then it goes the way of all others. */
const rehearse = async (delivery: Delivery, outbox: Publisher, { ledger, clock, makeReady }: DeliverDependencies): Promise<boolean> => {
  if (delivery.state !== "due" || isLate(delivery, clock())) return false;
  const readiness = await makeReady(delivery);
  if (readiness.kind === "stop") return false;
  const published: Published[] = [];
  for (const part of readiness.post.parts) published.push(await outbox.publish(outgoingPart(delivery, readiness.post, part, published)));
  return ledger.rehearse(delivery.id, readiness.post, published, clock());
};

const hasBegun = (delivery: Delivery): boolean => delivery.published.length > 0 || delivery.inFlight !== null;

/** What was begun is brought to its end, however late. */
const isLate = (delivery: Delivery, now: Temporal.Instant): boolean =>
  !hasBegun(delivery) && Temporal.Instant.compare(now, delivery.notAfter) > 0;

/** Somebody else holds it, or its wait is not over: look again, so that a worker's death never strands it. */
const comeAgainLater = (delivery: Delivery | null, now: Temporal.Instant): ComeAgain | null => {
  if (delivery?.state === "sending") return { delayMs: lookAgainMs };
  if (delivery?.state === "due")
    return { delayMs: Math.max(1000, delivery.retryAt === null ? 0 : now.until(delivery.retryAt).total("milliseconds")) };
  return null;
};

const attempt = async (claim: Claim, publisher: Publisher | null, dependencies: DeliverDependencies): Promise<Settlement> => {
  const { delivery } = claim;
  const now = dependencies.clock();
  if (publisher === null) return stopped(delivery, `The account ${delivery.account} is not in campaign.yaml any more.`);
  if (isLate(delivery, now)) return { state: "skipped", reason: lateReason(delivery) };
  const readiness = await dependencies.makeReady(delivery);
  if (readiness.kind === "stop") return stopped(delivery, readiness.reason);

  // Once a part may be out, the rest of the thread and every repeat are what was frozen then.
  const post = hasBegun(delivery) && delivery.composed !== null ? delivery.composed : readiness.post;
  try {
    return await sendParts(claim, post, publisher, dependencies);
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    return afterFailure(delivery, error, dependencies.clock());
  }
};

const lateReason = ({ at, notAfter, reason }: Delivery): string =>
  `It was due at ${at.toString()} and could not go out before ${notAfter.toString()}.${reason === null ? "" : ` Last: ${reason}`}`;

const stopped = (delivery: Delivery, reason: string): Settlement => {
  if (delivery.inFlight !== null) return { state: "unknown", reason: `${reason} A part of it may already be out: look at the account.` };
  return { state: delivery.published.length > 0 ? "failed" : "skipped", reason };
};

const outgoingPart = (delivery: Delivery, post: ComposedPost, part: ComposedPart, published: readonly Published[]): Outgoing => {
  const root = published[0];
  const parent = published.at(-1);
  return {
    deliveryId: delivery.id,
    at: delivery.at,
    index: published.length,
    part,
    language: post.language,
    thread: root === undefined || parent === undefined ? null : { root, parent },
  };
};

const sendParts = async (
  claim: Claim,
  post: ComposedPost,
  publisher: Publisher,
  dependencies: DeliverDependencies,
): Promise<Settlement> => {
  const { delivery } = claim;
  const published: Published[] = [...delivery.published];
  for (const part of post.parts.slice(published.length)) {
    const outgoing = outgoingPart(delivery, post, part, published);
    const answer = await sendOrRecover(claim, outgoing, outgoing.index === 0 ? post : null, publisher, dependencies);
    if (answer === "unknown") {
      return {
        state: "unknown",
        reason: "The answer to the post was lost, and the network cannot tell whether it is out: look at the account.",
      };
    }
    published.push(answer);
    if (published.length < post.parts.length) await dependencies.ledger.record(claim, outgoing.index, answer);
  }
  return { state: "sent", composed: post, published };
};

const sendOrRecover = async (
  claim: Claim,
  outgoing: Outgoing,
  toFreeze: ComposedPost | null,
  publisher: Publisher,
  { ledger, clock }: DeliverDependencies,
): Promise<Published | "unknown"> => {
  if (claim.delivery.inFlight === outgoing.index) {
    const recovery = await publisher.recover(outgoing);
    if (recovery !== "send-again") return recovery;
  }
  await ledger.begin(claim, outgoing.index, toFreeze, clock(), leaseMs);
  return publishOrRetract(claim, outgoing, publisher, ledger);
};

/** Where the network said no, the part is certainly not out, and the ledger must not stay in doubt. */
const publishOrRetract = async (claim: Claim, outgoing: Outgoing, publisher: Publisher, ledger: Ledger): Promise<Published> => {
  try {
    return await publisher.publish(outgoing);
  } catch (error) {
    if (error instanceof PublishError && error.kind !== "unknown-outcome") await ledger.retract(claim, outgoing.index);
    throw error;
  }
};

const afterFailure = (delivery: Delivery, error: PublishError, now: Temporal.Instant): Settlement => {
  if (error.kind === "rejected") return { state: "failed", reason: error.message };
  const waitMs = error.retryAfterMs ?? backoffMs(delivery.attempts);
  return { state: "due", reason: error.message, retryAt: now.add({ milliseconds: Math.ceil(waitMs) }) };
};
