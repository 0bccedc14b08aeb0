import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { telegramLimits } from "../../src/compose/limits.ts";
import type { Settlement } from "../../src/delivery/ledger.ts";
import { PublishError } from "../../src/delivery/publish-error.ts";
import type { Published, Publisher, Recovery, Withdrawal } from "../../src/delivery/publisher.ts";
import { createTakeBack } from "../../src/delivery/take-back.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";

const noon = Temporal.Instant.from("2026-12-01T10:00:00Z");
const evening = noon.add({ hours: 12 });
const part = (text: string) => ({ text, length: text.length, limit: 4096, media: [], card: null });
const message = (ref: string): Published => ({ ref, url: null });

let folder: string;
let store: Store;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollcall-take-back-"));
  await copyMadeDatabase(folder);
  store = await openStore({ dataFolder: folder });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

let id: string;
let account: string;
let now: Temporal.Instant;
let live: boolean;
let recovery: Recovery;
/** What the network has, by ref. */
let visible: Set<string>;
/** What the network answers to the next calls, instead of doing it. */
let answers: (PublishError | Withdrawal)[];
let asked: string[];

beforeEach(async () => {
  number += 1;
  account = `telegram-${number}`;
  const postId = `2026-12-01/profile/person-${number}`;
  id = `${postId}@${account}`;
  now = noon;
  live = true;
  recovery = "unknown";
  visible = new Set(["1", "2", "3"]);
  answers = [];
  asked = [];
  const common = { kind: "profile" as const, subject: `person-${number}`, at: noon, notAfter: evening };
  await store.posts.add({
    ...common,
    id: postId,
    date: Temporal.PlainDate.from("2026-12-01"),
    accounts: [account],
    status: "scheduled",
    reason: null,
  });
  await store.ledger.dispatch(postId, [{ ...common, id, postId, account, network: "telegram" }]);
});

const composed = { network: "telegram" as const, account: "telegram", language: "be", parts: ["one", "two", "three"].map(part) };

/** Sends the first parts, and leaves the next in doubt where the settlement says so. */
const sendParts = async (refs: readonly string[], settlement: Settlement): Promise<void> => {
  const claim = (await store.ledger.claim(id, now, 60_000))!;
  for (const [index, ref] of refs.entries()) {
    await store.ledger.begin(claim, index, index === 0 ? { composed, basis: "imprisoned" } : null, now, 60_000);
    await store.ledger.record(claim, index, message(ref));
  }
  if (settlement.state === "unknown") {
    await store.ledger.begin(claim, refs.length, refs.length === 0 ? { composed, basis: "imprisoned" } : null, now, 60_000);
  }
  await store.ledger.settle(claim, settlement, now);
};
const allSent = (): Promise<void> => sendParts(["1", "2"], { state: "sent", composed, published: ["1", "2", "3"].map(message) });

const publisher = (): Publisher => ({
  network: "telegram",
  account,
  live,
  repeatsAreHarmless: false,
  settlesWithinMs: 60_000,
  limits: async () => telegramLimits,
  publish: async () => message("9"),
  recover: async () => recovery,
  locate: () => null,
  check: async () => ({ ok: true, message: "fine" }),
  withdraw: async ({ ref }) => {
    asked.push(ref);
    const answer = answers.shift() ?? "deleted";
    if (answer instanceof PublishError) throw answer;
    visible.delete(ref);
    return answer;
  },
  [Symbol.asyncDispose]: async () => {},
});
const takeBack = (): Promise<void> =>
  createTakeBack({
    ledger: store.ledger,
    withdrawals: store.withdrawals,
    accounts: store.accounts,
    clock: () => now,
    publisherOf: async () => publisher(),
    neutralPost: async () => ({ text: "taken back", picture: "" }),
  })(id);
const ask = async (): Promise<void> => store.withdrawals.ask([id], "Ania", now);
const withdrawal = () => store.withdrawals.find(id);

test("a thread is taken back from its end, once", async () => {
  await allSent();
  await ask();
  await takeBack();
  expect(asked).toEqual(["3", "2", "1"]);
  expect(await withdrawal()).toMatchObject({ state: "done", outcome: "deleted" });
  await takeBack();
  expect(asked).toHaveLength(3);
});

test("nothing is taken back that nobody asked for", async () => {
  await allSent();
  await takeBack();
  expect(asked).toEqual([]);
});

test("what can only be edited is said to be edited", async () => {
  await allSent();
  answers = ["edited"];
  await ask();
  await takeBack();
  expect(await withdrawal()).toMatchObject({ state: "done", outcome: expect.stringContaining("neutral line") });
});

describe("where the network cannot do it now", () => {
  beforeEach(async () => {
    await allSent();
    await ask();
  });

  test("it goes on after the pause that the server asked for, which all posts of the account keep", async () => {
    answers = ["deleted", new PublishError("rate-limit", "30 deletes in 30 minutes", { retryAfterMs: 1_800_000 })];
    await takeBack();
    expect(visible).toEqual(new Set(["1", "2"]));
    expect((await store.accounts.standing(account)).quietUntil?.toString()).toBe(noon.add({ minutes: 30 }).toString());
    expect(await store.withdrawals.due(noon.add({ minutes: 29 }))).toEqual([]);
    await takeBack();
    expect(asked).toHaveLength(2);
    now = noon.add({ minutes: 30 });
    await takeBack();
    expect([visible.size, (await withdrawal())?.state]).toEqual([0, "done"]);
  });

  test("refused credentials pause the account, and it goes on when they work again", async () => {
    answers = [new PublishError("auth", "401")];
    await takeBack();
    expect((await store.accounts.standing(account)).pause).toMatchObject({ reason: "401" });
    await store.accounts.resume(account);
    now = noon.add({ minutes: 5 });
    await takeBack();
    expect(visible.size).toBe(0);
  });

  test("missing credentials are waited for", async () => {
    live = false;
    await takeBack();
    expect(await withdrawal()).toMatchObject({ state: "due", outcome: expect.stringContaining("credentials") });
    expect(asked).toEqual([]);
  });

  test("a refusal for good is a person's to mend, and asking again tries again", async () => {
    answers = [new PublishError("rejected", "It is too old.")];
    await takeBack();
    expect(await withdrawal()).toMatchObject({ state: "refused", outcome: "It is too old." });
    await takeBack();
    expect(asked).toHaveLength(1);
    await ask();
    await takeBack();
    expect([visible.size, (await withdrawal())?.state]).toEqual([0, "done"]);
  });
});

describe("of a post whose last answer was lost", () => {
  beforeEach(async () => {
    await sendParts(["1"], { state: "unknown", reason: "cut off" });
    await ask();
  });

  test("the part in doubt is looked for first, no sooner than it must show, and goes too", async () => {
    recovery = message("2");
    await takeBack();
    expect(asked).toEqual([]);
    now = noon.add({ minutes: 1 });
    await takeBack();
    expect(asked).toEqual(["2", "1"]);
    expect(await withdrawal()).toMatchObject({ state: "done" });
  });

  test("what is known goes, and a person is told to look for the rest", async () => {
    now = noon.add({ minutes: 1 });
    await takeBack();
    expect(asked).toEqual(["1"]);
    expect(await withdrawal()).toMatchObject({ state: "refused", outcome: expect.stringContaining("look at the account") });
  });

  test("it is never sent again", async () => {
    expect(await store.ledger.find(id)).toMatchObject({ state: "failed" });
    expect(await store.ledger.claim(id, evening, 60_000)).toBeNull();
  });
});

test("a post that a worker is sending just now is taken back after it", async () => {
  const claim = (await store.ledger.claim(id, now, 60_000))!;
  await ask();
  await takeBack();
  expect(await withdrawal()).toMatchObject({ state: "due", outcome: expect.stringContaining("sent just now") });
  await store.ledger.settle(claim, { state: "sent", composed, published: ["1", "2", "3"].map(message) }, now);
  now = noon.add({ minutes: 1 });
  await takeBack();
  expect(visible.size).toBe(0);
});

test("of a post that was not sent, or only rehearsed, nothing is asked of the network", async () => {
  await ask();
  await takeBack();
  expect([asked, (await withdrawal())?.outcome]).toEqual([[], "nothing of it was out"]);
});
