import type { Clock } from "../clock.ts";
import type { AccountStore } from "./account-store.ts";
import { backoffMs } from "./backoff-ms.ts";
import { waitBeforeLooking } from "./delivery-progress.ts";
import type { Delivery, Ledger } from "./ledger.ts";
import { PublishError } from "./publish-error.ts";
import type { NeutralPost, Published, Publisher, Withdrawal as Means } from "./publisher.ts";
import { recoverPart } from "./recover-part.ts";
import type { Withdrawal, WithdrawalStore } from "./withdrawal-store.ts";

export interface TakeBackDependencies {
  readonly ledger: Pick<Ledger, "find" | "refsOfOthers">;
  readonly withdrawals: WithdrawalStore;
  readonly accounts: Pick<AccountStore, "standing" | "keepQuiet" | "pause">;
  readonly clock: Clock;
  publisherOf(account: string): Promise<Publisher | null>;
  /** What takes the place of a post that cannot be deleted any more, in the account's language. */
  neutralPost(delivery: Delivery): Promise<NeutralPost>;
}

/** How long to wait for a worker that is sending the very post, or for credentials that a person must mend. */
const waitMs = 30_000;

type Step =
  | { readonly state: "done" | "refused"; readonly outcome: string }
  | { readonly state: "due"; readonly outcome: string; readonly retryAt: Temporal.Instant };

const describeMeans = (means: readonly Means[]): string => {
  if (means.length === 0) return "nothing of it was out";
  return means.includes("edited") ? "replaced by a neutral line, since it could not be deleted any more" : "deleted";
};

/**
 * Takes back what is public of one delivery: deletes it, or puts a neutral line in its place. Every step may be repeated, so that
 * it goes on where a killed process stopped. Does nothing where no withdrawal of it is due.
 */
export const createTakeBack = (dependencies: TakeBackDependencies): ((deliveryId: string) => Promise<void>) => {
  const { ledger, withdrawals, accounts, clock } = dependencies;

  /** The parts that are out; `doubt` where one more may be, and nobody can tell. */
  const findParts = async (
    delivery: Delivery,
    publisher: Publisher,
  ): Promise<{ readonly parts: readonly Published[]; readonly doubt: boolean } | Step> => {
    const isInDoubt = delivery.inFlight !== null && delivery.inFlight === delivery.published.length;
    if (!isInDoubt) return { parts: delivery.published, doubt: delivery.inFlight !== null };
    const wait = waitBeforeLooking(delivery, publisher.settlesWithinMs, clock());
    if (wait !== null) return { state: "due", outcome: "its last answer was lost: it is looked up first", retryAt: wait };
    const found = await recoverPart(delivery, publisher, ledger);
    if (found === "send-again") return { parts: delivery.published, doubt: false };
    if (found === "unknown" || found === null) return { parts: delivery.published, doubt: true };
    return { parts: [...delivery.published, found], doubt: false };
  };

  const take = async (delivery: Delivery, publisher: Publisher): Promise<Step> => {
    const found = await findParts(delivery, publisher);
    if ("state" in found) return found;
    const means: Means[] = [];
    // From the end, so that no reply is left without what it answers to.
    for (const part of found.parts.toReversed()) means.push(await publisher.withdraw(part, () => dependencies.neutralPost(delivery)));
    if (!found.doubt) return { state: "done", outcome: describeMeans(means) };
    return {
      state: "refused",
      outcome: `one more part may be out, and the network cannot tell: look at the account, and delete it by hand or give its address (settle ${delivery.id} --sent URL)`,
    };
  };

  const afterFailure = async ({ account }: Delivery, { attempts }: Withdrawal, error: PublishError): Promise<Step> => {
    const retryAt = clock().add({ milliseconds: Math.ceil(error.retryAfterMs ?? backoffMs(attempts + 1)) });
    if (error.kind === "rejected") return { state: "refused", outcome: error.message };
    if (error.kind === "rate-limit") await accounts.keepQuiet(account, retryAt);
    if (error.kind === "auth") await accounts.pause(account, error.message, clock(), retryAt);
    return { state: "due", outcome: error.message, retryAt };
  };

  const step = async (delivery: Delivery, withdrawal: Withdrawal): Promise<Step> => {
    if (delivery.rehearsed) return { state: "done", outcome: "it was only rehearsed" };
    const publisher = await dependencies.publisherOf(delivery.account);
    const isOut = delivery.published.length > 0 || delivery.inFlight !== null;
    if (!isOut) return { state: "done", outcome: describeMeans([]) };
    if (publisher === null)
      return { state: "refused", outcome: `the account ${delivery.account} is not in campaign.yaml any more: delete it by hand` };
    const later = (until: Temporal.Instant, outcome: string): Step => ({ state: "due", outcome, retryAt: until });
    if (!publisher.live) return later(clock().add({ milliseconds: waitMs }), `the credentials of ${delivery.account} are missing`);
    const { pause, quietUntil } = await accounts.standing(delivery.account);
    if (pause !== null) return later(clock().add({ milliseconds: waitMs }), `the account is paused: ${pause.reason}`);
    if (quietUntil !== null && Temporal.Instant.compare(clock(), quietUntil) < 0) return later(quietUntil, "the server asked for a pause");
    try {
      return await take(delivery, publisher);
    } catch (error) {
      if (!(error instanceof PublishError)) throw error;
      return await afterFailure(delivery, withdrawal, error);
    }
  };

  return async (deliveryId) => {
    const withdrawal = await withdrawals.find(deliveryId);
    if (withdrawal?.state !== "due") return;
    const stopped = await withdrawals.stop(deliveryId, clock());
    const delivery = await ledger.find(deliveryId);
    if (delivery === null) return;
    const taken: Step = stopped
      ? await step(delivery, withdrawal)
      : { state: "due", outcome: "it is being sent just now", retryAt: clock().add({ milliseconds: waitMs }) };
    if (taken.state === "due") await withdrawals.postpone(deliveryId, taken.outcome, taken.retryAt);
    else await withdrawals.finish(deliveryId, taken.state, taken.outcome);
  };
};
