import { setTimeout as later } from "node:timers/promises";
import type { PgPool } from "bullmq";

/** What BullMQ's own functions raise: answers, not failures. */
const bullmqErrorCode = "BM001";

/**
 * The same pool, whose failed queries are told of only after a while. BullMQ's worker asks for its next job again at once when that
 * failed: beside a database that refuses connections it would ask hundreds of times a second, and where the refusal needs no
 * answer from outside (a pool that was ended, the embedded database after a crash) it would spin in its main loop without end, and
 * no timer, signal or socket of this process would ever be heard again.
 */
export const createPatientPool = (pool: PgPool, waitMs: number): PgPool => {
  const query: PgPool["query"] = async (text, parameters) => {
    try {
      return await pool.query(text, parameters);
    } catch (error) {
      if ((error as { code?: unknown }).code !== bullmqErrorCode) await later(waitMs);
      throw error;
    }
  };
  return new Proxy(pool, { get: (target, name) => (name === "query" ? query : Reflect.get(target, name, target)) });
};
