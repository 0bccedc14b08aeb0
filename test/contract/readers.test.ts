import { describe, expect, it } from "vitest";
import { shippedLanguages } from "../unit/shipped-content.ts";
import { shippedWords as words, startReadersStage } from "./readers-fixture.ts";

const warning = (language: string): string => words.say(language, "bot-warning", {});
const privacy = (language: string): string => words.say(language, "bot-privacy", {});

describe("a reader", () => {
  it.each(shippedLanguages)("who speaks %s is warned first, and answered in that language, without previews of links", async (language) => {
    await using stage = await startReadersStage();
    stage.start();
    const reader = stage.reader(language);
    await stage.say(reader, "/start");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    const [answer] = stage.got(reader);
    expect(answer?.text.startsWith(warning(language))).toBe(true);
    expect(answer?.linkPreview).toEqual({ is_disabled: true });
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader).at(-1)?.text).toBe(privacy(language));
  });

  it.each([
    ["pt-br", "en"],
    ["", "en"],
    [undefined, "en"],
    ["be-tarask", "be"],
    ["RU", "ru"],
    ["__proto__", "en"],
    ["pl", "en"],
  ])("with the language %j is answered in %s", async (code, language) => {
    await using stage = await startReadersStage();
    stage.start();
    const reader = stage.reader(code);
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader).at(-1)?.text).toBe(privacy(language));
  });

  it("is answered the same whatever a link put behind /start", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const [reader, other] = [stage.reader("be"), stage.reader("be")];
    await stage.say(reader, "/start maria-kalesnikava");
    await stage.say(other, "/start");
    await expect.poll(() => [stage.got(reader).length, stage.got(other).length]).toEqual([1, 1]);
    expect(stage.got(reader)[0]?.text).toBe(stage.got(other)[0]?.text);
  });

  it("who presses a button sees its answer in the place of the message, in the button's language", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const reader = stage.reader("en");
    await stage.say(reader, "/help");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    await stage.press(reader, "be:privacy", stage.got(reader)[0]);
    await expect.poll(() => stage.got(reader).map(({ text }) => text)).toEqual([privacy("be")]);
    await stage.press(reader, "be:privacy", stage.got(reader)[0]);
    await stage.press(reader, "ru:privacy");
    await expect.poll(() => stage.got(reader).map(({ text }) => text)).toEqual([privacy("be"), privacy("ru")]);
    expect(stage.calls("answerCallbackQuery")).toBe(3);
    expect(stage.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it("who presses what no button of ours has gets nothing but the end of the clock on it", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const reader = stage.reader("en");
    for (const data of ["n:1:0", "xx", "be:CONSTRUCTOR", "en:start:".padEnd(64, "я")]) await stage.press(reader, data);
    await expect.poll(() => stage.calls("answerCallbackQuery")).toBe(4);
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader).at(-1)?.text).toBe(privacy("en"));
    expect(stage.got(reader).length).toBeLessThan(3);
  });

  it("who has blocked the bot is nobody's trouble", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const [gone, reader] = [stage.reader("be"), stage.reader("be")];
    stage.server.failNext({
      method: "sendMessage",
      failure: { kind: "error", status: 403, description: "Forbidden: bot was blocked by the user" },
    });
    await stage.say(gone, "/privacy");
    await expect.poll(() => stage.calls("sendMessage")).toBe(1);
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    expect(stage.got(gone)).toEqual([]);
    expect(stage.logged).toEqual([]);
  });

  it.each(["be", "ru", "en"])("who speaks %s is told in that language that something failed, and nothing of what", async (language) => {
    const broken = {
      ...words,
      say: ((lang: string, id: "bot-privacy", values: object) => {
        if (id === "bot-privacy") throw new Error("texts/be.ftl has no message for Jan Kowalski");
        return words.say(lang, id, values);
      }) as typeof words.say,
    };
    await using stage = await startReadersStage();
    const { shippedContent: content } = await import("./readers-fixture.ts");
    stage.start(stage.open({}, { surroundings: () => ({ content, texts: broken }) }));
    const reader = stage.reader(language);
    await stage.say(reader, "/privacy Jan Kowalski");
    await expect.poll(() => stage.got(reader).map(({ text }) => text)).toEqual([words.say(language, "bot-error", {})]);
    expect(stage.logged.map(({ time: _time, ...line }) => line)).toEqual([
      { level: 40, error: "Error", questions: 1, msg: "readers' questions could not be answered" },
    ]);
  });

  it("gets the answer though Telegram has a fault, and though it breaks the line", async () => {
    await using stage = await startReadersStage();
    stage.start();
    for (const failure of [{ kind: "error", status: 502, description: "Bad Gateway" }, { kind: "cut" }] as const) {
      const reader = stage.reader("be");
      stage.server.failNext({ method: "sendMessage", failure });
      await stage.say(reader, "/privacy");
      await expect.poll(() => stage.got(reader)).toHaveLength(1);
    }
  });
});

describe("in a group", () => {
  const reply = (id: number) => ({ reply_to_message: { message_id: 3, date: 1, from: { id, is_bot: true, first_name: "Rollcall" } } });

  it.each<[string, Readonly<Record<string, unknown>>, boolean]>([
    ["/privacy@rollcall_test_bot", {}, true],
    ["/privacy@Rollcall_Test_Bot", {}, true],
    ["/privacy", reply(123_456_789), true],
    ["@rollcall_test_bot /privacy", {}, true],
    ["@rollcall_test_bot, /privacy", {}, true],
    ["/privacy", {}, false],
    ["/privacy", reply(5), false],
    ["/privacy@another_bot", {}, false],
    ["/privacy@another_bot @rollcall_test_bot", {}, false],
    ["/privacy@rollcall_test_bot2", {}, false],
    ["I like x@rollcall_test_bot.org", {}, false],
    ["Kalesnikava", {}, false],
    ["Kalesnikava", { is_automatic_forward: true }, false],
    ["Kalesnikava @rollcall_test_bot", { is_automatic_forward: true }, false],
    ["Kalesnikava @rollcall_test_bot", { from: { id: 777_000, is_bot: false, first_name: "Telegram" } }, false],
    ["/privacy@rollcall_test_bot", { from: { id: 77, is_bot: true, first_name: "Bot" } }, false],
    ["/privacy@rollcall_test_bot", { from: { id: 77, is_bot: true, first_name: "Bot" }, sender_chat: { id: -100_5 } }, false],
  ])("%j %j is answered: %s", async (text, more, answered) => {
    await using stage = await startReadersStage();
    stage.start();
    const [reader, group] = [stage.reader("be"), stage.group()];
    const chat = { id: group.id, type: "supergroup", title: group.title };
    await stage.say(reader, text, { chat, ...more });
    await stage.say(reader, "/privacy@rollcall_test_bot", { chat });
    await expect.poll(() => stage.got(group).length).toBe(answered ? 2 : 1);
    expect(stage.got(group).map((post) => post.text)).toEqual(Array(answered ? 2 : 1).fill(privacy("be")));
    expect(stage.got(reader)).toEqual([]);
  });

  it("an administrator who writes anonymously is answered, and is nobody else's in another group", async () => {
    await using stage = await startReadersStage({ readers: { fairUse: { perMinute: 1, waitedPerMinute: 1 } } });
    stage.start();
    const from = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };
    for (const group of [stage.group(), stage.group()]) {
      const chat = { id: group.id, type: "supergroup", title: group.title };
      await stage.say(from, "/privacy@rollcall_test_bot", { chat, from, sender_chat: chat });
      await expect.poll(() => stage.got(group).map(({ text }) => text)).toEqual([privacy("en")]);
    }
  });

  it("twenty questions a minute are answered at most, however many ask", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const group = stage.group();
    const chat = { id: group.id, type: "supergroup", title: group.title };
    for (let count = 0; count < 30; count += 1) await stage.say(stage.reader("be"), "/privacy@rollcall_test_bot", { chat });
    await expect.poll(() => stage.got(group).length).toBeGreaterThan(15);
    const at = stage.server.requests
      .filter(({ method }) => method === "sendMessage")
      .map((request) => Temporal.Instant.from(request.at).epochMilliseconds);
    const inAnyMinute = at.map((from) => at.filter((other) => other >= from && other < from + 60_000).length);
    expect(Math.max(...inAnyMinute)).toBeLessThanOrEqual(20);
    expect(stage.logged).toEqual([]);
  });
});

describe("nobody answers", () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["an edited message", { edited_message: { text: "/privacy" } }],
    ["a channel", { channel_post: { text: "/privacy" } }],
    ["an inline query", { inline_query: { id: "1", query: "Kalesnikava" } }],
    ["another bot", { message: { text: "/privacy", from: { id: 77, is_bot: true, first_name: "Bot" } } }],
    ["a message of a channel", { message: { text: "/privacy", chat: { id: -100_777, type: "channel" } } }],
    ["somebody who came", { message: { new_chat_members: [{ id: 5 }] } }],
    ["a contact", { message: { contact: { phone_number: "+375291112233", first_name: "A" } } }],
    ["a picture", { message: { photo: [], caption: "/privacy" } }],
    ["a message with a text of another kind", { message: { text: { a: 1 } } }],
    ["a message of nobody", { message: { text: "/privacy", from: undefined } }],
    ["nothing", { message: null }],
    ["a press without a message", { callback_query: { id: "1", from: { id: 5 }, data: "be:privacy", inline_message_id: "x" } }],
    ["something new", { managed_bot: {} }],
  ])("%s, and goes on with what comes behind it", async (_what, update) => {
    await using stage = await startReadersStage();
    const reader = stage.reader("be");
    const [kind = "", content] = Object.entries(update)[0] ?? [];
    const from = { id: reader.id, is_bot: false, first_name: "Somebody" };
    const chat = { id: reader.id, type: "private", first_name: "Somebody" };
    const whole =
      content === null
        ? null
        : { message_id: 1, date: Math.floor(stage.clock().epochMilliseconds / 1000), from, chat, ...(content as object) };
    await stage.server.pushUpdate({ [kind]: whole });
    await stage.say(reader, "/privacy");
    stage.start();
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    expect(stage.logged).toEqual([]);
  });

  it("a reader where the campaign has switched that off, from one question to the next", async () => {
    await using stage = await startReadersStage();
    const { shippedContent: content } = await import("./readers-fixture.ts");
    let on = false;
    const campaign = () => ({ ...content.campaign, readers: { answers: on } });
    stage.start(stage.open({}, { surroundings: () => ({ content: { ...content, campaign: campaign() }, texts: words }) }));
    const reader = stage.reader("be");
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.calls("getUpdates")).toBeGreaterThan(1);
    on = true;
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
  });
});

describe("what the bot says of itself", () => {
  it("is there in each language, with the warning, and is not said again at the next start", async () => {
    await using stage = await startReadersStage();
    const run = stage.start();
    const languages = ["", ...shippedLanguages];
    const settings = ["setMyCommands", "setMyDescription", "setMyShortDescription"];
    await expect
      .poll(() => settings.map((method) => stage.calls(method))) // English is what everybody else reads, so that it has no description of its own.
      .toEqual([languages.length, languages.length - 1, languages.length - 1]);
    const said = (method: string) =>
      stage.server.requests.filter((request) => request.method === method).map(({ parameters }) => parameters);
    expect(new Set(said("setMyCommands").map(({ language_code }) => language_code ?? ""))).toEqual(new Set(languages));
    const inBelarusian = said("setMyDescription").find(({ language_code }) => language_code === "be")?.["description"];
    expect(inBelarusian).toBe(words.say("be", "bot-description", {}));
    await run.stop();
    const sets = stage.server.requests.filter(({ method }) => method.startsWith("set")).length;
    stage.start();
    await expect.poll(() => stage.calls("getMyShortDescription")).toBe(2 * languages.length);
    expect(stage.server.requests.filter(({ method }) => method.startsWith("set"))).toHaveLength(sets);
  });

  it("does not keep it from answering where Telegram lets nobody change it", async () => {
    await using stage = await startReadersStage();
    stage.server.failNext({ method: "getMyCommands", failure: { kind: "error", status: 404, description: "Not Found" } });
    stage.server.failNext({
      method: "setMyCommands",
      failure: { kind: "error", status: 400, description: "Bad Request: BOT_COMMAND_INVALID" },
    });
    stage.start();
    const reader = stage.reader("be");
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    await expect.poll(() => stage.logged).toMatchObject([{ msg: expect.stringContaining("could not be set") as string }]);
  });
});
