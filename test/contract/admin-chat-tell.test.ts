import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settle, startAdminStage } from "./admin-chat-fixture.ts";

const add = async (stage: Awaited<ReturnType<typeof startAdminStage>>, texts: readonly string[]): Promise<void> => {
  for (const text of texts) await stage.notices.add({ key: text, text, at: stage.clock() });
};
const texts = (stage: Awaited<ReturnType<typeof startAdminStage>>): string[] => stage.inGroup().map(({ text }) => text);
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `Notice ${index + 1}`);

describe("telling campaigners", () => {
  it("sends a notice once, with its buttons, and without a link's preview", async () => {
    await using stage = await startAdminStage();
    await stage.tell("Is https://t.me/freethem there?", [
      ...settle,
      { kind: "approve", postId: "p".repeat(200) },
      { kind: "withdraw", postId: "p" },
      { kind: "withdraw-withheld" },
    ]);
    await stage.bot.tellNow();
    expect(stage.inGroup()).toMatchObject([
      {
        linkPreview: { is_disabled: true },
        replyMarkup: {
          inline_keyboard: [
            [{ text: "It is there", callback_data: "n:1:0" }],
            [{ text: "Send it again", callback_data: "n:1:1" }],
            [{ text: "Approve", callback_data: "n:1:2" }],
            [{ text: "Withdraw", callback_data: "n:1:3" }],
            [{ text: "Withdraw everything", callback_data: "n:1:4" }],
          ],
        },
      },
    ]);
    expect(await stage.notices.untold()).toEqual([]);
  });

  it("keeps the chat's pace, and the order, however often it is called", async () => {
    await using stage = await startAdminStage();
    await add(stage, numbered(40));
    const times: number[] = [];
    while ((await stage.notices.untold()).length > 0) {
      const before = stage.inGroup().length;
      await Promise.all([stage.bot.tellNow(), stage.bot.tellNow()]);
      times.push(...Array<number>(stage.inGroup().length - before).fill(stage.clock().epochMilliseconds));
      stage.clock.advance({ seconds: 1 });
    }
    expect(texts(stage)).toEqual(numbered(40));
    expect(stage.calls("sendMessage")).toBe(40);
    for (const time of times) expect(times.filter((other) => other >= time && other < time + 60_000).length).toBeLessThanOrEqual(20);
    expect(times.at(-1)! - times[0]!).toBeLessThan(180_000);
  });

  it("obeys a flood wait to the second and goes on where it was", async () => {
    await using stage = await startAdminStage();
    await add(stage, numbered(3));
    stage.server.floodWait(7200, stage.group.id);
    await stage.bot.tellNow();
    for (let minute = 0; minute < 119; minute += 1) {
      stage.clock.advance({ minutes: 1 });
      await stage.bot.tellNow();
    }
    stage.clock.advance({ seconds: 59 });
    await stage.bot.tellNow();
    expect(stage.calls("sendMessage")).toBe(1);
    stage.clock.advance({ seconds: 1 });
    await stage.bot.tellNow();
    expect(texts(stage)).toEqual(numbered(3));
    expect(stage.logged).toMatchObject([
      { msg: expect.stringContaining("pause of 7200 s") as string },
      { msg: "telling campaigners works again" },
    ]);
  });

  it.each([
    { kind: "error", status: 502, description: "Bad Gateway" },
    { kind: "html", status: 200 },
    { kind: "cut" },
    { kind: "body", status: 200, body: "null" },
    { kind: "body", status: 200, body: '{"ok":true}' },
  ] as const)("keeps what could not be sent, and all behind it, until it can: $kind $status $body", async (failure) => {
    await using stage = await startAdminStage();
    await add(stage, numbered(3));
    stage.server.failNext({ method: "sendMessage", failure, times: 2 });
    for (let count = 0; count < 2; count += 1) await stage.bot.tellNow();
    expect(await stage.notices.untold()).toHaveLength(3);
    expect(stage.logged).toHaveLength(1);
    await stage.bot.tellNow();
    expect(texts(stage)).toEqual(numbered(3));
    expect(stage.logged).toHaveLength(2);
    expect(JSON.stringify(stage.logged)).not.toContain(stage.server.token);
  });

  it("tells it twice rather than never where the program died before it was noted", async () => {
    await using stage = await startAdminStage();
    await add(stage, numbered(2));
    const dying = { ...stage.notices, told: async () => Promise.reject(new Error("gone")) };
    await stage.another({ notices: dying }).tellNow();
    await stage.another().tellNow();
    expect(texts(stage)).toEqual(["Notice 1", "Notice 1", "Notice 2"]);
  });

  it("shows that there is something where Telegram refuses its words, so that those behind it are told", async () => {
    await using stage = await startAdminStage();
    // Telegram takes these marks out, and then there is nothing left.
    await stage.notices.add({ key: "bad", text: "\u202a\u202c", choices: settle, at: stage.clock() });
    await add(stage, ["Next"]);
    await stage.bot.tellNow();
    expect(stage.inGroup()).toMatchObject([
      {
        text: expect.stringContaining("cannot be shown here") as string,
        replyMarkup: { inline_keyboard: [[{ callback_data: "n:1:0" }], [{ callback_data: "n:1:1" }]] },
      },
      { text: "Next" },
    ]);
  });

  it("tells of any text and any decision what fits into a message", async () => {
    await using stage = await startAdminStage();
    stage.start();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 6000 }),
        fc.string({ unit: "grapheme", maxLength: 3000 }),
        async (text, outcome) => {
          stage.clock.advance({ minutes: 2 });
          const before = stage.inGroup().length;
          await stage.notices.add({ key: `${before} ${text}`, text, choices: settle, at: stage.clock() });
          await stage.bot.tellNow();
          expect(stage.inGroup()).toHaveLength(before + 1);
          stage.answer = async () => outcome;
          await stage.press(stage.inGroup().at(-1)!, 0);
          await expect.poll(() => stage.inGroup().at(-1)?.text).toContain("Decided by Ania.");
        },
      ),
      { numRuns: 15 },
    );
  });

  it("finds a group by its name, and follows it when it becomes a supergroup", async () => {
    await using stage = await startAdminStage();
    const named = stage.server.addChat({ type: "supergroup", username: "freethem_team" });
    const bot = stage.another({ adminChat: "https://t.me/FreeThem_team" });
    await add(stage, ["By name"]);
    await bot.tellNow();
    expect(stage.server.posts(named.id)).toMatchObject([{ text: "By name" }]);
    const moved = stage.server.addChat({ id: -1_009_000_000_009, type: "supergroup" });
    named.migratedTo = moved.id;
    await add(stage, ["Moved"]);
    await bot.tellNow();
    await add(stage, ["Once more"]);
    await bot.tellNow();
    expect(stage.server.posts(moved.id)).toMatchObject([{ text: "Moved" }, { text: "Once more" }]);
    expect(stage.calls("sendMessage")).toBe(4);
    expect(stage.logged.slice(1)).toMatchObject([
      { msg: `The campaigners' group has a new number: set TELEGRAM_ADMIN_CHAT to ${moved.id}.` },
    ]);
  });

  it("tells nothing in a channel, nor where the bot is not a member, and says what to do", async () => {
    await using stage = await startAdminStage();
    stage.server.addChannel("freethem");
    await add(stage, ["Secret"]);
    await stage.another({ adminChat: "@freethem" }).tellNow();
    stage.group.bot = { ...stage.group.bot, status: "left" };
    await stage.another().tellNow();
    expect(stage.server.posts()).toEqual([]);
    expect(stage.logged).toMatchObject([
      { msg: expect.stringContaining("a channel shows its readers") as string },
      { msg: expect.stringContaining("add the bot to it") as string },
    ]);
    stage.group.bot = { ...stage.group.bot, status: "member" };
    await stage.bot.tellNow();
    expect(texts(stage)).toEqual(["Secret"]);
  });

  it("tells in the same run what comes while it tells", async () => {
    await using stage = await startAdminStage();
    await add(stage, ["First"]);
    stage.server.failNext({ method: "sendMessage", failure: { kind: "delay", ms: 100 } });
    const telling = stage.bot.tellNow();
    await expect.poll(() => stage.calls("sendMessage")).toBe(1);
    await add(stage, ["Second"]);
    void stage.bot.tellNow();
    await telling;
    expect(texts(stage)).toEqual(["First", "Second"]);
  });

  it("lets a notice arrive and be noted that is on its way when the bot is disposed of, and starts no other", async () => {
    await using stage = await startAdminStage();
    await add(stage, ["First", "Second"]);
    stage.server.failNext({ method: "sendMessage", failure: { kind: "delay", ms: 100 } });
    void stage.bot.tellNow();
    await expect.poll(() => stage.calls("sendMessage")).toBe(1);
    await stage.bot[Symbol.asyncDispose]();
    await stage.bot.tellNow();
    expect(await stage.notices.untold()).toMatchObject([{ text: "Second" }]);
    expect(texts(stage)).toEqual(["First"]);
    expect(stage.logged).toEqual([]);
  });

  it("asks Telegram nothing as long as there is nothing to tell, and loads no SDK", async () => {
    await using stage = await startAdminStage();
    await stage.bot.tellNow();
    expect(stage.server.requests).toEqual([]);
  });
});
