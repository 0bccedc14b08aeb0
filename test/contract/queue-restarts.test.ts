import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as later } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Schedule } from "../../src/delivery/carrier.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { compileCache, quickNodeFlags } from "../quick-node.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { findRedis, startRedis } from "../servers/redis.ts";
import { witness } from "./queue-handlers.ts";
import { queueHomes } from "./queue-homes.ts";

const everyMinute: Schedule = { name: "dispatch-due", every: { ms: 60_000 } };
const everyHour: Schedule = { name: "plan-posts", every: { ms: 3_600_000 } };
const everyNight: Schedule = { name: "tidy-up", every: { cron: "0 3 * * *", zone: "Europe/Minsk" } };
const everyMorning: Schedule = { name: "tidy-up", every: { cron: "0 8 * * *", zone: "Europe/Minsk" } };
const campaigns: readonly (readonly Schedule[])[] = [
  [everyMinute, everyHour, everyNight],
  [everyMinute, everyHour, everyNight],
  [everyMinute, everyMorning],
  [{ name: "dispatch-due", every: { ms: 30_000 } }, everyHour, everyMorning],
];

/** Five times each way to end, in an order in which each follows each other one. */
const endings = ["finished", "cut off at work", "cut off while it schedules", "unscheduled", "changed"] as const;

for (const home of queueHomes)
  test.skipIf(!home.here)(`25 restarts on ${home.name}, however they end, leave the schedules of the campaign and no job`, async () => {
    await using queueHome = await home.open();
    const open = await queueHome.fresh();
    const lockMs = 400;
    for (let start = 0; start < 25; start++) {
      const ending = endings[(start * (1 + (Math.floor(start / 5) % 4))) % 5];
      const carrier = await open({ closeWithinMs: 20, lockMs });
      const wanted = campaigns[ending === "changed" ? 1 + (start % 3) : 0] ?? [];
      const scheduled = ending === "unscheduled" ? Promise.resolve() : carrier.schedule(wanted);
      if (ending === "cut off while it schedules") scheduled.catch(() => {});
      else await scheduled;
      if (ending === "cut off at work" || ending === "finished") {
        const forever = (): Promise<null> => new Promise(() => {});
        const seen = ending === "finished" ? witness() : witness(forever, forever);
        await carrier.work(seen);
        await carrier.hand([{ deliveryId: `${start}@bluesky`, network: "bluesky", delayMs: 0 }]);
        await seen.begun(1);
      }
      await carrier[Symbol.asyncDispose]();
    }

    await using last = await open({ lockMs });
    await last.schedule(campaigns[0] ?? []);
    await last.work(witness());
    await expect
      .poll(async () => last.counts(), { timeout: 20_000, interval: 50 })
      .toEqual({
        jobs: { waiting: 0, delayed: 3, active: 0, failed: 0 },
        "deliver-bluesky": { waiting: 0, delayed: 0, active: 0, failed: 0 },
        "deliver-mastodon": { waiting: 0, delayed: 0, active: 0, failed: 0 },
        "deliver-telegram": { waiting: 0, delayed: 0, active: 0, failed: 0 },
      });
    const schedulers = await queueHome.look("jobs", (queue) => queue.getJobSchedulers());
    expect(Object.fromEntries(schedulers.map(({ key, every, pattern }) => [key, every ?? pattern]))).toEqual({
      "dispatch-due": 60_000,
      "plan-posts": 3_600_000,
      "tidy-up": "0 3 * * *",
    });
    expect(schedulers).toHaveLength(3);
  });

/** Where a worker process of `queue-process.ts` has its queue. */
const processHomes = [
  {
    name: "PGlite",
    here: true,
    open: async (closing: AsyncDisposableStack) => {
      const folder = mkdtempSync(join(tmpdir(), "rollcall-queue-"));
      closing.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
      await copyMadeDatabase(folder);
      return { FOLDER: folder };
    },
  },
  {
    name: "PostgreSQL",
    here: findPostgres() !== null,
    open: async (closing: AsyncDisposableStack) => ({ DATABASE_URL: closing.use(await startPostgres()).url }),
  },
  {
    name: "Redis",
    here: findRedis() !== null,
    open: async (closing: AsyncDisposableStack) => ({ REDIS_URL: closing.use(await startRedis()).url }),
  },
];

const program = fileURLToPath(new URL("queue-process.ts", import.meta.url));

describe.each(processHomes.filter(({ here }) => here))("worker processes on $name", ({ open }) => {
  test("that are killed at any moment lose and double no schedule, and leave no job behind", async () => {
    await using closing = new AsyncDisposableStack();
    const environment = { PATH: process.env["PATH"], ...compileCache, ...(await open(closing)) };
    for (let kill = 0; kill < 8; kill++) {
      const worker = spawn(process.execPath, [...quickNodeFlags, program], { env: environment, stdio: ["ignore", "pipe", "ignore"] });
      const ended = once(worker, "close");
      // Half of them while they open, schedule and begin, half at work.
      if (kill % 2 === 0) await Promise.race([once(worker.stdout, "data"), ended]);
      await later(Math.random() * 300);
      worker.kill("SIGKILL");
      await ended;
    }
    const counter = spawn(process.execPath, [...quickNodeFlags, program, "count"], {
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    expect(JSON.parse(await text(counter.stdout))).toEqual({
      schedules: { waiting: 0, delayed: 2, active: 0, failed: 0 },
      deliveries: { waiting: 0, delayed: 0, active: 0, failed: 0 },
      failures: 0,
    });
  });
});
