import { connect, createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { readWebhookSettings } from "../../src/read-webhook-settings.ts";
import type { BotOptions } from "../../src/telegram/create-bot.ts";
import { webhookSecretFor } from "../../src/telegram/receive-updates.ts";
import { freePort } from "../servers/free-port.ts";
import { shippedWords as words, startReadersStage, type ReadersStage } from "./readers-fixture.ts";

const privacy = words.say("be", "bot-privacy", {});
const secret = "s3cret_of-the-webhook";

const startWebhook = async (options: Parameters<typeof startReadersStage>[0] = {}) => {
  const port = await freePort();
  const webhook = { url: `http://127.0.0.1:${port}/telegram`, host: "127.0.0.1", port, secret };
  const stage = await startReadersStage({ ...options, bot: { webhook, ...options.bot } });
  return { stage, webhook, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
};

/** As the fixture's, but whoever waits for an answer in hand does so as long as in life. */
const patient: BotOptions["pause"] = async (ms, stop) => {
  await sleep(ms === 2000 ? 2000 : ms / 20, undefined, { signal: stop }).catch(() => {});
};

const isSet = async (stage: ReadersStage): Promise<void> => {
  await expect.poll(() => stage.calls("setWebhook")).toBeGreaterThan(0);
};

const update = (text: string, id = 5_000_000) => ({
  update_id: id,
  message: {
    message_id: 1,
    date: Math.floor(Temporal.Instant.from("2026-12-01T12:00:00Z").epochMilliseconds / 1000) + 600,
    chat: { id: 7, type: "private" },
    from: { id: 7, is_bot: false, language_code: "be" },
    text,
  },
});

const post = (url: string, body: string, headers: Readonly<Record<string, string>> = {}, method = "POST") =>
  fetch(url, { method, headers, ...(method === "GET" ? {} : { body }) });

const withSecret = { "x-telegram-bot-api-secret-token": secret };

describe("by webhook", () => {
  it("readers are answered, with the secret that Telegram was given, and nobody polls", async () => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    const run = stage.start();
    await isSet(stage);
    const reader = stage.reader("be");
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader).map(({ text }) => text)).toEqual([privacy]);
    expect(stage.server.requests.find(({ method }) => method === "setWebhook")?.parameters).toEqual({
      url: webhook.url,
      secret_token: secret,
      allowed_updates: '["message","edited_message","callback_query","channel_post","edited_channel_post"]',
      max_connections: "40",
    });
    expect(stage.calls("getUpdates")).toBe(0);
    await run.stop();
    await expect(post(webhook.url, "{}", withSecret)).rejects.toThrow("fetch failed");
    expect(stage.logged).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["no secret", {}],
    ["an empty one", { "x-telegram-bot-api-secret-token": "" }],
    ["another", { "x-telegram-bot-api-secret-token": "s3cret_of-the-webhooK" }],
    ["a longer one", { "x-telegram-bot-api-secret-token": `${secret}x` }],
  ])("whoever has %s is refused, and nothing of theirs is handled or logged", async (_what, headers) => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    stage.start();
    await isSet(stage);
    stage.server.addChat({ id: 7 });
    const answer = await post(webhook.url, JSON.stringify(update("/privacy of Jan Kowalski")), headers);
    expect([answer.status, await answer.text()]).toEqual([401, ""]);
    expect((await post(webhook.url, JSON.stringify(update("/privacy")), withSecret)).status).toBe(200);
    await expect.poll(() => stage.got({ id: 7 })).toHaveLength(1);
    expect(stage.logged).toEqual([]);
  });

  it.each<[string, string, number, string]>([
    ["GET", "", 405, "no update"],
    ["POST", "not JSON", 400, "no update"],
    ["POST", "[]", 400, "no update"],
    ["POST", '{"update_id":"x"}', 400, "no update"],
    ["POST", "x".repeat(1024 * 1024 + 1), 413, "more than an update"],
    ["POST", '{"update_id":1,"message":{"text":5}}', 200, "an update that cannot be handled, which must not come again"],
    ["POST", '{"update_id":1,"poll":{}}', 200, "an update of another kind"],
  ])("%s %.20s is answered %d: %s, and what comes behind it is handled", async (method, body, status) => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    stage.start();
    await isSet(stage);
    expect((await post(webhook.url, body, withSecret, method)).status).toBe(status);
    const reader = stage.reader("be");
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    expect(stage.logged).toEqual([]);
  });

  it("a body without an end is read no further than an update is long", async () => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    stage.start();
    await isSet(stage);
    let written = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        written += 65_536;
        if (written > 64 * 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(65_536));
      },
    });
    const sent = fetch(webhook.url, { method: "POST", headers: withSecret, body: endless, duplex: "half" });
    expect([0, 413]).toContain(
      await sent.then(
        ({ status }) => status,
        () => 0,
      ),
    );
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it("what Telegram brings twice is answered once", async () => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    stage.start();
    await isSet(stage);
    stage.server.addChat({ id: 7 });
    for (const _time of [1, 2, 3]) expect((await post(webhook.url, JSON.stringify(update("/privacy")), withSecret)).status).toBe(200);
    const reader = stage.reader("be");
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    expect(stage.got({ id: 7 })).toHaveLength(1);
  });

  it(
    "a question is confirmed when it is answered, and is left to Telegram where the program stops before",
    { timeout: 20_000 },
    async () => {
      await using hook = await startWebhook({ bot: { pause: patient } });
      const { stage, webhook } = hook;
      const run = stage.start();
      await isSet(stage);
      stage.server.addChat({ id: 7 });
      stage.server.failNext({ method: "sendMessage", failure: { kind: "delay", ms: 300 } });
      expect((await post(webhook.url, JSON.stringify(update("/privacy")), withSecret)).status).toBe(200);
      expect(stage.got({ id: 7 })).toHaveLength(1);
      stage.server.failNext({ method: "sendMessage", failure: { kind: "hang" } });
      const asking = post(webhook.url, JSON.stringify(update("/privacy", 5_000_001)), withSecret);
      await expect.poll(() => stage.calls("sendMessage")).toBe(2);
      await run.stop();
      expect((await asking).status).toBe(503);
    },
  );

  it("a question whose chat has to wait is confirmed soon, so that it keeps nobody else's with Telegram", async () => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    stage.start();
    await isSet(stage);
    stage.server.addChat({ id: 7 });
    stage.server.floodWait(600, 7);
    expect((await post(webhook.url, JSON.stringify(update("/privacy")), withSecret)).status).toBe(200);
    expect(stage.got({ id: 7 })).toEqual([]);
  });

  it("strangers who send nothing, however many, do not shut Telegram out, and are not waited for", { timeout: 20_000 }, async () => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    stage.start();
    await isSet(stage);
    let closed = 0;
    const strangers = Array.from({ length: 600 }, (_, index) => {
      const socket = connect(
        webhook.port,
        "127.0.0.1",
        () => void (index % 2 === 0 && socket.write("POST /telegram HTTP/1.1\r\nHost: x\r\n")),
      );
      socket
        .resume()
        .on("error", () => {})
        .on("close", () => (closed += 1));
      return socket;
    });
    await expect.poll(() => closed, { timeout: 5000 }).toBe(400);
    const reader = stage.reader("be");
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    await expect.poll(() => closed, { timeout: 6000 }).toBe(600);
    for (const socket of strangers) socket.destroy();
  });

  it("a campaigner's command is confirmed only after it was handled, and a reader is not kept waiting by it", async () => {
    const plan = Promise.withResolvers<string>();
    await using hook = await startWebhook({ bot: { answers: { plan: () => plan.promise } } });
    const { stage, webhook } = hook;
    const group = stage.group();
    stage.start(stage.open({ adminChat: String(group.id) }));
    await isSet(stage);
    const chat = { id: group.id, type: "supergroup", title: "Campaigners" };
    const asking = post(webhook.url, JSON.stringify({ ...update("/plan"), message: { ...update("/plan").message, chat } }), withSecret);
    stage.server.addChat({ id: 7 });
    expect((await post(webhook.url, JSON.stringify(update("/privacy", 5_000_001)), withSecret)).status).toBe(200);
    await expect.poll(() => stage.got({ id: 7 })).toHaveLength(1);
    expect(stage.got(group)).toEqual([]);
    plan.resolve("The plan.");
    expect((await asking).status).toBe(200);
    expect(stage.got(group)).toMatchObject([{ text: "The plan." }]);
  });

  it("a port that is taken is one clear line, and is taken when it is free", async () => {
    await using hook = await startWebhook();
    const { stage, webhook } = hook;
    const other = createServer().listen(webhook.port, "127.0.0.1");
    await once(other, "listening");
    stage.start();
    await expect.poll(() => stage.logged).toMatchObject([{ level: 50, msg: expect.stringContaining("TELEGRAM_WEBHOOK_PORT") as string }]);
    expect(stage.calls("setWebhook")).toBe(0);
    other.close();
    await isSet(stage);
  });

  it("another program that takes the webhook away is told of, and it is set again", async () => {
    const pause: BotOptions["pause"] = async (ms, stop) => {
      await sleep(ms / 600, undefined, { signal: stop }).catch(() => {});
    };
    await using hook = await startWebhook({ bot: { pause } });
    const { stage } = hook;
    stage.start();
    await isSet(stage);
    await fetch(`${stage.server.url}/bot${stage.server.token}/deleteWebhook`, { method: "POST" });
    await expect.poll(() => stage.calls("setWebhook")).toBeGreaterThan(1);
    expect(stage.logged).toMatchObject([{ level: 50, msg: expect.stringContaining("stop that program") as string }]);
  });
});

describe("from one way to the other", () => {
  it("the webhook is taken away where updates are asked for, and set again; nothing that waits is lost", async () => {
    await using hook = await startWebhook();
    const { stage } = hook;
    const first = stage.start();
    await isSet(stage);
    await first.stop();
    const reader = stage.reader("be");
    await stage.say(reader, "/privacy");
    const polling = stage.start(stage.open({ webhook: undefined }));
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    expect(stage.calls("deleteWebhook")).toBe(1);
    await polling.stop();
    stage.start();
    await expect.poll(() => stage.calls("setWebhook")).toBe(2);
    await stage.say(reader, "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(2);
  });
});

describe("the settings of a webhook", () => {
  const read = (variables: Readonly<Record<string, string>>) => readWebhookSettings((name) => variables[name], "123456789:token");

  it("are made from an address alone, with a secret that only the token's holder can make", () => {
    expect(read({})).toBeNull();
    const settings = read({ TELEGRAM_WEBHOOK_URL: "https://example.org/telegram" });
    expect(settings).toEqual({
      url: "https://example.org/telegram",
      host: "127.0.0.1",
      port: 8443,
      secret: webhookSecretFor("123456789:token"),
    });
    expect(settings?.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(webhookSecretFor("123456789:another")).not.toBe(settings?.secret);
  });

  it.each<Readonly<Record<string, string>>>([
    { TELEGRAM_WEBHOOK_URL: "example.org" },
    { TELEGRAM_WEBHOOK_URL: "ftp://example.org" },
    { TELEGRAM_WEBHOOK_URL: "https://example.org", TELEGRAM_WEBHOOK_PORT: "0" },
    { TELEGRAM_WEBHOOK_URL: "https://example.org", TELEGRAM_WEBHOOK_PORT: "70000" },
    { TELEGRAM_WEBHOOK_URL: "https://example.org", TELEGRAM_WEBHOOK_SECRET: "two words" },
    { TELEGRAM_WEBHOOK_URL: "https://example.org", TELEGRAM_WEBHOOK_SECRET: "x".repeat(257) },
  ])("that cannot work are named: %j", (variables) => {
    expect(() => read(variables)).toThrow(new RegExp(`^${Object.keys(variables).at(-1)}`));
  });
});
