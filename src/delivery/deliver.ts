import type { Clock } from "../clock.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { AccountStanding, AccountStore } from "./account-store.ts";
import { backoffMs } from "./backoff-ms.ts";
import { probeMs } from "./probe-ms.ts";
import type { ComeAgain } from "./carrier.ts";
import { createTurns } from "./create-turns.ts";
import { hasBegun, isLate, outgoingPart, waitBeforeLooking } from "./delivery-progress.ts";
import { ClaimLost, type Claim, type Delivery, type Frozen, type Ledger, type Settlement } from "./ledger.ts";
import { PublishError } from "./publish-error.ts";
import type { Outgoing, Published, Publisher } from "./publisher.ts";

/** What the gate says about a delivery at this moment. */
export type Judgement =
  /** `basis` is what its words rely on: words that were made under another one are not sent. */
  | { readonly kind: "ready"; readonly basis: string }
  /** Not now: it waits, with the reason, until the gate lets it or its time is over. */
  | { readonly kind: "hold"; readonly reason: string }
  /** Not to be sent any more; `reason` is kept. */
  | { readonly kind: "stop"; readonly reason: string };

/** The same with the post, made from the content as it is at this moment. */
export type Readiness = Exclude<Judgement, { kind: "ready" }> | (Extract<Judgement, { kind: "ready" }> & { readonly post: ComposedPost });

export interface DeliverDependencies {
  readonly ledger: Ledger;
  readonly accounts: Pick<AccountStore, "standing" | "keepQuiet" | "pause" | "takeTurn" | "yieldTurn">;
  readonly clock: Clock;
  /** Null where the account is not in the campaign any more. */
  publisherOf(account: string): Promise<Publisher | null>;
  /** Asks the gate and makes the post, from the content as it is now. */
  makeReady(delivery: Delivery): Promise<Readiness>;
  /** Asks the gate alone: right before each part becomes public, since pictures and threads take their time. */
  judge(delivery: Delivery): Promise<Judgement>;
  /** At most one post in so long on one account; 0 for none. */
  minIntervalMs(): number;
  /** Told of a delivery when the ledger says anew what became of it. */
  settled(deliveryId: string): Promise<void>;
}

/** Longer than any call to a network may take, so that a claim runs out only when its worker is gone. */
const leaseMs = 5 * 60_000;

/** How often somebody else's claim is looked at, so that a dead worker's delivery goes on soon after its claim has run out. */
const lookAgainMs = 30_000;

/** How often the gate is asked again about what it holds: what a campaigner mends goes out soon after. */
export const heldLookMs = 60_000;

/** How long refused credentials are left alone before they are tried: longer where they were accepted, and refused again. */
const pauseMs = async (account: string, accounts: Pick<AccountStore, "standing">): Promise<number> => {
  const { trialSince, probes } = await accounts.standing(account);
  return probeMs(trialSince === null ? 0 : probes);
};

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

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (Temporal.Instant.compare(a, b) < 0 ? a : b);

/** Until when the account's server is not to be asked; null where it may be. A pause ends whenever the credentials work again. */
const blockedUntil = ({ quietUntil, pause }: AccountStanding, now: Temporal.Instant): Temporal.Instant | null => {
  if (pause !== null) return now.add({ milliseconds: lookAgainMs });
  return quietUntil !== null && Temporal.Instant.compare(now, quietUntil) < 0 ? quietUntil : null;
};

const comeAgainAt = (at: Temporal.Instant, now: Temporal.Instant): ComeAgain => ({
  delayMs: Math.max(0, Math.ceil(now.until(at).total("milliseconds"))),
});

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
  const done = await ledger.rehearse(delivery.id, readiness.post, published, clock());
  if (done) await settled(delivery.id);
  return done;
};

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
  if (readiness.kind === "hold") return heldBack(delivery, readiness.reason, now);
  try {
    return await sendParts(claim, { composed: readiness.post, basis: readiness.basis }, publisher, dependencies);
  } catch (error) {
    if (error instanceof SecondThoughts) return error.settlement;
    if (!(error instanceof PublishError)) throw error;
    return await afterFailure(delivery, error, publisher, dependencies);
  }
};

/** The gate has changed its mind after the sending was begun. */
class SecondThoughts extends Error {
  override readonly name = "SecondThoughts";
  readonly settlement: Settlement;
  constructor(settlement: Settlement) {
    super("The content has changed.");
    this.settlement = settlement;
  }
}

/** Asked right before a part becomes public. @throws SecondThoughts where it must not any more */
const lookOnceMore = async (
  { delivery }: Claim,
  { composed, basis }: Frozen,
  published: readonly Published[],
  { judge, clock }: DeliverDependencies,
): Promise<void> => {
  const judgement = await judge(delivery);
  // The part at hand is not out: of what the ledger read before, nothing is in doubt by now.
  const known = { ...delivery, published, inFlight: null };
  if (judgement.kind === "stop") throw new SecondThoughts(stopped(known, judgement.reason));
  if (judgement.kind === "hold") throw new SecondThoughts(heldBack(known, judgement.reason, clock()));
  if (judgement.basis === basis) return;
  if (published.length > 0) throw new SecondThoughts(afterChange({ composed, basis }, published));
  throw new SecondThoughts({
    state: "due",
    reason: "What is recorded changed while it was being sent: it is written anew.",
    retryAt: null,
  });
};

const lateReason = ({ at, notAfter, reason }: Delivery): string =>
  `It was due at ${at.toString()} and could not go out before ${notAfter.toString()}.${reason === null ? "" : ` Last: ${reason}`}`;

const stopped = (delivery: Delivery, reason: string): Settlement => {
  if (delivery.inFlight !== null) return { state: "unknown", reason: `${reason} A part of it may already be out: look at the account.` };
  return { state: delivery.published.length > 0 ? "failed" : "skipped", reason };
};

/** The rest of a thread waits for the gate, too, but not for ever: half of it is public. */
const heldBack = (delivery: Delivery, reason: string, now: Temporal.Instant): Settlement =>
  Temporal.Instant.compare(now, delivery.notAfter) > 0
    ? stopped(delivery, reason)
    : { state: "due", reason, held: true, retryAt: now.add({ milliseconds: heldLookMs }) };

/** The part that was in doubt, where the network's own record could tell; null where there was none. */
const lookUpPart = async (
  { delivery }: Claim,
  publisher: Publisher,
  clock: Clock,
  mayRepeat: boolean,
): Promise<Published | "unknown" | "not-out" | { readonly wait: Temporal.Instant } | null> => {
  if (delivery.inFlight === null || delivery.composed === null) return null;
  const part = delivery.composed.parts[delivery.inFlight];
  if (part === undefined) return null;
  const wait = mayRepeat ? null : waitBeforeLooking(delivery, publisher.settlesWithinMs, clock());
  if (wait !== null) return { wait };
  const recovery = await publisher.recover(outgoingPart(delivery, delivery.composed, part, delivery.published));
  return recovery === "send-again" ? "not-out" : recovery;
};

const sendParts = async (claim: Claim, fresh: Frozen, publisher: Publisher, dependencies: DeliverDependencies): Promise<Settlement> => {
  const { delivery } = claim;
  const { ledger } = dependencies;
  const frozen: Frozen | null = delivery.composed === null ? null : { composed: delivery.composed, basis: delivery.basis ?? fresh.basis };
  const changed = frozen !== null && frozen.basis !== fresh.basis;
  // Another text must not be sent as long as the first may still get through.
  const looked = await lookUpPart(claim, publisher, dependencies.clock, publisher.repeatsAreHarmless && !changed);
  if (looked === "unknown") return { state: "unknown", reason: unknownReason };
  if (looked !== null && looked !== "not-out" && "wait" in looked) return { state: "due", reason: waitReason, retryAt: looked.wait };

  const published: Published[] = [...delivery.published];
  if (looked !== null && looked !== "not-out") {
    published.push(looked);
    if (frozen !== null && published.length < frozen.composed.parts.length) await ledger.record(claim, published.length - 1, looked);
  }
  if (changed && published.length > 0) return afterChange(frozen, published);

  // Once a part may be out, the rest of the thread and every repeat are what was frozen then, unless that would be false by now.
  const begun = frozen !== null && hasBegun(delivery) && !changed ? frozen : fresh;
  const { composed } = begun;
  for (const part of composed.parts.slice(published.length)) {
    const outgoing = outgoingPart(delivery, composed, part, published);
    if (outgoing.index === 0) {
      const nextTurn = await dependencies.accounts.takeTurn(
        delivery.account,
        delivery.id,
        dependencies.clock(),
        dependencies.minIntervalMs(),
      );
      if (nextTurn !== null) return { state: "due", reason: turnReason, retryAt: nextTurn };
    }
    await ledger.begin(claim, outgoing.index, outgoing.index === 0 ? begun : null, dependencies.clock(), leaseMs);
    const lastLook = (): Promise<void> => lookOnceMore(claim, begun, published, dependencies);
    const answer = await publishOrRetract(claim, outgoing, lastLook, publisher, dependencies);
    published.push(answer);
    if (published.length < composed.parts.length) await ledger.record(claim, outgoing.index, answer);
  }
  return { state: "sent", composed, published };
};

const unknownReason = "The answer to the post was lost, and the network cannot tell whether it is out: look at the account.";
const waitReason = "The answer to the post was lost: it is looked up as soon as the network must have made up its mind.";
const turnReason = "The account has posted a short while ago: one post at a time, never a burst.";

/** What is public was true when it was sent; the rest of it would be sent after the recorded status has changed. */
const afterChange = ({ composed }: Frozen, published: readonly Published[]): Settlement =>
  published.length === composed.parts.length
    ? { state: "sent", composed, published }
    : {
        state: "failed",
        reason: `What is recorded of this person changed after ${published.length} of ${composed.parts.length} parts were out: withdraw it, or correct it.`,
      };

/** Where the network or the gate said no, the part is certainly not out, and the ledger must not stay in doubt. */
const publishOrRetract = async (
  claim: Claim,
  outgoing: Outgoing,
  lastLook: () => Promise<void>,
  publisher: Publisher,
  { ledger, accounts }: DeliverDependencies,
): Promise<Published> => {
  try {
    return await publisher.publish(outgoing, lastLook);
  } catch (error) {
    if (error instanceof SecondThoughts || (error instanceof PublishError && error.kind !== "unknown-outcome")) {
      await ledger.retract(claim, outgoing.index);
      if (outgoing.index === 0) await accounts.yieldTurn(claim.delivery.account, claim.delivery.id);
    }
    throw error;
  }
};

const afterFailure = async (
  delivery: Delivery,
  error: PublishError,
  publisher: Publisher,
  { accounts, clock }: DeliverDependencies,
): Promise<Settlement> => {
  const now = clock();
  const { kind, message, retryAfterMs } = error;
  const after = (ms: number): Temporal.Instant => now.add({ milliseconds: Math.ceil(ms) });
  switch (kind) {
    case "rejected":
      return { state: "failed", reason: message };
    case "auth":
      await accounts.pause(delivery.account, message, now, after(Math.max(await pauseMs(delivery.account, accounts), retryAfterMs ?? 0)));
      return { state: "due", reason: message, retryAt: null };
    case "rate-limit": {
      const until = after(retryAfterMs ?? backoffMs(delivery.attempts));
      await accounts.keepQuiet(delivery.account, until);
      return { state: "due", reason: message, retryAt: until };
    }
    case "unknown-outcome":
      return {
        state: "due",
        reason: message,
        retryAt: after(Math.max(publisher.settlesWithinMs, retryAfterMs ?? backoffMs(delivery.attempts))),
      };
    case "unavailable":
      return { state: "due", reason: message, retryAt: after(retryAfterMs ?? backoffMs(delivery.attempts)) };
  }
};
