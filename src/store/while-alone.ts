import { setTimeout as pauseFor } from "node:timers/promises";
import type { SessionPool } from "./session-pool.ts";

/** How often to ask whether the one who holds it has gone. */
const askEveryMs = 15_000;

/**
 * Runs something in one process of all that share a database server, until `stop`: the others wait, and one of them takes over when the first is gone.
 * The lock belongs to a session of the server, so that it goes with its process; where the session breaks, the work is told to stop and another round begins.
 */
export const whileAlone = async (
  pool: SessionPool,
  name: string,
  stop: AbortSignal,
  work: (stop: AbortSignal) => Promise<void>,
): Promise<void> => {
  const round = async (): Promise<void> => {
    const session = await pool.connect();
    const lost = new AbortController();
    const lose = (): void => lost.abort();
    session.on("error", lose);
    session.on("end", lose);
    try {
      const { rows } = await session.query<{ taken: boolean }>("select pg_try_advisory_lock(hashtext($1)) as taken", [
        // Not the name of any lock that the work itself may want: of its own session it would wait for ever.
        `rollcall.alone.${name}`,
      ]);
      if (rows[0]?.taken === true) await work(AbortSignal.any([stop, lost.signal]));
    } finally {
      session.off("error", lose);
      session.off("end", lose);
      // Given back to the pool it would keep the lock.
      session.release(true);
    }
  };

  while (!stop.aborted) {
    await round().catch(() => {});
    await pauseFor(askEveryMs, undefined, { signal: stop }).catch(() => {});
  }
};
