import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Queue } from "bullmq";
import { openPostgresBroker, openRedisBroker, type Broker } from "../../src/queue/broker.ts";
import { createCarrier, type CarrierOptions } from "../../src/queue/carrier.ts";
import type { Carrier } from "../../src/delivery/carrier.ts";
import { openEmbeddedPostgres } from "../../src/store/embedded-postgres.ts";
import { openPostgresServer } from "../../src/store/postgres-server.ts";
import type { SessionPool } from "../../src/store/session-pool.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { findRedis, startRedis } from "../servers/redis.ts";

export interface QueueHome extends AsyncDisposable {
  /** What the carriers reported, since the queue was fresh. */
  readonly errors: Error[];
  /** An empty queue; every carrier that it opens shares it. */
  fresh(): Promise<(options?: Partial<CarrierOptions>) => Promise<Carrier>>;
  /** Looks past the carrier at a queue of the newest empty one. */
  look<T>(name: string, look: (queue: Queue) => Promise<T>): Promise<T>;
}

const lookThrough = async <T>(opening: Promise<Broker>, name: string, look: (queue: Queue) => Promise<T>): Promise<T> => {
  using broker = await opening;
  const queue = broker.openQueue(name);
  queue.on("error", () => {});
  try {
    return await look(queue);
  } finally {
    await queue.close();
  }
};

const unusedPool = {} as SessionPool;

const onPglite = async (): Promise<QueueHome> => {
  const errors: Error[] = [];
  const onError = (error: Error): void => void errors.push(error);
  const folder = mkdtempSync(join(tmpdir(), "rollcall-queue-"));
  await copyMadeDatabase(folder);
  const pool = await openEmbeddedPostgres(folder);
  return {
    errors,
    fresh: async () => {
      await pool.query("drop schema if exists bullmq cascade");
      return (options) => createCarrier({ pool, onError, ...options });
    },
    look: (name, look) => lookThrough(openPostgresBroker(pool), name, look),
    [Symbol.asyncDispose]: async () => {
      await pool.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const onPostgres = async (): Promise<QueueHome> => {
  const errors: Error[] = [];
  const onError = (error: Error): void => void errors.push(error);
  const server = await startPostgres();
  const pools: SessionPool[] = [];
  return {
    errors,
    fresh: async () => {
      const pool = await openPostgresServer(await server.createDatabase(`queue-${pools.length}`));
      pools.push(pool);
      return (options) => createCarrier({ pool, onError, ...options });
    },
    look: (name, look) => lookThrough(openPostgresBroker(pools.at(-1)!), name, look),
    [Symbol.asyncDispose]: async () => {
      for (const pool of pools) await pool.end();
      await server[Symbol.asyncDispose]();
    },
  };
};

const onRedis = async (): Promise<QueueHome> => {
  const errors: Error[] = [];
  const onError = (error: Error): void => void errors.push(error);
  const server = await startRedis();
  let database = -1;
  return {
    errors,
    fresh: () => {
      database += 1;
      const redisUrl = `${server.url}/${database}`;
      return Promise.resolve((options) => createCarrier({ redisUrl, pool: unusedPool, onError, ...options }));
    },
    look: (name, look) => lookThrough(openRedisBroker(`${server.url}/${database}`, onError), name, look),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};

export const queueHomes = [
  { name: "PGlite", here: true, open: onPglite },
  { name: "PostgreSQL", here: findPostgres() !== null, open: onPostgres },
  { name: "Redis", here: findRedis() !== null, open: onRedis },
];
