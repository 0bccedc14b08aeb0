import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hourOf } from "../../src/campaign/hashtags/seen-post.ts";
import type { HashtagStore } from "../../src/campaign/hashtags/hashtag-store.ts";
import type { SearchTag } from "../../src/tracking/bluesky/fill-gaps.ts";
import { startJetstreamServer, type JetstreamServer } from "../servers/jetstream/server.ts";
import {
  type Said,
  begun,
  countPlainly,
  countsOf,
  endOf,
  lineOf,
  listen,
  now,
  aPostASecond,
  second,
  totalOf,
  until,
} from "./jetstream-fixture.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

for (const home of storeHomes)
  describe.skipIf(!home.here)(`hashtags of a Jetstream on ${home.name}`, () => {
    let storeHome: StoreHome;
    let store: HashtagStore;
    beforeAll(async () => {
      storeHome = await home.open();
      store = storeHome.store.hashtags;
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(() => storeHome.empty());

    test("cuts, repeats, rewinds and kills change nothing about the totals", async () => {
      const step = fc.record({
        post: fc.constantFrom("a", "b", "c", "d", "e"),
        operation: fc.constantFrom("create", "create", "update", "update", "delete"),
        tags: fc.subarray(["FreeBelarusWomen", "freebelaruswomen", "FREEMARFA", "FreeMarfaNow", "Other"]),
        laterMinutes: fc.integer({ min: 1, max: 25 }),
        repeats: fc.option(fc.nat(30), { freq: 4 }),
      });
      const plan = fc.record({
        steps: fc.array(step, { minLength: 8, maxLength: 40 }),
        cuts: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 4 }),
        kills: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
      });
      await fc.assert(
        fc.asyncProperty(plan, async ({ steps, cuts, kills }) => {
          await storeHome.empty();
          const said: Said[] = [];
          const told: Said[] = [];
          let atUs = begun;
          const there = new Set<string>();
          for (const { post, operation, tags, laterMinutes, repeats } of steps) {
            atUs += laterMinutes * 60 * second;
            // A network makes what is not there, and changes and deletes what is.
            const possible = there.has(post) ? (operation === "create" ? "update" : operation) : "create";
            if (possible === "delete") there.delete(post);
            else there.add(post);
            const event = { post, operation: possible, tags, atUs } as const;
            said.push(event);
            told.push(event);
            const again = repeats === null ? undefined : said[said.length - 1 - repeats];
            if (again !== undefined) told.push(again);
          }
          const last = { post: "z", operation: "create", tags: [], atUs: atUs + second } as const;
          for (let each = 0; each < 9; each += 1) told.push(last);
          await using server = await startJetstreamServer();
          server.cutAfter(...cuts);
          // The first session finds where the stream is.
          await store.change("bluesky", now, [], () => ({
            posts: [],
            counts: [],
            cursor: { source: server.url.host, cursorUs: begun, marks: [] },
          }));
          server.say(...told.map((each) => lineOf(each)));
          for (const killAfterWrites of kills) await listen(store, [server], last.atUs, { killAfterWrites });
          await listen(store, [server], last.atUs);
          expect(await countsOf(store)).toEqual(countPlainly(said));
        }),
        { numRuns: 30, endOnFailure: true },
      );
    });

    const total = (): Promise<number> => totalOf(store);
    const stretches = async () =>
      (await store.coverage()).map(({ source, from, to, complete }) => ({
        source,
        seconds: [from, to].map((at) => Math.round((Number(at.epochNanoseconds / 1000n) - begun) / second)),
        complete,
      }));
    /** The first session begins with what is said while it listens. */
    const begin = async (server: JetstreamServer): Promise<void> => {
      await store.change("bluesky", now, [], () => ({
        posts: [],
        counts: [],
        cursor: { source: server.url.host, cursorUs: begun, marks: [] },
      }));
    };

    test("another instance goes on where the first one ended, and what both tell counts once", async () => {
      await using first = await startJetstreamServer();
      await using second_ = await startJetstreamServer();
      await begin(first);
      const said = aPostASecond(40);
      first.say(...said.slice(0, 20).map((each) => lineOf(each)));
      // Its clock is a little behind.
      second_.say(...said.map((each) => lineOf({ ...each, atUs: each.atUs - 300_000 })));
      await listen(store, [first], endOf(said.slice(0, 20)));
      await listen(store, [second_], endOf(said) - 300_000);
      expect(await total()).toBe(40);
      expect(second_.asked[0]).toBeLessThan(begun - 200 * second);
      const covered = await stretches();
      expect(covered.every(({ complete }) => complete)).toBe(true);
      expect(covered.map(({ source }) => source)).toEqual([first.url.host, second_.url.host]);
      expect(covered[1]?.seconds[0]).toBe(covered[0]?.seconds[1]);
    });

    test("what an instance does not have any more is a gap, and is said to be one", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(20);
      server.say(...said.map((each) => lineOf(each)));
      await listen(store, [server], endOf(said));
      const later = aPostASecond(20, begun + 500_000 * second);
      server.forgetBefore(begun + 400_000 * second);
      server.say(...later.map((each) => lineOf(each)));
      await listen(store, [server], endOf(later));
      expect(await total()).toBe(40);
      expect((await stretches()).filter(({ complete }) => !complete)).toEqual([
        { source: "nobody", seconds: [15, 500_000], complete: false },
      ]);
    });

    test("what a stream passes over while it is listened to is a gap, however soon it says what comes after", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(40);
      const later = aPostASecond(40, begun + 7200 * second);
      // A quiet network may have minutes between two events, and one of nonsense is no jump.
      const quietly = aPostASecond(12, begun + 7300 * second).map((each, index): Said => ({
        ...each,
        atUs: each.atUs + index * 540 * second,
      }));
      const odd = { post: "odd", operation: "create", tags: [], atUs: begun + 90_000 * second } as const;
      server.say(...[...said, odd, ...later, ...quietly].map((each) => lineOf(each)));
      await listen(store, [server], endOf(quietly));
      expect(await total()).toBe(92);
      const covered = await stretches();
      expect(covered).toEqual([
        { source: server.url.host, seconds: [0, 39], complete: true },
        { source: "nobody", seconds: [39, 7200], complete: false },
        { source: server.url.host, seconds: [7200, Math.round((endOf(quietly) - begun) / second)], complete: true },
      ]);
    });

    test.each([1, 6])("%s old lines that are told again before all else hide no gap", async (repeats) => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(20);
      server.say(...said.map((each) => lineOf(each)));
      await listen(store, [server], endOf(said));
      server.forgetBefore(begun + 3600 * second);
      const later = aPostASecond(40, begun + 3600 * second);
      const again = said.slice(-repeats).map((each) => ({ ...lineOf(each), timeUs: begun + 3600 * second }));
      server.say(...again, ...later.map((each) => lineOf(each)));
      await listen(store, [server], endOf(later));
      expect(await total()).toBe(60);
      const gaps = (await stretches()).filter(({ complete }) => !complete);
      expect(gaps).toHaveLength(1);
      expect(gaps[0]?.seconds[0]).toBeLessThan(20);
      expect(gaps[0]?.seconds[1]).toBe(3600);
    });

    test("a gap is looked up where somebody is signed in, and stays known in part", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      server.say(...aPostASecond(20).map((each) => lineOf(each)));
      await listen(store, [server], endOf(aPostASecond(20)));
      const later = aPostASecond(20, begun + 500_000 * second);
      server.forgetBefore(begun + 400_000 * second);
      server.say(...later.map((each) => lineOf(each)));
      const asked: string[] = [];
      const foundPost = (rkey: string, seconds: number, tags: readonly string[]) => ({
        uri: `at://did:plc:found/app.bsky.feed.post/${rkey}`,
        indexedAt: new Date(begun / 1000 + seconds * 1000).toISOString(),
        record: { tags },
      });
      let failures = 1;
      const search: SearchTag = async ({ tag, cursor }) => {
        asked.push(`${tag} ${cursor}`);
        if ((failures -= 1) >= 0) throw new Error("not now");
        if (tag !== "FreeMarfa") return { posts: [], cursor: null };
        return cursor === null
          ? {
              posts: [foundPost("a", 9000, ["freemarfa"]), foundPost("b", 8000, ["FreeMarfaNow"]), foundPost("c", 3, ["FreeMarfa"])],
              cursor: "2",
            }
          : { posts: [foundPost("a", 9000, ["freemarfa"]), foundPost("d", 20_000, ["freemarfa", "freebelaruswomen"])], cursor: null };
      };
      await listen(store, [server], endOf(later), { search });
      const more = aPostASecond(20, begun + 500_100 * second);
      const listening = listen(store, [server], endOf(more), { search });
      await until(async () => (await stretches()).some(({ source }) => source === "searchPosts"));
      // What was looked up can be deleted like anything else.
      const gone = lineOf({ post: "found", operation: "delete", atUs: begun + 500_020 * second });
      server.say({ ...gone, text: gone.text.replace("3l3qo2vuowo2b", "d") }, ...more.map((each) => lineOf(each)));
      await listening;
      expect((await stretches()).filter(({ complete }) => !complete)).toEqual([
        { source: "searchPosts", seconds: [15, 500_000], complete: false },
      ]);
      expect(asked.slice(-3)).toEqual(["FreeBelarusWomen null", "FreeMarfa null", "FreeMarfa 2"]);
      expect(await countsOf(store)).toMatchObject({ [`freemarfa ${hourOf(begun / 1000 + 9_000_000)}`]: 1 });
      expect(await total()).toBe(61);
    });

    test("an instance that refuses a cursor as too old is listened to from now on, and the gap is said", async () => {
      await using server = await startJetstreamServer({ version: 2 });
      await begin(server);
      server.forgetBefore(begun + 400_000 * second);
      const later = aPostASecond(20, begun + 500_000 * second);
      const listening = listen(store, [server], endOf(later));
      await server.caughtUp();
      server.say(...later.map((each) => lineOf(each)));
      await listening;
      expect(await total()).toBe(20);
      expect(server.asked).toEqual([null]);
      expect((await stretches())[0]).toEqual({ source: "nobody", seconds: [0, 500_000], complete: false });
    });

    test("the gap is said though the first line of a stream has an odd time", async () => {
      for (const oddUs of [1, begun - 3600 * second]) {
        await storeHome.empty();
        await using server = await startJetstreamServer();
        await begin(server);
        server.say(...aPostASecond(20).map((each) => lineOf(each)));
        await listen(store, [server], endOf(aPostASecond(20)));
        const later = aPostASecond(20, begun + 500_000 * second);
        server.forgetBefore(begun + 400_000 * second);
        server.say(
          { timeUs: begun + 500_000 * second, text: `{"time_us":${oddUs},"did":"did:plc:odd","kind":"identity"}` },
          ...later.map((each) => lineOf(each)),
        );
        await listen(store, [server], endOf(later));
        expect((await stretches()).filter(({ complete }) => !complete)).toEqual([
          { source: "nobody", seconds: [15, 500_000], complete: false },
        ]);
      }
    });

    test("a message that is far too large is passed over, and what comes after it counts", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(40);
      const large = { timeUs: begun + 20 * second, text: JSON.stringify({ did: "did:plc:large", text: "x".repeat(5_000_000) }) };
      server.say(...said.slice(0, 20).map((each) => lineOf(each)), large, ...said.slice(20).map((each) => lineOf(each)));
      await listen(store, [server], endOf(said));
      expect(await total()).toBe(40);
      expect(server.asked).toHaveLength(1);
      expect((await stretches()).every(({ complete }) => complete)).toBe(true);
    });

    test("where every stream ends again and again at what cannot be read, that is passed over, and is said to be a gap", async () => {
      await using first = await startJetstreamServer();
      await using other = await startJetstreamServer();
      await begin(first);
      const said = aPostASecond(60);
      for (const server of [first, other])
        server.say(
          ...said.slice(0, 20).map((each) => lineOf(each)),
          { timeUs: begun + 20 * second, text: "{}", isBroken: true },
          ...said.slice(20).map((each) => lineOf(each)),
        );
      await listen(store, [first, other], endOf(said));
      expect(first.asked.length + other.asked.length).toBeLessThan(10);
      const gaps = (await stretches()).filter(({ complete }) => !complete);
      expect(gaps).toHaveLength(1);
      const [from = 0, to = 0] = gaps[0]?.seconds ?? [];
      expect(from).toBeLessThanOrEqual(20);
      expect(to).toBeGreaterThan(20);
      expect(await total()).toBe(20 + 60 - to);
    });

    test("where the one instance is dead and the other has too old a cursor refused, it is listened to from now on", async () => {
      await using server = await startJetstreamServer({ version: 2 });
      const dead = await startJetstreamServer();
      await dead[Symbol.asyncDispose]();
      await begin(server);
      server.forgetBefore(begun + 400_000 * second);
      const later = aPostASecond(20, begun + 500_000 * second);
      const listening = listen(store, [server, dead], endOf(later));
      await server.caughtUp();
      server.say(...later.map((each) => lineOf(each)));
      await listening;
      expect(await total()).toBe(20);
      expect((await stretches())[0]).toEqual({ source: "nobody", seconds: [0, 500_000], complete: false });
    });

    test("one event with a nonsensical time moves neither the place in the stream nor what is covered", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(40);
      const odd = { post: "odd", operation: "create", tags: ["FreeMarfa"], atUs: begun + 1_000_000 * second } as const;
      server.say(...said.slice(0, 30).map((each) => lineOf(each)), lineOf(odd), ...said.slice(30).map((each) => lineOf(each)));
      await listen(store, [server], endOf(said));
      expect(await total()).toBe(41);
      expect((await store.cursor("bluesky"))?.cursorUs).toBeLessThan(begun + 60 * second);
      expect((await stretches())[0]?.seconds[1]).toBeLessThan(60);
    });

    test("nothing in the database tells who wrote, what, or where it is", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(20);
      server.say(...said.map((each) => lineOf(each)));
      await listen(store, [server], endOf(said));
      const kept: string[] = [];
      for (const table of ["posts", "counts", "coverage", "cursors", "salts"]) {
        const { rows } = await storeHome.store.pool.query(`select * from rollcall.hashtag_${table}`);
        kept.push(JSON.stringify(rows));
      }
      const everything = kept.join("\n");
      expect(everything).toContain("freemarfa");
      for (const each of ["did:", "secret words", "words", "3l3qo2v", "bafy", "app.bsky", said[3]?.post, String(said[3]?.atUs)])
        expect(everything).not.toContain(each);
      const { rows } = await storeHome.store.pool.query<{ sealed: string }>("select sealed from rollcall.hashtag_posts");
      expect(rows.map(({ sealed }) => Number.parseInt(sealed, 16)).filter((us) => Math.abs(us - begun) < 1e12)).toEqual([]);
    });

    test("after eight days a post is forgotten, and after seventeen the salt that it was hashed with", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(20);
      server.say(...said.map((each) => lineOf(each)));
      await listen(store, [server], endOf(said));
      const [salt] = await store.salts(now);
      expect(await store.forget(now.add({ hours: 8 * 24 }))).toBe(0);
      expect(await store.forget(now.add({ hours: 8 * 24 + 1 }))).toBe(20);
      expect(await total()).toBe(20);
      const later = await store.salts(now.add({ hours: 9 * 24 }));
      expect(later.map(({ id }) => id === salt?.id)).toEqual([false, true]);
      expect((await store.salts(now.add({ hours: 18 * 24 }))).some(({ secret }) => secret === salt?.secret)).toBe(false);
    });
  });
