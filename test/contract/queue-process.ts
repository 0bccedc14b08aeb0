import { setTimeout as later } from "node:timers/promises";
import { createCarrier } from "../../src/queue/carrier.ts";
import { openEmbeddedPostgres } from "../../src/store/embedded-postgres.ts";
import { openPostgresServer } from "../../src/store/postgres-server.ts";
import type { SessionPool } from "../../src/store/session-pool.ts";
import { witness } from "./queue-handlers.ts";

/** A worker as a process of its own, to be killed. With `count` it works until nothing is left to do, and prints what the queue has then. */
const { FOLDER: folder, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
const openPool = async (): Promise<SessionPool> => {
  if (folder !== undefined) return openEmbeddedPostgres(folder);
  return databaseUrl === undefined ? ({} as SessionPool) : openPostgresServer(databaseUrl);
};

const carrier = await createCarrier({ redisUrl, pool: await openPool(), onError: () => {}, lockMs: 600, alone: folder !== undefined });
await carrier.schedule([
  { name: "dispatch-due", every: { ms: 60_000 } },
  { name: "tidy-up", every: { cron: "0 3 * * *", zone: "Europe/Minsk" } },
]);
const seen = witness(
  () => later(Math.random() * 50, null),
  () => later(50),
);

if (process.argv[2] === "count") {
  await carrier.work(seen);
  for (;;) {
    const { jobs, "deliver-bluesky": deliveries } = await carrier.counts();
    if (jobs?.waiting === 0 && jobs.active === 0 && deliveries?.waiting === 0 && deliveries.active === 0) {
      process.stdout.write(JSON.stringify({ schedules: jobs, deliveries, failures: seen.failures.length }));
      break;
    }
    await later(50);
  }
  process.exit();
}

process.stdout.write("working\n");
await carrier.work(seen);
for (let round = 0; ; round++) {
  await carrier.hand([0, 1, 2].map((each) => ({ deliveryId: `${process.pid}/${round}/${each}@bluesky`, network: "bluesky", delayMs: 0 })));
  await later(20);
}
