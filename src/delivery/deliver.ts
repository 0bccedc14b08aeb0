import type { AccountStanding, AccountStore } from "./account-store.ts";
import { afterFailure } from "./after-failure.ts";
import type { ComeAgain } from "./carrier.ts";
import { createTurns } from "./create-turns.ts";
import { hasBegun, isLate, outgoingPart } from "./delivery-progress.ts";
import { ClaimLost, type Claim, type Delivery, type Ledger, type Settlement } from "./ledger.ts";
import { heldBack, late, stopped } from "./not-sent.ts";
import { PublishError } from "./publish-error.ts";
import type { Published, Publisher } from "./publisher.ts";
import type { Readiness } from "./readiness.ts";
import { leaseMs, sendParts, type SendDependencies } from "./send-parts.ts";

export interface DeliverDependencies extends SendDependencies {
  readonly ledger: Ledger;
  readonly accounts: Pick<AccountStore, "standing" | "keepQuiet" | "pause" | "takeTurn" | "yieldTurn">;
  /** Null where the account is not in the campaign any more. */
  publisherOf(account: string): Promise<Publisher | null>;
  /** Asks the gate and makes the post, from the content as it is now. */
  makeReady(delivery: Delivery): Promise<Readiness>;
  /** Told of a delivery when the ledger says anew what became of it. */
  settled(deliveryId: string): Promise<void>;
}

/** How often somebody else's claim is looked at, so that a dead worker's delivery goes on soon after its claim has run out. */
const lookAgainMs = 30_000;

/**
 * Sends one post to one account, at most once: claim -> send -> settle.
 * Answers when to come again, or null where nothing is left to do. The queue may call it any number of times.
 */
export const createDeliver = (dependencies: DeliverDependencies): ((deliveryId: string) => Promise<ComeAgain | null>) => {
  const { ledger, accounts, clock } = dependencies;
  const inTurn = createTurns();

  const send = async (deliveryId: string, publisher: Publisher | null): Promise<ComeAgain | null> => {
    const claim = await ledger.claim(deliveryId, clock(), leaseMs);
    if (claim === null) return comeAgainLater(await ledger.find(deliveryId), clock());
    try {
      const settlement = await attempt(claim, publisher, dependencies);
      await ledger.settle(claim, settlement, clock());
      await dependencies.settled(deliveryId);
      if (settlement.state !== "due") return null;
      return comeAgainAt(settlement.retryAt ?? clock(), clock());
    } catch (error) {
      if (error instanceof ClaimLost) return null;
      throw error;
    }
  };

  return async (deliveryId) => {
    const found = await ledger.find(deliveryId);
    if (found === null || (found.state !== "due" && found.state !== "sending")) return null;
    const publisher = await dependencies.publisherOf(found.account);
    if (publisher?.live === false && (await rehearse(found, publisher, dependencies))) return null;
    if (publisher?.live === true) {
      const until = blockedUntil(await accounts.standing(found.account), clock());
      // What is too late by now is not kept waiting, but closed with the reason.
      if (until !== null && !isLate(found, clock())) {
        return comeAgainAt(hasBegun(found) ? until : earlier(until, found.notAfter.add({ seconds: 1 })), clock());
      }
    }
    // Two threads that one account sent at once would be mixed up for its readers.
    return inTurn(found.account, () => send(deliveryId, publisher));
  };
};

const attempt = async (claim: Claim, publisher: Publisher | null, dependencies: DeliverDependencies): Promise<Settlement> => {
  const { delivery } = claim;
  const now = dependencies.clock();
  if (publisher === null) return stopped(delivery, `The account ${delivery.account} is not in campaign.yaml any more.`);
  if (isLate(delivery, now)) return late(delivery);
  const readiness = await dependencies.makeReady(delivery);
  if (readiness.kind === "stop") return stopped(delivery, readiness.reason);
  if (readiness.kind === "hold") return heldBack(delivery, readiness.reason, now);
  try {
    return await sendParts(
      claim,
      { composed: readiness.post, basis: readiness.basis, people: readiness.people ?? null },
      publisher,
      dependencies,
    );
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    return await afterFailure(delivery, error, publisher, dependencies);
  }
};

/** Made, recorded and shown, not sent. False where it is not due, comes too late or may not be said: then it goes the way of all others. */
const rehearse = async (
  delivery: Delivery,
  outbox: Publisher,
  { ledger, clock, makeReady, settled }: DeliverDependencies,
): Promise<boolean> => {
  if (delivery.state !== "due" || isLate(delivery, clock())) return false;
  const readiness = await makeReady(delivery);
  if (readiness.kind !== "ready") return false;
  const published: Published[] = [];
  for (const part of readiness.post.parts) published.push(await outbox.publish(outgoingPart(delivery, readiness.post, part, published)));
  const done = await ledger.rehearse(delivery.id, { composed: readiness.post, people: readiness.people ?? null }, published, clock());
  if (done) await settled(delivery.id);
  return done;
};

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (Temporal.Instant.compare(a, b) < 0 ? a : b);

/** Until when the account's server is not to be asked; null where it may be. A pause ends whenever the credentials work again. */
const blockedUntil = ({ quietUntil, pause }: AccountStanding, now: Temporal.Instant): Temporal.Instant | null => {
  if (pause !== null) return now.add({ milliseconds: lookAgainMs });
  return quietUntil !== null && Temporal.Instant.compare(now, quietUntil) < 0 ? quietUntil : null;
};

const comeAgainAt = (at: Temporal.Instant, now: Temporal.Instant): ComeAgain => ({
  delayMs: Math.max(0, Math.ceil(now.until(at).total("milliseconds"))),
});

/** Somebody else holds it, or its wait is not over: look again, so that a worker's death never strands it. */
const comeAgainLater = (delivery: Delivery | null, now: Temporal.Instant): ComeAgain | null => {
  if (delivery?.state === "sending") return { delayMs: lookAgainMs };
  if (delivery?.state === "due")
    return { delayMs: Math.max(1000, delivery.retryAt === null ? 0 : now.until(delivery.retryAt).total("milliseconds")) };
  return null;
};
