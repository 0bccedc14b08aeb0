import type { AccountStanding } from "../src/delivery/account-store.ts";
import type { Job, JobContext } from "./job.ts";

const longestPauseMinutes = 15;

/** Tries the credentials of one paused account; true where they work again. */
const probe = async ({ account, pause }: AccountStanding, { accounts, publisherOf, clock, tell }: JobContext): Promise<boolean> => {
  if (pause === null) return false;
  const publisher = await publisherOf(account);
  const check = publisher === null || !publisher.live ? null : await publisher.check();
  if (check?.ok === false) {
    const minutes = Math.min(longestPauseMinutes, 2 ** pause.probes);
    await accounts.probed(account, check.message, clock().add({ minutes }));
    return false;
  }
  if (!(await accounts.resume(account))) return false;
  await tell({ key: `resumed:${account}:${pause.since.toString()}`, text: `${account} works again, and posts go on there.` });
  return true;
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
      const isDue = Temporal.Instant.compare(at, now) <= 0 || now.until(at).total("minutes") > longestPauseMinutes;
      if (isDue && (await probe(standing, context))) resumed += 1;
    }
    return `${paused.length} paused, ${resumed} go on`;
  },
};
