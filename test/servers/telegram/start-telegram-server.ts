import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../../src/clock.ts";
import { BotApiError } from "./bot-api-error.ts";
import { channelPage } from "./channel-page.ts";
import { findChat } from "./chat.ts";
import { answerControl } from "./control.ts";
import { editMethods } from "./edit-methods.ts";
import { type Answer, answerWrongly, createFaultLine, type Fault } from "./fault.ts";
import { createFloodGate, usualFloodLimits } from "./flood-gate.ts";
import { type Parameters, parametersFrom, readParameters } from "./parameters.ts";
import { profileMethods } from "./profile-methods.ts";
import { sendMethods } from "./send-methods.ts";
import { postsOf, type TelegramRequest, type TelegramServer, type TelegramServerOptions } from "./telegram-server.ts";
import { createUpdateBox } from "./update-box.ts";
import { updateMethods } from "./update-methods.ts";
import { deliverToWebhook } from "./webhook-delivery.ts";
import { addChat, addPost, type World } from "./world.ts";

export type { TelegramServer } from "./telegram-server.ts";

type Method = (world: World, parameters: Parameters, signal: AbortSignal) => unknown;

const methods = new Map<string, Method>(
  Object.entries<Method>({ ...sendMethods, ...editMethods, ...profileMethods, ...updateMethods }).map(([name, method]) => [
    name.toLowerCase(),
    method,
  ]),
);

const notFound = () => new BotApiError(404, "Not Found");

const errorAnswer = (error: unknown): Answer => {
  const known = error instanceof BotApiError ? error : new BotApiError(500, `Internal Server Error: ${String(error)}`);
  const { code, message, parameters } = known;
  const body = JSON.stringify({ ok: false, error_code: code, description: message, ...(parameters === undefined ? {} : { parameters }) });
  return { status: code, type: "application/json", body };
};

/** A Bot API server that refuses what the real one refuses, in its words. It listens on 127.0.0.1 alone. */
export const startTelegramServer = async (options: TelegramServerOptions = {}): Promise<TelegramServer> => {
  const {
    clock: baseClock = systemClock,
    port = 0,
    token = "123456789:test-token-test-token-test-token-00",
    botUsername = "rollcall_test_bot",
  } = options;
  let passedMs = 0;
  const clock = () => baseClock().add({ milliseconds: passedMs });
  const world: World = {
    clock,
    bot: { id: Number(token.split(":")[0]), firstName: "Rollcall", username: botUsername },
    chats: new Map(),
    gate: createFloodGate(clock, { ...usualFloodLimits, ...options.flood }),
    updates: createUpdateBox(),
    settings: new Map(),
    files: new Map(),
    local: options.local ?? true,
  };
  const requests: TelegramRequest[] = [];
  const faults = createFaultLine();

  const run = async (name: string, parameters: Parameters, signal: AbortSignal): Promise<Answer> => {
    try {
      const method = methods.get(name.toLowerCase());
      if (method === undefined) throw new BotApiError(404, "Not Found: method not found");
      const result = await method(world, parameters, signal);
      return { status: 200, type: "application/json", body: JSON.stringify({ ok: true, result }) };
    } catch (error) {
      return errorAnswer(error);
    }
  };

  const demandToken = (given: string): void => {
    if (!/^\d+:[A-Za-z0-9_-]{30,}$/.test(given)) throw notFound();
    if (given !== token) throw new BotApiError(401, "Unauthorized");
  };

  const answerCall = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const [, given = "", name = ""] = /^\/bot([^/]+)\/(\w+)\/?$/.exec(decodeURIComponent(url.pathname)) ?? [];
    const hungUp = new AbortController();
    response.once("close", () => hungUp.abort());
    let answer: Answer;
    let fault: Fault | undefined;
    try {
      const parameters = await readParameters(request, url);
      demandToken(given);
      requests.push({
        method: name,
        parameters: Object.fromEntries(parameters.values),
        files: [...parameters.files.keys()],
        at: clock().toString(),
      });
      fault = faults.take(name);
      const runs = fault === undefined || fault.takesEffect === true || ["drip", "delay"].includes(fault.failure.kind);
      answer = runs ? await run(name, parameters, hungUp.signal) : errorAnswer(notFound());
    } catch (error) {
      answer = errorAnswer(error);
    }
    if (fault !== undefined) answerWrongly(response, fault.failure, answer);
    else response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
  };

  const answerPage = (response: ServerResponse, url: URL): void => {
    const name = url.pathname.slice("/s/".length).toLowerCase();
    const chat = [...world.chats.values()].find((candidate) => candidate.username?.toLowerCase() === name);
    if (chat?.type !== "channel" || chat.username === null) {
      // The real page sends whoever asks for what is not a public channel on to its card.
      response.writeHead(302, { location: `/${name}` }).end();
      return;
    }
    const before = Number(url.searchParams.get("before") ?? "") || null;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(channelPage(chat, chat.username, before));
  };

  const answerFile = (response: ServerResponse, url: URL): void => {
    const [, given = "", path = ""] = /^\/file\/bot([^/]+)\/photos\/(\w+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    const data = given === token ? world.files.get(path) : undefined;
    if (data === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "application/octet-stream" }).end(data);
  };

  const server: TelegramServer = {
    get url() {
      return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    },
    token,
    botUsername,
    requests,
    addChannel: (username, chat = {}) => addChat(world, { type: "channel", title: username, username, ...chat }),
    addChat: (chat = {}) => addChat(world, chat),
    posts: (chat) =>
      chat === undefined
        ? [...world.chats.values()].flatMap(postsOf)
        : postsOf(findChat(world.chats.values(), parametersFrom({ chat_id: String(chat) }))),
    pushUpdate: async (content) => {
      const callback = content["callback_query"] as { id?: unknown } | undefined;
      if (callback !== undefined) world.settings.set(`callback:${String(callback.id)}`, "open");
      const update = world.updates.push(content);
      await deliverToWebhook(world, (object) => run(String(object["method"]), parametersFrom(object), AbortSignal.timeout(10_000)));
      return update;
    },
    addPost: (chat, post) => addPost(world, findChat(world.chats.values(), parametersFrom({ chat_id: String(chat) })), post),
    addFile: (data) => {
      const id = `AgAC${world.files.size + 1}file`;
      world.files.set(id, data);
      return id;
    },
    passTime: (duration) => void (passedMs += Temporal.Duration.from(duration).total("milliseconds")),
    failNext: (fault) => faults.add(fault),
    floodWait: (seconds, chat) => world.gate.close(seconds, chat),
    [Symbol.asyncDispose]: async () => {
      world.updates.close();
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };

  const http = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (url.pathname.startsWith("/s/")) answerPage(response, url);
    else if (url.pathname.startsWith("/file/")) answerFile(response, url);
    else if (url.pathname.startsWith("/-/")) void answerControl(server, request, response, url);
    else void answerCall(request, response, url);
  });
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  return server;
};
