import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TimelineServer } from "../servers/mastodon-timelines/server.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";
import { begun, openTimelines, post, uri, type Timelines } from "./timelines-fixture.ts";

let home: StoreHome;
let timelines: Timelines;
let a: TimelineServer;
let b: TimelineServer;
beforeAll(async () => {
  home = await storeHomes[0]!.open();
});
afterAll(() => home[Symbol.asyncDispose]());
beforeEach(async () => {
  await home.empty();
  timelines = await openTimelines(home.store.hashtags, 2, ["#FreeBelarusWomen", "#FreeMarfa"]);
  [a, b] = timelines.servers as [TimelineServer, TimelineServer];
});
afterEach(() => timelines[Symbol.asyncDispose]());

/** From the newest, at so many minutes ago, back by `stepMinutes`. */
const put = (server: TimelineServer, name: string, count: number, newestMinutes: number, stepMinutes = 10, tags = ["freemarfa"]): void => {
  for (let each = 0; each < count; each += 1) server.put(post(`${name}${each}`, tags, newestMinutes + each * stepMinutes));
};
const remove = (server: TimelineServer, name: string, ...numbers: readonly number[]): void =>
  numbers.forEach((each) => server.remove(uri(`${name}${each}`)));

describe("a server that shows only its newest posts", () => {
  test("what falls off the end is not deleted, and nobody is told that all of the week is known", async () => {
    a.shows = 40;
    put(a, "old", 40, 60);
    await timelines.read();
    for (let round = 0; round < 3; round += 1) {
      timelines.now = timelines.now.add({ minutes: 15 });
      put(a, `new${round}-`, 10, -15 * (round + 1), 1);
      await timelines.read();
    }
    expect(await timelines.totals()).toEqual({ freemarfa: 70 });
    expect((await timelines.coverage()).filter(({ of }) => of === "a")).toEqual([
      // The oldest three may be dated back.
      { of: "a", from: begun.subtract({ minutes: 60 + 37 * 10 }).toString(), to: begun.add({ minutes: 45 }).toString(), complete: true },
    ]);
  });

  test("a deletion in what it shows is seen, after a new start too", async () => {
    a.shows = 40;
    put(a, "old", 60, 60);
    await timelines.read();
    put(a, "new", 5, 1, 1);
    await timelines.read(15);
    remove(a, "old", 0, 7);
    timelines.restart();
    await timelines.read(15);
    // Of the 60 it never showed more than 40, and two more come into sight.
    expect(await timelines.totals()).toEqual({ freemarfa: 43 });
  });

  test("a limit that is new hides nothing", async () => {
    put(a, "old", 300, 60);
    await timelines.read();
    a.shows = 40;
    await timelines.read(15);
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 300 });
    a.shows = 1000;
    remove(a, "old", 3, 250);
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 298 });
  });

  test("what another server is sure of is believed: a deletion reaches all of them", async () => {
    a.shows = 40;
    for (const server of [a, b]) put(server, "old", 40, 60);
    await timelines.read();
    put(a, "new", 10, 1, 1);
    await timelines.read(15);
    remove(b, "old", 38);
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 49 });
  });

  test("what was not looked for before is not said to be known from before", async () => {
    await timelines.read();
    timelines.hashtags.push("#FreeAll");
    await timelines.read(24 * 60);
    expect(
      (await home.store.hashtags.coverage())
        .filter(({ source }) => source === a.url.host)
        .map(({ from, tags }) => ({ from: from.toString(), tags })),
    ).toEqual([
      { from: begun.subtract({ hours: 7 * 24 }).toString(), tags: ["freebelaruswomen", "freemarfa"] },
      { from: begun.subtract({ hours: 6 * 24 }).toString(), tags: ["freeall", "freebelaruswomen", "freemarfa"] },
    ]);
  });

  test("where new posts come faster than it shows them there is a gap", async () => {
    a.shows = 20;
    put(a, "old", 20, 60);
    await timelines.read();
    put(a, "new", 40, -14, 0.2);
    await timelines.read(30);
    const [first, second] = (await timelines.coverage()).filter(({ of }) => of === "a");
    expect(first?.to).toBe(begun.toString());
    expect(Temporal.Instant.compare(second!.from, first!.to)).toBe(1);
  });
});

describe("a server that shows all of its posts", () => {
  test.each([3, 18, 57, 64])("of %i posts the oldest is seen to be deleted, though others come", async (count) => {
    put(a, "old", count, 60);
    await timelines.read();
    remove(a, "old", count - 1);
    put(a, "new", 2, 1);
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: count + 1 });
  });

  test("the oldest posts of a timeline are seen to be deleted where another timeline is longer", async () => {
    put(a, "long", 50, 60, 10, ["freebelaruswomen"]);
    put(a, "old", 40, 60);
    await timelines.read();
    remove(a, "old", 38, 39);
    put(a, "new", 2, 1);
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 40, freebelaruswomen: 50 });
  });

  test("what could not be told at first is told as soon as the timeline has another length", async () => {
    put(a, "old", 30, 60);
    await timelines.read();
    remove(a, "old", 29);
    put(a, "new", 1, 1);
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 31 });
    put(a, "newer", 1, 0);
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 31 });
  });

  test("half of its posts of one hour are deleted", async () => {
    put(a, "old", 30, 40, 0.3);
    await timelines.read();
    remove(a, "old", ...Array.from({ length: 15 }, (_, each) => each * 2));
    timelines.restart();
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 15 });
  });
});

describe("a server that takes only so many calls", () => {
  const allow = (most: number, resetsInMinutes: number): void => {
    a.window = { most, left: most, resetsAt: timelines.now.add({ minutes: resetsInMinutes }) };
  };
  const pagesOf = (server: TimelineServer): string[] => server.calls.filter((call) => call.includes("/timelines/"));

  test("is read on from where it was left, when it takes calls again, and never asked before", async () => {
    put(a, "x", 300, 60);
    put(a, "y", 100, 60, 10, ["freebelaruswomen"]);
    for (let window = 0; window < 3; window += 1) {
      allow(4, 5);
      await timelines.read();
      const calls = a.calls.length;
      timelines.now = timelines.now.add({ minutes: 4 });
      await timelines.read();
      expect(a.calls).toHaveLength(calls);
      expect(await timelines.readDue()).toBe("no server to read");
      timelines.now = timelines.now.add({ minutes: 2 });
    }
    allow(4, 5);
    await timelines.read();
    expect(await timelines.totals()).toEqual({ freemarfa: 300, freebelaruswomen: 100 });
    // Not one page twice, and none into the refusal.
    expect(new Set(pagesOf(a)).size).toBe(pagesOf(a).length);
    expect(a.refused).toBe(0);
    const week = { of: "a", from: begun.subtract({ hours: 7 * 24 }).toString() };
    // Its longest timeline may go on behind the last post that it showed.
    const proven = begun.subtract({ minutes: 60 + 297 * 10 }).toString();
    expect((await timelines.coverage()).filter(({ of }) => of === "a")).toEqual([
      { ...week, to: proven, complete: false },
      { of: "a", from: proven, to: begun.toString(), complete: true },
    ]);
    expect(timelines.reasons).toEqual([]);
  });

  test("sees deletions at the end of such a reading", async () => {
    put(a, "x", 200, 60);
    await timelines.read();
    remove(a, "x", 5, 150);
    for (let window = 0; window < 3; window += 1) {
      allow(3, 5);
      await timelines.read(6);
    }
    expect(await timelines.totals()).toEqual({ freemarfa: 198 });
  });

  test("a post of two hashtags that comes while one of them is read already is not missing there", async () => {
    put(a, "x", 100, 60);
    put(a, "y", 100, 60, 10, ["freebelaruswomen"]);
    allow(5, 5);
    await timelines.read();
    a.put(post("both", ["freemarfa", "freebelaruswomen"], 59));
    timelines.now = timelines.now.add({ minutes: 6 });
    allow(1, 5);
    await timelines.read();
    expect(await timelines.totals()).toEqual({ freemarfa: 40, freebelaruswomen: 101 });
    a.window = null;
    await timelines.read(6);
    expect(await timelines.totals()).toEqual({ freemarfa: 101, freebelaruswomen: 101 });
  });

  test.each([
    { name: "with Retry-After", retryAfter: 60, waits: 60 },
    { name: "without a word", waits: 300 },
  ])("is asked no more after it refused one call ($name), until then", async ({ retryAfter, waits }) => {
    put(a, "x", 10, 60);
    a.window = { most: 300, left: 0, resetsAt: null, ...(retryAfter === undefined ? {} : { retryAfter }) };
    await timelines.read();
    expect([a.refused, a.calls.length]).toEqual([1, 1]);
    timelines.now = timelines.now.add({ seconds: waits - 1 });
    await timelines.read();
    expect(a.refused).toBe(1);
    a.window = null;
    timelines.now = timelines.now.add({ seconds: 3 });
    await timelines.readDue();
    expect(await timelines.totals()).toEqual({ freemarfa: 10 });
  });

  test("no hashtag waits for ever: a process that begins anew goes on with the one that was read longest ago", async () => {
    put(a, "y", 30, 60, 10, ["freebelaruswomen"]);
    put(a, "x", 100, 60);
    for (let start = 0; start < 2; start += 1) {
      allow(5, 5);
      timelines.restart();
      await timelines.read();
      timelines.now = timelines.now.add({ minutes: 6 });
    }
    expect(await timelines.totals()).toEqual({ freemarfa: 100, freebelaruswomen: 30 });
  });
});

describe("odd things in a timeline", () => {
  const shape = { id: "9", uri: uri("odd"), created_at: begun.toString(), edited_at: null, reblog: null, tags: [{ name: "freemarfa" }] };

  test("one long address, one long hashtag and one odd edit are a stranger's, and counted", async () => {
    put(a, "x", 3, 60);
    a.odd.push({ ...shape, id: "7", uri: uri("u".repeat(5000)) });
    a.odd.push({ ...shape, id: "8", uri: uri("t"), tags: [{ name: "t".repeat(5000) }, { name: 5 }, null, { name: "FreeMarfa" }] });
    a.odd.push({ ...shape, edited_at: "yesterday" });
    expect(await timelines.read()).toBe("2 of 2 servers showed all");
    expect(await timelines.totals()).toEqual({ freemarfa: 6 });
  });

  test.each([{ ...shape, created_at: "long ago" }, { ...shape, uri: 7 }, { ...shape, tags: "freemarfa" }, { id: "9" }, null, "post"])(
    "one that cannot be read hides no other, and is not kept quiet about",
    async (odd) => {
      put(a, "x", 50, 60);
      put(a, "y", 1, 60, 10, ["freebelaruswomen"]);
      await timelines.read();
      remove(a, "x", 48);
      put(a, "new", 1, 1);
      a.odd.push(odd);
      await timelines.read(15);
      expect(await timelines.totals()).toEqual({ freemarfa: 50, freebelaruswomen: 1 });
      expect(timelines.reasons).toEqual(["2 of its posts cannot be read"]);
      expect((await timelines.coverage()).filter(({ of }) => of === "a").map(({ to, complete }) => ({ to, complete }))).toEqual([
        { to: begun.toString(), complete: true },
        { to: begun.add({ minutes: 15 }).toString(), complete: false },
      ]);
      a.odd.length = 0;
      await timelines.read(15);
      expect((await timelines.coverage()).filter(({ of }) => of === "a")).toHaveLength(1);
    },
  );

  test("a post that was counted and cannot be read any more is not missing", async () => {
    put(a, "x", 5, 60);
    await timelines.read();
    remove(a, "x", 2);
    a.odd.push({ ...shape, uri: uri("x2"), created_at: null });
    await timelines.read(15);
    expect(await timelines.totals()).toEqual({ freemarfa: 5 });
  });
});
