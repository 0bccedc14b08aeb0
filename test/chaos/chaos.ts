import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { networks } from "../../src/compose/limits.ts";
import type { Environment } from "../e2e/rollcall-process.ts";
import type { MastodonCharacter } from "../servers/mastodon/state.ts";
import { startPds } from "../servers/pds.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { findRedis, startRedis } from "../servers/redis.ts";
import { copyCampaign } from "./campaign-copy.ts";
import { killPoints } from "./kill-points.ts";
import { embeddedHomes, serverHomes, type OpenHome } from "./lane-home.ts";
import { dispatched, startWorker } from "./lane-worker.ts";
import { runLane, type LaneOptions, type LaneResult } from "./lane.ts";
import { createSeededRandom } from "./seeded-random.ts";

/**
 * Kills the real worker at every instant at which it hurts, and counts on the servers what is public in the end:
 * `npm run chaos -- [--kills N] [--storage embedded|postgres|both] [--seed S]`.
 *
 * Prints one JSON object; progress goes to standard error. Exit code 1 where a post is there twice, or lost, or answers the wrong one.
 * `--kills` are all kills together, over both storages where both are run: that is where PostgreSQL and Redis are installed.
 */

type Storage = "embedded" | "postgres";

const characters: readonly MastodonCharacter[] = ["honours", "ignores", "races", "answers-500-to-repeat"];

/** So long it kills at the most; to settle and count takes two minutes more, so that 200 kills take ten in any case. */
const killingMs = (kills: number): number => 20_000 + kills * 1_900;

/** Nothing of the day before is due when a lane begins, early in the morning; later as many posts go out at once as there are. */
const settings = { maxLatenessHours: "12", minIntervalMinutes: "0" };

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const readOptions = () => {
  const { values } = parseArgs({
    options: { kills: { type: "string", default: "50" }, storage: { type: "string" }, seed: { type: "string" } },
  });
  const kills = Number(values.kills);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const usual = findPostgres() === null || findRedis() === null ? "embedded" : "both";
  const storages = { embedded: ["embedded"], postgres: ["postgres"], both: ["embedded", "postgres"] }[values.storage ?? usual];
  if (!Number.isSafeInteger(kills) || kills < 4 || !Number.isSafeInteger(seed) || storages === undefined) {
    say("usage: npm run chaos -- [--kills N, at least 4] [--storage embedded|postgres|both] [--seed S, a whole number]");
    process.exit(2);
  }
  return { kills, seed, storages: storages as Storage[] };
};

/** How long a first start and a later one take on this machine; both also warm the caches. */
const measureStarts = async (folder: string, environment: Environment): Promise<LaneOptions["startMs"]> => {
  const { folder: content } = await copyCampaign(folder, {});
  const measure = async (): Promise<number> => {
    const begun = performance.now();
    const installation = { ...environment, DATA_DIR: join(folder, "data"), CONTENT_DIR: content, LOG_LEVEL: "debug" };
    await using worker = startWorker(installation, Temporal.Instant.from("2026-05-01T06:00:00Z"));
    if (!(await worker.says(dispatched, 60_000))) throw new Error(`The worker does not start: ${worker.lastWords() ?? "it says nothing"}`);
    const ms = performance.now() - begun;
    await worker.end();
    return ms;
  };
  return { first: await measure(), later: await measure() };
};

const runStorage = async (storage: Storage, kills: number, seed: number, folder: string, enough: AbortSignal): Promise<LaneResult[]> => {
  await using closing = new AsyncDisposableStack();
  const environment = { NODE_COMPILE_CACHE: join(folder, "compiled"), MALLOC_ARENA_MAX: "2" };
  const warmUp = join(folder, "warm-up");
  await mkdir(warmUp);
  const startMs = await measureStarts(warmUp, environment);
  say(`${storage}: a first start takes ${Math.round(startMs.first)} ms here, a later one ${Math.round(startMs.later)} ms`);
  const pds = closing.use(await startPds());
  const servers = storage === "embedded" ? null : { postgres: closing.use(await startPostgres()), redis: closing.use(await startRedis()) };
  const late = AbortSignal.any([enough, AbortSignal.timeout(killingMs(kills))]);

  return await Promise.all(
    characters.map(async (character, lane) => {
      const own = join(folder, `lane-${lane}`);
      await mkdir(own);
      const openHome: OpenHome = servers === null ? embeddedHomes(own) : serverHomes(own, lane, servers.postgres, servers.redis);
      return runLane({
        name: `${storage}${lane}`,
        character,
        kills: Math.floor(kills / characters.length) + (lane < kills % characters.length ? 1 : 0),
        random: createSeededRandom(seed + lane),
        pds,
        campaign: await copyCampaign(own, settings),
        openHome,
        environment,
        startMs,
        enough: late,
        say,
      });
    }),
  );
};

const begun = performance.now();
const { kills, seed, storages } = readOptions();
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());

const folder = await mkdtemp(join(tmpdir(), "rollcall-chaos-"));
const results: LaneResult[] = [];
try {
  for (const [index, storage] of storages.entries()) {
    const share = Math.floor(kills / storages.length) + (index < kills % storages.length ? 1 : 0);
    const place = join(folder, storage);
    await mkdir(place);
    results.push(...(await runStorage(storage, share, seed + 100 * index, place, interrupted.signal)));
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

const counts = results.map(({ count }) => count);
const duplicates = Object.fromEntries(networks.map((network) => [network, sum(counts.map((count) => count.duplicates[network]))]));
const killsAt = Object.fromEntries(killPoints.map((point) => [point, sum(results.map((result) => result.killsAt[point]))]));
const lost = sum(counts.map((count) => count.lost));
const misplaced = sum(counts.map((count) => count.misplaced));
if (sum(Object.values(killsAt)) < kills) say(`There was no time for more than ${sum(Object.values(killsAt))} of ${kills} kills.`);
for (const line of counts.flatMap(({ leftOut }) => leftOut)) say(`left out: ${line}`);
for (const fault of counts.flatMap(({ faults }) => faults)) say(fault);
console.log(
  JSON.stringify({
    kills: sum(Object.values(killsAt)),
    posts: sum(counts.map((count) => count.posts)),
    expected: sum(counts.map((count) => count.expected)),
    duplicates,
    lost,
    unknown: sum(counts.map((count) => count.unknown)),
    skipped: sum(counts.map((count) => count.skipped)),
    misplaced,
    unsettled: results.flatMap(({ unsettled }) => unsettled),
    corrections: sum(results.map(({ corrections }) => corrections)),
    crashes: sum(results.map(({ crashes }) => crashes.length)),
    killsAt,
    characters,
    storages,
    seed,
    seconds: Math.round((performance.now() - begun) / 1000),
  }),
);
process.exit(sum(Object.values(duplicates)) + lost + misplaced > 0 ? 1 : 0);
