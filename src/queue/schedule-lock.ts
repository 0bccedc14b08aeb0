import type { PgPool } from "bullmq";

export interface ScheduleLock extends Disposable {
  /** Changes schedules while no other process does. */
  hold(change: () => Promise<void>): Promise<void>;
}

/**
 * On PostgreSQL, BullMQ reads a schedule and then writes it, without a lock: two processes that start together would both make its
 * next run, and the loser's stays on the queue, or one of them fails with "job ID already exists".
 * The lock is its session's, since the change itself is made by others; whoever loses the session loses the lock.
 */
export const createScheduleLock = (pool: PgPool): ScheduleLock => {
  const held = new Set<Awaited<ReturnType<PgPool["connect"]>>>();
  const hold = async (change: () => Promise<void>): Promise<void> => {
    const session = await pool.connect();
    held.add(session);
    let unlocked = false;
    try {
      await session.query("select pg_advisory_lock(hashtext('rollcall.schedules'))");
      await change();
      await session.query("select pg_advisory_unlock(hashtext('rollcall.schedules'))");
      unlocked = true;
    } finally {
      // A session that may still hold the lock must not go back to the pool.
      if (held.delete(session)) session.release(!unlocked);
    }
  };
  return {
    hold,
    [Symbol.dispose]: () => {
      for (const session of held) session.release(true);
      held.clear();
    },
  };
};
