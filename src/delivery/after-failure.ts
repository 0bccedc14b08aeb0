import type { Clock } from "../clock.ts";
import type { AccountStore } from "./account-store.ts";
import { backoffMs } from "./backoff-ms.ts";
import type { Delivery, Settlement } from "./ledger.ts";
import { probeMs } from "./probe-ms.ts";
import type { PublishError } from "./publish-error.ts";
import type { Publisher } from "./publisher.ts";

type Accounts = Pick<AccountStore, "standing" | "keepQuiet" | "pause">;

/** How long refused credentials are left alone before they are tried: longer where they were accepted, and refused again. */
const pauseMs = async (account: string, accounts: Accounts): Promise<number> => {
  const { trialSince, probes } = await accounts.standing(account);
  return probeMs(trialSince === null ? 0 : probes);
};

/** What a failure means for the delivery, and for everything else that goes to its account. */
export const afterFailure = async (
  { account, attempts }: Delivery,
  { kind, message, retryAfterMs }: PublishError,
  { settlesWithinMs }: Publisher,
  { accounts, clock }: { readonly accounts: Accounts; readonly clock: Clock },
): Promise<Settlement> => {
  const now = clock();
  const after = (ms: number): Temporal.Instant => now.add({ milliseconds: Math.ceil(ms) });
  const waitMs = retryAfterMs ?? backoffMs(attempts);
  switch (kind) {
    case "rejected":
      return { state: "failed", reason: message };
    case "auth":
      await accounts.pause(account, message, now, after(Math.max(await pauseMs(account, accounts), retryAfterMs ?? 0)));
      return { state: "due", reason: message, retryAt: null };
    case "rate-limit":
      await accounts.keepQuiet(account, after(waitMs));
      return { state: "due", reason: message, retryAt: after(waitMs) };
    case "unknown-outcome":
      return { state: "due", reason: message, retryAt: after(Math.max(settlesWithinMs, waitMs)) };
    case "unavailable":
      return { state: "due", reason: message, retryAt: after(waitMs) };
  }
};
