import { once } from "node:events";
import { chmod, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { App } from "../app.ts";
import type { CommandIo } from "../command-io.ts";
import { Interrupted } from "../interrupted.ts";
import { linesOf } from "../lines-of.ts";
import {
  aliveEveryMs,
  controlMessageSchema,
  controlRequestSchema,
  controlVersion,
  openSocketPath,
  type ControlReply,
  type ControlRequest,
} from "./control-socket.ts";

/** What the worker waits at its end for commands that it still runs. */
const longestAnswerMs = 3000;

interface AskedCommand {
  readonly request: ControlRequest;
  readonly io: CommandIo;
  /** Aborted when whoever asked wants the command to end, or is gone. */
  readonly stop: AbortSignal;
}

/** Runs a command line and answers with its exit code; the program's own, handed in. */
export type RunCommandLine = (asked: AskedCommand) => Promise<number>;

/** The asker's standard input, a piece whenever the command wants one and the asker has taken what was printed. */
const createInput = (socket: Socket, send: (reply: ControlReply) => void, stop: AbortSignal) => {
  let take: ((piece: Uint8Array | null) => void) | undefined;
  const read = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (socket.writableNeedDrain) await once(socket, "drain", { signal: stop }).catch(() => {});
      const piece = await new Promise<Uint8Array | null>((resolve, reject) => {
        const interrupt = (): void => reject(new Interrupted("Interrupted before standard input had ended: nothing was done."));
        if (stop.aborted) interrupt();
        stop.addEventListener("abort", interrupt, { once: true });
        take = resolve;
        send({ wantsInput: true });
      });
      if (piece === null) return;
      yield piece;
    }
  };
  return { input: read(), give: (piece: Uint8Array | null) => take?.(piece) };
};

const text = (line: Uint8Array): string => Buffer.from(line).toString("utf8");

const answer = async (socket: Socket, run: RunCommandLine): Promise<void> => {
  const send = (reply: ControlReply): void => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
  };
  const lines = linesOf(socket);
  const first = await lines.next();
  if (first.done === true) return;
  const request = controlRequestSchema.safeParse(JSON.parse(text(first.value)));
  if (!request.success) {
    send({
      complaint: `The running worker is Rollcall ${controlVersion} and this is another version: start the worker again, then the command.`,
    });
    send({ exit: 1 });
    socket.end();
    return;
  }
  const stop = new AbortController();
  socket.once("close", () => stop.abort());
  send({ alive: true });
  const living = setInterval(() => send({ alive: true }), aliveEveryMs);
  const { input, give } = createInput(socket, send, stop.signal);
  const hear = async (): Promise<void> => {
    for await (const line of lines) {
      const message = controlMessageSchema.parse(JSON.parse(text(line)));
      if ("stop" in message) stop.abort();
      else give(message.input === null ? null : Buffer.from(message.input, "base64"));
    }
  };
  hear().catch(() => socket.destroy());
  const io: CommandIo = {
    print: (line) => send({ out: line }),
    json: (value) => send({ json: JSON.stringify(value) }),
    printJson: (json) => send({ json }),
    complain: (line) => send({ complaint: line }),
    input,
    columns: request.data.columns,
  };
  try {
    send({ exit: await run({ request: request.data, io, stop: stop.signal }) });
  } finally {
    clearInterval(living);
  }
  socket.end();
};

/**
 * Takes commands from other processes of the same user, where this process has the embedded database to itself.
 * With a database server there is nothing to serve: every process reaches it.
 */
export const serveCommands = async (app: App, run: RunCommandLine): Promise<AsyncDisposable> => {
  await using opening = new AsyncDisposableStack();
  if (app.config.databaseUrl !== undefined) return opening.move();
  const { path } = opening.use(await openSocketPath(app.config.dataFolder));
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
        // Whoever goes away in the middle is no fault of anybody's.
        if (!socket.destroyed) app.log.warn({ err: error }, "a command from another process could not be answered");
        socket.destroy();
      })
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });
  server.listen(path);
  await once(server, "listening");
  await chmod(path, 0o600);
  opening.defer(async () => {
    server.close();
    await rm(path, { force: true });
    // A command may be sending a post: whoever asked should learn how that ended.
    await Promise.race([Promise.allSettled(answering), setTimeout(longestAnswerMs, undefined, { ref: false })]);
    for (const socket of sockets) socket.destroy();
  });
  return opening.move();
};
