import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openStore } from "../../src/store/open-store.ts";
import { median, round } from "./median.ts";
import type { ReplayResult } from "./replay-reader.ts";

const few = 200_000;
const many = 2_000_000;
const rounds = 3;
const readers = ["ws, counting", "ws, parsing", "rollcall", "@skyware/jetstream", "@atcute/jetstream"] as const;

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
    const args = ["--max-semi-space-size=2", script("replay-reader.ts"), name, url, String(count), folder];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], timeout: 300_000 });
    return JSON.parse(await text(child.stdout)) as ReplayResult;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

const measure = async (url: string, count: number) => {
  const results = new Map<string, ReplayResult[]>();
  for (let each = 0; each < rounds; each += 1)
    for (const name of readers) results.set(name, [...(results.get(name) ?? []), await read(name, url, count)]);
  const perSecond = (name: string): number => count / median((results.get(name) ?? []).map(({ seconds }) => seconds));
  return {
    eventsPerSecond: Object.fromEntries(readers.map((name) => [name, round(perSecond(name))])),
    microsecondsOfProcessor: Object.fromEntries(
      readers.map((name) => [name, round((median((results.get(name) ?? []).map(({ cpuSeconds }) => cpuSeconds)) * 1e6) / count)]),
    ),
    timesSkyware: round(perSecond("rollcall") / perSecond("@skyware/jetstream")),
    ofBareCounting: round(perSecond("rollcall") / perSecond("ws, counting")),
    mostMegabytes: round(median((results.get("rollcall") ?? []).map(({ mostMb }) => mostMb))),
  };
};

/** A replay after an outage: our listener with its database beside clients that only count, from a server in a process of its own. */
export const benchHashtags = async () => {
  const results: Record<string, unknown> = {};
  for (const count of [few, many]) {
    await using server = await startServer(count);
    results[`${count} events`] = await measure(server.url, count);
  }
  return results;
};
