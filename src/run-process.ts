import { setTimeout as pauseFor } from "node:timers/promises";
import { commands } from "./commands/index.ts";
import { accountVariables, readConfig } from "./config.ts";
import { forwardCommand, reachWorker } from "./control/forward-command.ts";
import { hashSettings } from "./control/settings-hash.ts";
import { FolderInUse } from "./folder-in-use.ts";
import { complainOf, tryCommandLine, type CommandLineContext } from "./run-command-line.ts";

/** A worker takes so long at most to start or to end, and a command to come to its end. */
const longestWaitMs = 20_000;
const askAgainMs = 200;

/** With an embedded database, a running worker has it to itself, and runs the command in our place. */
const runInWorker = async (args: readonly string[], { io, stop, folder }: CommandLineContext): Promise<number | null> => {
  const config = readConfig();
  const { dataFolder, contentFolder } = config;
  const content = config.variable("CONTENT_DIR") === undefined ? {} : { content: contentFolder };
  const settings = hashSettings(accountVariables());
  const columns = io.columns === undefined ? {} : { columns: io.columns };
  return forwardCommand(dataFolder, { arguments: [...args], folder, settings, ...content, ...columns }, { io, stop });
};

/** Then a second worker has nothing to wait for. */
const workerListens = async (): Promise<boolean> => {
  const socket = await reachWorker(readConfig().dataFolder);
  socket?.destroy();
  return socket !== null;
};

/** One command from its arguments to its exit code: here, or in the running worker where that has the database. */
export const runProcess = async (args: readonly string[], context: CommandLineContext): Promise<number> => {
  const entry = commands.find(({ name }) => name === args[0]);
  const isHelp = args.includes("--help") || args.includes("-h");
  const begun = performance.now();
  for (;;) {
    try {
      if (entry?.usesStore === true && !isHelp && readConfig().databaseUrl === undefined) {
        const code = await runInWorker(args, context);
        if (code !== null) return code;
      }
      return await tryCommandLine(args, context);
    } catch (error) {
      // A worker that starts takes no commands yet, and one that ends takes none any more; another command has the folder for a moment.
      const mayPass = error instanceof FolderInUse && !context.stop.aborted && performance.now() - begun < longestWaitMs;
      if (!mayPass || (entry?.name === "start" && (await workerListens()))) return complainOf(error, context);
      await pauseFor(askAgainMs, undefined, { signal: context.stop }).catch(() => {});
    }
  }
};
