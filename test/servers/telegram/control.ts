import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "./fault.ts";
import type { TelegramServer } from "./telegram-server.ts";
import type { NewChat } from "./world.ts";

const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString("utf8"));
};

const act = (server: TelegramServer, action: string, body: unknown, url: URL): unknown => {
  switch (action) {
    case "GET posts":
      return server.posts(url.searchParams.get("chat") ?? undefined);
    case "GET requests":
      return server.requests;
    case "POST chats":
      return { id: server.addChat(body as NewChat).id };
    case "POST updates":
      return Array.isArray(body)
        ? Promise.all(body.map((update: Record<string, unknown>) => server.pushUpdate(update)))
        : server.pushUpdate(body as Record<string, unknown>);
    case "GET sends":
      return server.requests.filter(({ method }) => method.startsWith("send")).length;
    case "POST faults":
      server.failNext(body as Fault);
      return {};
    case "POST time":
      server.passTime(body as Temporal.DurationLike);
      return {};
    case "POST channel-posts": {
      const { chat, ...post } = body as { chat: number | string; text?: string; date?: number; replyTo?: number };
      return { id: server.addPost(chat, post) };
    }
    case "POST flood-wait": {
      const { seconds, chat } = body as { seconds: number; chat?: number };
      server.floodWait(seconds, chat);
      return {};
    }
    default:
      throw new Error(`There is no ${action}.`);
  }
};

/** The same as the server's methods, for a test that runs it as another process: `/-/posts`, `/-/requests`, `/-/sends`, `/-/chats`, `/-/updates`, `/-/faults`, `/-/flood-wait`, `/-/time`, `/-/channel-posts`. */
export const answerControl = async (
  server: TelegramServer,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  try {
    const body = await readJson(request);
    const result = await act(server, `${request.method ?? ""} ${url.pathname.slice("/-/".length)}`, body, url);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  } catch (error) {
    response.writeHead(400, { "content-type": "text/plain" }).end(String(error));
  }
};
