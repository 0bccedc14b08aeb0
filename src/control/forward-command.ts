import { connect } from "node:net";
import { createInterface } from "node:readline";
import { once } from "node:events";
import type { CommandIo } from "../command-io.ts";
import { controlReplySchema, controlSocketPath, type ControlRequest } from "./control-socket.ts";

/**
 * Has the running worker run a command, since two processes that open one embedded database destroy it.
 * Answers with the exit code, or null where no worker listens.
 */
export const forwardCommand = async (dataFolder: string, request: ControlRequest, io: CommandIo): Promise<number | null> => {
  const socket = connect(controlSocketPath(dataFolder));
  try {
    await once(socket, "connect");
  } catch {
    return null;
  }
  socket.write(`${JSON.stringify(request)}\n`);
  for await (const line of createInterface({ input: socket })) {
    const reply = controlReplySchema.parse(JSON.parse(line));
    if ("out" in reply) io.print(reply.out);
    else if ("complaint" in reply) io.complain(reply.complaint);
    else return reply.exit;
  }
  io.complain("The running worker ended before it had answered: start the command again.");
  return 1;
};
