import { planPosts } from "../../jobs/plan-posts.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stranger, yan } from "./admin-chat-fixture.ts";
import { buttonsOf, type DeskHouse, openDeskHouse, startDeskStage } from "./campaigners-desk-fixture.ts";

/** A machine that is busy takes its time. */
const busy = { timeout: 20_000 };

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const handleIn = (text: string, pattern: RegExp): string => /\/show_(\w{5})/.exec(text.slice(text.search(pattern)))?.[1] ?? "";

describe("what waits, in the campaigners' chat", () => {
  it("is listed day by day, each with a handle to tap that shows the post as it will be sent, picture and all", async () => {
    await using stage = await startDeskStage(house);
    const list = await stage.ask("/queue", /Tap \/show_/);
    expect(list.text).toMatch(/Wed 2026-12-02\n● 12:00 [^\n]+ \/show_[a-z0-9]{5}\n\nThu 2026-12-03/);
    const handle = handleIn(list.text, /Wed 2026-12-02/);
    const head = await stage.ask(`/show_${handle}@rollcall_test_bot`, /2026-12-02\/profile\//);
    expect(head.text).toMatch(/Wednesday 2026-12-02 12:00 \(Europe\/Vilnius\)\non bluesky, mastodon, telegram\nGoes out then\./);
    const pictures = stage.inGroup().filter(({ media }) => media.length > 0);
    expect(pictures).toHaveLength(2);
    const slug = /2026-12-02\/profile\/(\S+)/.exec(head.text)?.[1] ?? "";
    const name = stage.context.content().prisoners.get(slug)?.name;
    expect(pictures[0]?.text).toMatch(/^▸ bluesky \d+\/300, mastodon \d+\/500\n🖼/);
    expect(pictures[0]?.text).toContain(name?.latin);
    expect(pictures[1]?.text).toMatch(/^▸ telegram \d+\/1024/);
    expect(buttonsOf(head).map(({ text }) => text)).toEqual(["✋ Hold", "✎ Edit text", "✖ Cancel"]);
    expect(buttonsOf(head).every(({ callback_data: data }) => Buffer.byteLength(data) <= 64)).toBe(true);
  });

  it("is held, released and cancelled by a tap or a command, with the name in the record", async () => {
    await using stage = await startDeskStage(house);
    const list = await stage.ask("/queue", /Tap/);
    const handle = handleIn(list.text, /● 12:00/);
    const head = await stage.ask(`/show ${handle}`, /2026-12-\d\d\/profile/);
    const id = /2026-12-\d\d\/profile\/\S+/.exec(head.text)?.[0] ?? "";
    expect(await stage.tap(head, "Hold", { from: yan })).toMatch(`${id} is held by Yan`);
    expect(await stage.tap(head, "Hold", { asItWas: true })).toBe(`${id} is held by Yan already.`);
    expect(await stage.tap(head, "Release")).toMatch(`${id} is released. It goes out at 2026-12-`);
    await stage.ask(`/hold ${id}`, new RegExp(`^${id} is held by Ania: /release_${handle}`));
    await stage.ask(`/release_${handle}`, /is released/, yan);
    await stage.ask(`/release_${handle}`, /is not held: there is nothing to release/, yan);
    expect(await stage.tap(head, "Cancel")).toMatch(/Press once more/);
    expect(await stage.tap(head, "No, leave it")).toMatch(/stays/);
    expect(await stage.context.posts.find(id)).toMatchObject({ status: "scheduled" });
    await stage.tap(head, "Cancel");
    expect(await stage.tap(head, "Yes, it never goes out")).toBe(`${id} is cancelled.`);
    expect(await stage.tap(head, "Hold", { asItWas: true })).toBe(`${id} was cancelled by Ania already.`);
    await stage.ask(`/approve_${handle}`, /was cancelled by Ania already/, stranger);
    expect(await stage.log(id)).toEqual(expect.arrayContaining(["held Yan", "let-go Ania", "held Ania", "let-go Yan", "skipped Ania"]));
  });

  it("answers what is no post, and what names none, in one sentence", async () => {
    await using stage = await startDeskStage(house);
    const answers = [
      await stage.ask("/show zzzzz", /./),
      await stage.ask("/hold 2026-12-02/profile/nobody", /./),
      await stage.ask("/approve", /./),
      await stage.ask("/help", /./),
    ];
    expect(answers.map(({ text }) => text)).toEqual([
      "There is no such post any more: /queue shows what waits.",
      "There is no such post any more: /queue shows what waits.",
      "Say which post: /queue shows them, each with something to tap.",
      expect.stringContaining("/add 2027-03-08 10:00"),
    ]);
  });
});

it("anniversaries and marked days are shown and approved like the rest", async () => {
  await using stage = await startDeskStage(house);
  stage.settings.occasions = true;
  await planPosts.run(stage.context);
  const list = await stage.ask("/queue", /Human Rights Day/);
  expect(list.text).toMatch(/❓ 09:00 Human Rights Day \/show_(\w{5})\n {3}held: [^\n]* \/approve_\1\./);
  const head = await stage.ask(`/show_${handleIn(list.text, /❓ 09:00 Human Rights Day/)}`, /2026-12-10\/marked-day\/human-rights-day/);
  expect(stage.inGroup().some(({ text }) => /^▸ bluesky \d+\/300[^]*Human Rights Day/.test(text))).toBe(true);
  expect(await stage.tap(head, "Approve", { from: yan })).toMatch(/is approved\. It goes out at 2026-12-10 09:00/);
});

describe("a post of a campaigner's own", () => {
  it("is added in one message, shown as it will be sent, moved, reworded and placed by its buttons", async () => {
    await using stage = await startDeskStage(house);
    const head = await stage.ask(
      "/add 2027-03-08 9:30 Write a letter today. #FreeThemAll\n\nhttps://example.org/letters",
      /own post by Ania/,
    );
    expect(head.text).toMatch(
      /Monday 2027-03-08 09:30 \(Europe\/Vilnius\)\non bluesky, mastodon, telegram\nGoes out then\.\n2027-03-08\/own\/1/,
    );
    expect(await stage.context.posts.find("2027-03-08/own/1")).toMatchObject({
      words: { texts: { "*": "Write a letter today. #FreeThemAll" }, link: "https://example.org/letters", author: "Ania" },
    });
    expect(stage.inGroup().some(({ text }) => text.includes("Write a letter today. #FreeThemAll\n\nhttps://example.org/letters"))).toBe(
      true,
    );

    await stage.tap(head, "Edit time", { from: yan });
    const when = await stage.told(/New time for 2027-03-08\/own\/1\?/);
    expect(when.replyMarkup).toMatchObject({ force_reply: true, selective: true });
    await stage.restart();
    await stage.replyTo(when, "2027-03-28 03:30", yan);
    await stage.told(/^2027-03-28 03:30 does not exist in Europe\/Vilnius/);
    await stage.replyTo(when, "2027-03-09 10:00", yan);
    const moved = await stage.told(/Tuesday 2027-03-09 10:00/);

    await stage.tap(moved, "Edit text");
    await stage.replyTo(await stage.told(/New text for 2027-03-08\/own\/1\?/), "Write two letters today.");
    const reworded = await stage.told(/own post by Ania/);
    expect(stage.inGroup().some(({ text }) => text.includes("Write two letters today."))).toBe(true);

    await stage.tap(reworded, "Where");
    expect(await stage.tap(reworded, "telegram", { from: yan })).toBe("It goes to bluesky, mastodon.");
    await stage.tap(reworded, "bluesky");
    expect(await stage.tap(reworded, "mastodon")).toMatch(/has to go somewhere/);
    expect(await stage.context.posts.find("2027-03-08/own/1")).toMatchObject({ accounts: ["mastodon"] });
    await stage.tap(reworded, "Done");
    await expect
      .poll(() => buttonsOf(stage.inGroup().find(({ id }) => id === reworded.id)!).map(({ text }) => text), busy)
      .toEqual(["👁 Show it again"]);
    expect(await stage.log("2027-03-08/own/1")).toEqual(expect.arrayContaining(["planned Ania", "planned Yan", "edited Ania"]));
  });

  it("goes to the networks and the language named on its first line", async () => {
    await using stage = await startDeskStage(house);
    await stage.ask("/add tomorrow 10:00 on telegram, in be\nНапішыце ліст.", /2026-12-02\/own\/1/);
    expect(await stage.context.posts.find("2026-12-02/own/1")).toMatchObject({
      accounts: ["telegram"],
      words: { texts: { be: "Напішыце ліст." } },
    });
    await stage.ask("/add 2027-03-08 10:00 en telegram\nLetters.", /speaks it: telegram \(be\)/);
  });
});
