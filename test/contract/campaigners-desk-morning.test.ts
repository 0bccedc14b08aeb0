import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planPosts } from "../../jobs/plan-posts.ts";
import { openDesk } from "../../src/decisions/desk/open-desk.ts";
import { startAdminStage, yan } from "./admin-chat-fixture.ts";
import { type DeskHouse, openDeskHouse, startDeskStage } from "./campaigners-desk-fixture.ts";

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const mornings = (texts: readonly { readonly text: string }[]): string[] =>
  texts.flatMap(({ text }) => (/^\w{3} \d{4}-\d\d-\d\d, times in/.test(text) ? [text] : []));

describe("the morning message", () => {
  it("comes once a day at the campaign's time, whatever is restarted and however many workers there are, with buttons that show the posts", async () => {
    await using stage = await startDeskStage(house);
    stage.settings.approval = true;
    await stage.ask("/add 2026-12-02 18:00 Typed here alone.", /own post by Ania/);
    await stage.bot.tellNow();
    expect(mornings(stage.inGroup())).toEqual([]);
    // 07:59 of the next day in Vilnius, then 08:00. The clock goes on while the plan is made: with each pause, and none is waited for.
    const goTo = (time: string): void => stage.clock.advance(stage.clock().until(Temporal.Instant.from(`2026-12-02T${time}Z`)));
    goTo("04:00:00");
    await planPosts.run(stage.context);
    goTo("05:59:00");
    await stage.bot.tellNow();
    expect(mornings(stage.inGroup())).toEqual([]);
    goTo("06:00:00");
    await using second = stage.another({ desk: openDesk(house.app, stage.context) });
    // The queue gives the telling to one worker after the other.
    await stage.bot.tellNow();
    await second.tellNow();
    await stage.bot.tellNow();
    await using third = stage.another({ desk: openDesk(house.app, stage.context) });
    await third.tellNow();
    const [text = "", ...more] = mornings(stage.inGroup());
    expect(more).toEqual([]);
    expect(text).toMatch(
      /^Wed 2026-12-02, times in Europe\/Vilnius\n\nToday:\n● 12:00 [^\n]+ \/show_\w{5}\n❓ 18:00 own post by Ania \/show_\w{5}\n {3}held: It waits for the yes of somebody other than Ania: \/approve_\w{5}\./,
    );
    expect(text).toMatch(/Held in the days ahead:\n[^\n]+✋ 12:00 [^\n]+\n {3}held: [^\n]+last checked/);
    expect(text).not.toContain("Typed");
    const told = stage.inGroup().find((message) => message.text === text)!;
    await stage.tap(told, "18:00 own post by Ania", { from: yan });
    await stage.told(/own post by Ania\nWednesday 2026-12-02 18:00/);
    stage.clock.advance({ hours: 24 });
    await stage.bot.tellNow();
    expect(mornings(stage.inGroup())).toHaveLength(2);
  });

  it("is one line where there is nothing, and is left out where nobody was running until noon", async () => {
    await using stage = await startDeskStage(house);
    const nobody = { ...stage.context, content: () => ({ ...stage.context.content(), prisoners: new Map() }) };
    await using other = await startAdminStage({ desk: openDesk(house.app, nobody) });
    other.clock.advance({ hours: 18 });
    house.clock = () => other.clock();
    await planPosts.run(nobody);
    await other.bot.tellNow();
    expect(other.inGroup().map(({ text }) => text)).toEqual(["Wed 2026-12-02: nothing goes out today, and nothing waits for you."]);
    other.clock.advance({ hours: 28, minutes: 1 });
    await other.bot.tellNow();
    expect(other.inGroup()).toHaveLength(1);
  });

  it("that could not be told in time is not told later", async () => {
    await using stage = await startDeskStage(house);
    stage.clock.advance({ hours: 18 });
    stage.server.floodWait(8 * 3600, stage.group.id);
    await stage.bot.tellNow();
    stage.clock.advance({ hours: 9 });
    await stage.bot.tellNow();
    expect(mornings(stage.inGroup())).toEqual([]);
  });
});

describe("what is typed in the campaigners' chat", () => {
  it("is in no table, file or log line but those of the post that it made", async () => {
    await using stage = await startDeskStage(house);
    stage.settings.withheld = "maria-kalesnikava";
    const posts: string[] = [];
    await stage.ask("/add 2027-03-08 10:00 Zwanzigkept.", /own post by Ania/);
    posts.push("Zwanzigkept");
    await stage.ask("/add Zwanzighalf", /When does it go out/);
    await stage.ask("/add 2027-03-08 10:00 Zwanzignamed Maria Kalesnikava", /withheld/);
    await stage.ask(`/add 2027-03-08 10:00 ${"Zwanziglong ".repeat(40)}`, /Shorten it/);
    await stage.ask("/add 2027-03-08 10:00 zwanzigKEPT.", /2027-03-08\/own\/1/);
    await stage.ask("/add Zwanzigtime 25:99", /When does it go out/);
    await stage.ask("/hold 2027-03-08/own/1 Zwanzigreason", /is held by Ania/);
    await stage.ask("/show Zwanzigref", /There is no such post/);
    await stage.ask("/plan Zwanzigplan", /The plan/);
    const when = await stage.ask("/time 2027-03-08/own/1", /New time/);
    await stage.replyTo(when, "Zwanzigwhen");
    await stage.told(/must be a day and a time/);
    await stage.say("Zwanzigtalk among campaigners");
    await stage.ask("/help", /\/queue/);
    const kept = `${await house.kept()}\n${JSON.stringify(stage.logged)}`;
    const found = [...new Set(kept.match(/zwanzig[a-z]{4,6}/gi))];
    expect(found).toEqual(posts);
    const { pool } = await house.app.store();
    const { rows } = await pool.query<{ all: string }>(
      "select (select coalesce(string_agg(n::text, ''), '') from rollcall.notices n) || (select coalesce(string_agg(d::text, ''), '') from rollcall.decisions d) || (select coalesce(string_agg(j::text, ''), '') from rollcall.job_runs j) as all",
    );
    expect(rows[0]?.all).not.toMatch(/zwanzig/i);
  });
});
