import { JetstreamSubscription } from "@atcute/jetstream";
import { Jetstream } from "@skyware/jetstream";
import { WebSocket } from "ws";
import { openStore } from "../../src/store/open-store.ts";
import { runJetstreamListener } from "../../src/tracking/bluesky/jetstream-listener.ts";
import { replayTimeUs } from "./replay-message.ts";

const tag = "freebelaruswomen";

export interface ReplayResult {
  readonly seconds: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
  readonly mostMb: number;
  /** How often it found the hashtag; deletions are known to ours only. */
  readonly found: number;
}

/** Reads so many events and counts one hashtag in them, in its own way. Resolves when the last one was counted. */
type Read = (url: string, count: number) => Promise<void>;

const countTag = (record: unknown): number => {
  const { facets } = record as { facets?: { features: { tag?: string }[] }[] };
  return facets?.some(({ features }) => features.some((feature) => feature.tag?.toLowerCase() === tag)) === true ? 1 : 0;
};
let found = 0;

const readers: Readonly<Record<string, Read>> = {
  rollcall: async (url, count) => {
    const stop = new AbortController();
    await using store = await openStore({ dataFolder: folder });
    const last = replayTimeUs(count - 6);
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const watched = {
      ...store.hashtags,
      change: async (...args: Parameters<typeof store.hashtags.change>) => {
        await store.hashtags.change(...args);
        if (((await store.hashtags.cursor("bluesky"))?.cursorUs ?? 0) >= last) resolve();
      },
    };
    begin();
    const running = runJetstreamListener(
      {
        urls: () => [new URL(url)],
        hashtags: () => ["#FreeBelarusWomen", "#FreeMarfa", "#FreeAndrei", "#FreeViasna", "#BecauseTheJournalist"],
        store: watched,
        clock: () => Temporal.Now.instant(),
        log: { info: () => {}, warn: () => {} },
      },
      stop.signal,
    );
    await done;
    finish();
    stop.abort();
    await running;
    found = (await store.hashtags.counts(0)).reduce((sum, each) => sum + each.count, 0);
  },
  "ws, counting": (url, count) =>
    new Promise((resolve) => {
      let left = count;
      begin();
      new WebSocket(url, { perMessageDeflate: false }).on("message", () => {
        if ((left -= 1) === 0) resolve();
      });
    }),
  "ws, parsing": (url, count) =>
    new Promise((resolve) => {
      let left = count;
      begin();
      new WebSocket(url, { perMessageDeflate: false }).on("message", (message: Buffer) => {
        found += countTag((JSON.parse(message.toString()) as { commit: { record?: unknown } }).commit.record ?? {});
        if ((left -= 1) === 0) resolve();
      });
    }),
  "@skyware/jetstream": (url, count) =>
    new Promise((resolve) => {
      let left = count;
      const jetstream = new Jetstream({ ws: WebSocket, endpoint: url, wantedCollections: ["app.bsky.feed.post"] });
      jetstream.on("commit", (event) => {
        if (event.commit.operation !== "delete") found += countTag(event.commit.record);
        if ((left -= 1) === 0) resolve();
      });
      begin();
      jetstream.start();
    }),
  "@atcute/jetstream": async (url, count) => {
    let left = count;
    begin();
    for await (const event of new JetstreamSubscription({ url, wantedCollections: ["app.bsky.feed.post"], ws: { WebSocket } })) {
      if (event.kind === "commit" && event.commit.operation !== "delete") found += countTag(event.commit.record);
      if ((left -= 1) === 0) return;
    }
  },
};

const [, , name = "", url = "", counted = "", folder = ""] = process.argv;
const count = Number(counted);
let started = performance.now();
let startedCpu = process.cpuUsage();
const begin = (): void => {
  started = performance.now();
  startedCpu = process.cpuUsage();
};
let took = { seconds: Number.NaN, cpuSeconds: Number.NaN };
const finish = (): void => {
  const { user, system } = process.cpuUsage(startedCpu);
  if (Number.isNaN(took.seconds)) took = { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
};
let mostBytes = 0;
const watching = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss())), 50);
await readers[name]?.(url, count);
finish();
clearInterval(watching);
console.log(JSON.stringify({ ...took, mostMb: mostBytes / 1e6, found } satisfies ReplayResult));
process.exit(0);
