import { chmod, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { createInterface } from "node:readline";
import type { App } from "../app.ts";
import type { CommandIo } from "../command-io.ts";
import { controlRequestSchema, controlSocketPath, type ControlReply } from "./control-socket.ts";

/** What the worker waits at its end for commands that it still runs. */
const longestAnswerMs = 3000;

const ioOf = (send: (reply: ControlReply) => void, input = ""): CommandIo => ({
  print: (text) => send({ out: text }),
  json: (value) => send({ out: JSON.stringify(value) }),
  complain: (text) => send({ complaint: text }),
  input: (async function* () {
    yield Buffer.from(input, "base64");
  })(),
});

/** Runs a command line and answers with its exit code; the program's own, handed in. */
export type RunCommandLine = (
  args: readonly string[],
  asked: { readonly io: CommandIo; readonly stop: AbortSignal; readonly folder: string },
) => Promise<number>;

const answer = async (socket: Socket, run: RunCommandLine): Promise<void> => {
  const send = (reply: ControlReply): void => {
    socket.write(`${JSON.stringify(reply)}\n`);
  };
  for await (const line of createInterface({ input: socket })) {
    const request = controlRequestSchema.safeParse(JSON.parse(line));
    if (!request.success) send({ exit: 2 });
    else {
      const stop = new AbortController();
      socket.once("close", () => stop.abort());
      const exit = await run(request.data.arguments, {
        io: ioOf(send, request.data.input),
        stop: stop.signal,
        folder: request.data.folder,
      });
      send({ exit });
    }
    break;
  }
  socket.end();
};

/**
 * Takes commands from other processes of the same user, where this process has the embedded database to itself.
 * With a database server there is nothing to serve: every process reaches it.
 */
export const serveCommands = async (app: App, run: RunCommandLine): Promise<AsyncDisposable> => {
  const closing = new AsyncDisposableStack();
  if (app.config.databaseUrl !== undefined) return closing;
  const path = controlSocketPath(app.config.dataFolder);
  // The lock on the data folder is ours, so a socket that is there is a dead process's.
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const answering = new Set<Promise<void>>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    const answered = answer(socket, run)
      .catch((error: unknown) => {
        app.log.warn({ err: error }, "a command from another process could not be answered");
        socket.destroy();
      })
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });
  server.listen(path);
  await once(server, "listening");
  await chmod(path, 0o600);
  closing.defer(async () => {
    server.close();
    await rm(path, { force: true });
    // A command may be sending a post: whoever asked should learn how that ended.
    await Promise.race([Promise.allSettled(answering), setTimeout(longestAnswerMs, undefined, { ref: false })]);
    for (const socket of sockets) socket.destroy();
  });
  return closing;
};
