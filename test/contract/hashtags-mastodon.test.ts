import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HashtagStore } from "../../src/campaign/hashtags/hashtag-store.ts";
import { hourOf } from "../../src/campaign/hashtags/seen-post.ts";
import { createMastodonReader, type ReadServers } from "../../src/tracking/mastodon/read-servers.ts";
import { checkedLookup, systemResolve } from "../../src/web/checked-lookup.ts";
import { isPublicAddress } from "../../src/web/public-address.ts";
import { startTimelineServer, type TimelinePost, type TimelineServer } from "../servers/mastodon-timelines/server.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const begun = Temporal.Instant.from("2026-12-07T12:30:00Z");
const hoursAgo = (hours: number): Temporal.Instant => begun.subtract({ minutes: Math.round(hours * 60) });
const uri = (name: string): string => `https://example.org/users/somebody/statuses/${name}`;
const post = (name: string, tags: readonly string[], hours: number): TimelinePost => ({ uri: uri(name), tags, createdAt: hoursAgo(hours) });

for (const home of storeHomes)
  describe.skipIf(!home.here)(`hashtags of Mastodon servers on ${home.name}`, () => {
    let storeHome: StoreHome;
    let store: HashtagStore;
    let servers: TimelineServer[];
    let read: () => Promise<string>;
    let reader: ReadServers;
    let now: Temporal.Instant;
    let reasons: unknown[];
    beforeAll(async () => {
      storeHome = await home.open();
      store = storeHome.store.hashtags;
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(async () => {
      await storeHome.empty();
      servers = await Promise.all([startTimelineServer(), startTimelineServer(), startTimelineServer()]);
      now = begun;
      reasons = [];
      reader = createReader();
      read = () => reader(new AbortController().signal);
    });
    afterEach(async () => {
      for (const server of servers) await server[Symbol.asyncDispose]();
    });
    const createReader = (lookup?: ReturnType<typeof checkedLookup>) =>
      createMastodonReader({
        servers: () => servers.map(({ url }) => url),
        hashtags: () => ["#FreeBelarusWomen", "#FreeMarfa"],
        store,
        clock: () => now,
        log: { info: () => {}, warn: (details) => void reasons.push((details as { reason: unknown }).reason) },
        fetching: { userAgent: "Rollcall/test", timeLimitMs: 5000 },
        lookup: () => lookup,
      });
    const onAll = (act: (server: TimelineServer) => void): void => servers.forEach(act);
    const totals = async (): Promise<Record<string, number>> => {
      const sums: Record<string, number> = {};
      for (const { tag, count } of await store.counts(0)) sums[tag] = (sums[tag] ?? 0) + count;
      return sums;
    };

    test("a post that several servers show counts once, in the hour in which it was made", async () => {
      onAll((server) => server.put(post("a", ["freebelaruswomen", "art"], 3)));
      servers[0]?.put(post("b", ["FreeBelarusWomen", "freemarfa"], 3));
      servers[1]?.put(post("c", ["freebelaruswomen"], 30));
      servers[2]?.put(post("d", ["freebelaruswomennow"], 1));
      servers[2]?.put({ ...post("e", ["freemarfa"], 1), isBoost: true });
      expect(await read()).toBe("3 of 3 servers showed all");
      expect(await store.counts(0)).toEqual(
        [
          { tag: "freebelaruswomen", network: "mastodon", hour: hourOf(hoursAgo(30).epochMilliseconds), count: 1 },
          { tag: "freebelaruswomen", network: "mastodon", hour: hourOf(hoursAgo(3).epochMilliseconds), count: 2 },
          { tag: "freemarfa", network: "mastodon", hour: hourOf(hoursAgo(3).epochMilliseconds), count: 1 },
        ].toSorted((a, b) => a.hour - b.hour),
      );
      await read();
      expect(await totals()).toEqual({ freebelaruswomen: 3, freemarfa: 1 });
      // What a server says itself is kept beside it.
      const views = (await store.views())
        .filter(({ tag }) => tag === "freemarfa")
        .map(({ source, uses, days }) => ({ source, uses, days }));
      expect(new Set(views)).toEqual(new Set(servers.map(({ url }, each) => ({ source: url.host, uses: each === 1 ? 0 : 1, days: 2 }))));
    });

    test("what is deleted or edited counts no more; what an edit adds counts", async () => {
      onAll((server) => server.put(post("a", ["freebelaruswomen"], 3)));
      onAll((server) => server.put(post("b", ["freebelaruswomen", "freemarfa"], 4)));
      await read();
      expect(await totals()).toEqual({ freebelaruswomen: 2, freemarfa: 1 });
      onAll((server) => server.remove(uri("a")));
      // One server has heard of the edit; the others show the older version.
      servers[1]?.put({ ...post("b", ["freemarfa"], 4), editedAt: hoursAgo(1) });
      await read();
      expect(await totals()).toEqual({ freemarfa: 1 });
      onAll((server) => server.put({ ...post("b", ["freebelaruswomen", "freemarfa"], 4), editedAt: hoursAgo(0) }));
      await read();
      expect(await totals()).toEqual({ freebelaruswomen: 1, freemarfa: 1 });
    });

    test("a server that has not heard of an edit takes nothing from the newest version", async () => {
      onAll((server) => server.put(post("a", ["freebelaruswomen"], 3)));
      servers[1]?.put({ ...post("a", ["freebelaruswomen", "freemarfa"], 3), editedAt: hoursAgo(1) });
      for (let each = 0; each < 3; each += 1) await read();
      expect(await totals()).toEqual({ freebelaruswomen: 1, freemarfa: 1 });
      servers[1]?.put({ ...post("a", ["freemarfa"], 3), editedAt: hoursAgo(0) });
      for (let each = 0; each < 3; each += 1) await read();
      expect(await totals()).toEqual({ freemarfa: 1 });
    });

    test("a post counts as long as one server shows it", async () => {
      onAll((server) => server.put(post("a", ["freemarfa"], 3)));
      await read();
      servers[0]?.remove(uri("a"));
      servers[1]?.remove(uri("a"));
      await read();
      expect(await totals()).toEqual({ freemarfa: 1 });
      servers[2]?.remove(uri("a"));
      await read();
      expect(await totals()).toEqual({});
    });

    test.each([
      { kind: "status", status: 503 },
      { kind: "status", status: 422 },
      { kind: "cut", fromPage: 1 },
      { kind: "cut", fromPage: 2 },
      { kind: "redirect", to: "http://127.0.0.1:1/" },
      { kind: "huge" },
      { kind: "same-page" },
    ] as const)("a server in trouble deletes nothing ($kind)", async (trouble) => {
      for (let each = 0; each < 50; each += 1) servers[0]?.put(post(`p${each}`, ["freemarfa"], each / 10));
      await read();
      expect(await totals()).toEqual({ freemarfa: 50 });
      for (let each = 45; each < 50; each += 1) servers[0]?.remove(uri(`p${each}`));
      servers[0]!.trouble = trouble;
      expect(await read()).toBe("2 of 3 servers showed all");
      expect(await totals()).toEqual({ freemarfa: 50 });
      expect(reasons).toHaveLength(1);
      servers[0]!.trouble = null;
      expect(await read()).toBe("3 of 3 servers showed all");
      expect(await totals()).toEqual({ freemarfa: 45 });
    });

    test("a server that hides nearly everything at once is believed the second time", async () => {
      for (let each = 0; each < 30; each += 1) servers[0]?.put(post(`p${each}`, ["freemarfa"], each / 10));
      await read();
      for (let each = 0; each < 29; each += 1) servers[0]?.remove(uri(`p${each}`));
      await read();
      expect(await totals()).toEqual({ freemarfa: 30 });
      await read();
      expect(await totals()).toEqual({ freemarfa: 1 });
    });

    test("what is older than a week stays counted, and what has a time of next month is not counted", async () => {
      onAll((server) => server.put(post("old", ["freemarfa"], 100)));
      onAll((server) => server.put(post("future", ["freemarfa"], -24 * 30)));
      onAll((server) => server.put(post("older", ["freemarfa"], 24 * 8)));
      await read();
      now = now.add({ hours: 24 * 5 });
      onAll((server) => server.remove(uri("old")));
      await read();
      expect(await totals()).toEqual({ freemarfa: 1 });
      expect(await store.forget(now)).toBe(0);
      now = now.add({ hours: 24 * 4 });
      expect(await store.forget(now)).toBe(1);
      await read();
      expect(await totals()).toEqual({ freemarfa: 1 });
    });

    test("a campaigner's list leads to no address that is not public", async () => {
      reader = createReader(checkedLookup(systemResolve, isPublicAddress));
      servers[0]?.put(post("a", ["freemarfa"], 3));
      servers[0]!.url.hostname = "localhost";
      await read();
      expect(await totals()).toEqual({});
      expect(servers.flatMap(({ calls }) => calls)).toEqual([]);
    });

    test("whatever the servers show, hide and edit: each post counts once as its newest version that was seen", async () => {
      const names = ["a", "b", "c", "d"];
      const step = fc.oneof(
        fc.record({
          kind: fc.constant("put" as const),
          name: fc.constantFrom(...names),
          tags: fc.subarray(["freebelaruswomen", "freemarfa", "art"]),
          on: fc.subarray([0, 1, 2], { minLength: 1 }),
        }),
        fc.record({ kind: fc.constant("remove" as const), name: fc.constantFrom(...names) }),
        fc.record({ kind: fc.constant("trouble" as const), on: fc.nat(2) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
          await storeHome.empty();
          for (const name of names) onAll((server) => server.remove(uri(name)));
          let version = 0;
          for (const each of steps) {
            version += 1;
            onAll((server) => void (server.trouble = null));
            if (each.kind === "remove") onAll((server) => server.remove(uri(each.name)));
            else if (each.kind === "trouble") servers[each.on]!.trouble = { kind: "status", status: 500 };
            else {
              // The others miss the edit for now.
              const edited = { ...post(each.name, each.tags, 5), editedAt: hoursAgo(4).add({ seconds: version }) };
              for (const on of each.on) servers[on]?.put(edited);
            }
            await read();
          }
          // In the end every server has heard of everything.
          const last = new Map<string, readonly string[]>();
          for (const each of steps) {
            if (each.kind === "put") last.set(each.name, each.tags);
            if (each.kind === "remove") last.delete(each.name);
          }
          onAll((server) => void (server.trouble = null));
          for (const [name, tags] of last) onAll((server) => server.put({ ...post(name, tags, 5), editedAt: hoursAgo(3) }));
          await read();
          const expected: Record<string, number> = {};
          for (const tags of last.values()) for (const tag of tags) if (tag !== "art") expected[tag] = (expected[tag] ?? 0) + 1;
          expect(await totals()).toEqual(expected);
        }),
        { numRuns: 15 },
      );
    });
  });
