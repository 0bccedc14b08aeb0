import type { Clock } from "../clock.ts";
import type { AccountStore } from "./account-store.ts";
import { hasBegun, outgoingPart, waitBeforeLooking } from "./delivery-progress.ts";
import type { Claim, Delivery, Frozen, Ledger, Settlement } from "./ledger.ts";
import { changedAfter, heldBack, stopped } from "./not-sent.ts";
import { PublishError } from "./publish-error.ts";
import type { Published, Publisher } from "./publisher.ts";
import { recoverPart } from "./recover-part.ts";
import type { Judgement } from "./readiness.ts";

export interface SendDependencies {
  readonly ledger: Pick<Ledger, "begin" | "record" | "retract" | "refsOfOthers">;
  readonly accounts: Pick<AccountStore, "takeTurn" | "yieldTurn">;
  readonly clock: Clock;
  /** Asks the gate alone: right before each part becomes public, since pictures and threads take their time. */
  judge(delivery: Delivery): Promise<Judgement>;
  /** At most one post in so long on one account; 0 for none. */
  minIntervalMs(): number;
}

/** Longer than any call to a network may take, so that a claim runs out only when its worker is gone. */
export const leaseMs = 5 * 60_000;

const unknownReason = "The answer to the post was lost, and the network cannot tell whether it is out: look at the account.";
const waitReason = "The answer to the post was lost: it is looked up as soon as the network must have made up its mind.";
const turnReason = "The account has posted a short while ago: one post at a time, never a burst.";
const anewReason = "What is recorded changed while it was being sent: it is written anew.";

/** The gate has changed its mind after the sending was begun. */
class SecondThoughts extends Error {
  override readonly name = "SecondThoughts";
  readonly settlement: Settlement;
  constructor(settlement: Settlement) {
    super("The content has changed.");
    this.settlement = settlement;
  }
}

/**
 * Sends what is not out yet of a delivery, part by part, each under the ledger; a part whose answer was lost is looked up before.
 * @param fresh the post as the content makes it now
 * @throws PublishError where the network fails
 */
export const sendParts = async (claim: Claim, fresh: Frozen, publisher: Publisher, dependencies: SendDependencies): Promise<Settlement> => {
  const { delivery } = claim;
  const { ledger, accounts, clock, judge } = dependencies;
  const frozen: Frozen | null =
    delivery.composed === null ? null : { composed: delivery.composed, basis: delivery.basis ?? fresh.basis, people: delivery.people };
  const hasChanged = frozen !== null && frozen.basis !== fresh.basis;
  const unsettled = delivery.inFlight === null ? null : waitBeforeLooking(delivery, publisher.settlesWithinMs, clock());

  /** The part that was in doubt, as the network has it. */
  const lookUp = async (): Promise<Published | "unknown" | "not-out"> => {
    const recovery = await recoverPart(delivery, publisher, ledger);
    return recovery === null || recovery === "send-again" ? "not-out" : recovery;
  };

  // Another text must not be sent as long as the first may still get through.
  if (unsettled !== null && (hasChanged || !publisher.repeatsAreHarmless)) return { state: "due", reason: waitReason, retryAt: unsettled };
  const looked = await lookUp();
  if (looked === "unknown") return { state: "unknown", reason: unknownReason };
  const published: Published[] = [...delivery.published];
  if (looked !== "not-out") {
    published.push(looked);
    if (frozen !== null && published.length < frozen.composed.parts.length) await ledger.record(claim, published.length - 1, looked);
  }
  if (hasChanged && published.length > 0) return changedAfter(frozen, published);

  // Once a part may be out, the rest of the thread and every repeat are what was frozen then, unless that would be false by now.
  const post = frozen !== null && hasBegun(delivery) && !hasChanged ? frozen : fresh;
  const { composed, basis } = post;

  /** The first try of this part may still get through, although nothing is seen of it yet. */
  const isInDoubt = (index: number): boolean => unsettled !== null && index === delivery.inFlight;

  const lookOnceMore = async (): Promise<void> => {
    const judgement = await judge(delivery);
    const index = published.length;
    const known = { published, inFlight: isInDoubt(index) ? index : null, notAfter: delivery.notAfter };
    if (judgement.kind === "stop") throw new SecondThoughts(stopped(known, judgement.reason));
    if (judgement.kind === "hold") throw new SecondThoughts(heldBack(known, judgement.reason, clock()));
    if (judgement.basis === basis) return;
    if (index > 0) throw new SecondThoughts(changedAfter(post, published));
    throw new SecondThoughts({ state: "due", reason: anewReason, retryAt: null });
  };

  const publish = async (index: number): Promise<Published> => {
    const part = composed.parts[index];
    if (part === undefined) throw new Error("A post has fewer parts than it had.");
    try {
      return await publisher.publish(outgoingPart(delivery, composed, part, published), lookOnceMore);
    } catch (error) {
      const isNo = error instanceof SecondThoughts || (error instanceof PublishError && error.kind !== "unknown-outcome");
      // Where the network or the gate said no, the part is certainly not out, and the ledger must not stay in doubt.
      if (isNo && !isInDoubt(index)) await ledger.retract(claim, index);
      if (isNo && index === 0) await accounts.yieldTurn(delivery.account, delivery.id);
      throw error;
    }
  };

  try {
    while (published.length < composed.parts.length) {
      const index = published.length;
      const nextTurn = index > 0 ? null : await accounts.takeTurn(delivery.account, delivery.id, clock(), dependencies.minIntervalMs());
      if (nextTurn !== null) return { state: "due", reason: turnReason, retryAt: nextTurn };
      await ledger.begin(claim, index, index === 0 ? post : null, clock(), leaseMs);
      const answer = await publish(index);
      published.push(answer);
      if (published.length < composed.parts.length) await ledger.record(claim, index, answer);
    }
  } catch (error) {
    if (error instanceof SecondThoughts) return error.settlement;
    throw error;
  }
  return { state: "sent", composed, published };
};
