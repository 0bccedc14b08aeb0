import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPostgresBackend, createRedisBackend, Queue, Worker } from "bullmq";
import { createDeliverPost } from "../../jobs/deliver-post.ts";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { createApp } from "../../src/app.ts";
import { systemClock } from "../../src/clock.ts";
import type { Config } from "../../src/config.ts";
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
  plainEnvironment: {},
  variable: () => undefined,
});

const perSecond = (begun: number): number => count / ((performance.now() - begun) / 1000);

/** Jobs that do nothing, through a queue with one worker at a time, as a delivery queue has. */
const runBareJobs = async (name: string, connection: never, factory: never): Promise<number> => {
  const queue = new Queue(name, { connection }, factory);
  await queue.waitUntilReady();
  const options = { removeOnComplete: true };
  await queue.addBulk(
    Array.from({ length: count }, (_, index) => ({ name: "nothing", data: {}, opts: { ...options, jobId: `job-${index}` } })),
  );
  const done = Promise.withResolvers<void>();
  let left = count;
  const begun = performance.now();
  const worker = new Worker(name, async () => {}, { connection, concurrency: 1 }, factory);
  worker.on("completed", () => (left -= 1) === 0 && done.resolve());
  await done.promise;
  const rate = perSecond(begun);
  await worker.close();
  await queue.close();
  return rate;
};

/** Posts for one account into its outbox, through gate, composer, ledger and queue. */
const runDeliveries = async (config: Config, day: number): Promise<number> => {
  await using app = createApp({ config, clock: systemClock });
  const source = await app.content();
  const store = await app.store();
  const carrier = await app.carrier();
  const at = systemClock();
  const deliver = createDeliverPost({
    content: () => source.current(),
    texts: () => source.texts(),
    clock: systemClock,
    posts: store.posts,
    ledger: store.ledger,
    publisherOf: (account) => app.publisher(account),
    composeProfile: await app.composeProfile(),
    rememberLimits: async () => {},
  });
  const tickets = [];
  for (let index = 0; index < count; index += 1) {
    const date = Temporal.PlainDate.from("2030-01-01").add({ days: day * count + index });
    const post: PlannedPost = {
      id: `${date.toString()}/profile/maria-kalesnikava`,
      kind: "profile",
      subject: "maria-kalesnikava",
      date,
      at,
      notAfter: at.add({ hours: 12 }),
      accounts: ["bluesky"],
      status: "scheduled",
      reason: null,
    };
    const deliveryId = `${post.id}@bluesky`;
    await store.posts.add(post);
    await store.ledger.dispatch(post.id, [
      { id: deliveryId, postId: post.id, account: "bluesky", network: "bluesky", at, notAfter: post.notAfter },
    ]);
    tickets.push({ deliveryId, network: "bluesky" as const, delayMs: 0 });
  }
  await carrier.hand(tickets);
  const done = Promise.withResolvers<void>();
  let left = count;
  const begun = performance.now();
  await carrier.work({
    job: async () => {},
    deliver: async (id) => {
      const again = await deliver(id);
      if ((left -= 1) === 0) done.resolve();
      return again;
    },
    failed: (what, error) => done.reject(new Error(what, { cause: error })),
  });
  await done.promise;
  return perSecond(begun);
};

const compare = async (config: Config, bare: (round: number) => Promise<number>) => {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let each = 0; each < rounds; each += 1) {
    theirs.push(await bare(each));
    ours.push(await runDeliveries(config, each));
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
    const embedded = createConfig(join(folder, "embedded"));
    results["embedded database"] = await compare(embedded, async (each) => {
      await using app = createApp({ config: embedded, clock: systemClock });
      const { pool } = await app.store();
      return runBareJobs(`bare-${each}`, pool as never, createPostgresBackend as never);
    });
    if (findPostgres() !== null) {
      await using postgres = await startPostgres();
      const config = createConfig(join(folder, "postgres"), postgres.url);
      results["PostgreSQL"] = await compare(config, (each) =>
        runBareJobs(`bare-${each}`, postgres.url as never, createPostgresBackend as never),
      );
      if (findRedis() !== null) {
        await using redis = await startRedis();
        const withRedis = createConfig(join(folder, "redis"), postgres.url, redis.url);
        results["PostgreSQL and Redis"] = await compare(withRedis, (each) =>
          runBareJobs(`bare-${each}`, { url: redis.url, maxRetriesPerRequest: null } as never, createRedisBackend as never),
        );
      }
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
