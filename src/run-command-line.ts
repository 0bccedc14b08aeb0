import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { createApp, type App, type RunningWorker } from "./app.ts";
import { clockFrom, fixedClock, systemClock, type Clock } from "./clock.ts";
import type { CommandIo } from "./command-io.ts";
import type { CommandEnvironment } from "./commands/command-environment.ts";
import { commands } from "./commands/index.ts";
import { readConfig } from "./config.ts";
import { otherSettings } from "./control/settings-hash.ts";
import { serveCommands } from "./control/serve-commands.ts";
import { createReloadRequests, type ReloadRequests } from "./reload-requests.ts";
import { describeCrash } from "./describe-crash.ts";
import { FolderInUse } from "./folder-in-use.ts";
import { Interrupted } from "./interrupted.ts";
import { UserError } from "./user-error.ts";

export interface CommandLineContext {
  readonly io: CommandIo;
  readonly stop: AbortSignal;
  readonly reload: ReloadRequests;
  /** Where relative paths begin. */
  readonly folder: string;
  /** The running worker, where the command runs inside it. */
  readonly worker?: RunningWorker;
  /** The content to go by unless `--content` says otherwise; as the environment has it where it is left out. */
  readonly content?: string | undefined;
}

const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, " ");

const chooseClock = (now: Temporal.Instant | undefined, running: boolean): Clock => {
  if (now === undefined) return systemClock;
  return running ? clockFrom(now) : fixedClock(now);
};

/** Runs a command inside the worker and answers with what it prints. */
const askWorker = async (args: readonly string[], app: App, stop: AbortSignal, folder: string): Promise<string> => {
  const printed: string[] = [];
  const complaints: string[] = [];
  const io: CommandIo = {
    print: (text) => void printed.push(text),
    json: (value) => void printed.push(JSON.stringify(value)),
    printJson: (json) => void printed.push(json),
    complain: (text) => void complaints.push(text),
    input: (async function* () {})(),
  };
  const code = await runCommandLine(args, { io, stop, folder, reload: createReloadRequests(), worker: { app, refresh: async () => {} } });
  if (code !== exitCodes.ok) throw new UserError(complaints.join(" "));
  return printed.join("\n");
};

const createEnvironment = ({ io, stop, reload, folder, worker, content: ownContent }: CommandLineContext): CommandEnvironment => ({
  io,
  stop,
  resolvePath: (path) => resolve(folder, path),
  onReload: (listener) => reload.listen(listener),
  openApp: ({ content, now, running = false, tolerant = false }) => {
    const contentFolder = content === undefined ? ownContent : resolve(folder, content);
    // The worker's accounts are the ones that post, whatever the environment of whoever asks.
    const config =
      worker === undefined
        ? readConfig({ content: contentFolder })
        : { ...worker.app.config, ...(contentFolder !== undefined && { contentFolder }) };
    return createApp({ config, clock: chooseClock(now, running), tolerant, worker });
  },
  ask: (app, args) => askWorker(args, app, stop, folder),
  serve: async (app, refresh) =>
    serveCommands(app, async ({ request, io: asked, stop: askedToStop }) => {
      if (!commands.some(({ name, usesStore }) => usesStore && name === request.arguments[0])) {
        asked.complain("The worker runs only commands that need its database.");
        return exitCodes.usage;
      }
      const others = otherSettings(await app.accounts(), request.settings);
      if (others.length > 0)
        asked.complain(
          `The running worker has another ${others.join(" and another ")} than is set here, and goes by its own until it is started again.`,
        );
      return runCommandLine(request.arguments, {
        io: asked,
        stop: askedToStop,
        folder: request.folder,
        content: request.content,
        reload: createReloadRequests(),
        worker: { app, refresh },
      });
    }),
});

const createProgram = (context: CommandLineContext): Command => {
  const environment = createEnvironment(context);
  const program = new Command("rollcall")
    .description("Every day, a name: the worker service of a campaign for political prisoners.")
    .addHelpText("after", "\n`npm run -s rollcall -- COMMAND --help` explains each command.")
    .showSuggestionAfterError()
    // `import` and its parts have options of the same names.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.io.print(text.trimEnd()),
      writeErr: (text) => context.io.complain(oneLine(text)),
      getOutHelpWidth: () => context.io.columns ?? 80,
      getErrHelpWidth: () => context.io.columns ?? 80,
    });
  for (const entry of commands) {
    const command = entry.create(environment);
    command.copyInheritedSettings(program);
    for (const nested of command.commands) nested.copyInheritedSettings(program);
    program.addCommand(command);
  }
  return program;
};

/**
 * `help nope`, `nope --help` and `queue nope --help` are told like `nope`: commander itself would print all of the help, as a complaint or as if all were
 * well.
 */
const readHelp = (args: readonly string[], { commands: known, registeredArguments }: Command): readonly string[] => {
  const takesArguments = registeredArguments.length > 0;
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith("-") || known.length === 0) return args;
  const [second] = rest;
  const find = (word: string): Command | undefined => known.find((command) => command.name() === word);
  if (first === "help") return second === undefined || second.startsWith("-") || find(second) !== undefined ? args : [second];
  const command = find(first);
  // What is no part of it is an argument.
  if (command === undefined && takesArguments) return args;
  return command === undefined ? [first] : [first, ...readHelp(rest, command)];
};

/** Says what went wrong, in one line on standard error, and answers with the exit code. */
export const complainOf = (error: unknown, { io }: CommandLineContext): number => {
  io.complain(error instanceof UserError ? oneLine(error.message) : describeCrash(error));
  return error instanceof Interrupted ? exitCodes.interrupted : exitCodes.failed;
};

/** Runs one command and answers with its exit code. Throws nothing but `FolderInUse`, before the command has done anything. */
export const tryCommandLine = async (args: readonly string[], context: CommandLineContext): Promise<number> => {
  const { io } = context;
  try {
    const program = createProgram(context);
    const group = args.length === 0 ? program : program.commands.find((command) => args.length === 1 && command.name() === args[0]);
    if (
      group !== undefined &&
      group.commands.length > 0 &&
      !commands.some((entry) => entry.name === group.name() && entry.saysAlone === true)
    ) {
      io.print(group.helpInformation().trimEnd());
      return exitCodes.usage;
    }
    await program.parseAsync(readHelp(args, program), { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (error instanceof FolderInUse) throw error;
    return complainOf(error, context);
  }
};

/** Runs one command and answers with its exit code. Never throws. */
const runCommandLine = async (args: readonly string[], context: CommandLineContext): Promise<number> =>
  tryCommandLine(args, context).catch((error: unknown) => complainOf(error, context));
