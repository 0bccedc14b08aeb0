import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import type { JobContext } from "../../jobs/job.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import type { Content } from "../../src/campaign/content.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import type { DeliveryTicket } from "../../src/delivery/carrier.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { aPrisoner } from "../unit/campaign/a-prisoner.ts";
import { smallCampaign as campaign } from "../unit/campaign/small-campaign.ts";
import { idleJobContext } from "./idle-job-context.ts";

const released = (slug: string): Prisoner =>
  aPrisoner(slug, { status: { kind: "released", since: "2025-01-01", checked: "2025-01-02", sources: ["page"] } });

let folder: string;
let store: Store;
let prisoners: Map<string, Prisoner>;
let now: Temporal.Instant;
let queue: DeliveryTicket[];
let notices: string[];
let context: JobContext;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollcall-jobs-"));
  await copyMadeDatabase(folder);
  store = await openStore({ dataFolder: folder });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await store.pool.query("truncate rollcall.posts cascade");
  prisoners = new Map(["a", "b", "c"].map((slug) => [slug, released(slug)]));
  queue = [];
  notices = [];
  context = {
    content: () => ({ campaign, prisoners, days: [], petitions: new Map() }) as unknown as Content,
    clock: () => now,
    ...idleJobContext(store),
    carrier: { hand: async (tickets) => void queue.push(...tickets) },
    tell: async ({ text }) => void notices.push(text),
  };
});
const at = (instant: string): void => {
  now = Temporal.Instant.from(instant);
};
const runBoth = async (): Promise<void> => {
  await planPosts.run(context);
  await dispatchDue.run(context);
};
const dayOf = async (date: string): Promise<string[]> => {
  const day = Temporal.PlainDate.from(date);
  return (await store.posts.between(day, day)).map(({ subject, status }) => `${subject} ${status}`);
};

test("planning again changes nothing, and the calendar is full for the days ahead", async () => {
  at("2026-12-01T06:00:00Z");
  expect(await planPosts.run(context)).toBe("planned to 2026-12-15: 15 added, 0 changed, 0 removed");
  expect(await planPosts.run(context)).toBe("planned to 2026-12-15: 0 added, 0 changed, 0 removed");
});

test("what is due is handed to the queue once for each account, and again as long as it is open", async () => {
  at("2026-12-01T09:59:59Z");
  await runBoth();
  expect(queue).toEqual([]);
  at("2026-12-01T10:00:00Z");
  await runBoth();
  const tickets = ["bluesky", "telegram"].map((network) => ({ deliveryId: `2026-12-01/profile/a@${network}`, network, delayMs: 0 }));
  expect(queue).toEqual(tickets);
  expect(await store.ledger.ofPost("2026-12-01/profile/a")).toHaveLength(2);

  // A queue that was emptied is filled again from the database.
  queue = [];
  await dispatchDue.run(context);
  expect(queue).toEqual(tickets);
});

test("today's post is not made twice, and each day has another name", async () => {
  for (const date of ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"]) {
    at(`${date}T10:00:00Z`);
    await runBoth();
    at(`${date}T15:00:00Z`);
    await runBoth();
  }
  const ids = new Set(queue.map(({ deliveryId }) => deliveryId.replace(/@.*/, "")));
  expect([...ids]).toEqual(["2026-12-01/profile/a", "2026-12-02/profile/b", "2026-12-03/profile/c", "2026-12-04/profile/a"]);
});

describe("when the content changes under a waiting post", () => {
  beforeEach(async () => {
    at("2026-12-01T06:00:00Z");
    await runBoth();
  });

  test("somebody whose status is unknown by then is held, with the reason, and the next in turn has the day", async () => {
    prisoners.set("a", aPrisoner("a", { status: { kind: "unknown", sources: [] } }));
    at("2026-12-01T10:00:00Z");
    await dispatchDue.run(context);
    expect(await dayOf("2026-12-01")).toEqual(["a held", "b dispatched"]);
    expect(notices).toEqual([
      expect.stringMatching(/^2026-12-01\/profile\/a is held\. .*unknown/),
      expect.stringMatching(/^What is recorded of a has changed \(status unknown\)[^]*2026-12-07\/profile\/a: held/),
    ]);
    expect(queue.every(({ deliveryId }) => deliveryId.includes("/b@"))).toBe(true);
  });

  test("nobody's record is said to have changed because another's did, or because days went by", async () => {
    const stale: Prisoner["status"] = { kind: "imprisoned", checked: "2026-05-01", sources: ["page"] };
    prisoners.set("b", aPrisoner("b", { status: { ...stale, checked: "2026-09-04" } }));
    await runBoth();
    prisoners.set("c", aPrisoner("c", { status: stale }));
    await runBoth();
    notices = [];
    prisoners.set("a", aPrisoner("a", { status: { kind: "unknown", sources: [] } }));
    for (const slug of ["d", "e"]) prisoners.set(slug, released(slug));
    await runBoth();
    expect(notices).toEqual([expect.stringMatching(/^What is recorded of a has changed \(status unknown\)/)]);
    notices = [];
    at("2026-12-05T06:00:00Z");
    await runBoth();
    expect(notices.filter((notice) => notice.startsWith("What is recorded of"))).toEqual([]);
    prisoners.set("b", aPrisoner("b", { status: { ...stale, checked: "2026-12-04" } }));
    await runBoth();
    expect(notices.filter((notice) => notice.startsWith("What is recorded of"))).toEqual([]);
  });

  test("somebody withheld vanishes, and no reason names a status", async () => {
    prisoners.set("a", { ...released("a"), consent: "withheld" });
    at("2026-12-01T10:00:00Z");
    await dispatchDue.run(context);
    expect(await dayOf("2026-12-01")).toEqual(["a skipped", "b dispatched"]);
    expect(queue.some(({ deliveryId }) => deliveryId.includes("/a@"))).toBe(false);
  });

  test("a new name enters at once: tomorrow, since today is handed out", async () => {
    at("2026-12-01T10:00:00Z");
    await runBoth();
    prisoners.set("0-new", released("0-new"));
    await runBoth();
    expect(await dayOf("2026-12-02")).toEqual(["0-new scheduled"]);
  });
});

test("somebody whose post is held has their turn once, and the notice says so only where nobody had the day", async () => {
  prisoners.set("a", aPrisoner("a", { status: { kind: "unknown", sources: [] } }));
  for (const date of ["2026-12-01", "2026-12-02"]) {
    at(`${date}T06:00:00Z`);
    await runBoth();
    at(`${date}T10:00:00Z`);
    await runBoth();
    at(`${date}T11:00:00Z`);
    expect(await planPosts.run(context)).toContain("0 added, 0 changed, 0 removed");
  }
  at("2026-12-03T06:00:00Z");
  await runBoth();
  expect(await dayOf("2026-12-01")).toEqual(["a skipped", "b dispatched"]);
  expect(await dayOf("2026-12-02")).toEqual(["c dispatched"]);
  expect(await dayOf("2026-12-03")).toEqual(["a held", "b scheduled"]);
  expect(notices).toEqual([]);
});

test("after an outage what is too late is skipped with the reason and told, and the same person comes next", async () => {
  at("2026-12-01T06:00:00Z");
  await runBoth();
  at("2026-12-03T06:00:00Z");
  await runBoth();
  expect(await dayOf("2026-12-01")).toEqual(["a skipped"]);
  expect(await dayOf("2026-12-02")).toEqual(["b skipped"]);
  expect(notices).toEqual([
    expect.stringContaining("2026-12-01/profile/a was skipped. It was due"),
    expect.stringContaining("2026-12-02/profile/b was skipped"),
  ]);
  expect(await dayOf("2026-12-03")).toEqual(["a scheduled"]);
});

test("nothing that was missed or held names somebody who is withheld by then", async () => {
  prisoners.set("b", aPrisoner("b", { status: { kind: "unknown", sources: [] } }));
  at("2026-12-01T06:00:00Z");
  await runBoth();
  for (const slug of ["a", "b"]) prisoners.set(slug, { ...released(slug), consent: "withheld" });
  at("2026-12-05T06:00:00Z");
  await runBoth();
  expect(notices.length).toBeGreaterThan(1);
  expect(notices.filter((notice) => /\/(?:a|b)\b|\b[ab]:/.test(notice))).toEqual([]);
});

test("five hours late is still today's post", async () => {
  at("2026-12-01T15:00:00Z");
  await runBoth();
  expect(await dayOf("2026-12-01")).toEqual(["a dispatched"]);
});
