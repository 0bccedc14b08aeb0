import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { CommandIo } from "../command-io.ts";
import { linesOf } from "../lines-of.ts";
import {
  controlReplySchema,
  controlVersion,
  openSocketPath,
  type ControlMessage,
  type ControlReply,
  type ControlRequest,
} from "./control-socket.ts";

export interface ForwardOptions {
  readonly io: CommandIo;
  /** Tells the worker that the person wants the command to end; what it decides already it ends. */
  readonly stop: AbortSignal;
  /** How long a worker may say nothing at all, in seconds. */
  readonly longestSilenceSeconds?: number;
}

/** The worker's socket; null where no worker listens. */
export const reachWorker = async (dataFolder: string): Promise<Socket | null> => {
  await using at = await openSocketPath(dataFolder);
  const socket = connect(at.path);
  try {
    await once(socket, "connect");
    return socket;
  } catch {
    return null;
  }
};

/** Ends the socket when nothing has come for so long. Counted in ticks, so that a process that was suspended itself does not blame the worker. */
const watchSilence = (socket: Socket, seconds: number): Disposable => {
  let quiet = 0;
  socket.on("data", () => (quiet = 0));
  const ticking = setInterval(() => {
    quiet += 1;
    if (quiet > seconds) socket.destroy(new Error(silent));
  }, 1000);
  return { [Symbol.dispose]: () => clearInterval(ticking) };
};
const silent = "silent";

const otherVersion = "The running worker is of another version of Rollcall: start it again, then the command.";

/**
 * Has the running worker run a command, since two processes that open one embedded database destroy it.
 * Answers with the exit code, or null where no worker listens, or one ended before it had begun.
 */
export const forwardCommand = async (
  dataFolder: string,
  request: Omit<ControlRequest, "version">,
  { io, stop, longestSilenceSeconds = 20 }: ForwardOptions,
): Promise<number | null> => {
  const socket = await reachWorker(dataFolder);
  if (socket === null) return null;
  // Told by the loop below, which ends with it.
  socket.on("error", () => {});
  using _watch = watchSilence(socket, longestSilenceSeconds);
  const send = (message: ControlMessage | ControlRequest): void => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  };
  send({ version: controlVersion, ...request });
  const tellStop = (): void => send({ stop: true });
  stop.addEventListener("abort", tellStop);
  if (stop.aborted) tellStop();

  const input = io.input[Symbol.asyncIterator]();
  const sendInput = async (): Promise<void> => {
    const { done, value } = await input.next();
    send({ input: done === true ? null : Buffer.from(value).toString("base64") });
  };

  let isKnown = false;
  const act = (reply: ControlReply): number | undefined => {
    if ("alive" in reply) isKnown = true;
    // A stop is told by its own message.
    else if ("wantsInput" in reply) sendInput().catch(() => send({ stop: true }));
    else if ("out" in reply) io.print(reply.out);
    else if ("json" in reply) io.printJson(reply.json);
    else if ("complaint" in reply) {
      isKnown = true;
      io.complain(reply.complaint);
    } else {
      if (!isKnown) io.complain(otherVersion);
      return isKnown ? reply.exit : 1;
    }
    return undefined;
  };

  let problem = "";
  try {
    for await (const line of linesOf(socket)) {
      const reply = controlReplySchema.safeParse(parse(line));
      if (!reply.success) {
        // Half a line is the last of a worker that was killed.
        if (isKnown) break;
        io.complain(otherVersion);
        return 1;
      }
      const exit = act(reply.data);
      if (exit !== undefined) return exit;
    }
  } catch (error) {
    problem = error instanceof Error ? error.message : "";
  } finally {
    stop.removeEventListener("abort", tellStop);
    socket.destroy();
  }
  if (problem === silent) {
    io.complain(
      `The running worker in ${dataFolder} has said nothing for ${longestSilenceSeconds} s: see whether it hangs, and start it again.${isKnown ? " What the command had begun may be done: `log` shows it." : ""}`,
    );
    return 1;
  }
  if (!isKnown) return null;
  io.complain(
    "The running worker ended before it had answered: what the command had begun may be done, so look at `log` before you start it again.",
  );
  return 1;
};

const parse = (line: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(line).toString("utf8"));
  } catch {
    return undefined;
  }
};
