import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import type { JobContext } from "../../jobs/job.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import { publicOfWithheld } from "../../jobs/tell-of-withheld.ts";
import { basisOf } from "../../src/campaign/own/basis-of.ts";
import { nextOccasion } from "../../src/campaign/own/due-time.ts";
import type { OwnWords } from "../../src/campaign/own/own-words.ts";
import type { CampaignSettings } from "../../src/campaign/campaign-settings.ts";
import type { Content } from "../../src/campaign/content.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import { addOwnPost } from "../../src/decisions/add-own-post.ts";
import { approvePost } from "../../src/decisions/approve-post.ts";
import { cancelSeries, editSeries, findSeries } from "../../src/decisions/change-series.ts";
import { checkWords } from "../../src/decisions/check-words.ts";
import { cancelPost, holdPost } from "../../src/decisions/stop-post.ts";
import { editPost } from "../../src/decisions/edit-post.ts";
import type { StoredPost } from "../../src/delivery/post-store.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { aPrisoner } from "../unit/campaign/a-prisoner.ts";
import { aCampaign } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { idleJobContext } from "./idle-job-context.ts";

const words: OwnWords = { texts: { "*": "Write a letter." }, link: null, image: null, thread: false, author: "Ania", basis: null };
const ada = (changes: Partial<Prisoner> = {}): Prisoner =>
  aPrisoner("ada-example", {
    name: { latin: "Ada Example" },
    spellings: ["Adda Eksampl"],
    born: { date: "1985-04-24", source: "page" },
    status: { kind: "imprisoned", checked: "2026-11-20", sources: ["page"] },
    ...changes,
  });

let folder: string;
let store: Store;
let campaign: CampaignSettings;
let prisoners: Map<string, Prisoner>;
let now: Temporal.Instant;
let notices: { key: string; text: string }[];
let context: JobContext;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollcall-own-"));
  await copyMadeDatabase(folder);
  store = await openStore({ dataFolder: folder });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await store.pool.query("truncate rollcall.posts, rollcall.series cascade");
  campaign = aCampaign({ queue: { approval: false }, anniversaries: { enabled: false } });
  prisoners = new Map([["ada-example", ada()]]);
  now = Temporal.Instant.from("2026-11-21T07:00:00Z");
  notices = [];
  context = {
    content: () => ({ campaign, prisoners, days: [], petitions: new Map() }) as unknown as Content,
    clock: () => now,
    ...idleJobContext(store),
    tell: async ({ key, text }) => {
      if (!notices.some((notice) => notice.key === key)) notices.push({ key, text });
    },
  };
});

const accounts = ["bluesky", "telegram"];
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);
const plan = (): Promise<string> => planPosts.run(context);
const find = async (id: string): Promise<StoredPost> => {
  const post = await store.posts.find(id);
  if (post === null) throw new Error(`There is no ${id}.`);
  return post;
};
const told = (pattern: RegExp): string[] => notices.flatMap(({ text }) => (pattern.test(text) ? [text] : []));
const setAda = (changes: Partial<Prisoner>): void => void prisoners.set("ada-example", ada(changes));
const addOn = async (every = false): Promise<StoredPost> => {
  const occasion = "birthday:ada-example";
  const due = nextOccasion(occasion, null, context.content(), now);
  if (due.kind === "none") throw new Error(due.why);
  const about = ["ada-example"];
  const timing = { kind: "on", occasion, time: null } as const;
  return addOwnPost(context, {
    at: due.at,
    due,
    accounts,
    words: { ...words, about, basis: basisOf(about, prisoners) },
    ...(every && { every: { timing, firstYear: 2026 } }),
  });
};

describe("a post for somebody's birthday", () => {
  test("goes out on the day, and not on the day after", async () => {
    const post = await addOn();
    expect(post).toMatchObject({ id: "2027-04-24/own/1", status: "scheduled", at: at("2027-04-24T07:00:00Z") });
    expect(post.notAfter.toString()).toBe("2027-04-24T19:00:00Z");
    setAda({ status: { kind: "imprisoned", checked: "2027-04-01", sources: ["page"] } });
    now = post.at;
    await dispatchDue.run(context);
    expect(await find(post.id)).toMatchObject({ status: "dispatched" });
  });

  test("moves with a corrected date, once and said; its words stay", async () => {
    const { id } = await addOn();
    setAda({ born: { date: "1985-04-20", source: "page" } });
    await plan();
    await plan();
    expect(await find(id)).toMatchObject({ at: at("2027-04-20T07:00:00Z"), status: "scheduled", words: { texts: words.texts } });
    expect(told(/2027-04-24\/own\/1 goes out at 2027-04-20 10:00 now/)).toHaveLength(1);
  });

  test("is held where the corrected day is over or not known any more, and where the person died or is not looked at", async () => {
    const { id } = await addOn();
    setAda({ born: { date: "1985-04", source: "page" } });
    await plan();
    expect(await find(id)).toMatchObject({ status: "held", reason: expect.stringMatching(/only 1985-04 is known.*queue edit/) });
    setAda({});
    await plan();
    expect(await find(id)).toMatchObject({ status: "scheduled", reason: null });

    now = at("2027-04-22T07:00:00Z");
    const fresh = { kind: "imprisoned", checked: "2027-04-01", sources: ["page"] } as const;
    setAda({ status: { ...fresh, sources: ["page"] }, born: { date: "1985-04-20", source: "page" } });
    await plan();
    expect(await find(id)).toMatchObject({ status: "held", reason: expect.stringContaining("recorded as 2027-04-20") });
    const held = await find(id);
    const moved = await editPost(context, held, { words: held.words, at: at("2027-04-23T07:00:00Z"), accounts }, "Yan");
    expect(moved).toMatchObject({ status: "scheduled", timing: { kind: "at", wall: "2027-04-23T10:00" } });

    setAda({ status: { kind: "imprisoned", checked: "2026-11-20", sources: ["page"] } });
    now = at("2027-12-01T07:00:00Z");
    await plan();
    now = at("2027-11-21T07:00:00Z");
    const next = await addOn();
    expect(next).toMatchObject({ status: "held", reason: expect.stringContaining("last checked 2026-11-20") });
    setAda({ status: { kind: "died", since: "2027-11-20", checked: "2027-11-20", sources: ["page"] } });
    await plan();
    expect(await find(next.id)).toMatchObject({ status: "held", reason: expect.stringContaining("the dead have no birthdays") });
  });
});

describe("a post of every year", () => {
  test("has the next year's post when one is out, cancelled or too late, each with an id of its own", async () => {
    const first = await addOwnPost(context, {
      at: at("2028-02-29T08:00:00Z"),
      accounts,
      words,
      every: { timing: { kind: "at", monthDay: "02-29", time: "10:00" }, firstYear: 2028 },
    });
    const { series } = first;
    const id = series?.id ?? "";
    expect(first).toMatchObject({ id: `2028-02-29/${id}`, series: { year: 2028 }, at: at("2028-02-29T08:00:00Z") });
    await plan();
    expect(await store.posts.findOfSeries(id)).toMatchObject({ id: first.id });

    now = first.at;
    await dispatchDue.run(context);
    await plan();
    expect(await store.posts.findOfSeries(id)).toMatchObject({ id: `2029-02-28/${id}`, at: at("2029-02-28T08:00:00Z") });
    await cancelPost(context, `2029-02-28/${id}`, "Yan");
    expect(await store.posts.findOfSeries(id)).toMatchObject({ id: `2030-02-28/${id}` });

    // Nobody was there for two years.
    now = at("2032-02-01T08:00:00Z");
    await plan();
    expect(await find(`2030-02-28/${id}`)).toMatchObject({ status: "skipped" });
    expect(await store.posts.findOfSeries(id)).toMatchObject({ id: `2032-02-29/${id}`, at: at("2032-02-29T08:00:00Z") });
  });

  test("is approved each year anew, and what changed about the person stops the words of the year before", async () => {
    campaign = aCampaign({ queue: { approval: true }, anniversaries: { enabled: false } });
    const first = await addOn(true);
    const id = first.series?.id ?? "";
    expect(first).toMatchObject({ id: `2027-04-24/${id}`, status: "held" });
    expect(await approvePost(context, first.id, "Yan")).toMatchObject({ status: "scheduled", approvedBy: "Yan" });
    setAda({ status: { kind: "imprisoned", checked: "2027-04-01", sources: ["page"] } });
    now = first.at;
    await dispatchDue.run(context);
    await plan();
    const second = await store.posts.findOfSeries(id);
    expect(second).toMatchObject({ id: `2028-04-24/${id}`, status: "held", approvedBy: null, reason: expect.stringContaining("approve") });
    setAda({ status: { kind: "released", since: "2027-06-01", checked: "2027-06-02", sources: ["page"] } });
    now = at("2027-08-01T08:00:00Z");
    await plan();
    expect(await approvePost(context, second?.id ?? "", "Yan")).toMatchObject({
      status: "held",
      reason: expect.stringContaining("has changed since its text was edited"),
    });
  });

  test("says once that it has no next day, and goes on when there is one again", async () => {
    const first = await addOn(true);
    const id = first.series?.id ?? "";
    await cancelPost(context, first.id, "Yan");
    const second = await store.posts.findOfSeries(id);
    setAda({ born: { date: "1985", source: "page" } });
    await cancelPost(context, second?.id ?? "", "Yan");
    await plan();
    expect(await store.posts.findOfSeries(id)).toBeNull();
    expect(told(/has no next post\..*only 1985 is known/)).toHaveLength(1);
    setAda({});
    await plan();
    expect(await store.posts.findOfSeries(id)).toMatchObject({ id: `2029-04-24/${id}` });
  });
});

describe("a change of a series", () => {
  const yearly = (): Promise<StoredPost> =>
    addOwnPost(context, {
      at: at("2027-03-08T08:00:00Z"),
      accounts,
      words,
      every: { timing: { kind: "at", monthDay: "03-08", time: "10:00" }, firstYear: 2027 },
    });
  const idOf = (post: StoredPost): string => post.series?.id ?? "";
  const other: OwnWords = { ...words, texts: { "*": "Write two letters." } };
  const monthDay = (day: string, firstYear: number) => ({ timing: { kind: "at" as const, monthDay: day, time: "11:00" }, firstYear });

  test("is one of all years; what was changed of one year by itself stays", async () => {
    const first = await yearly();
    const id = idOf(first);
    expect(await editSeries(context, await findSeries(context, id), { words: other, accounts }, "Yan")).toMatchObject({
      kept: [],
      next: { id: first.id, words: { texts: other.texts } },
    });
    const alone: OwnWords = { ...words, texts: { "*": "This year only." } };
    await editPost(context, await find(first.id), { words: alone, at: at("2027-03-09T08:00:00Z"), accounts }, "Yan");
    const changed = await editSeries(
      context,
      await findSeries(context, id),
      { words, accounts: ["telegram"], every: monthDay("04-01", 2027) },
      "Yan",
    );
    expect(changed.kept).toEqual(["words", "time"]);
    expect(changed.next).toMatchObject({ at: at("2027-03-09T08:00:00Z"), words: { texts: alone.texts }, accounts: ["telegram"] });
    await cancelPost(context, first.id, "Yan");
    expect(await store.posts.findOfSeries(id)).toMatchObject({
      id: `2028-04-01/${id}`,
      at: at("2028-04-01T08:00:00Z"),
      words: { texts: words.texts },
    });
  });

  test("of its day goes to the very day that was said, never a second time into a year that had its post", async () => {
    const first = await yearly();
    const id = idOf(first);
    const moved = await editSeries(context, await findSeries(context, id), { words, accounts, every: monthDay("12-01", 2026) }, "Yan");
    expect(moved.next).toMatchObject({ id: first.id, at: at("2026-12-01T09:00:00Z"), series: { year: 2026 } });
    now = at("2026-12-01T09:00:00Z");
    await dispatchDue.run(context);
    await plan();
    expect(await store.posts.findOfSeries(id)).toMatchObject({ id: `2027-12-01/${id}` });
    await expect(
      editSeries(context, await findSeries(context, id), { words, accounts, every: monthDay("12-30", 2026) }, "Yan"),
    ).rejects.toThrow(/had its post of 2026 already/);
    // Back on the day that a moved post was named after.
    const back = await editSeries(context, await findSeries(context, id), { words, accounts, every: monthDay("03-08", 2028) }, "Yan");
    expect(back.next).toMatchObject({ id: `2027-12-01/${id}`, at: at("2028-03-08T09:00:00Z") });
  });

  test("makes a post of its own id where an older one of that day was moved away", async () => {
    const first = await yearly();
    const id = idOf(first);
    await editPost(context, first, { words, at: at("2026-12-05T08:00:00Z"), accounts }, "Yan");
    await store.pool.query(`update rollcall.posts set id = '2028-03-08/${id}'`);
    await cancelPost(context, `2028-03-08/${id}`, "Yan");
    expect(await store.posts.findOfSeries(id)).toMatchObject({ id: `2028-03-08/${id}/2`, series: { year: 2028 } });
  });

  test("ends it with the post that waits; nobody decides about all years at once", async () => {
    const first = await yearly();
    const id = idOf(first);
    await expect(approvePost(context, id, "Yan")).rejects.toThrow(new RegExp(`by itself: the next one is ${first.id}`));
    expect(await cancelSeries(context, id, "Yan")).toBe(first.id);
    await plan();
    expect(await store.posts.findOfSeries(id)).toBeNull();
    expect(await find(first.id)).toMatchObject({ status: "skipped", cancelledBy: "Yan" });
    await expect(cancelSeries(context, id, "Yan")).rejects.toThrow(/cancelled by Yan/);
  });
});

test("a text is said again only after 30 days, punctuation, unseen signs and case aside", async () => {
  await addOwnPost(context, { at: at("2027-03-08T08:00:00Z"), accounts, words });
  const check = (text: string, instant: string): Promise<void> =>
    checkWords(context, { ...words, texts: { en: text } }, { again: false, id: null, at: at(instant) });
  for (const instant of ["2027-02-07T08:00:00Z", "2027-04-06T08:00:00Z"])
    await expect(check("write \u200b A  letter.", instant)).rejects.toThrow(/2027-03-08\/own\/1 says the same.*--again/);
  await expect(check("«Write a letter»", "2027-03-08T08:00:00Z")).rejects.toThrow(/says the same/);
  await expect(check("Write a… #letter", "2027-03-08T08:00:00Z")).rejects.toThrow(/says the same/);
  await check("Write letters.", "2027-03-08T08:00:00Z");
  await addOwnPost(context, { at: at("2027-03-08T09:00:00Z"), accounts, words: { ...words, texts: { "*": "!!!" } } });
  await check("???", "2027-03-08T08:00:00Z");
  await check("Write a letter.", "2027-02-05T08:00:00Z");
  await check("Write a letter.", "2027-04-08T08:00:00Z");
});

test("why somebody holds a post is one line, names nobody who is withheld, and is forgotten when they become so", async () => {
  const { id } = await addOwnPost(context, { at: at("2027-03-08T08:00:00Z"), accounts, words });
  expect(await holdPost(context, id, "Yan", "news\nof \u202eAda Example.")).toMatchObject({
    reason: expect.stringContaining("news of Ada Example. `"),
  });
  setAda({ consent: "withheld" });
  await plan();
  expect(await find(id)).toMatchObject({ status: "held", heldBy: "Yan", reason: `Held by Yan. \`queue release ${id}\` lets it go.` });
  await expect(holdPost(context, id, "Yan", "for Ada Example")).rejects.toThrow(/leave the name out/);
  await expect(holdPost(context, id, "Yan", "x".repeat(301))).rejects.toThrow(/at most 300/);
});

test("when the campaign's clock changes its zone, posts keep their time of day; what would be over keeps its instant; campaigners hear of it once", async () => {
  const soon = await addOwnPost(context, { at: at("2026-11-21T08:00:00Z"), accounts, words });
  const later = await addOwnPost(context, { at: at("2027-07-08T07:00:00Z"), accounts, words: { ...words, texts: { en: "a", be: "b" } } });
  campaign = { ...campaign, zone: "Asia/Tokyo" };
  await plan();
  await plan();
  expect(await find(soon.id)).toMatchObject({ at: soon.at, status: "scheduled" });
  expect(await find(later.id)).toMatchObject({ at: at("2027-07-08T01:00:00Z"), status: "scheduled", timing: { wall: "2027-07-08T10:00" } });
  expect(told(/clock was in Europe\/Vilnius and is in Asia\/Tokyo now/)).toEqual([
    expect.stringMatching(
      /2026-11-21\/own\/1: its time of day was over there[^\n]*now 2026-11-21 17:00\n2027-07-08\/own\/1: 2027-07-08 10:00$/,
    ),
  ]);
  campaign = { ...campaign, zone: "Europe/Vilnius" };
  await plan();
  expect([(await find(soon.id)).at, (await find(later.id)).at]).toEqual([soon.at, later.at]);
  now = soon.at;
  await dispatchDue.run(context);
  expect(await find(soon.id)).toMatchObject({ status: "dispatched" });
});

test("westward, what is over by the old clock and not yet by the new one is not lost while nobody was there", async () => {
  const post = await addOwnPost(context, { at: at("2026-11-22T08:00:00Z"), accounts, words });
  campaign = { ...campaign, zone: "Pacific/Honolulu", profiles: { ...campaign.profiles, maxLatenessHours: 2 } };
  now = at("2026-11-22T18:00:00Z");
  await plan();
  expect(await find(post.id)).toMatchObject({ status: "scheduled", at: at("2026-11-22T20:00:00Z") });
});

describe("somebody who becomes withheld", () => {
  const named = (text: string): Promise<StoredPost> =>
    addOwnPost(context, { at: at("2026-11-22T08:00:00Z"), accounts, words: { ...words, texts: { "*": text } } });

  test.each(["For Ada Example.", "Of Ada Examplem we think.", "#FreeAdaExample", "ADDA EKSAMPL", "see ada-example"])(
    "holds a waiting post that says %s at once, without a name",
    async (text) => {
      const post = await named(text);
      expect(post.status).toBe("scheduled");
      setAda({ consent: "withheld" });
      await plan();
      const held = await find(post.id);
      expect(held).toMatchObject({ status: "held", reason: expect.stringContaining("names somebody who is withheld") });
      expect(JSON.stringify([held.reason, notices])).not.toMatch(/example|ada/i);
    },
  );

  test("holds a post for their day that does not name them, and a series has no more of them", async () => {
    const post = await addOn(true);
    setAda({ consent: "withheld" });
    await plan();
    expect(await find(post.id)).toMatchObject({ status: "held", reason: expect.stringContaining("withheld") });
    await cancelPost(context, post.id, "Yan");
    expect(JSON.stringify([(await find(post.id)).reason, notices])).not.toMatch(/example|ada/i);
    expect(told(/has no next post/)).toHaveLength(1);
  });

  test("has public posts that name them taken back with --withheld, whoever these are about", async () => {
    const post = await named("For Ada Example.");
    const other = await named("For nobody.");
    now = at("2026-11-22T08:00:00Z");
    await dispatchDue.run(context);
    await store.pool.query(`update rollcall.deliveries set state = 'sent', published = '[{"id":"1","url":"https://x.example/1"}]'`);
    expect(await publicOfWithheld(context)).toEqual([]);
    setAda({ consent: "withheld" });
    expect((await publicOfWithheld(context)).map(({ id }) => id).sort()).toEqual([`${post.id}@bluesky`, `${post.id}@telegram`]);
    await plan();
    expect(told(/^2 posts are public about somebody who is withheld/)).toHaveLength(1);
    expect(other.status).toBe("scheduled");
  });
});

describe("where it was to go", () => {
  test("an account that is not there any more, or speaks another language, holds the post in words", async () => {
    const { id } = await addOwnPost(context, {
      at: at("2026-11-22T08:00:00Z"),
      accounts,
      words: { ...words, texts: { en: "a", be: "b" } },
    });
    const before = campaign;
    campaign = { ...before, accounts: before.accounts.filter((account) => account.id !== "telegram") };
    await plan();
    expect(await find(id)).toMatchObject({ status: "held", reason: expect.stringContaining("no account telegram any more") });
    campaign = { ...before, accounts: before.accounts.map((account) => ({ ...account, language: "en" })) };
    await plan();
    expect(await find(id)).toMatchObject({ status: "scheduled" });
    campaign = { ...before, accounts: before.accounts.map((account) => ({ ...account, language: "uk" })) };
    await plan();
    expect(await find(id)).toMatchObject({ status: "held", reason: expect.stringContaining("bluesky speaks uk by now") });
    campaign = before;
    await plan();
    expect(await find(id)).toMatchObject({ status: "scheduled", accounts });
  });

  test("a post that goes nowhere is held, not handed out", async () => {
    const { id } = await addOwnPost(context, { at: at("2026-11-22T08:00:00Z"), accounts: [], words });
    expect(await find(id)).toMatchObject({ status: "held", reason: expect.stringContaining("no account to go to") });
  });
});
