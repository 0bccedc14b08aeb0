import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openStore } from "../../src/store/open-store.ts";
import { median, round } from "./median.ts";
import type { ReplayResult } from "./replay-reader.ts";

/** So many events, read so often by each of the readers in turn: under two minutes on a quiet machine with two cores. */
const few = { count: 200_000, rounds: 5 };
const many = { count: 2_000_000, rounds: 2 };
const readers = ["ws, counting", "ws, parsing", "rollcall", "@skyware/jetstream", "@atcute/jetstream"] as const;
type Reader = (typeof readers)[number];

const script = (name: string): string => join(import.meta.dirname, name);

const startServer = async (count: number) => {
  const child = spawn(process.execPath, [script("replay-server.ts"), String(count)], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: `ws://127.0.0.1:${port.toString().trim()}/subscribe`,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await once(child, "close");
    },
  };
};

/** Each reader in a process of its own, so that its memory is its own; ours with a database that was made before. */
const read = async (name: string, url: string, count: number): Promise<ReplayResult> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  try {
    if (name === "rollcall") {
      await using _store = await openStore({ dataFolder: folder });
    }
    // As `npm start` starts ours; all of them.
    const args = ["--max-semi-space-size=2", script("replay-reader.ts"), name, url, String(count), folder];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, MALLOC_ARENA_MAX: "2" },
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 300_000,
    });
    return JSON.parse(await text(child.stdout)) as ReplayResult;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

const measure = async (url: string, { count, rounds }: typeof few) => {
  const results: Record<Reader, ReplayResult>[] = [];
  for (let each = 0; each < rounds; each += 1) {
    const turn: [Reader, ReplayResult][] = [];
    for (const name of readers) turn.push([name, await read(name, url, count)]);
    results.push(Object.fromEntries(turn) as Record<Reader, ReplayResult>);
  }
  const middle = (figure: (turn: Record<Reader, ReplayResult>) => number): number => round(median(results.map(figure)));
  const ofEach = (figure: (result: ReplayResult) => number) =>
    Object.fromEntries(readers.map((name) => [name, middle((each) => figure(each[name]))]));
  return {
    eventsPerSecond: ofEach(({ seconds }) => count / seconds),
    microsecondsOfProcessor: ofEach(({ cpuSeconds }) => (cpuSeconds * 1e6) / count),
    mostMegabytes: ofEach(({ mostMb }) => mostMb),
    // Of runs one after the other, since other work on the machine slows down all that run at the same time.
    timesSkyware: middle((each) => each["@skyware/jetstream"].seconds / each.rollcall.seconds),
    timesAtcute: middle((each) => each["@atcute/jetstream"].seconds / each.rollcall.seconds),
    ofBareCounting: middle((each) => each["ws, counting"].seconds / each.rollcall.seconds),
    load: round(loadavg()[0] ?? 0),
  };
};

/** A replay after an outage: our listener with its database beside clients that only count, from a server in a process of its own. */
export const benchHashtags = async () => {
  const measured = async (times: typeof few) => {
    await using server = await startServer(times.count);
    return await measure(server.url, times);
  };
  const ofFew = await measured(few);
  const ofMany = await measured(many);
  const more = (name: Reader): number => round((ofMany.mostMegabytes[name] ?? Number.NaN) - (ofFew.mostMegabytes[name] ?? Number.NaN));
  return {
    [`${few.count} events`]: ofFew,
    [`${many.count} events`]: ofMany,
    megabytesMoreForTenTimes: Object.fromEntries(readers.map((name) => [name, more(name)])),
  };
};
