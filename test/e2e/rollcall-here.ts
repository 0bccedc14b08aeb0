import { tmpdir } from "node:os";
import { stripVTControlCharacters } from "node:util";
import type { CommandIo } from "../../src/command-io.ts";
import { untilStopped } from "../../src/interrupted.ts";
import { createReloadRequests } from "../../src/reload-requests.ts";
import { runProcess } from "../../src/run-process.ts";
import type { Environment, Finished } from "./rollcall-process.ts";

// Nothing of the developer's environment: no `.env`, no accounts, no databases.
process.chdir(tmpdir());
const kept = /^(PATH|HOME|TMPDIR|CI|NODE_.*|VITEST.*|ROLLCALL_TESTS_.*)$/;

const setEnvironment = (environment: Environment): void => {
  for (const name of Object.keys(process.env)) if (!kept.test(name)) delete process.env[name];
  Object.assign(process.env, { LOG_LEVEL: "silent", ...environment });
};

export interface RunHere {
  readonly input?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly stop?: AbortSignal;
  readonly columns?: number;
  /** Told of each line on standard output. */
  readonly onPrint?: (text: string) => void;
}

async function* piecesOf(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(input);
}

/**
 * The real program within this process, which costs a tenth of a process of its own. What runs at the same time must have the same environment;
 * signals, exit codes of crashes and what is loaded when are for `runRollcall`.
 */
export const runRollcallHere = async (
  args: readonly string[],
  environment: Environment,
  { input = "", stop = new AbortController().signal, columns, onPrint }: RunHere = {},
): Promise<Finished> => {
  setEnvironment(environment);
  let stdout = "";
  let stderr = "";
  const write = (text: string): void => {
    stdout += `${text}\n`;
    onPrint?.(text);
  };
  const io: CommandIo = {
    print: (text) => write(stripVTControlCharacters(text)),
    json: (value) => write(JSON.stringify(value)),
    printJson: write,
    complain: (text) => (stderr += `${text}\n`),
    input: untilStopped(
      typeof input === "string" || input instanceof Uint8Array ? { [Symbol.asyncIterator]: () => piecesOf(input) } : input,
      stop,
    ),
    columns,
  };
  const code = await runProcess(args, { io, stop, reload: createReloadRequests(), folder: process.cwd() });
  return { code, stdout, stderr };
};

/** A worker within this process, from its first word that it runs until disposed; it must end well. Its log goes nowhere. */
export const startRollcallHere = async (args: readonly string[], environment: Environment): Promise<AsyncDisposable> => {
  const stop = new AbortController();
  const { promise: running, resolve } = Promise.withResolvers<void>();
  const finished = runRollcallHere(args, environment, {
    stop: stop.signal,
    onPrint: (text) => {
      if (text.startsWith("Running.")) resolve();
    },
  });
  const ended = finished.then(({ stderr }) => {
    throw new Error(stderr);
  });
  ended.catch(() => {});
  await Promise.race([running, ended]);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      const { code, stderr } = await finished;
      if (code !== 0) throw new Error(`The worker ended with ${code}: ${stderr}`);
    },
  };
};
