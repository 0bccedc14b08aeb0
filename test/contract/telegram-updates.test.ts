import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Telegram } from "telegraf";
import { describe, expect, it } from "vitest";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import { movableClock } from "./telegram-fixture.ts";

const start = async (local = true) => {
  const server = await startTelegramServer({ clock: movableClock(), local });
  const client = new Telegram(server.token, { apiRoot: server.url });
  return { server, client, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
};

const message = (text: string) => ({
  message: {
    message_id: 1,
    date: 1,
    text,
    chat: { id: 7, type: "private", first_name: "A" },
    from: { id: 7, is_bot: false, first_name: "A" },
  },
});

/** A bot's side of a webhook; answers each update with `answer`. */
const startReceiver = async (answer: (update: { update_id: number }) => [number, object | null]) => {
  const headers: IncomingMessage["headers"][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      headers.push(request.headers);
      const [status, body] = answer(JSON.parse(Buffer.concat(chunks).toString()) as { update_id: number });
      response.writeHead(status, { "content-type": "application/json" }).end(body === null ? "" : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    headers,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};

describe("the Bot API's server: polling for updates", () => {
  it("keeps an update until an offset confirms it", async () => {
    await using stage = await start();
    const first = await stage.server.pushUpdate(message("1"));
    await stage.server.pushUpdate(message("2"));
    expect(await stage.client.getUpdates(0, 100, 0, undefined)).toHaveLength(2);
    expect(await stage.client.getUpdates(0, 1, 0, undefined)).toHaveLength(1);
    expect(await stage.client.getUpdates(0, 100, first.update_id + 1, undefined)).toMatchObject([{ message: { text: "2" } }]);
    expect(await stage.client.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
  });

  it("holds the call until an update comes", async () => {
    await using stage = await start();
    const poll = stage.client.getUpdates(30, 100, 0, undefined);
    await expect.poll(() => stage.server.requests.length).toBe(1);
    await stage.server.pushUpdate(message("now"));
    expect(await poll).toMatchObject([{ message: { text: "now" } }]);
  });

  it("answers with nothing when the time is over", async () => {
    await using stage = await start();
    expect(await stage.client.getUpdates(1, 100, 0, undefined)).toEqual([]);
  });

  it("ends the first of two pollers", async () => {
    await using stage = await start();
    const first = stage.client.getUpdates(30, 100, 0, undefined).catch((error: unknown) => error);
    await expect.poll(() => stage.server.requests.length).toBe(1);
    const second = stage.client.getUpdates(30, 100, 0, undefined);
    expect(await first).toMatchObject({
      response: { error_code: 409, description: expect.stringContaining("Conflict: terminated by other getUpdates") as string },
    });
    await stage.server.pushUpdate(message("for the second"));
    expect(await second).toHaveLength(1);
  });

  it("sends the kinds of updates that were asked for", async () => {
    await using stage = await start();
    await stage.client.getUpdates(0, 100, 0, ["message"]);
    await stage.server.pushUpdate({ channel_post: {} });
    await stage.server.pushUpdate(message("yes"));
    expect(await stage.client.getUpdates(0, 100, 0, undefined)).toMatchObject([{ message: { text: "yes" } }]);
  });
});

describe("the Bot API's server: webhooks", () => {
  it("brings updates with the secret, does what the answer asks for, and lets nobody poll meanwhile", async () => {
    await using stage = await start();
    const person = stage.server.addChat({ id: 7 });
    await using receiver = await startReceiver(() => [200, { method: "sendMessage", chat_id: 7, text: "answered" }]);
    await stage.client.setWebhook(receiver.url, { secret_token: "s3cret_-" });
    await expect(stage.client.getUpdates(0, 100, 0, undefined)).rejects.toMatchObject({ response: { error_code: 409 } });
    await stage.server.pushUpdate(message("/start"));
    expect(receiver.headers[0]?.["x-telegram-bot-api-secret-token"]).toBe("s3cret_-");
    expect(stage.server.posts(person.id)).toMatchObject([{ text: "answered" }]);
    await stage.client.deleteWebhook();
    expect(await stage.client.getUpdates(0, 100, 0, undefined)).toEqual([]);
  });

  it("keeps what the receiver did not take, and says so", async () => {
    await using stage = await start();
    let works = false;
    await using receiver = await startReceiver(() => [works ? 200 : 500, null]);
    await stage.client.setWebhook(receiver.url);
    await stage.server.pushUpdate(message("1"));
    expect(await stage.client.getWebhookInfo()).toMatchObject({
      pending_update_count: 1,
      last_error_message: expect.stringContaining("500") as string,
    });
    works = true;
    await stage.server.pushUpdate(message("2"));
    expect(await stage.client.getWebhookInfo()).toMatchObject({ pending_update_count: 0 });
  });

  it.each(["with space", "кірыліца", "x".repeat(257)])("refuses the secret %j", async (secret_token) => {
    await using stage = await start();
    await expect(stage.client.setWebhook("https://example.org/hook", { secret_token })).rejects.toMatchObject({
      response: { error_code: 400 },
    });
  });

  it("insists on HTTPS and on four ports unless it is a local server", async () => {
    await using stage = await start(false);
    for (const url of ["http://example.org/", "https://example.org:8080/"]) {
      await expect(stage.client.setWebhook(url)).rejects.toMatchObject({ response: { error_code: 400 } });
    }
    expect(await stage.client.setWebhook("https://example.org:8443/hook")).toBe(true);
  });
});

describe("the Bot API's server: what a bot says of itself", () => {
  it("takes buttons of 1 to 64 bytes and answers to each press once", async () => {
    await using stage = await start();
    const chat = stage.server.addChat();
    const send = (callback_data: string) =>
      stage.client.sendMessage(chat.id, "Which?", { reply_markup: { inline_keyboard: [[{ text: "A", callback_data }]] } });
    await send("я".repeat(32));
    for (const data of ["", "я".repeat(33)])
      await expect(send(data)).rejects.toMatchObject({ response: { description: "Bad Request: BUTTON_DATA_INVALID" } });
    await stage.server.pushUpdate({ callback_query: { id: "42", data: "x" } });
    expect(await stage.client.answerCbQuery("42")).toBe(true);
    await expect(stage.client.answerCbQuery("42")).rejects.toMatchObject({
      response: { description: expect.stringContaining("query is too old") as string },
    });
  });

  it("keeps commands by scope and language, and refuses bad ones", async () => {
    await using stage = await start();
    const commands = [{ command: "count", description: "Колькі?" }];
    await stage.client.setMyCommands(commands, { language_code: "be" });
    expect(await stage.client.getMyCommands({ language_code: "be" })).toEqual(commands);
    expect(await stage.client.getMyCommands()).toEqual([]);
    for (const bad of [
      { command: "Count!", description: "x" },
      { command: "count", description: "" },
    ]) {
      await expect(stage.client.setMyCommands([bad])).rejects.toMatchObject({ response: { error_code: 400 } });
    }
  });

  it("takes descriptions of 512 and 120 characters", async () => {
    await using stage = await start();
    expect(await stage.client.setMyDescription("д".repeat(512))).toBe(true);
    await expect(stage.client.setMyDescription("д".repeat(513))).rejects.toMatchObject({ response: { error_code: 400 } });
    await expect(stage.client.setMyShortDescription("д".repeat(121))).rejects.toMatchObject({ response: { error_code: 400 } });
  });
});
