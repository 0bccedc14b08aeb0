import type { CommandIo } from "./command-io.ts";
import { commands } from "./commands/index.ts";
import { readConfig } from "./config.ts";
import { forwardCommand } from "./control/forward-command.ts";
import type { ReloadRequests } from "./reload-requests.ts";
import { exitCodes, runCommandLine } from "./run-command-line.ts";
import { UserError } from "./user-error.ts";

const io: CommandIo = {
  print: (text) => process.stdout.write(`${text}\n`),
  json: (value) => process.stdout.write(`${JSON.stringify(value)}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  input: {
    async *[Symbol.asyncIterator]() {
      if (inputRead === undefined) yield* process.stdin;
      else yield inputRead;
    },
  },
};

/** Read once, whoever runs the command then. */
const readInput = async (): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  inputRead = Buffer.concat(chunks);
  return inputRead.toString("base64");
};
let inputRead: Buffer | undefined;

/** With an embedded database, a running worker has it to itself, and runs the command in our place. */
const runInWorker = async (args: readonly string[]): Promise<number | null> => {
  const entry = commands.find(({ name }) => name === args[0]);
  if (entry?.usesStore !== true || args.includes("--help") || args.includes("-h")) return null;
  try {
    const config = readConfig();
    if (config.databaseUrl !== undefined) return null;
    const input = args.includes("-") ? { input: await readInput() } : {};
    return await forwardCommand(config.dataFolder, { arguments: [...args], folder: process.cwd(), ...input }, io);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.complain(error.message);
    return exitCodes.failed;
  }
};

/** One command from its arguments to its exit code. */
export const runProcess = async (args: readonly string[], stop: AbortSignal, reload: ReloadRequests): Promise<number> =>
  (await runInWorker(args)) ?? runCommandLine(args, { io, stop, reload, folder: process.cwd() });
