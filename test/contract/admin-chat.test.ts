import { describe, expect, it } from "vitest";
import { UserError } from "../../src/user-error.ts";
import { ania, settle, startAdminStage, stranger, yan } from "./admin-chat-fixture.ts";

describe("a button below a notice", () => {
  it("decides in the name of whoever pressed it, says so to them and to the chat, and is gone then", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.start();
    await stage.press(told, 1);
    await expect.poll(() => stage.popUps()).toEqual(["It is noted."]);
    expect(stage.decided).toEqual([{ choice: settle[1], who: "Ania", link: undefined }]);
    expect(stage.inGroup()).toMatchObject([
      { id: told.id, text: "Is the post there?\n\nDecided by Ania. It is noted.", replyMarkup: { inline_keyboard: [] } },
    ]);
    expect(await stage.notices.ofMessage(told.id)).toMatchObject({ answeredBy: "Ania", outcome: "It is noted." });
  });

  it("decides once when two press at the same time; the second is told what was decided", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    await stage.press(told, 0, yan);
    await stage.press(told, 1, ania);
    stage.start();
    await expect.poll(() => stage.popUps()).toEqual(["It is noted.", "Decided by Yan. It is noted."]);
    expect(stage.decided).toHaveLength(1);
    expect(stage.inGroup()).toMatchObject([{ text: "Is the post there?\n\nDecided by Yan. It is noted." }]);
  });

  it("decides for a member of the chat who is on no list, without their name", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.start();
    await stage.press(told, 1, stranger);
    await expect.poll(() => stage.decided).toMatchObject([{ who: "a campaigner in the admin chat" }]);
    await expect.poll(() => stage.inGroup()[0]?.text).toContain("Decided by a campaigner in the admin chat.");
  });

  it("stays where what was chosen cannot be done, with the reason", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.start();
    stage.answer = async () => Promise.reject(new UserError("Somebody else than the author has to approve."));
    await stage.press(told, 1);
    await expect.poll(() => stage.popUps()).toEqual(["Somebody else than the author has to approve."]);
    expect(stage.inGroup()).toEqual([told]);
    stage.answer = async () => "It is noted.";
    await stage.press(told, 1);
    await expect.poll(() => stage.popUps()).toHaveLength(2);
    expect(await stage.notices.ofMessage(told.id)).toMatchObject({ answeredBy: "Ania" });
  });

  it("stays where something broke, which is said without its words", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.start();
    stage.answer = async () => Promise.reject(new TypeError("database password hunter2"));
    await stage.press(told, 1);
    await expect.poll(() => stage.popUps()).toEqual([expect.stringContaining("Try again") as string]);
    await expect.poll(() => stage.logged).toMatchObject([{ update: "callback_query", error: "TypeError" }]);
    expect(stage.inGroup()).toEqual([told]);
    expect(JSON.stringify([stage.popUps(), stage.logged])).not.toContain("hunter2");
  });

  it("means nothing where it is not known, whatever a client sends as its data", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.start();
    const bad = ["n:1:2", "n:2:0", "n:1:-1", "n:1:0 ", "n:9999999999999999999:0", "x", "constructor", "n:1:__proto__", undefined];
    for (const data of bad) {
      const replyMarkup = { inline_keyboard: [[{ callback_data: data }]] };
      await stage.press({ ...told, replyMarkup }, 0);
    }
    await expect.poll(() => stage.popUps()).toEqual(bad.map(() => "This button has no meaning any more."));
    expect(stage.decided).toEqual([]);
  });

  it("shows what was decided below every message that told the notice, where a crash had it told twice", async () => {
    await using stage = await startAdminStage();
    const first = await stage.tell("Is the post there?", settle);
    const second = await stage.tell("Another one");
    await stage.notices.told(1, second.id);
    stage.start();
    await stage.press(first, 1);
    await expect
      .poll(() => stage.inGroup().map(({ text }) => text))
      .toEqual(Array(2).fill("Is the post there?\n\nDecided by Ania. It is noted."));
  });

  it("that is pressed again after a crash before the answer was noted is asked again, and noted then", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    const { answered } = stage.notices;
    let dies = true;
    const dying = {
      ...stage.notices,
      answered: async (...args: Parameters<typeof answered>) => (dies ? Promise.reject(new Error("gone")) : answered(...args)),
    };
    stage.start(stage.another({ notices: dying }));
    await stage.press(told, 1);
    await expect.poll(() => stage.popUps()).toHaveLength(1);
    expect(stage.inGroup()).toEqual([told]);
    dies = false;
    await stage.press(told, 1);
    await expect.poll(() => stage.inGroup()[0]?.text).toContain("Decided by Ania.");
    expect(stage.decided).toHaveLength(2);
  });

  it("is answered in the chat where the press is too old for a pop-up and the notice does not show it", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.answer = async () => Promise.reject(new UserError("No."));
    stage.server.failNext({
      method: "answerCallbackQuery",
      failure: {
        kind: "error",
        status: 400,
        description: "Bad Request: query is too old and response timeout expired or query ID is invalid",
      },
    });
    stage.start();
    await stage.press(told, 1);
    await expect.poll(() => stage.inGroup()).toMatchObject([{}, { text: "No.", replyTo: told.id }]);
  });

  it("shows in the end what could not be shown at once", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.server.failNext({ method: "editMessageText", failure: { kind: "error", status: 502, description: "Bad Gateway" } });
    stage.start();
    await stage.press(told, 1);
    await expect.poll(() => stage.popUps()).toHaveLength(1);
    expect(stage.inGroup()).toEqual([told]);
    await stage.bot.tellNow();
    expect(stage.inGroup()).toMatchObject([
      { text: "Is the post there?\n\nDecided by Ania. It is noted.", replyMarkup: { inline_keyboard: [] } },
    ]);
  });

  it("that a deleted notice had decides all the same", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    stage.group.messages.delete(told.id);
    stage.start();
    await stage.press(told, 1);
    await expect.poll(() => stage.popUps()).toEqual(["It is noted."]);
    await stage.bot.tellNow();
    expect(stage.calls("editMessageText")).toBe(1);
    expect(stage.logged).toEqual([]);
  });
});

describe("a choice that needs the post's link", () => {
  const ask = "Reply to this message with the post's link, such as https://t.me/freethem/12.";
  const startAsked = async () => {
    const stage = await startAdminStage();
    stage.answer = async ({ link }) => {
      if (link === undefined) return { needsLink: ask };
      if (!link.startsWith("https://t.me/freethem/")) throw new UserError("That is no post of @freethem.");
      return "It is noted as sent.";
    };
    const told = await stage.tell("Is the post there?", settle);
    stage.start();
    await stage.press(told, 0);
    await expect.poll(() => stage.inGroup()[0]?.text).toBe(`Is the post there?\n\n${ask}`);
    return {
      stage,
      told,
      replyTo: { reply_to_message: { message_id: told.id } },
      [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
    };
  };

  it("asks for it below the notice, whose buttons stay, and takes it from a reply of anybody", async () => {
    await using asked = await startAsked();
    const { stage, told, replyTo } = asked;
    expect(stage.popUps()).toEqual([ask]);
    expect(stage.inGroup()).toMatchObject([{ replyMarkup: told.replyMarkup }]);
    await stage.say("It is here: t.me/freethem/12, see?", yan, replyTo);
    await expect
      .poll(() => stage.inGroup())
      .toMatchObject([
        { text: "Is the post there?\n\nDecided by Yan. It is noted as sent.", replyMarkup: { inline_keyboard: [] } },
        { text: "It is noted as sent." },
      ]);
    expect(stage.decided.at(-1)).toEqual({ choice: settle[0], who: "Yan", link: "https://t.me/freethem/12" });
  });

  it("takes it where the other button stands first, and is asked for again in silence", async () => {
    await using asked = await startAsked();
    const { stage, told } = asked;
    await stage.press(told, 0, yan);
    await expect.poll(() => stage.popUps()).toEqual([ask, ask]);
    const turned = await stage.tell("And this one?", settle.toReversed());
    await stage.say("https://t.me/freethem/12", yan, { reply_to_message: { message_id: turned.id } });
    await expect.poll(() => stage.decided.at(-1)).toMatchObject({ choice: settle[0], link: "https://t.me/freethem/12" });
    expect(stage.logged).toEqual([]);
  });

  it("says why a link does not do, and leaves replies without one and links that reply to nothing alone", async () => {
    await using asked = await startAsked();
    const { stage, replyTo } = asked;
    await stage.say("I'll look.", yan, replyTo);
    await stage.say("https://t.me/freethem/12", yan);
    await stage.say("https://t.me/freethem/12", yan, { reply_to_message: { message_id: 4000 } });
    await stage.say("https://example.org/", yan, replyTo);
    await expect.poll(() => stage.inGroup()).toMatchObject([{}, { text: "That is no post of @freethem." }]);
    expect(stage.decided).toHaveLength(2);
  });

  it("tells whoever comes second with a link what was decided", async () => {
    await using asked = await startAsked();
    const { stage, replyTo } = asked;
    await stage.say("https://t.me/freethem/12", yan, replyTo);
    await stage.say("https://t.me/freethem/13", ania, replyTo);
    await expect.poll(() => stage.inGroup()).toMatchObject([{}, {}, { text: "Decided by Yan. It is noted as sent." }]);
    expect(stage.decided).toHaveLength(2);
  });
});

describe("a command in the admin chat", () => {
  const startAnswering = (answer: (args: readonly string[], who: string) => Promise<string>) =>
    startAdminStage({ answers: { log: answer, status: answer } });

  it("is answered as a reply, in plain text and without a link's preview, with its words and its asker's name handed on", async () => {
    const asked: unknown[] = [];
    await using stage = await startAnswering(async (args, who) => {
      asked.push([args, who]);
      return "<b>*All* is _well_</b>: https://example.org/";
    });
    stage.start();
    await stage.say("/log  2026-12-01\nall", yan);
    await stage.say(`/STATUS@${stage.server.botUsername.toUpperCase()}`, stranger);
    await expect.poll(() => stage.inGroup()).toHaveLength(2);
    expect(asked).toEqual([
      [["2026-12-01", "all"], "Yan"],
      [[], "a campaigner in the admin chat"],
    ]);
    expect(stage.inGroup()).toMatchObject([
      { text: "<b>*All* is _well_</b>: https://example.org/", linkPreview: { is_disabled: true } },
      { linkPreview: { is_disabled: true } },
    ]);
    expect(stage.server.requests.filter(({ parameters }) => "parse_mode" in parameters)).toEqual([]);
  });

  it("is left alone where another bot is meant, it is not known, or the message only speaks of it", async () => {
    await using stage = await startAnswering(async () => "Answer.");
    stage.start();
    for (const text of ["/log@other_bot", "/constructor", "/__proto__", "/plan", "see /log", "/log@", "//log", "/", "log"])
      await stage.say(text);
    await stage.say("/log");
    await expect.poll(() => stage.inGroup()).toHaveLength(1);
    expect(stage.logged).toEqual([]);
  });

  it("gets a long answer in several messages, at the pace that the chat allows", async () => {
    const lines = Array.from({ length: 700 }, (_, index) => `2026-12-01 12:00 line ${index}, which says something of what happened`);
    await using stage = await startAnswering(async () => lines.join("\n"));
    stage.start();
    for (let count = 0; count < 3; count += 1) await stage.say("/log");
    await expect.poll(() => stage.inGroup(), { timeout: 20_000 }).toHaveLength(24);
    const answer = stage
      .inGroup()
      .slice(0, 8)
      .map(({ text }) => text)
      .join("\n");
    expect(answer.startsWith(lines.slice(0, 400).join("\n"))).toBe(true);
    expect(answer).toContain("The rest is too long");
    expect(stage.calls("sendMessage")).toBe(24);
  });

  it("is answered at once also where there is much to tell", async () => {
    await using stage = await startAnswering(async () => "Answer.");
    for (let count = 0; count < 30; count += 1) await stage.notices.add({ key: `${count}`, text: `Notice ${count}`, at: stage.clock() });
    for (let count = 0; count < 8; count += 1) {
      await stage.bot.tellNow();
      stage.clock.advance({ seconds: 5 });
    }
    const told = stage.inGroup().length;
    const start = stage.clock();
    await stage.say("/log");
    stage.start();
    await expect.poll(() => stage.inGroup()).toHaveLength(told + 1);
    expect(stage.pauses.filter((ms) => ms > 1000)).toEqual([]);
    expect(start.until(stage.clock()).total("seconds")).toBeLessThan(5);
  });

  it("is answered with a sentence where it fails", async () => {
    await using stage = await startAnswering(async ([what]) =>
      Promise.reject(what === "x" ? new UserError("x is no day: write it as 2026-12-01.") : new Error("secret")),
    );
    stage.start();
    await stage.say("/log x");
    await stage.say("/log y");
    await expect
      .poll(() => stage.inGroup())
      .toMatchObject([{ text: "x is no day: write it as 2026-12-01." }, { text: "That failed. Try again in a minute." }]);
    await expect.poll(() => stage.logged).toMatchObject([{ update: "message", error: "Error" }]);
    expect(JSON.stringify(stage.logged)).not.toContain("secret");
  });
});

describe("any other chat", () => {
  it("is ignored: messages, commands, and presses, of campaigners too", async () => {
    await using stage = await startAdminStage();
    const told = await stage.tell("Is the post there?", settle);
    const elsewhere = stage.server.addChat({ id: -1_002_000_000_002, type: "supergroup" });
    stage.start();
    const chat = { id: elsewhere.id, type: "supergroup", title: stage.group.title };
    await stage.press({ ...told, chat: elsewhere.id }, 1);
    await stage.say("/plan", ania, { chat });
    await stage.say("https://t.me/freethem/1", ania, { chat, reply_to_message: { message_id: told.id } });
    await stage.say("/plan", ania, { chat: { id: ania.id, type: "private" } });
    await stage.server.pushUpdate({ callback_query: { id: "77", from: ania, data: "n:1:1", inline_message_id: "9" } });
    await stage.say("/plan");
    await expect.poll(() => stage.inGroup().length).toBe(2);
    expect(stage.decided).toEqual([]);
    expect(stage.popUps()).toEqual([]);
    expect(stage.server.posts(elsewhere.id)).toEqual([]);
    expect(stage.logged).toEqual([]);
  });
});
