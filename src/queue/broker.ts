import type { PgPool, Processor, Queue, Worker, WorkerOptions } from "bullmq";
import { UserError } from "../user-error.ts";
import { createPatientPool } from "./patient-pool.ts";
import { connectRedis } from "./redis-connection.ts";
import { createScheduleLock } from "./schedule-lock.ts";
import { succeedsWithin } from "./succeeds-within.ts";

/** BullMQ over one of its two homes: makes the queues and workers that live there. */
export interface Broker extends Disposable {
  openQueue(name: string): Queue;
  openWorker(name: string, process: Processor, options: Omit<WorkerOptions, "connection" | "prefix">): Worker;
  /** False while the connection is lost: then nobody should wait for it. */
  answers(): Promise<boolean>;
  /** Changes schedules while no other process does. */
  changeSchedules(change: () => Promise<void>): Promise<void>;
}

/** Throws `UserError` where Redis cannot be reached or would throw jobs away. */
export const openRedisBroker = async (redisUrl: string, onError: (error: Error) => void): Promise<Broker> => {
  const connecting = connectRedis(redisUrl, onError);
  const [redis, bullmq] = await Promise.all([connecting, import("bullmq")]);
  const home = { connection: redis, prefix: "rollcall" };
  return {
    openQueue: (name) => new bullmq.Queue(name, home),
    openWorker: (name, process, options) => new bullmq.Worker(name, process, { ...options, ...home }),
    answers: async () => redis.status === "ready" && succeedsWithin(redis.ping(), 500),
    // Redis runs one script after the other, and two that write the same schedule leave one next run.
    changeSchedules: (change) => change(),
    [Symbol.dispose]: () => redis.disconnect(),
  };
};

/** Rides on the database: brings BullMQ's own tables (schema `bullmq`) up to date. The pool stays its owner's. */
export const openPostgresBroker = async (pool: PgPool): Promise<Broker> => {
  const bullmq = await import("bullmq");
  const session = await pool.connect();
  try {
    await bullmq.runMigrations(session);
  } catch (error) {
    if (!(error instanceof bullmq.SchemaVersionMismatchError)) throw error;
    throw new UserError("The queue in this database was written by a newer Rollcall: update Rollcall, or use another database.", {
      cause: error,
    });
  } finally {
    session.release();
  }
  const { Queue: PostgresQueue, Worker: PostgresWorker } = bullmq.withBackend(bullmq.createPostgresBackend);
  // A new job wakes a waiting worker by NOTIFY; asking again is only for one that got lost.
  const home = { connection: pool, drainDelay: 30 };
  const patient = createPatientPool(pool, 1_000);
  const lock = createScheduleLock(pool);
  return {
    openQueue: (name) => new PostgresQueue(name, home) as unknown as Queue,
    openWorker: (name, process, options) =>
      new PostgresWorker(name, process, { ...options, ...home, connection: patient }) as unknown as Worker,
    answers: () => succeedsWithin(pool.query("select 1"), 500),
    changeSchedules: (change) => lock.hold(change),
    [Symbol.dispose]: () => lock[Symbol.dispose](),
  };
};
