import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPostgresBackend, createRedisBackend, Queue, Worker } from "bullmq";
import { createApp, type App } from "../../src/app.ts";
import { systemClock } from "../../src/clock.ts";
import { openJobContext } from "../../src/open-job-context.ts";
import { openDeliverPost } from "../../src/open-deliver-post.ts";
import type { Config } from "../../src/config.ts";
import type { DeliveryTicket } from "../../src/delivery/carrier.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { findRedis, startRedis } from "../servers/redis.ts";
import { median, round } from "./median.ts";

const count = 300;
const rounds = 5;

const createConfig = (dataFolder: string, databaseUrl?: string, redisUrl?: string): Config => ({
  contentFolder: join(import.meta.dirname, "../../content"),
  dataFolder,
  databaseUrl,
  redisUrl,
  logLevel: "silent",
  secrets: [],
  plainEnvironment: {},
  variable: () => undefined,
});

const perSecond = (begun: number): number => count / ((performance.now() - begun) / 1000);

/** Jobs that do nothing, through a queue with one worker at a time, as a delivery queue has. */
const runBareJobs = async (name: string, connection: never, factory: never): Promise<number> => {
  const queue = new Queue(name, { connection }, factory);
  const ignore = (): void => {};
  queue.on("error", ignore);
  await queue.waitUntilReady();
  const options = { removeOnComplete: true };
  await queue.addBulk(
    Array.from({ length: count }, (_, index) => ({ name: "nothing", data: {}, opts: { ...options, jobId: `job-${index}` } })),
  );
  const done = Promise.withResolvers<void>();
  let left = count;
  const worker = new Worker(name, async () => {}, { connection, concurrency: 1 }, factory);
  worker.on("error", ignore);
  worker.on("completed", () => (left -= 1) === 0 && done.resolve());
  await worker.waitUntilReady();
  const begun = performance.now();
  await queue.addBulk(
    Array.from({ length: count }, (_, index) => ({ name: "nothing", data: {}, opts: { ...options, jobId: `job-${index}` } })),
  );
  await done.promise;
  const rate = perSecond(begun);
  await worker.close();
  await queue.close();
  return rate;
};

/** Posts for one account into its outbox, through gate, composer, ledger and queue. */
const openDeliveries = async (app: App) => {
  const store = await app.store();
  const carrier = await app.carrier();
  const deliver = await openDeliverPost(app, await openJobContext(app));
  let left = 0;
  let done = Promise.withResolvers<void>();
  await carrier.work({
    job: async () => {},
    deliver: async (id) => {
      const again = await deliver(id);
      if ((left -= 1) === 0) done.resolve();
      return again;
    },
    failed: (what, error) => done.reject(new Error(what, { cause: error })),
  });

  return async (each: number): Promise<number> => {
    const at = systemClock();
    const tickets: DeliveryTicket[] = [];
    for (let index = 0; index < count; index += 1) {
      const date = Temporal.PlainDate.from("2030-01-01").add({ days: each * count + index });
      const id = `${date.toString()}/profile/maria-kalesnikava`;
      const deliveryId = `${id}@bluesky`;
      const notAfter = at.add({ hours: 12 });
      await store.posts.add({
        id,
        kind: "profile",
        subject: "maria-kalesnikava",
        date,
        at,
        notAfter,
        accounts: ["bluesky"],
        status: "scheduled",
        reason: null,
      });
      await store.ledger.dispatch(id, [
        { id: deliveryId, postId: id, kind: "profile", subject: "maria-kalesnikava", account: "bluesky", network: "bluesky", at, notAfter },
      ]);
      tickets.push({ deliveryId, network: "bluesky", delayMs: 0 });
    }
    left = count;
    done = Promise.withResolvers();
    const begun = performance.now();
    await carrier.hand(tickets);
    await done.promise;
    return perSecond(begun);
  };
};

const compare = async (config: Config, bare: (app: App, each: number) => Promise<number>) => {
  await using app = createApp({ config, clock: systemClock });
  const deliver = await openDeliveries(app);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let each = 0; each < rounds; each += 1) {
    theirs.push(await bare(app, each));
    ours.push(await deliver(each));
  }
  return {
    deliveriesPerSecond: round(median(ours)),
    bareJobsPerSecond: round(median(theirs)),
    ratio: round(median(ours.map((rate, index) => rate / (theirs[index] ?? Number.NaN)))),
  };
};

/** Deliveries through the queue into the outbox, beside BullMQ jobs that do nothing on the same backend; medians of pairs. */
export const benchDelivery = async () => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  const results: Record<string, unknown> = {};
  try {
    results["embedded database"] = await compare(createConfig(join(folder, "embedded")), async (app, each) =>
      runBareJobs(`bare-${each}`, (await app.store()).pool as never, createPostgresBackend as never),
    );
    if (findPostgres() !== null) {
      await using postgres = await startPostgres();
      results["PostgreSQL"] = await compare(createConfig(join(folder, "postgres"), postgres.url), (_, each) =>
        runBareJobs(`bare-${each}`, postgres.url as never, createPostgresBackend as never),
      );
      if (findRedis() !== null) {
        await using redis = await startRedis();
        const connection = { url: redis.url, maxRetriesPerRequest: null };
        results["PostgreSQL and Redis"] = await compare(createConfig(join(folder, "redis"), postgres.url, redis.url), (_, each) =>
          runBareJobs(`bare-${each}`, connection as never, createRedisBackend as never),
        );
      }
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
