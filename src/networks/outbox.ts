import type { Limits, Network } from "../compose/limits.ts";
import { PublishError } from "../delivery/publish-error.ts";
import type { Published, Publisher } from "../delivery/publisher.ts";

export interface OutboxOptions {
  /** The account's id in `campaign.yaml`. */
  readonly account: string;
  readonly network: Network;
  readonly limits: Limits;
  /** The environment variables that would make the account live. */
  readonly missing?: readonly string[] | undefined;
}

const scheme = "outbox:";

/** Whether a part was only rehearsed, so that it is nowhere. */
export const wasRehearsed = ({ ref }: Published): boolean => ref.startsWith(scheme);

/**
 * Stands in for an account without credentials: a rehearsal. Nothing leaves this machine;
 * the ledger keeps what would have been sent.
 */
export const createOutbox = ({ account, network, limits, missing = [] }: OutboxOptions): Publisher => ({
  network,
  account,
  live: false,
  limits: async () => limits,
  publish: async ({ deliveryId, index }) => ({ ref: `${scheme}${deliveryId}#${index}`, url: null }),
  repeatsAreHarmless: true,
  settlesWithinMs: 0,
  recover: async () => "send-again",
  withdraw: async (published) => {
    if (wasRehearsed(published)) return "deleted";
    const lacking = missing.length === 0 ? "its credentials are" : `${missing.join(" and ")} are`;
    throw new PublishError("auth", `The post is out on the account ${account}, and cannot be taken back while ${lacking} not set.`);
  },
  locate: () => null,
  check: async () => ({
    ok: true,
    message: missing.length === 0 ? "Rehearses: nothing is sent." : `Rehearses: nothing is sent until ${missing.join(" and ")} are set.`,
  }),
  [Symbol.asyncDispose]: async () => {},
});
