import type { Limits, Network } from "../compose/limits.ts";
import type { Publisher } from "../delivery/publisher.ts";

export interface OutboxOptions {
  /** The account's id in `campaign.yaml`. */
  readonly account: string;
  readonly network: Network;
  readonly limits: Limits;
  /** The environment variables that would make the account live. */
  readonly missing?: readonly string[] | undefined;
}

/**
 * Stands in for an account without credentials: a rehearsal. Nothing leaves this machine;
 * the ledger keeps what would have been sent.
 */
export const createOutbox = ({ account, network, limits, missing = [] }: OutboxOptions): Publisher => ({
  network,
  account,
  live: false,
  limits: async () => limits,
  publish: async ({ deliveryId, index }) => ({ ref: `outbox:${deliveryId}#${index}`, url: null }),
  recover: async () => "send-again",
  check: async () => ({
    ok: true,
    message: missing.length === 0 ? "Rehearses: nothing is sent." : `Rehearses: nothing is sent until ${missing.join(" and ")} are set.`,
  }),
  [Symbol.asyncDispose]: async () => {},
});
