import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { blueskyLimits } from "../../src/compose/limits.ts";
import type { ComposedPost } from "../../src/compose/composed-post.ts";
import { createDeliver, type Readiness } from "../../src/delivery/deliver.ts";
import type { Delivery } from "../../src/delivery/ledger.ts";
import { PublishError } from "../../src/delivery/publish-error.ts";
import type { Outgoing, Published, Publisher, Recovery } from "../../src/delivery/publisher.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";

const start = Temporal.Instant.from("2026-12-01T10:00:00Z");
let folder: string;
let store: Store;
let number = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollcall-deliver-"));
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
const createScene = (post: ComposedPost) => {
  const id = `2026-12-01/profile/person-${(number += 1)}`;
  const deliveryId = `${id}@bluesky`;
  const scene = {
    deliveryId,
    now: start,
    answers: [] as Answer[],
    recovery: "send-again" as Recovery,
    readiness: { kind: "ready", post } as Readiness,
    recovered: 0,
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
        accounts: ["bluesky"],
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
          account: "bluesky",
          network: "bluesky",
          at: planned.at,
          notAfter: planned.notAfter,
        },
      ]);
    },
    run: () =>
      createDeliver({
        ledger: store.ledger,
        clock: () => scene.now,
        publisherOf: async () => publisher,
        makeReady: async () => scene.readiness,
      })(deliveryId),
  };
  const publisher: Publisher = {
    network: "bluesky",
    account: "bluesky",
    live: true,
    limits: async () => blueskyLimits,
    check: async () => ({ ok: true, message: "fine" }),
    settlesWithinMs: 0,
    withdraw: async () => "deleted",
    locate: () => null,
    recover: async () => {
      scene.recovered += 1;
      return scene.recovery;
    },
    publish: async ({ part: { text }, thread: replyTo }: Outgoing): Promise<Published> => {
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
    scene.readiness = { kind: "ready", post: thread("ONE", "TWO", "THREE") };
    scene.now = start.add({ hours: 1 });
    await scene.run();
    expect(scene.visible.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });

  test("that was refused before anything was out is made anew", async () => {
    scene.answers = [new PublishError("unavailable", "down")];
    await scene.run();
    scene.readiness = { kind: "ready", post: thread("ONE") };
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
    const other = createScene(thread("four", "five"));
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
      clock: () => start,
      publisherOf: async () => publisher,
      makeReady: async ({ id }) => (id === other.deliveryId ? other.readiness : scene.readiness),
    });
    await Promise.all([deliver(scene.deliveryId), deliver(other.deliveryId)]);
    expect(shown.join(" ")).toMatch(/^(one two three four five|four five one two three)$/);
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
