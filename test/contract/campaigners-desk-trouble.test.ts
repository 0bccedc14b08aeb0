import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dispatchDue } from "../../jobs/dispatch-due.ts";
import { ania, stranger, yan } from "./admin-chat-fixture.ts";
import { buttonsOf, type DeskHouse, openDeskHouse, startDeskStage } from "./campaigners-desk-fixture.ts";

/** A machine that is busy takes its time. */
const busy = { timeout: 20_000 };

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const first = "2027-03-08/own/1";
const add = "/add 2027-03-08 10:00 Write a letter.";

describe("a button of a moment ago", () => {
  it("decides nothing about what was changed since it was shown", async () => {
    await using stage = await startDeskStage(house);
    stage.settings.approval = true;
    const head = await stage.ask(add, /own post by Ania/);
    await stage.ask(`/edit ${first} Write another letter.`, /own post by Ania/);
    const changed = /^2027-03-08\/own\/1 has changed since it was shown here: look at it again with \/show_\w{5}, then decide\.$/;
    expect(await stage.tap(head, "Approve", { from: yan })).toMatch(changed);
    await expect
      .poll(() => buttonsOf(stage.inGroup().find(({ id }) => id === head.id)!).map(({ text }) => text), busy)
      .toEqual(["👁 Show it again"]);
    expect(await stage.tap(head, "Approve", { from: yan, asItWas: true })).toMatch(changed);
    expect(await stage.context.posts.find(first)).toMatchObject({ approvedBy: null, status: "held" });
    await stage.tap(head, "Show it again", { from: yan });
    const fresh = await stage.told(/own post by Ania/);
    expect(await stage.tap(fresh, "Approve", { from: yan })).toMatch(/is approved/);
  });

  it("of a notice decides nothing about words that were written after it, and nothing twice", async () => {
    await using stage = await startDeskStage(house);
    stage.settings.approval = true;
    const head = await stage.ask(add, /own post by Ania/);
    await stage.bot.tellNow();
    const notice = await stage.told(/^2027-03-08\/own\/1 is held\. It waits for the yes/);
    const edited = await stage.ask(`/edit ${first} Write another letter.`, /own post by Ania/);
    expect(await stage.tap(notice, "Approve", { from: yan })).toMatch(
      /^2027-03-08\/own\/1 was edited since this was told: look at it with \/show_\w{5}/,
    );
    // The chat takes only so many messages a minute.
    stage.clock.advance({ minutes: 1 });
    await stage.bot.tellNow();
    const second = await stage.told(/^2027-03-08\/own\/1 is held\. It waits for the yes/);
    await stage.tap(edited, "Approve", { from: yan });
    expect(await stage.tap(second, "Approve", { from: ania })).toBe(`${first} was approved by Yan already.`);
    expect((await stage.log(first)).filter((line) => line.startsWith("approved"))).toEqual(["approved Yan"]);
    expect(head.id).toBeLessThan(notice.id);
  });

  it("decides nothing about what is sent by then", async () => {
    await using stage = await startDeskStage(house);
    const head = await stage.ask("/add 2026-12-01 14:10 Now.", /own post by Ania/);
    stage.clock.advance({ minutes: 11 });
    await dispatchDue.run({ ...stage.context, carrier: { hand: async () => {} } });
    for (const label of ["Hold", "Cancel", "Edit text", "Where"])
      expect(await stage.tap(head, label, { asItWas: true })).toBe(
        "2026-12-01/own/1 is handed out already: /status shows what became of it.",
      );
    expect(await stage.context.posts.find("2026-12-01/own/1")).toMatchObject({ status: "dispatched", heldBy: null, cancelledBy: null });
  });

  it("is decided once when two press at the same moment", async () => {
    await using stage = await startDeskStage(house);
    const head = await stage.ask(add, /own post by Ania/);
    const said = await Promise.all([stage.tap(head, "Hold"), stage.tap(head, "Hold", { from: yan, asItWas: true })]);
    expect(said.sort()).toEqual([`${first} is held by Ania already.`, expect.stringMatching(/is held by Ania: \/release_/)]);
    expect((await stage.log(first)).filter((line) => line.startsWith("held"))).toEqual(["held Ania"]);
  });

  it("means nothing with data that no button has, and does nothing in another chat", async () => {
    await using stage = await startDeskStage(house);
    const head = await stage.ask(add, /own post by Ania/);
    const forged = (data: string) => ({ ...head, replyMarkup: { inline_keyboard: [[{ text: "x", callback_data: data }]] } });
    for (const data of [
      "p:destroy:abcde",
      "p:hold:../..",
      `p:hold:abcde:${"x".repeat(46)}`,
      "p:hold",
      "n:99:0",
      "d:everything",
      "\u{202e}p",
    ])
      expect(await stage.tap(forged(data), "x", { asItWas: true })).toBe("This button has no meaning any more.");
    expect(await stage.tap(forged("p:approve:zzzzz:abc"), "x", { asItWas: true })).toBe(
      "There is no such post any more: /queue shows what waits.",
    );
    expect(await stage.tap(forged(buttonsOf(head)[0]!.callback_data.replace(/:[^:]+$/, ":forged0000")), "x", { asItWas: true })).toMatch(
      /is held by Ania|has changed/,
    );

    await stage.ask("/show zzzzz", /There is no such post/);
    const calls = stage.server.requests.length;
    for (const { callback_data: data } of buttonsOf(head))
      await stage.server.pushUpdate({
        callback_query: {
          id: "9",
          from: ania,
          chat_instance: "1",
          data,
          message: { message_id: head.id, date: 1, chat: { id: 42, type: "private" } },
        },
      });
    for (const text of ["/queue", "/show", add.replace("letter", "lie"), "/help", "/approve 2027-03-08/own/1"])
      for (const from of [ania, stranger])
        await stage.server.pushUpdate({
          message: { message_id: 7, date: 1, from, chat: { id: from.id, type: "private", first_name: "x" }, text },
        });
    await stage.ask("/show zzzzz", /There is no such post/);
    expect(stage.server.requests.slice(calls).filter(({ method }) => method !== "getUpdates" && method !== "sendMessage")).toEqual([]);
    expect(stage.server.posts().filter(({ chat }) => chat !== stage.group.id)).toEqual([]);
  });
});

describe("what is typed", () => {
  it("harms nothing around it, however strange, and is never taken when Telegram may have cut it", async () => {
    await using stage = await startDeskStage(house);
    const overridden = "\u{202e}drowkcab\u{2066} \u{200f}text";
    await stage.ask(`/add 2027-03-08 10:00 telegram\n${overridden}`, /own post by Ania/);
    const list = await stage.ask("/queue", /“\u{2068}drowkcab text\u{2069}” \/show_/u);
    expect(list.text).not.toMatch(/[\u{202e}\u{200f}\u{2066}]/u);
    await stage.ask(`/add 2027-03-09 10:00 telegram\n${"x".repeat(4000)}`, /2027-03-09\/own\/1/);
    expect(stage.inGroup().some(({ text }) => text === "x".repeat(4000) || text.endsWith(`\n\n${"x".repeat(4000)}`))).toBe(true);
    const whole = `/add 2027-03-10 10:00 telegram\n${"y".repeat(5000)}`.slice(0, 4096);
    await stage.ask(whole, /^That message is as long as Telegram lets one be \(4096\), so its end may be missing: shorten it\.$/);
    await stage.ask("/add 2027-03-10 10:00 A hidden link.", /write the address itself/, ania, {
      entities: [{ type: "text_link", offset: 24, length: 6, url: "https://evil.example/" }],
    });
    await stage.ask("/add 2027-03-10 10:00 *bold* _and_ <b>[x](http://y.example)</b> &amp;", /2027-03-10\/own\/1/);
    await expect
      .poll(() => stage.inGroup().filter(({ text }) => text.includes("*bold* _and_ <b>[x](http://y.example)</b> &amp;")).length, busy)
      .toBeGreaterThan(0);
    await stage.ask("/show 2027-03-10/own/1; drop table posts", /own post by Ania|no such post/);
  });

  it("is not changed by editing the message, and says so once it would have mattered", async () => {
    await using stage = await startDeskStage(house);
    await stage.ask(add, /own post by Ania/);
    const chat = { id: stage.group.id, type: "supergroup", title: "Campaigners" };
    await stage.server.pushUpdate({
      edited_message: { message_id: 8, date: 1, edit_date: 2, from: ania, chat, text: "Only talk, corrected." },
    });
    await stage.server.pushUpdate({ edited_message: { message_id: 9, date: 1, edit_date: 2, from: ania, chat, text: `${add} Or two.` } });
    const said = await stage.told(/^A message that is edited changes nothing here/);
    expect(stage.inGroup().filter(({ id }) => id > said.id)).toEqual([]);
    expect((await stage.context.posts.find(first))?.words?.texts).toEqual({ "*": "Write a letter." });
  });
});

describe("the chat itself", () => {
  it("may become a supergroup, and goes on there", async () => {
    await using stage = await startDeskStage(house);
    const moved = stage.server.addChat({ id: -1_002_000_000_777, type: "supergroup", title: "Campaigners" });
    await stage.ask("/help", /\/queue/);
    stage.group.migratedTo = moved.id;
    const chat = { id: stage.group.id, type: "group", title: "Campaigners" };
    await stage.server.pushUpdate({ message: { message_id: 9, date: 1, from: ania, chat, migrate_to_chat_id: moved.id } });
    await stage.server.pushUpdate({
      message: { message_id: 1, date: 1, from: ania, chat: { ...chat, id: moved.id }, text: "/add 2027-03-08 10:00 Moved." },
    });
    await expect.poll(() => stage.server.posts(moved.id).at(-1)?.text, busy).toMatch(/own post by Ania/);
  });

  it("may be told to wait by Telegram: what was decided is decided once, and said when the wait is over", async () => {
    await using stage = await startDeskStage(house);
    const head = await stage.ask(add, /own post by Ania/);
    stage.server.floodWait(20, stage.group.id);
    expect(await stage.tap(head, "Hold")).toMatch(/is held by Ania/);
    await expect.poll(() => stage.inGroup().find(({ id }) => id === head.id)?.text, busy).toMatch(/HELD/);
    stage.server.floodWait(7200, stage.group.id);
    expect(await stage.tap(head, "Release", { from: yan })).toMatch(/is released/);
    expect((await stage.log(first)).filter((line) => line.startsWith("let-go"))).toEqual(["let-go Yan"]);
    expect(JSON.stringify(stage.logged)).not.toContain("letter");
  });
});
