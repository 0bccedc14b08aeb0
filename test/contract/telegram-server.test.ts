import sharp from "sharp";
import { Telegram } from "telegraf";
import { describe, expect, it } from "vitest";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { TelegramServer, TelegramServerOptions } from "../servers/telegram/telegram-server.ts";
import { movableClock } from "./telegram-fixture.ts";

const noFlood = { burst: 1000, perMinute: 1000, perSecond: 1000 };

const start = async (options: TelegramServerOptions = {}) => {
  const clock = movableClock();
  const server = await startTelegramServer({ clock, flood: noFlood, ...options });
  const channel = server.addChannel("freethem");
  const client = new Telegram(server.token, { apiRoot: server.url });
  return { clock, server, channel, client, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
};

/** A call as any HTTP client makes it: with what the SDK would not let through. */
const call = async (server: TelegramServer, method: string, parameters: object, token = server.token) => {
  const response = await fetch(`${server.url}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(parameters),
  });
  return [response.status, (await response.json()) as { ok: boolean; error_code: number; description: string; result: unknown }] as const;
};

const describeRefusal = async (server: TelegramServer, method: string, parameters: object): Promise<string> => {
  const [status, body] = await call(server, method, parameters);
  expect(body.ok).toBe(false);
  expect(body.error_code).toBe(status);
  return `${status} ${body.description}`;
};

const image = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();

const sendPhoto = async (server: TelegramServer, data: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}): Promise<string> => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ chat_id: "@freethem", ...more })) form.set(name, value);
  form.set("photo", new Blob([data]), "photo.png");
  const response = await fetch(`${server.url}/bot${server.token}/sendPhoto`, { method: "POST", body: form });
  const body = (await response.json()) as { ok: boolean; description?: string };
  return body.ok ? "ok" : `${response.status} ${body.description ?? ""}`;
};

describe("the Bot API's server: who may call", () => {
  it("knows one token", async () => {
    await using stage = await start();
    expect(await call(stage.server, "getMe", {}, "987654321:abcdefghijklmnopqrstuvwxyz0123456789")).toMatchObject([
      401,
      { description: "Unauthorized" },
    ]);
    expect(await call(stage.server, "getMe", {}, "nonsense")).toMatchObject([404, { description: "Not Found" }]);
    expect(await call(stage.server, "getMe", {})).toMatchObject([200, { result: { is_bot: true, username: "rollcall_test_bot" } }]);
  });

  it("knows no method that does not exist, and takes any case of one that does", async () => {
    await using stage = await start();
    expect(await describeRefusal(stage.server, "sendEverything", {})).toBe("404 Not Found: method not found");
    expect(await call(stage.server, "GETME", {})).toMatchObject([200, {}]);
  });

  it("reads parameters from the address and from an urlencoded body too", async () => {
    await using stage = await start();
    const base = `${stage.server.url}/bot${stage.server.token}/sendMessage`;
    await fetch(`${base}?chat_id=@freethem&text=${encodeURIComponent("з адраса")}`);
    await fetch(base, { method: "POST", body: new URLSearchParams({ chat_id: "@freethem", text: "з цела" }) });
    expect(stage.server.posts().map(({ text }) => text)).toEqual(["з адраса", "з цела"]);
  });
});

describe("the Bot API's server: texts", () => {
  it("takes 1 to 4,096 UTF-16 units, counted after the white space at both ends is cut", async () => {
    await using stage = await start();
    const send = (text: string) => describeRefusal(stage.server, "sendMessage", { chat_id: "@freethem", text });
    expect(await send("")).toBe("400 Bad Request: message text is empty");
    expect(await send(" \n ")).toBe("400 Bad Request: text must be non-empty");
    expect(await send("ж".repeat(4097))).toBe("400 Bad Request: message is too long");
    expect(await send("🕊".repeat(2049))).toBe("400 Bad Request: message is too long");
    await stage.client.sendMessage("@freethem", `\n ${"🕊".repeat(2048)} \n`);
    expect(stage.server.posts()[0]?.text).toBe("🕊".repeat(2048));
  });

  it("moves entities along when it cuts white space", async () => {
    await using stage = await start();
    const entities = [{ type: "text_link" as const, offset: 3, length: 5, url: "https://example.org" }];
    await stage.client.sendMessage("@freethem", "\n  Марыя  ", { entities });
    expect(stage.server.posts()[0]).toMatchObject({ text: "Марыя", entities: [{ offset: 0, length: 5 }] });
  });

  it.each([
    ["beyond the end", { type: "bold", offset: 0, length: 4 }],
    ["that begin beyond the end", { type: "bold", offset: 3, length: 1 }],
    ["of no length", { type: "bold", offset: 0, length: 0 }],
    ["of negative offset", { type: "bold", offset: -1, length: 1 }],
    ["that begin inside of an emoji", { type: "bold", offset: 1, length: 2 }],
    ["that end inside of an emoji", { type: "bold", offset: 0, length: 1 }],
    ["of an unknown type", { type: "marquee", offset: 0, length: 2 }],
    ["without a link", { type: "text_link", offset: 0, length: 2 }],
    ["with a broken link", { type: "text_link", offset: 0, length: 2, url: "https://" }],
    ["without a type", { offset: 0, length: 2 }],
  ])("refuses entities %s", async (_case, entity) => {
    await using stage = await start();
    expect(await describeRefusal(stage.server, "sendMessage", { chat_id: "@freethem", text: "🕊!", entities: [entity] })).toMatch(
      /^400 Bad Request: .*entity/i,
    );
  });

  it("finds links, hashtags and mentions by itself, and takes nobody's word for them", async () => {
    await using stage = await start();
    const text = "Гл. https://spring96.org/be (і www.example.org/a_(b)). #ВоляМарыі #1 @viasna96, a@b.org";
    const wrong = [{ type: "hashtag" as const, offset: 0, length: 3 }];
    await stage.client.sendMessage("@freethem", text, { entities: wrong });
    const found = stage.server.posts()[0]?.entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);
    expect(found).toEqual([
      ["url", "https://spring96.org/be"],
      ["url", "www.example.org/a_(b)"],
      ["hashtag", "#ВоляМарыі"],
      ["mention", "@viasna96"],
      ["email", "a@b.org"],
    ]);
  });

  it("parses HTML and MarkdownV2, and refuses what it cannot parse", async () => {
    await using stage = await start();
    const send = (text: string, mode: string) =>
      describeRefusal(stage.server, "sendMessage", { chat_id: "@freethem", text, parse_mode: mode });
    for (const html of ["<b>open", "</b>", "<b><i></b></i>", "<h1>x</h1>", "1 < 2"])
      expect(await send(html, "HTML")).toContain("can't parse entities");
    for (const markdown of ["*open", "a.b", "[x](", "(1)"]) expect(await send(markdown, "MarkdownV2")).toContain("can't parse entities");
    await stage.client.sendMessage("@freethem", '<b>Марыя</b> &lt;<a href="https://example.org/">сайт</a>', { parse_mode: "HTML" });
    await stage.client.sendMessage("@freethem", "*Марыя* [сайт](https://example.org/)\\.", { parse_mode: "MarkdownV2" });
    expect(stage.server.posts()).toMatchObject([
      {
        text: "Марыя <сайт",
        entities: [
          { type: "bold", offset: 0, length: 5 },
          { type: "text_link", offset: 7, length: 4 },
        ],
      },
      {
        text: "Марыя сайт.",
        entities: [
          { type: "bold", offset: 0, length: 5 },
          { type: "text_link", offset: 6, length: 4 },
        ],
      },
    ]);
  });

  it("refuses a caption of 1,025 UTF-16 units", async () => {
    await using stage = await start();
    const data = await image(10, 10);
    expect(await sendPhoto(stage.server, data, { caption: "ж".repeat(1025) })).toBe("400 Bad Request: message caption is too long");
    expect(await sendPhoto(stage.server, data, { caption: "ж".repeat(1024) })).toBe("ok");
  });
});

describe("the Bot API's server: pictures", () => {
  it("takes at most 10 MB, 10,000 for both sides together, and 20 to 1", async () => {
    await using stage = await start();
    const big = Buffer.concat([await image(10, 10), Buffer.alloc(10 * 1024 * 1024)]);
    expect(await sendPhoto(stage.server, big)).toContain("is too big for a photo");
    expect(await sendPhoto(stage.server, await image(9000, 1001))).toBe("400 Bad Request: PHOTO_INVALID_DIMENSIONS");
    expect(await sendPhoto(stage.server, await image(2001, 100))).toBe("400 Bad Request: PHOTO_INVALID_DIMENSIONS");
    expect(await sendPhoto(stage.server, await image(9000, 1000))).toBe("ok");
    expect(await sendPhoto(stage.server, await image(2000, 100))).toBe("ok");
  });

  it("looks into the file", async () => {
    await using stage = await start();
    expect(await sendPhoto(stage.server, new TextEncoder().encode("PNG, honestly"))).toBe("400 Bad Request: IMAGE_PROCESS_FAILED");
    expect(await sendPhoto(stage.server, new Uint8Array())).toBe("400 Bad Request: file must be non-empty");
    expect(await describeRefusal(stage.server, "sendPhoto", { chat_id: "@freethem" })).toBe(
      "400 Bad Request: there is no photo in the request",
    );
  });

  it("refuses a body of more than 50 MB", async () => {
    await using stage = await start();
    expect(await sendPhoto(stage.server, new Uint8Array(51 * 1024 * 1024))).toBe("413 Request Entity Too Large");
  });

  it("makes albums of 2 to 10", async () => {
    await using stage = await start();
    const data = await image(10, 10);
    const send = async (count: number): Promise<string> => {
      const form = new FormData();
      const names = Array.from({ length: count }, (_, index) => `file${index}`);
      form.set("chat_id", "@freethem");
      form.set("media", JSON.stringify(names.map((name) => ({ type: "photo", media: `attach://${name}` }))));
      for (const name of names) form.set(name, new Blob([data]), `${name}.png`);
      const response = await fetch(`${stage.server.url}/bot${stage.server.token}/sendMediaGroup`, { method: "POST", body: form });
      return ((await response.json()) as { description?: string }).description ?? "ok";
    };
    expect(await send(1)).toBe("Bad Request: media group must include 2-10 items");
    expect(await send(11)).toBe("Bad Request: too many messages to send as an album");
    expect(
      await describeRefusal(stage.server, "sendMediaGroup", { chat_id: "@freethem", media: [{ type: "photo", media: "attach://x" }] }),
    ).toContain("can't find the file");
    expect(stage.server.posts()).toEqual([]);
    expect([await send(2), await send(10)]).toEqual(["ok", "ok"]);
    expect(stage.server.posts()).toHaveLength(12);
  });

  it("keeps any other file as a document", async () => {
    await using stage = await start();
    const form = new FormData();
    form.set("chat_id", "@freethem");
    form.set("document", new Blob(["names"]), "names.txt");
    await fetch(`${stage.server.url}/bot${stage.server.token}/sendDocument`, { method: "POST", body: form });
    expect(stage.server.posts()).toMatchObject([{ media: [{ name: "names.txt", bytes: 5 }] }]);
  });
});

describe("the Bot API's server: chats and rights", () => {
  it("knows a chat by its id or, in any case, its name", async () => {
    await using stage = await start();
    await stage.client.sendMessage("@FreeThem", "a");
    await stage.client.sendMessage(stage.channel.id, "b");
    expect(stage.server.posts("@freethem")).toHaveLength(2);
    const send = (chat_id: string | number) => describeRefusal(stage.server, "sendMessage", { chat_id, text: "x" });
    expect(await send("@freethe")).toBe("400 Bad Request: chat not found");
    expect(await send(-100)).toBe("400 Bad Request: chat not found");
    expect(await send("")).toBe("400 Bad Request: chat_id is empty");
  });

  it("lets post whoever may post", async () => {
    await using stage = await start();
    const send = () => describeRefusal(stage.server, "sendMessage", { chat_id: "@freethem", text: "x" });
    stage.channel.bot = { ...stage.channel.bot, canPostMessages: false };
    expect(await send()).toBe("400 Bad Request: not enough rights to send text messages to the chat");
    stage.channel.bot = { ...stage.channel.bot, status: "left" };
    expect(await send()).toBe("403 Forbidden: bot is not a member of the channel chat");
    stage.channel.bot = { ...stage.channel.bot, status: "kicked" };
    expect(await send()).toBe("403 Forbidden: bot was kicked from the channel chat");
    const person = stage.server.addChat({ bot: { status: "kicked" } });
    expect(await describeRefusal(stage.server, "sendMessage", { chat_id: person.id, text: "x" })).toBe(
      "403 Forbidden: bot was blocked by the user",
    );
  });

  it("shows who may do what, and that the bot is busy", async () => {
    await using stage = await start();
    expect(await stage.client.getChatAdministrators("@freethem")).toMatchObject([{ status: "administrator", can_post_messages: true }]);
    expect(await stage.client.sendChatAction("@freethem", "typing")).toBe(true);
    expect(await describeRefusal(stage.server, "sendChatAction", { chat_id: "@freethem", action: "dancing" })).toContain(
      "wrong parameter action",
    );
  });

  it("refuses an answer to what is not there, unless told to send it all the same", async () => {
    await using stage = await start();
    const text = "x";
    const chat_id = "@freethem";
    expect(await describeRefusal(stage.server, "sendMessage", { chat_id, text, reply_parameters: { message_id: 9 } })).toBe(
      "400 Bad Request: message to be replied not found",
    );
    await stage.client.sendMessage(chat_id, text, { reply_parameters: { message_id: 9, allow_sending_without_reply: true } });
    expect(stage.server.posts()[0]?.replyTo).toBeNull();
  });
});

describe("the Bot API's server: floods", () => {
  it("refuses the message that is one too many in a chat, and whatever comes before the wait is over", async () => {
    await using stage = await start({ flood: { burst: 3, perMinute: 20, perSecond: 30 } });
    const send = () => call(stage.server, "sendMessage", { chat_id: "@freethem", text: "x" });
    for (let count = 0; count < 3; count += 1) expect((await send())[0]).toBe(200);
    const refusal = [429, { ok: false, error_code: 429, description: "Too Many Requests: retry after 3", parameters: { retry_after: 3 } }];
    expect(await send()).toEqual(refusal);
    stage.clock.advance({ seconds: 2 });
    expect(await send()).toMatchObject([429, { parameters: { retry_after: 1 } }]);
    stage.clock.advance({ seconds: 1 });
    expect((await send())[0]).toBe(200);
  });

  it("counts every picture of an album, and all chats together", async () => {
    await using stage = await start({ flood: { burst: 100, perMinute: 20, perSecond: 5 } });
    const chats = Array.from({ length: 6 }, () => stage.server.addChat());
    const answers = [];
    for (const chat of chats) answers.push((await call(stage.server, "sendMessage", { chat_id: chat.id, text: "x" }))[0]);
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe("the Bot API's server: changing and deleting", () => {
  it("changes a text, but not into itself", async () => {
    await using stage = await start();
    await stage.client.sendMessage("@freethem", "Before");
    const edit = (parameters: object) =>
      describeRefusal(stage.server, "editMessageText", { chat_id: "@freethem", message_id: 1, ...parameters });
    expect(await edit({ text: "Before" })).toContain("400 Bad Request: message is not modified");
    expect(await edit({ text: "After", message_id: 2 })).toBe("400 Bad Request: message to edit not found");
    stage.clock.advance({ hours: 24 * 300 });
    await stage.client.editMessageText("@freethem", 1, undefined, "After");
    expect(stage.server.posts()).toMatchObject([{ text: "After" }]);
    expect(await describeRefusal(stage.server, "editMessageCaption", { chat_id: "@freethem", message_id: 1, caption: "x" })).toContain(
      "no caption",
    );
  });

  it("deletes for 48 hours", async () => {
    await using stage = await start();
    await stage.client.sendMessage("@freethem", "First");
    await stage.client.sendMessage("@freethem", "Second");
    stage.clock.advance({ hours: 47, minutes: 59 });
    await stage.client.deleteMessage("@freethem", 1);
    stage.clock.advance({ minutes: 1 });
    const remove = (message_id: number) => describeRefusal(stage.server, "deleteMessage", { chat_id: "@freethem", message_id });
    expect(await remove(2)).toContain("can't be deleted");
    expect(await remove(1)).toBe("400 Bad Request: message to delete not found");
    expect(stage.server.posts().map(({ text }) => text)).toEqual(["Second"]);
  });
});

describe("the Bot API's server: the public page of a channel", () => {
  it("shows the newest twenty posts and pages back", async () => {
    await using stage = await start();
    for (let count = 1; count <= 23; count += 1) await stage.client.sendMessage("@freethem", `Post ${count} <b>\n#Tag 🕊`);
    const page = async (query: string) => (await fetch(`${stage.server.url}/s/freethem${query}`)).text();
    const ids = (html: string) => [...html.matchAll(/data-post="freethem\/(\d+)"/g)].map((match) => Number(match[1]));
    const newest = await page("");
    expect(ids(newest)).toEqual(Array.from({ length: 20 }, (_, index) => index + 4));
    expect(newest).toContain('data-before="4"');
    expect(ids(await page("?before=4"))).toEqual([1, 2, 3]);
    expect(newest).toMatch(
      /<div class="tgme_widget_message_text js-message_text" dir="auto">Post 23 &lt;b&gt;<br\/><a href="\?q=%23Tag">#Tag<\/a> <i class="emoji"/,
    );
    expect(newest).toContain('<time datetime="2026-12-01T12:00:00+00:00" class="time">');
  });

  it("shows no private channel", async () => {
    await using stage = await start();
    stage.server.addChat({ type: "channel", title: "Quiet" });
    const response = await fetch(`${stage.server.url}/s/quiet`, { redirect: "manual" });
    expect(response.status).toBe(302);
  });
});
