import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { countShown, keysOf, noEnding } from "../../src/tracking/mastodon/count-shown.ts";
import { createHeardLive, type HeardLive } from "../../src/tracking/mastodon/heard-live.ts";
import { createMastodonReader, type ReadServers } from "../../src/tracking/mastodon/read-servers.ts";
import { streamServers } from "../../src/tracking/mastodon/stream-servers.ts";
import { startTimelineServer, type TimelineServer } from "../servers/mastodon-timelines/server.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";
import { begun, minutesAgo, post, uri } from "./timelines-fixture.ts";

const token = "secret-token-of-a-reader";
const hashtags = ["#FreeBelarusWomen", "#FreeMarfa"];
let home: StoreHome;
let a: TimelineServer;
let b: TimelineServer;
let now: Temporal.Instant;
let logged: unknown[];
let read: ReadServers;
let stop: AbortController;
let streaming: Promise<void>;
let tokenOf: (server: URL) => string | undefined;
beforeAll(async () => {
  home = await storeHomes[0]!.open();
});
afterAll(() => home[Symbol.asyncDispose]());
beforeEach(async () => {
  await home.empty();
  [a, b] = [await startTimelineServer({ token }), await startTimelineServer()];
  now = begun;
  logged = [];
  stop = new AbortController();
  tokenOf = (server) => (server.host === a.url.host ? token : undefined);
  const heard = new Map<string, HeardLive>([[a.url.host, createHeardLive()]]);
  const options = {
    servers: () => [a.url, b.url],
    hashtags: () => hashtags,
    store: home.store.hashtags,
    clock: () => now,
    log: { info: (...said: unknown[]) => void logged.push(said), warn: (...said: unknown[]) => void logged.push(said) },
    fetching: { userAgent: "Rollcall/test", timeLimitMs: 5000 },
    lookup: () => undefined,
    tokenOf: (server: URL) => tokenOf(server),
    heardOf: (server: URL) => heard.get(server.host) ?? null,
  };
  read = createMastodonReader(options);
  streaming = streamServers({ ...options, pauses: { firstMs: 5, longestMs: 50, pingEveryMs: 1000, lookEveryMs: 20 } }, stop.signal);
});
afterEach(async () => {
  stop.abort();
  await streaming;
  for (const server of [a, b]) await server[Symbol.asyncDispose]();
});

const totals = async (): Promise<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const { tag, count } of await home.store.hashtags.counts(0)) sums[tag] = (sums[tag] ?? 0) + count;
  return sums;
};
const listening = async (): Promise<void> => {
  await expect.poll(() => a.streamed().toSorted()).toEqual(["freebelaruswomen", "freemarfa"]);
};
const readNow = () => read(new AbortController().signal);
const counted = async (expected: Record<string, number>): Promise<void> => {
  await expect.poll(totals).toEqual(expected);
};
/** All that was logged, errors with what they hold. */
const saidInLog = (): string =>
  JSON.stringify(logged, (_, value: unknown) => (value instanceof Error ? `${value.stack} ${JSON.stringify(value)}` : value));

test("new posts, edits and deletions are counted as they are told of, once for all servers and hashtags", async () => {
  await listening();
  expect(b.streamCalls).toBe(0);
  for (const server of [a, b]) server.put(post("both", ["freemarfa", "freebelaruswomen"], 3));
  a.put(post("one", ["freemarfa"], 2));
  a.put({ ...post("boost", ["freemarfa"], 2), isBoost: true });
  await counted({ freemarfa: 2, freebelaruswomen: 1 });
  a.put({ ...post("both", ["freemarfa"], 3), editedAt: minutesAgo(1) });
  await counted({ freemarfa: 2 });
  a.remove(uri("one"));
  await counted({ freemarfa: 1 });
  expect(a.callsWithToken).toBe(0);
  await readNow();
  // What an account has blocked would be missing: the token is for whoever shows nothing without it.
  expect(a.callsWithToken).toBe(0);
  // The other server has not heard of the edit.
  expect(await totals()).toEqual({ freemarfa: 1 });
  a.remove(uri("both"));
  b.remove(uri("both"));
  await readNow();
  expect(await totals()).toEqual({});
});

test("a deletion is understood of posts that the timelines showed, and takes nothing from what another server shows", async () => {
  for (const server of [a, b]) server.put(post("both", ["freemarfa"], 30));
  a.put(post("one", ["freemarfa"], 20));
  await listening();
  await readNow();
  expect(await totals()).toEqual({ freemarfa: 2 });
  a.remove(uri("both"));
  a.remove(uri("one"));
  await counted({ freemarfa: 1 });
  b.remove(uri("both"));
  await readNow();
  expect(await totals()).toEqual({});
});

test("what was told while nobody listened, the timelines tell", async () => {
  await listening();
  a.put(post("one", ["freemarfa"], 20));
  await counted({ freemarfa: 1 });
  const calls = a.streamCalls;
  a.cutStreams();
  a.remove(uri("one"));
  a.put(post("two", ["freebelaruswomen"], 10));
  await expect.poll(() => a.streamCalls).toBeGreaterThan(calls);
  await listening();
  await readNow();
  expect(await totals()).toEqual({ freebelaruswomen: 1 });
  a.put(post("three", ["freebelaruswomen"], 5));
  await counted({ freebelaruswomen: 2 });
});

test("what a stream tells during a reading that takes long is neither missing at its end nor counted again", async () => {
  for (let each = 0; each < 60; each += 1) a.put(post(`x${each}`, ["freemarfa"], 60 + each));
  await listening();
  a.window = { most: 3, left: 3, resetsAt: now.add({ minutes: 5 }) };
  await readNow();
  await counted({ freemarfa: 40 });
  now = now.add({ minutes: 2 });
  a.put(post("late", ["freemarfa"], 0));
  await counted({ freemarfa: 41 });
  a.remove(uri("x3"));
  await counted({ freemarfa: 40 });
  a.window = null;
  now = now.add({ minutes: 5 });
  await readNow();
  expect(await totals()).toEqual({ freemarfa: 60 });
});

test("a token that is refused is told of once, and the timelines are read without it", async () => {
  tokenOf = (server) => (server.host === a.url.host ? "another-token" : undefined);
  a.put(post("one", ["freemarfa"], 20));
  await expect.poll(() => a.streamCalls).toBeGreaterThan(6);
  expect(a.streamed().length).toBeLessThanOrEqual(2);
  expect(saidInLog().match(/it answered 401/g)).toHaveLength(2);
  expect(saidInLog()).not.toMatch(/another-token/);
  await readNow();
  expect(await totals()).toEqual({ freemarfa: 1 });
});

test("a server that shows its timelines to its accounts only is read with the token, and no other is given it", async () => {
  a.isClosed = true;
  b.isClosed = true;
  a.put(post("one", ["freemarfa"], 20));
  b.put(post("two", ["freemarfa"], 20));
  expect(await readNow()).toBe("1 of 2 servers showed all");
  expect(await totals()).toEqual({ freemarfa: 1 });
});

test("of two sights of a post the newer one counts, and none that the stream has overtaken", async () => {
  const { hashtags: store } = home.store;
  const salts = await store.salts(now);
  const sight = (name: string, tags: readonly string[], editedAt: Temporal.Instant | null) =>
    ({ id: name, uri: uri(name), madeAt: minutesAgo(30), editedAt, tags: new Set(tags), isBoost: false }) as const;
  const statuses = [
    sight("one", ["freemarfa"], minutesAgo(5)),
    sight("one", ["freebelaruswomen"], null),
    sight("two", ["freemarfa"], null),
  ];
  const showing = { server: "one.example", statuses, isTracked: () => true, since: minutesAgo(60), now };
  await countShown(store, salts, showing, "these", () => ({ ...noEnding, overtaken: new Set(keysOf(salts, uri("two"))) }));
  expect(await totals()).toEqual({ freemarfa: 1 });
});

test("nothing that is kept or logged names a post, an id, an author or the token", async () => {
  await listening();
  a.put(post("one", ["freemarfa"], 20));
  await counted({ freemarfa: 1 });
  a.cutStreams();
  b.trouble = { kind: "status", status: 500 };
  await readNow();
  await expect.poll(saidInLog).toMatch(/closed the stream/);
  expect(saidInLog()).toMatch(/it answered 500/);
  expect(saidInLog()).not.toMatch(/example|somebody|secret/);
  for (const table of ["posts", "counts", "coverage", "timelines", "views"]) {
    const { rows } = await home.store.pool.query(`select * from rollcall.hashtag_${table}`);
    expect(rows).not.toEqual([]);
    expect(JSON.stringify(rows)).not.toMatch(/example|somebody|secret|statuses|11683\d{12,}/);
  }
});
