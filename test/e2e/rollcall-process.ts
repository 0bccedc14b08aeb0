import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyMadeDatabase } from "../made-database.ts";
import { compileCache, quickNodeFlags } from "../quick-node.ts";

export const mainFile = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
export const contentFolder = fileURLToPath(new URL("../../content", import.meta.url));

export type Environment = Readonly<Record<string, string>>;

export interface Installation extends AsyncDisposable {
  readonly folder: string;
  readonly environment: Environment;
}

/** A folder of its own for one installation: data, and no `.env` of the developer's. `used`: its database is made already, which is most of a first start. */
export const createInstallation = async ({ used = false } = {}): Promise<Installation> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-e2e-"));
  if (used) await copyMadeDatabase(join(folder, "data"));
  return {
    folder,
    environment: { DATA_DIR: join(folder, "data"), CONTENT_DIR: contentFolder },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
};

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RollcallProcess extends AsyncDisposable {
  readonly pid: number;
  /** Standard output and standard error so far. */
  output(): string;
  /** Resolves when the output has it; rejects when the process ends first. */
  seen(pattern: RegExp): Promise<void>;
  /** Sends the signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Finished>;
  readonly finished: Promise<Finished>;
}

/** Nothing of the developer's environment, nor of what ran in this process before: no accounts, no databases. */
export const bareEnvironment = (): Environment => ({ PATH: process.env["PATH"] ?? "", HOME: tmpdir(), TMPDIR: tmpdir(), ...compileCache });

const spawnRollcall = (args: readonly string[], environment: Environment, uid?: number): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [...quickNodeFlags, mainFile, ...args], {
    cwd: tmpdir(),
    env: { ...bareEnvironment(), ...environment },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });

/** The real program as a process of its own. */
export const startRollcall = (args: readonly string[], environment: Environment): RollcallProcess => {
  const child = spawnRollcall(args, environment);
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  const hear = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    hear();
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    hear();
  });
  const finished = once(child, "close").then(([code]: unknown[]): Finished => ({ code: code as number | null, stdout, stderr }));
  void finished.then(hear);
  const process_: RollcallProcess = {
    pid: child.pid ?? 0,
    output: () => stdout + stderr,
    seen: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (pattern.test(stdout + stderr)) resolve();
          else if (child.exitCode !== null || child.signalCode !== null)
            reject(new Error(`ended before ${String(pattern)}:\n${stdout}\n${stderr}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    end: async (signal = "SIGINT") => {
      if (child.exitCode === null) child.kill(signal);
      return finished;
    },
    finished,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await finished;
    },
  };
  return process_;
};

/** Runs one command to its end; as another user, where root runs the tests and a user's id is given. */
export const runRollcall = async (
  args: readonly string[],
  environment: Environment,
  input: string | Uint8Array = "",
  uid?: number,
): Promise<Finished> => {
  const child = spawnRollcall(args, environment, uid);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
};
