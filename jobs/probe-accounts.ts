import type { AccountStanding } from "../src/delivery/account-store.ts";
import { probeMs } from "../src/delivery/probe-ms.ts";
import { handOpenDeliveries } from "./dispatch-due.ts";
import type { Job, JobContext } from "./job.ts";

/** Longer than any pause. */
const clockWasAheadMinutes = 16;

/** Tries the credentials of one paused account; true where they work again. */
const probe = async ({ account, probes }: AccountStanding, { accounts, publisherOf, clock }: JobContext): Promise<boolean> => {
  const publisher = await publisherOf(account);
  const check = publisher === null || !publisher.live ? null : await publisher.check();
  if (check?.ok === false) {
    await accounts.probed(account, check.message, clock().add({ milliseconds: probeMs(probes + 1) }));
    return false;
  }
  // That it works again is said when something has gone out.
  return accounts.resume(account);
};

/** Lets accounts go on whose credentials work again, without anybody having to say so. */
export const probeAccounts: Job = {
  name: "probe-accounts",
  every: { ms: 60_000 },
  run: async (context) => {
    const now = context.clock();
    const paused = await context.accounts.paused();
    let resumed = 0;
    for (const standing of paused) {
      const at = standing.pause?.probeAt ?? now;
      // A time that is further away than any pause is of a clock that was ahead.
      const isDue = Temporal.Instant.compare(at, now) <= 0 || now.until(at).total("minutes") > clockWasAheadMinutes;
      if (isDue && (await probe(standing, context))) resumed += 1;
    }
    if (resumed > 0) await handOpenDeliveries(context);
    return `${paused.length} paused, ${resumed} go on`;
  },
};
