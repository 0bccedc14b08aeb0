import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HashtagStore } from "../../src/campaign/hashtags/hashtag-store.ts";
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
} from "./jetstream-fixture.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const minute = 60 * second;
const hour = 60 * minute;
const nowUs = now.epochMilliseconds * 1000;

for (const home of storeHomes)
  describe.skipIf(!home.here)(`instances of Jetstream that differ, on ${home.name}`, () => {
    let storeHome: StoreHome;
    let store: HashtagStore;
    beforeAll(async () => {
      storeHome = await home.open();
      store = storeHome.store.hashtags;
    });
    afterAll(() => storeHome[Symbol.asyncDispose]());
    beforeEach(() => storeHome.empty());

    const begin = async (server: JetstreamServer, atUs = begun): Promise<void> => {
      const cursor = { source: server.url.host, cursorUs: atUs, marks: [] };
      await store.change("bluesky", now, [], () => ({ posts: [], counts: [], cursor }));
    };
    const total = (): Promise<number> => totalOf(store);
    const gaps = async () => (await store.coverage()).filter(({ complete }) => !complete);

    /** What others say meanwhile, since no stream is silent for long. */
    const noise = (fromUs: number, toUs: number): Said[] =>
      Array.from({ length: Math.max(0, Math.ceil((toUs - fromUs) / (5 * minute)) - 1) }, (_, each) => ({
        post: `n${fromUs}-${each}`,
        operation: "create" as const,
        atUs: fromUs + (each + 1) * 5 * minute,
      }));

    /** Some lines are told a little too late. */
    const delay = (said: readonly Said[], delays: readonly number[]): Said[] =>
      said
        .map((each, index) => {
          const later = said[index + (delays[index] ?? 0)];
          const isNear = later !== undefined && later.atUs - each.atUs < 5 * minute;
          return { each, place: isNear ? index + (delays[index] ?? 0) + 0.5 : index };
        })
        .toSorted((a, b) => a.place - b.place)
        .map(({ each }) => each);

    test("clocks that differ, what is told too late, repeats, cuts and kills change nothing about the totals", async () => {
      const step = fc.record({
        post: fc.constantFrom("a", "b", "c", "d", "e"),
        operation: fc.constantFrom("create", "update", "update", "delete", "delete"),
        tags: fc.subarray(["FreeBelarusWomen", "FREEMARFA", "FreeMarfaNow"]),
        laterHours: fc.constantFrom(0, 0, 0, 0, 1),
        repeats: fc.option(fc.nat(20), { freq: 4 }),
      });
      const delays = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 6), { minLength: 40, maxLength: 40 });
      const plan = fc.record({
        steps: fc.array(step, { minLength: 8, maxLength: 40 }),
        delays: fc.tuple(delays, delays),
        clock: fc.constantFrom(-400, -20, 0.3, 20, 400),
        cuts: fc.tuple(fc.array(fc.nat(30), { maxLength: 3 }), fc.array(fc.nat(30), { maxLength: 3 })),
        kills: fc.array(fc.nat(3), { maxLength: 4 }),
        isFirstDead: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(plan, async ({ steps, delays: [late, otherLate], clock, cuts, kills, isFirstDead }) => {
          await storeHome.empty();
          const said: Said[] = [];
          const repeated: Said[] = [];
          let hours = 0;
          const there = new Set<string>();
          for (const [index, { post, operation, tags, laterHours, repeats }] of steps.entries()) {
            hours += laterHours;
            const possible = there.has(post) ? (operation === "create" ? "update" : operation) : "create";
            if (possible === "delete") there.delete(post);
            else there.add(post);
            // In the middle of an hour, whatever the clock.
            const event = { post, operation: possible, tags, atUs: begun + 30 * minute + hours * hour + index * second } as const;
            repeated.push(...noise(said.at(-1)?.atUs ?? begun + 30 * minute, event.atUs));
            said.push(event);
            repeated.push(event);
            const again = repeats === null ? undefined : said.at(-1 - repeats);
            if (again !== undefined) repeated.push(again);
          }
          const lastUs = begun + (hours + 1) * hour;
          repeated.push(...noise(said.at(-1)?.atUs ?? begun + 30 * minute, lastUs));
          const end = Array.from({ length: 12 }, (_, each): Said => ({
            post: `z${each}`,
            operation: "create",
            atUs: lastUs + each * second,
          }));
          await using first = await startJetstreamServer();
          await using other = await startJetstreamServer();
          const start = aPostASecond(12, begun + 29 * minute).map((each): Said => ({ ...each, tags: [] }));
          first.say(...start.map((each) => lineOf(each)));
          other.say(...start.map((each) => lineOf(each, clock * second)));
          await begin(first, begun + 29 * minute);
          await listen(store, [first], endOf(start));
          first.cutAfter(...cuts[0]);
          other.cutAfter(...cuts[1]);
          const half = Math.floor(said.length / 2);
          first.say(...delay(repeated, late).map((each) => lineOf(each)), ...end.map((each) => lineOf(each)));
          other.say(
            ...delay(repeated, otherLate).map((each) => lineOf(each, clock * second)),
            ...end.map((each) => lineOf(each, clock * second)),
          );
          const isOverUs = lastUs + 5 * second;
          for (const killAfterWrites of kills) await listen(store, [first, other], isOverUs, { killAfterWrites });
          if (isFirstDead && half > 0) await listen(store, [first, other], said[half - 1]?.atUs ?? 0);
          await listen(store, isFirstDead ? [other] : [first, other], isOverUs + Math.min(0, clock) * second);
          expect(await countsOf(store)).toEqual(countPlainly(said));
          expect(await gaps()).toEqual([]);
        }),
        { numRuns: 8, endOnFailure: true },
      );
    });

    test.each([-3600, -400, 400, 3600])(
      "where an instance's clock is %s seconds ahead, nothing is missed or called a gap",
      async (ahead) => {
        await using first = await startJetstreamServer();
        await using other = await startJetstreamServer();
        await begin(first, begun - second);
        const said = aPostASecond(60);
        first.say(...said.slice(0, 20).map((each) => lineOf(each)));
        const before = aPostASecond(200, begun - 20_000 * second).map((each, index): Said => ({
          ...each,
          tags: [],
          atUs: each.atUs + index * 100 * second,
        }));
        other.say(...[...before, ...said].map((each) => lineOf(each, ahead * second)));
        await listen(store, [first], endOf(said.slice(0, 20)));
        await listen(store, [other], endOf(said) + ahead * second, { seekMs: 500 });
        expect(await total()).toBe(60);
        expect(await gaps()).toEqual([]);
      },
    );

    test("where an instance does not say at all what another one said last, that is a gap", async () => {
      await using first = await startJetstreamServer();
      await using other = await startJetstreamServer();
      await begin(first, begun - second);
      const said = aPostASecond(20);
      first.say(...said.map((each) => lineOf(each)));
      await listen(store, [first], endOf(said));
      const later = aPostASecond(40, begun + 20 * second);
      other.say(...later.map((each) => lineOf({ ...each, atUs: each.atUs + 20_000 * second })));
      await listen(store, [other], endOf(later) + 20_000 * second);
      expect(await total()).toBe(60);
      expect((await gaps()).map(({ source, from }) => [source, from.epochMilliseconds * 1000])).toEqual([["nobody", begun + 15 * second]]);
    });

    /** As some tell of an account: with nothing that is not the same each time. */
    const same = (atUs: number) => ({ timeUs: atUs, text: JSON.stringify({ did: "did:plc:same", time_us: atUs, kind: "identity" }) });
    const linesOf = (said: readonly Said[]) => said.map((each) => lineOf(each));

    test.each([
      [300, "one line", (later: number, said: readonly Said[]) => [...linesOf(said.slice(-1)), ...linesOf(aPostASecond(40, later))]],
      [3600, "many lines", (later: number, said: readonly Said[]) => [...linesOf(said.slice(-8)), ...linesOf(aPostASecond(40, later))]],
      [
        3600,
        "many lines, and after the gap,",
        (later: number, said: readonly Said[]) => [
          ...linesOf(aPostASecond(20, later)),
          ...linesOf(said.slice(-4)),
          ...linesOf(aPostASecond(20, later + 20 * second)),
        ],
      ],
      [3600, "what is always the same", (later: number) => aPostASecond(40, later).flatMap((each) => [lineOf(each), same(each.atUs)])],
    ] as const)(
      "where an instance began %s seconds later, and %s of before is told all the same, that is a gap",
      async (seconds, _, lines) => {
        await using first = await startJetstreamServer();
        await using other = await startJetstreamServer();
        await begin(first, begun - second);
        const said = aPostASecond(20);
        first.say(...said.flatMap((each) => [lineOf(each), same(each.atUs)]));
        await listen(store, [first], endOf(said) + 2 * second);
        const later = begun + seconds * second;
        other.say(...lines(later, said).map((line) => ({ ...line, timeUs: later })));
        await listen(store, [other], later + 30 * second, { seekMs: 20 });
        const gap = (await gaps()).map(({ from, to }) => [from, to].map((at) => (at.epochMilliseconds * 1000 - begun) / second));
        expect(gap).toHaveLength(1);
        expect(gap[0]?.[0]).toBeLessThan(20);
        expect(gap[0]?.[1]).toBeGreaterThanOrEqual(seconds);
      },
    );

    test("where nothing but the same is said again and again, an instance that began an hour later is not taken for one that goes on", async () => {
      await using first = await startJetstreamServer();
      await using other = await startJetstreamServer();
      await begin(first, begun - second);
      const said = (fromUs: number) => Array.from({ length: 40 }, (_, each) => same(fromUs + each * second));
      first.say(...said(begun));
      await listen(store, [first], begun + 35 * second);
      other.say(...said(begun + 3600 * second));
      await listen(store, [other], begun + 3635 * second, { seekMs: 20 });
      expect((await gaps()).map(({ to }) => to.epochMilliseconds * 1000)).toEqual([begun + 3600 * second]);
    });

    test("a stream that is cut again and again before it is where counting ended goes on all the same", async () => {
      await using server = await startJetstreamServer();
      await begin(server, begun - second);
      const said = aPostASecond(100).map((each, index): Said => ({ ...each, atUs: begun + index * 100_000 }));
      server.say(...said.map((each) => lineOf(each)));
      server.cutAfter(...Array.from({ length: 40 }, () => 20));
      const cursors: number[] = [];
      const noting: HashtagStore = {
        ...store,
        change: async (...args) => {
          await store.change(...args);
          cursors.push((await store.cursor("bluesky"))?.cursorUs ?? 0);
        },
      };
      await listen(noting, [server], endOf(said));
      expect(await total()).toBe(100);
      expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
      expect(server.asked.length).toBeLessThan(40);
      expect(await gaps()).toEqual([]);
    });

    test.each(["answer", "close", "message"] as const)(
      "a cursor that is refused as too old (by %s) is one, and the gap is said",
      async (refusal) => {
        await using server = await startJetstreamServer({ version: 2, refusal });
        await begin(server);
        server.forgetBefore(begun + 400_000 * second);
        const later = aPostASecond(20, begun + 500_000 * second);
        const listening = listen(store, [server], endOf(later));
        await server.caughtUp();
        server.say(...later.map((each) => lineOf(each)));
        await listening;
        expect(await total()).toBe(20);
        expect(server.asked).toEqual([null]);
        expect(await gaps()).toMatchObject([{ source: "nobody", complete: false }]);
      },
    );

    test("where what was before is forgotten, and the place where counting ended is not, nothing is missed", async () => {
      await using server = await startJetstreamServer({ version: 2 });
      await begin(server);
      server.forgetBefore(begun);
      server.say(...aPostASecond(20).map((each) => lineOf(each)));
      await listen(store, [server], endOf(aPostASecond(20)));
      expect(await total()).toBe(20);
      expect(server.asked).toEqual([begun]);
      expect(await gaps()).toEqual([]);
    });

    test.each([nowUs + 25 * hour, 9_007_199_254_740_000, 1])(
      "whatever is said to be at %s moves neither the place in the stream nor what is covered, and counts where the stream is",
      async (atUs) => {
        await using server = await startJetstreamServer();
        await begin(server);
        const said = aPostASecond(40);
        const odd = Array.from({ length: 12 }, (_, each) => lineOf({ post: `odd${each}`, operation: "create", tags: ["FreeMarfa"], atUs }));
        const gone = lineOf({ post: "odd3", operation: "delete", atUs: begun + 31 * second });
        server.say(...said.slice(0, 30).map((each) => lineOf(each)), ...odd, gone, ...said.slice(30).map((each) => lineOf(each)), ...odd);
        await listen(store, [server], endOf(said));
        expect(await countsOf(store)).toEqual(
          countPlainly([...said, ...said.slice(0, 11).map((each) => ({ ...each, post: `${each.post}-` }))]),
        );
        expect((await store.cursor("bluesky"))?.cursorUs).toBeLessThan(begun + minute);
        expect(
          (await store.coverage()).every(
            ({ from, to }) => from.epochMilliseconds * 1000 >= begun && to.epochMilliseconds * 1000 < begun + minute,
          ),
        ).toBe(true);
      },
    );

    test("what is said to be some hours ahead counts then, and moves what is covered no further than the clock", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(40);
      const ahead = aPostASecond(12, nowUs + 11 * minute);
      server.say(...[...said.slice(0, 30), ...ahead, ...said.slice(30), ...ahead.slice(0, 3)].map((each) => lineOf(each)));
      await listen(store, [server], endOf(said) - 2 * second, { beforeUs: begun + minute });
      expect(await countsOf(store)).toEqual(countPlainly([...said, ...ahead]));
      expect((await store.coverage()).filter(({ to }) => to.epochMilliseconds * 1000 > nowUs)).toEqual([]);
    });

    test("a stream that runs past the clock is followed to its end, however often it is cut", async () => {
      await using server = await startJetstreamServer();
      const said = aPostASecond(230).map((each, index): Said => ({
        ...each,
        atUs: nowUs - 50 * minute + (index < 15 ? index * second : (index - 14) * 6 * minute),
      }));
      await begin(server, nowUs - 50 * minute);
      server.say(...said.map((each) => lineOf(each)));
      server.cutAfter(...Array.from({ length: 60 }, () => 23));
      await listen(store, [server], endOf(said));
      expect(await countsOf(store)).toEqual(countPlainly(said));
      expect(server.asked.length).toBeLessThan(60);
      const coverage = await store.coverage();
      expect(coverage.every(({ complete }) => complete)).toBe(true);
      expect(Math.max(...coverage.map(({ to }) => to.epochMilliseconds * 1000))).toBeLessThanOrEqual(nowUs + 10 * minute);
    });

    describe.each([11, 120, 1400])("after an instance that was %s minutes ahead of the clock", (aheadMinutes) => {
      const ahead = aheadMinutes * minute;
      const heard = aPostASecond(30, nowUs - 29 * second);
      const before = aPostASecond(100, nowUs - 3 * hour).map((each, index): Said => ({
        ...each,
        tags: [],
        atUs: each.atUs + index * minute,
      }));
      const hearAhead = async (server: JetstreamServer): Promise<void> => {
        const right = aPostASecond(12, nowUs - minute).map((each): Said => ({ ...each, tags: [] }));
        server.say(...right.map((each) => lineOf(each)), ...heard.map((each) => lineOf(each, ahead)));
        await begin(server, nowUs - minute);
        await listen(store, [server], endOf(heard) + ahead);
      };
      const instantAt = (us: number) => Temporal.Instant.fromEpochMilliseconds(us / 1000);
      /** It goes on at once, when those times are nearly over, or after that. */
      const laters = [second, ahead - 5 * minute, ahead + 3 * hour];

      test.each(laters)("one whose times are right says all that was said since (after %s microseconds)", async (laterUs) => {
        await using first = await startJetstreamServer();
        await using other = await startJetstreamServer();
        await hearAhead(first);
        const said = aPostASecond(40, nowUs + laterUs);
        const meanwhile = noise(endOf(heard), nowUs + laterUs);
        other.say(...[...before, ...heard, ...meanwhile, ...said].map((each) => lineOf(each)));
        await listen(store, [other], endOf(said), { seekMs: 50, at: instantAt(nowUs + laterUs), beforeUs: nowUs + laterUs + minute });
        expect(await total()).toBe(70);
        expect(await gaps()).toEqual([]);
      });

      test.each(laters.flatMap((laterUs) => ["another", "itself"].map((who) => [who, laterUs] as const)))(
        "what %s with right times does not say any more is a gap (after %s microseconds)",
        async (who, laterUs) => {
          await using first = await startJetstreamServer();
          await using other = await startJetstreamServer();
          await hearAhead(first);
          const server = who === "itself" ? first : other;
          server.forgetBefore(nowUs + 48 * hour);
          server.forgetBefore(0);
          // What was said in between is lost.
          const fromUs = nowUs + laterUs;
          const said = aPostASecond(40, fromUs);
          server.say(...said.map((each) => lineOf(each)));
          await listen(store, [server], endOf(said), { seekMs: 20, at: instantAt(fromUs), beforeUs: fromUs + minute });
          expect(await total()).toBe(70);
          const [gap] = await gaps();
          expect(gap?.source).toBe("nobody");
          expect(gap?.from.epochMilliseconds).toBeLessThanOrEqual(nowUs / 1000);
          expect(gap?.to.epochMilliseconds).toBeGreaterThanOrEqual(fromUs / 1000);
          const complete = (await store.coverage()).filter((each) => each.complete && each.to.epochMilliseconds > nowUs / 1000);
          expect(complete.every(({ from }) => from.epochMilliseconds >= fromUs / 1000)).toBe(true);
        },
      );
    });

    test("for a hashtag that is tracked later nobody listened before", async () => {
      await using server = await startJetstreamServer();
      await begin(server);
      const said = aPostASecond(40);
      server.say(...said.slice(0, 20).map((each) => lineOf(each)));
      await listen(store, [server], endOf(said.slice(0, 20)), { hashtags: ["#FreeMarfa"] });
      server.say(...said.slice(20).map((each) => lineOf(each)));
      await listen(store, [server], endOf(said), { hashtags: ["#FreeMarfa", "#New"] });
      const seconds = (await store.coverage()).map(({ tags, from, to }) => [
        tags?.join(" "),
        ...[from, to].map((at) => Math.round((at.epochMilliseconds * 1000 - begun) / second)),
      ]);
      expect(seconds).toEqual([
        ["freemarfa", 0, 15],
        ["freemarfa new", 15, 35],
      ]);
    });
  });
