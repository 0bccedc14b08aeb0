import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Content } from "../../src/campaign/content.ts";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { writeProfile } from "../../src/campaign/words/write-profile.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { readContent } from "../../src/content/read-content.ts";
import { createIsReleaseTold, createPostsOfDay } from "../../src/posts-of-day.ts";
import type { PostOfDay } from "../../src/telegram/commands/answer.ts";
import { aRelease } from "../unit/campaign/a-release.ts";
import { storeHomes, type StoreHome } from "./store-homes.ts";

const shipped = (await readContent("content")).content!;
const release = aRelease({ since: "2026-11-18", checked: "2026-11-19" });
const now = Temporal.Instant.from("2026-11-20T09:00:00Z");
const date = Temporal.PlainDate.from("2026-11-20");

let content: Content;
const source = { current: () => content, texts: () => createTexts(shipped.texts) };

const post = (subject: string, changes: Partial<PlannedPost> = {}): PlannedPost => {
  const kind = changes.kind ?? "profile";
  const at = Temporal.Instant.from("2026-11-20T10:00:00Z");
  return {
    id: `${date.toString()}/${kind}/${subject}`,
    kind,
    subject,
    date,
    at,
    notAfter: at.add({ hours: 12 }),
    accounts: ["bluesky", "telegram"],
    status: "scheduled",
    reason: null,
    ...changes,
  };
};

let home: StoreHome;
beforeAll(async () => {
  home = await storeHomes[0]!.open();
});
afterAll(() => home[Symbol.asyncDispose]());
beforeEach(async () => {
  await home.empty();
  content = { ...shipped, prisoners: new Map([...shipped.prisoners, [release.slug, release]]) };
});

const shown = async (language = "en"): Promise<PostOfDay[]> => createPostsOfDay(home.store, source, () => now)(language);
const isTold = (slug: string): Promise<boolean> => createIsReleaseTold(home.store, source, () => now)(slug);
const subjects = async (language?: string): Promise<string[]> => (await shown(language)).map(({ subject }) => subject);

const add = async (...posts: PlannedPost[]): Promise<void> => {
  for (const one of posts) await home.store.posts.add(one);
};

const dispatch = async ({ id, kind, subject, at, notAfter }: PlannedPost): Promise<void> => {
  const delivery = { id: `${id}@telegram`, postId: id, kind, subject, account: "telegram", network: "telegram" as const, at, notAfter };
  expect(await home.store.ledger.dispatch(id, [delivery])).toBe(true);
};

describe("the posts of a day, as readers are told them", () => {
  it("are those that wait and those that are out, in the words of the posts and in the reader's language", async () => {
    await add(post("maria-kalesnikava"), post("ihar-lednik"));
    await dispatch(post("ihar-lednik"));
    for (const language of shipped.campaign.languages) {
      const prisoner = shipped.prisoners.get("maria-kalesnikava")!;
      const { text, link, hashtags } = writeProfile({
        prisoner,
        campaign: shipped.campaign,
        texts: source.texts(),
        language,
        today: date,
        roomGraphemes: 1024,
      });
      expect(await shown(language)).toContainEqual({ kind: "profile", subject: "maria-kalesnikava", text, link, hashtags });
      expect(await subjects(language)).toEqual(["ihar-lednik", "maria-kalesnikava"]);
    }
  });

  it("leave out what is held, what the gate holds by now, and whoever is withheld by now", async () => {
    await add(post("maria-kalesnikava", { status: "held", reason: "Somebody looks at it." }), post("ihar-ilyash"), post("ihar-losik"));
    expect(await subjects()).toEqual(["ihar-losik"]);
    const losik = content.prisoners.get("ihar-losik")!;
    content = { ...content, prisoners: new Map([...content.prisoners, ["ihar-losik", { ...losik, consent: "withheld" }]]) };
    expect(await subjects()).toEqual([]);
  });

  it("leave out what campaigners took back", async () => {
    const one = post("maria-kalesnikava");
    await add(one);
    await dispatch(one);
    expect(await subjects()).toEqual(["maria-kalesnikava"]);
    await home.store.withdrawals.ask([`${one.id}@telegram`], "Ania", now);
    expect(await subjects()).toEqual([]);
  });

  it("tell the news of a release when its own post is out, and not before", async () => {
    const one = post("somebody", { kind: "freed" });
    await add(one);
    await home.store.posts.approve(one.id, "Ania");
    expect(await subjects()).toEqual([]);
    await dispatch(one);
    expect((await shown())[0]?.text).toContain("Released: Sara Test");
  });

  it("let the bot tell of a release once its post is out, and no more when it is taken back", async () => {
    const one = post("somebody", { kind: "freed", id: "2026-11-18/freed/somebody" });
    await add(one);
    await home.store.posts.approve(one.id, "Ania");
    expect(await isTold("somebody")).toBe(false);
    await dispatch(one);
    expect([await isTold("somebody"), await isTold("maria-kalesnikava"), await isTold("nobody")]).toEqual([true, false, false]);
    await home.store.withdrawals.ask([`${one.id}@telegram`], "Ania", now);
    expect(await isTold("somebody")).toBe(false);
  });

  it("have what campaigners wrote when it is out, in a language that they wrote it in", async () => {
    const words = { texts: { be: "Напішыце ліст." }, link: null, image: null, thread: false, author: "Ania", basis: null };
    const one = post("own", { kind: "own", id: "2026-11-20/own/1", accounts: ["telegram"] });
    await home.store.posts.add(one, null, words);
    expect(await shown("be")).toEqual([]);
    await dispatch(one);
    expect((await shown("be")).map(({ text }) => text)).toEqual(["Напішыце ліст."]);
    expect(await shown("en")).toEqual([]);
  });

  it("say a marked day in a language that it has a title in", async () => {
    const anniversaries = { ...shipped.campaign.anniversaries, enabled: true };
    const day = {
      id: "day",
      day: "11-20",
      title: { en: "The day" },
      kind: "yearly" as const,
      autoPost: true,
      people: [],
      sources: [{ title: "A page" }],
    };
    content = { ...content, campaign: { ...shipped.campaign, anniversaries }, days: [day] };
    await add(post("day", { kind: "marked-day" }));
    expect((await shown("en")).map(({ text }) => text)).toEqual(["The day\n\n20 November 2026"]);
    expect(await shown("be")).toEqual([]);
  });
});
