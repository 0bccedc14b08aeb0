import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { blueskyLimits } from "../../src/compose/limits.ts";
import type { ComposedPost } from "../../src/compose/composed-post.ts";
import { createDeliver } from "../../src/delivery/deliver.ts";
import type { Readiness } from "../../src/delivery/readiness.ts";
import type { Delivery } from "../../src/delivery/ledger.ts";
import { PublishError } from "../../src/delivery/publish-error.ts";
import type { Outgoing, Published, Publisher, Recovery } from "../../src/delivery/publisher.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";

const start = Temporal.Instant.from("2026-12-01T10:00:00Z");
let folder: string;
let store: Store;
let number = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollcall-deliver-"));
  await copyMadeDatabase(folder);
  store = await openStore({ dataFolder: folder });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const part = (text: string) => ({ text, length: text.length, limit: 300, media: [], card: null });
const thread = (...texts: string[]): ComposedPost => ({ network: "bluesky", account: "bluesky", language: "en", parts: texts.map(part) });

type Answer = "ok" | PublishError | "crash" | "crash after the write";

/** A network in memory that answers as the test says, and remembers what is public. */
const createScene = (post: ComposedPost, account = `bluesky-${number + 1}`) => {
  const id = `2026-12-01/profile/person-${(number += 1)}`;
  const deliveryId = `${id}@${account}`;
  const scene = {
    deliveryId,
    account,
    now: start,
    answers: [] as Answer[],
    recovery: "send-again" as Recovery,
    readiness: { kind: "ready", post, basis: "imprisoned" } as Readiness,
    /** Milliseconds between two posts of the account. */
    minIntervalMs: 0,
    settlesWithinMs: 0,
    repeatsAreHarmless: false,
    recovered: 0,
    /** What happens between the beginning of a part and the call that makes it public. */
    whileUploading: (_text: string): void => {},
    /** What a reader sees, in order. */
    visible: [] as { text: string; replyTo: string | null }[],
    find: async (): Promise<Delivery> => (await store.ledger.find(deliveryId))!,
    open: async () => {
      const planned: PlannedPost = {
        id,
        kind: "profile",
        subject: "person",
        date: Temporal.PlainDate.from("2026-12-01"),
        at: start,
        notAfter: start.add({ hours: 12 }),
        accounts: [account],
        status: "scheduled",
        reason: null,
      };
      await store.posts.add(planned);
      await store.ledger.dispatch(id, [
        {
          id: deliveryId,
          postId: id,
          kind: "profile",
          subject: "maria-kalesnikava",
          account,
          network: "bluesky",
          at: planned.at,
          notAfter: planned.notAfter,
        },
      ]);
    },
    run: () =>
      createDeliver({
        ledger: store.ledger,
        accounts: store.accounts,
        minIntervalMs: () => scene.minIntervalMs,
        settled: async () => {},
        judge: async () => scene.readiness,
        clock: () => scene.now,
        publisherOf: async () => publisher,
        makeReady: async () => scene.readiness,
      })(deliveryId),
  };
  const publisher: Publisher = {
    network: "bluesky",
    account,
    live: true,
    limits: async () => blueskyLimits,
    check: async () => ({ ok: true, message: "fine" }),
    get repeatsAreHarmless() {
      return scene.repeatsAreHarmless;
    },
    get settlesWithinMs() {
      return scene.settlesWithinMs;
    },
    withdraw: async () => "deleted",
    locate: () => null,
    recover: async () => {
      scene.recovered += 1;
      return scene.recovery;
    },
    publish: async ({ part: { text }, thread: replyTo }: Outgoing, lastLook): Promise<Published> => {
      scene.whileUploading(text);
      await lastLook?.();
      const answer = scene.answers.shift() ?? "ok";
      if (answer instanceof PublishError && answer.kind !== "unknown-outcome") throw answer;
      if (answer === "crash") throw new Error("the machine died before the call");
      scene.visible.push({ text, replyTo: replyTo?.parent.ref ?? null });
      if (answer === "crash after the write") throw new Error("the machine died after the call");
      if (answer instanceof PublishError) throw answer;
      return { ref: text, url: `https://example.org/${text}` };
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return Object.assign(scene, { publisher });
};

describe("a delivery", () => {
  let scene: ReturnType<typeof createScene>;
  beforeEach(async () => {
    scene = createScene(thread("one", "two", "three"));
    await scene.open();
  });

  test("publishes a thread once, each part as a reply to the one before", async () => {
    expect(await scene.run()).toBe(null);
    expect(await scene.run()).toBe(null);
    expect(scene.visible).toEqual([
      { text: "one", replyTo: null },
      { text: "two", replyTo: "one" },
      { text: "three", replyTo: "two" },
    ]);
    expect(await scene.find()).toMatchObject({
      state: "sent",
      rehearsed: false,
      published: [{ ref: "one" }, { ref: "two" }, { ref: "three" }],
    });
  });

  test("run by two workers at once is sent by one of them", async () => {
    await Promise.all([scene.run(), scene.run(), scene.run()]);
    expect(scene.visible).toHaveLength(3);
  });

  test("waits as long as the network says, and goes on where the thread broke", async () => {
    scene.answers = ["ok", new PublishError("rate-limit", "too many", { retryAfterMs: 7_200_000 })];
    expect(await scene.run()).toEqual({ delayMs: 7_200_000 });
    expect(await scene.find()).toMatchObject({ state: "due", reason: "too many" });
    expect(await scene.run()).toMatchObject({ delayMs: 7_200_000 });
    expect(scene.visible).toHaveLength(1);

    scene.now = start.add({ hours: 2 });
    expect(await scene.run()).toBe(null);
    expect(scene.visible.map(({ text }) => text)).toEqual(["one", "two", "three"]);
    expect(scene.recovered).toBe(0);
  });

  test("keeps the words that it began with, whatever the content says by then", async () => {
    scene.answers = ["ok", new PublishError("unavailable", "down")];
    await scene.run();
    scene.readiness = { kind: "ready", post: thread("ONE", "TWO", "THREE"), basis: "imprisoned" };
    scene.now = start.add({ hours: 1 });
    await scene.run();
    expect(scene.visible.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });

  test("that was refused before anything was out is made anew", async () => {
    scene.answers = [new PublishError("unavailable", "down")];
    await scene.run();
    scene.readiness = { kind: "ready", post: thread("ONE"), basis: "imprisoned" };
    scene.now = start.add({ hours: 1 });
    await scene.run();
    expect(scene.visible).toEqual([{ text: "ONE", replyTo: null }]);
  });

  test("that the network will never take is failed, with the network's reason", async () => {
    scene.answers = [new PublishError("rejected", "too long")];
    expect(await scene.run()).toBe(null);
    expect(await scene.find()).toMatchObject({ state: "failed", reason: "too long" });
  });

  test("whose answer was lost is looked up first: what is there is not sent again", async () => {
    scene.answers = [new PublishError("unknown-outcome", "cut off")];
    scene.recovery = { ref: "one", url: null };
    await scene.run();
    scene.now = start.add({ hours: 1 });
    await scene.run();
    expect(scene.visible.map(({ text }) => text)).toEqual(["one", "two", "three"]);
    expect(scene.recovered).toBe(1);
  });

  test("whose network cannot tell is left to a person, and never sent again", async () => {
    scene.answers = [new PublishError("unknown-outcome", "cut off")];
    scene.recovery = "unknown";
    await scene.run();
    scene.now = start.add({ hours: 1 });
    expect(await scene.run()).toBe(null);
    expect(await scene.find()).toMatchObject({ state: "unknown" });
    expect(scene.visible).toHaveLength(1);
  });

  test("of a worker that died after the write is taken over when its claim has run out, and looked up", async () => {
    scene.answers = ["crash after the write"];
    await expect(scene.run()).rejects.toThrow("died");
    expect(await scene.run()).toMatchObject({ delayMs: expect.any(Number) });
    expect(scene.visible).toHaveLength(1);

    scene.recovery = { ref: "one", url: null };
    scene.now = start.add({ minutes: 6 });
    expect(await scene.run()).toBe(null);
    expect(scene.visible.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });

  test("too late and not begun is skipped with the reason", async () => {
    scene.now = start.add({ hours: 12, seconds: 1 });
    expect(await scene.run()).toBe(null);
    expect(await scene.find()).toMatchObject({ state: "skipped", reason: expect.stringContaining("2026-12-01T22:00:00Z") });
    expect(scene.visible).toEqual([]);
  });

  test("that the gate stops right before sending is skipped with the gate's reason", async () => {
    scene.readiness = { kind: "stop", reason: "status is unknown" };
    expect(await scene.run()).toBe(null);
    expect(await scene.find()).toMatchObject({ state: "skipped", reason: "status is unknown" });
    expect(scene.visible).toEqual([]);
  });

  test("of the same account waits for the one before, so that two threads are never mixed up", async () => {
    const other = createScene(thread("four", "five"), scene.account);
    await other.open();
    const shown: string[] = [];
    const publisher: Publisher = {
      ...scene.publisher,
      publish: async ({ part: { text } }) => {
        await new Promise((resolve) => setImmediate(resolve));
        shown.push(text);
        return { ref: text, url: null };
      },
    };
    const deliver = createDeliver({
      ledger: store.ledger,
      accounts: store.accounts,
      minIntervalMs: () => 0,
      settled: async () => {},
      judge: async () => scene.readiness,
      clock: () => start,
      publisherOf: async () => publisher,
      makeReady: async ({ id }) => (id === other.deliveryId ? other.readiness : scene.readiness),
    });
    await Promise.all([deliver(scene.deliveryId), deliver(other.deliveryId)]);
    expect(shown.join(" ")).toMatch(/^(one two three four five|four five one two three)$/);
  });

  describe("when what is recorded of its subject has changed after it was begun,", () => {
    const changed = (): void => {
      scene.readiness = { kind: "ready", post: thread("FREED"), basis: "released" };
      scene.now = start.add({ hours: 1 });
    };

    test("is written anew where nothing of it is out", async () => {
      scene.answers = [new PublishError("unknown-outcome", "cut off")];
      await scene.run();
      scene.visible = [];
      changed();
      expect(await scene.run()).toBe(null);
      expect(scene.visible).toEqual([{ text: "FREED", replyTo: null }]);
      expect(await scene.find()).toMatchObject({ state: "sent", basis: "released", composed: thread("FREED") });
    });

    test("is not gone on with where a part is out: a person is asked", async () => {
      scene.answers = ["ok", new PublishError("unavailable", "down")];
      await scene.run();
      changed();
      expect(await scene.run()).toBe(null);
      expect(scene.visible.map(({ text }) => text)).toEqual(["one"]);
      expect(await scene.find()).toMatchObject({ state: "failed", reason: expect.stringMatching(/changed after 1 of 3 parts/) });
    });

    test("is not gone on with where the part in doubt turns out to be out", async () => {
      scene.answers = [new PublishError("unknown-outcome", "cut off")];
      await scene.run();
      scene.recovery = { ref: "one", url: null };
      changed();
      expect(await scene.run()).toBe(null);
      expect(scene.visible.map(({ text }) => text)).toEqual(["one"]);
      expect(await scene.find()).toMatchObject({ state: "failed", published: [{ ref: "one" }] });
    });
  });

  describe("that the gate holds right before sending", () => {
    beforeEach(async () => {
      scene.readiness = { kind: "hold", reason: "status is unknown" };
      await scene.run();
    });

    test("waits with the gate's reason, and asks again within a minute", async () => {
      expect(await scene.find()).toMatchObject({ state: "due", held: true, reason: "status is unknown" });
      scene.now = start.add({ minutes: 1 });
      expect(await scene.run()).toEqual({ delayMs: 60_000 });
    });

    test("goes out by itself when the gate lets it", async () => {
      scene.readiness = { kind: "ready", post: thread("one"), basis: "imprisoned" };
      scene.now = start.add({ minutes: 1 });
      expect(await scene.run()).toBe(null);
      expect(await scene.find()).toMatchObject({ state: "sent", held: false, reason: null });
    });

    test("is skipped with the gate's reason when its time is over", async () => {
      scene.now = start.add({ hours: 13 });
      expect(await scene.run()).toBe(null);
      expect(await scene.find()).toMatchObject({ state: "skipped", held: false, reason: expect.stringContaining("status is unknown") });
      expect(scene.visible).toEqual([]);
    });
  });

  describe("on a network where repeats are harmless, whose answer was lost", () => {
    beforeEach(async () => {
      Object.assign(scene, {
        repeatsAreHarmless: true,
        settlesWithinMs: 60_000,
        answers: [new PublishError("unknown-outcome", "cut off")],
      });
      await scene.run();
      // Whatever brings it back earlier than its own wait: a worker's death, another look.
      await store.pool.query("update rollcall.deliveries set retry_at = null where id = $1", [scene.deliveryId]);
    });

    test("is sent again without waiting", async () => {
      scene.visible = [];
      scene.now = start.add({ seconds: 15 });
      expect(await scene.run()).toBe(null);
      expect(scene.visible).toHaveLength(3);
    });

    test("stays in doubt where the gate says no before the first try must have settled", async () => {
      scene.whileUploading = () => {
        scene.readiness = { kind: "stop", reason: "gone" };
      };
      scene.now = start.add({ seconds: 15 });
      expect(await scene.run()).toBe(null);
      expect(await scene.find()).toMatchObject({ state: "unknown", inFlight: 0 });
    });

    test("is not written in other words before the first try must have settled", async () => {
      scene.readiness = { kind: "ready", post: thread("FREED"), basis: "released" };
      scene.now = start.add({ seconds: 15 });
      expect(await scene.run()).toEqual({ delayMs: 45_000 });
      expect(scene.visible.map(({ text }) => text)).toEqual(["one"]);
    });
  });

  describe("whose subject's record changes while it is being sent", () => {
    const changeAt = (which: string, readiness: Readiness): void => {
      scene.whileUploading = (text) => {
        if (text === which) scene.readiness = readiness;
      };
    };
    const texts = (): string[] => scene.visible.map(({ text }) => text);

    test("is not made public where the gate says no after the pictures were uploaded", async () => {
      changeAt("one", { kind: "stop", reason: "gone" });
      expect(await scene.run()).toBe(null);
      expect(texts()).toEqual([]);
      expect(await scene.find()).toMatchObject({ state: "skipped", reason: "gone", inFlight: null });
    });

    test("waits where the gate holds it by then, and goes out when it is let go", async () => {
      changeAt("one", { kind: "hold", reason: "unknown" });
      expect(await scene.run()).toEqual({ delayMs: 60_000 });
      expect(await scene.find()).toMatchObject({ state: "due", held: true, inFlight: null });
      scene.whileUploading = () => {};
      scene.readiness = { kind: "ready", post: thread("anew"), basis: "imprisoned" };
      scene.now = start.add({ minutes: 1 });
      await scene.run();
      expect(texts()).toEqual(["anew"]);
    });

    test("is written anew where something else is recorded by then", async () => {
      changeAt("one", { kind: "ready", post: thread("FREED"), basis: "released" });
      expect(await scene.run()).toEqual({ delayMs: 0 });
      await scene.run();
      expect(texts()).toEqual(["FREED"]);
    });

    test.each([
      { kind: "stop", reason: "gone" },
      { kind: "ready", post: thread("FREED"), basis: "released" },
    ] as const)("sends no further part of a thread where the gate says $kind by then", async (readiness) => {
      changeAt("two", readiness);
      expect(await scene.run()).toBe(null);
      expect(texts()).toEqual(["one"]);
      expect(await scene.find()).toMatchObject({ state: "failed", published: [{ ref: "one" }], inFlight: null });
    });
  });

  test("of which a part is out waits for the gate too, but not for ever", async () => {
    scene.answers = ["ok", new PublishError("unavailable", "down")];
    await scene.run();
    scene.readiness = { kind: "hold", reason: "status is unknown" };
    scene.now = start.add({ hours: 1 });
    expect(await scene.run()).toEqual({ delayMs: 60_000 });
    scene.now = start.add({ hours: 13 });
    expect(await scene.run()).toBe(null);
    expect(await scene.find()).toMatchObject({ state: "failed", reason: "status is unknown" });
    expect(scene.visible).toHaveLength(1);
  });

  test("whose answer was lost is not looked up before the network must have made up its mind", async () => {
    scene.settlesWithinMs = 60_000;
    scene.answers = ["crash after the write"];
    await expect(scene.run()).rejects.toThrow("died");
    scene.now = start.add({ seconds: 30 });
    await store.ledger.endClaims(scene.now);
    expect(await scene.run()).toEqual({ delayMs: 60_000 });
    expect(scene.recovered).toBe(0);
    scene.now = start.add({ seconds: 90 });
    scene.recovery = { ref: "one", url: null };
    expect(await scene.run()).toBe(null);
    expect(scene.recovered).toBe(1);
    expect(scene.visible.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });

  describe("and another of the same account:", () => {
    let other: ReturnType<typeof createScene>;
    beforeEach(async () => {
      other = createScene(thread("other"), scene.account);
      await other.open();
    });

    test("a pause that the server asked for is kept by both, also by another process, and by no other account", async () => {
      const elsewhere = createScene(thread("elsewhere"));
      await elsewhere.open();
      scene.answers = [new PublishError("rate-limit", "too many", { retryAfterMs: 10_800_000 })];
      expect(await scene.run()).toEqual({ delayMs: 10_800_000 });
      expect(await other.run()).toEqual({ delayMs: 10_800_000 });
      expect(await elsewhere.run()).toBe(null);
      other.now = start.add({ milliseconds: 10_799_999 });
      expect(await other.run()).toEqual({ delayMs: 1 });
      other.now = start.add({ milliseconds: 10_800_000 });
      expect(await other.run()).toBe(null);
      expect(other.visible).toHaveLength(1);
    });

    test("a pause that outlasts the post's time ends with it: the post is skipped then, with the reason", async () => {
      scene.answers = [new PublishError("rate-limit", "too many", { retryAfterMs: 86_400_000 })];
      await scene.run();
      expect(await other.run()).toEqual({ delayMs: 43_201_000 });
      other.now = start.add({ milliseconds: 43_201_000 });
      expect(await other.run()).toBe(null);
      expect(await other.find()).toMatchObject({ state: "skipped" });
    });

    test("refused credentials stop both, nothing is asked meanwhile, and both go on when they work again", async () => {
      scene.answers = [new PublishError("auth", "401")];
      await scene.run();
      expect(await store.accounts.standing(scene.account)).toMatchObject({ pause: { reason: "401" } });
      expect(await other.run()).toEqual({ delayMs: 30_000 });
      expect(await scene.run()).toEqual({ delayMs: 30_000 });
      expect([scene.visible, other.visible]).toEqual([[], []]);
      await store.accounts.resume(scene.account);
      expect([await scene.run(), await other.run()]).toEqual([null, null]);
      expect([scene.visible.length, other.visible.length]).toEqual([3, 1]);
    });

    test("after an outage they go out one at a time, never in a burst", async () => {
      scene.minIntervalMs = other.minIntervalMs = 600_000;
      expect(await scene.run()).toBe(null);
      expect(scene.visible).toHaveLength(3);
      expect(await other.run()).toEqual({ delayMs: 600_000 });
      expect(other.visible).toEqual([]);
      other.now = start.add({ minutes: 10 });
      expect(await other.run()).toBe(null);
    });

    test("one that the network refuses does not keep the next one waiting", async () => {
      scene.minIntervalMs = other.minIntervalMs = 600_000;
      scene.answers = [new PublishError("rejected", "too long")];
      await scene.run();
      expect(await other.run()).toBe(null);
      expect(other.visible).toHaveLength(1);
    });
  });

  test("waits longer after each failure", async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      scene.answers = [new PublishError("unavailable", "down")];
      const { delayMs } = (await scene.run())!;
      waits.push(delayMs);
      scene.now = scene.now.add({ milliseconds: Math.ceil(delayMs) });
    }
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThan((waits[index - 1] ?? 0) * 1.1);
  });
});
