import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { Fault } from "./fault.ts";
import { startMastodonServer } from "./server.ts";
import type { MastodonCharacter } from "./state.ts";

/**
 * The strict Mastodon server as a process of its own, for end-to-end runs:
 * `node test/servers/mastodon/main.ts [--port N] [--character honours|ignores|races|answers-500-to-repeat] [--polls N]`.
 * Prints one JSON line `{url, token, control}`. At `control`: `GET /posts`, `GET /requests`, `POST /faults` (a `Fault`), `POST /character` (its name). Ends with SIGTERM.
 */
const { values } = parseArgs({
  options: { port: { type: "string" }, character: { type: "string" }, polls: { type: "string" }, "no-limits": { type: "boolean" } },
});

const plenty = { most: 1_000_000, seconds: 300 };
const server = await startMastodonServer({
  port: Number(values.port ?? 0),
  character: (values.character ?? "honours") as MastodonCharacter,
  pollsUntilReady: Number(values.polls ?? 0),
  ...(values["no-limits"] ? { rateLimits: { calls: plenty, uploads: plenty, deletes: plenty, paging: plenty } } : {}),
});

const obey = async (request: IncomingMessage): Promise<unknown> => {
  const body = await text(request);
  switch (`${request.method} ${request.url}`) {
    case "GET /posts":
      return server.posts();
    case "GET /requests":
      return server.requests;
    case "POST /faults":
      return server.fail(JSON.parse(body) as Fault);
    case "POST /character":
      return server.become(body.trim() as MastodonCharacter);
    default:
      return { error: "GET /posts, GET /requests, POST /faults, POST /character" };
  }
};

const control = createServer((request, response) => {
  obey(request).then(
    (answer) => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer ?? {})),
    (error) => response.writeHead(400).end(String(error)),
  );
});
control.listen(0, "127.0.0.1", () => {
  const address = control.address();
  const port = typeof address === "object" && address ? address.port : 0;
  console.log(JSON.stringify({ url: server.url, token: server.token, control: `http://127.0.0.1:${port}` }));
});
process.once("SIGTERM", () => {
  control.close();
  void server[Symbol.asyncDispose]();
});
