import type { CommandIo } from "./command-io.ts";
import { commands } from "./commands/index.ts";
import { readConfig } from "./config.ts";
import { forwardCommand } from "./control/forward-command.ts";
import { exitCodes, runCommandLine } from "./run-command-line.ts";
import { UserError } from "./user-error.ts";

/** What a person waits at most after Ctrl-C. */
const longestEndMs = 4500;

const io: CommandIo = {
  print: (text) => process.stdout.write(`${text}\n`),
  json: (value) => process.stdout.write(`${JSON.stringify(value)}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  input: process.stdin,
};

/** With an embedded database, a running worker has it to itself, and runs the command in our place. */
const runInWorker = async (args: readonly string[]): Promise<number | null> => {
  const entry = commands.find(({ name }) => name === args[0]);
  if (entry?.usesStore !== true || args.includes("--help") || args.includes("-h")) return null;
  try {
    const config = readConfig();
    if (config.databaseUrl !== undefined) return null;
    return await forwardCommand(config.dataFolder, { arguments: [...args], folder: process.cwd() }, io);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.complain(error.message);
    return exitCodes.failed;
  }
};

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) return;
    stop.abort();
    setTimeout(() => process.exit(exitCodes.failed), longestEndMs).unref();
  });
}
// Whoever reads our output may stop reading: `plan | head` is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? exitCodes.ok : exitCodes.failed));

// A last net: what nobody awaited must not end in a stack trace, and a worker in an unknown state must not go on.
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    if (stop.signal.aborted) return;
    io.complain(`This is a fault of Rollcall, please report it: ${error instanceof Error ? error.message : "no message"}`);
    process.exit(exitCodes.failed);
  });
}

const args = process.argv.slice(2);
const code = (await runInWorker(args)) ?? (await runCommandLine(args, { io, stop: stop.signal, folder: process.cwd() }));
process.stdout.write("", () => process.exit(code));
