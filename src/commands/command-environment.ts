import { Command, InvalidArgumentError } from "commander";
import type { App } from "../app.ts";
import type { CommandIo } from "../command-io.ts";

/** What every command takes. */
export interface CommonOptions {
  readonly json?: true;
  readonly content?: string;
  readonly now?: Temporal.Instant;
}

/** What a command runs in: a process of its own, or the running worker on behalf of another process. */
export interface CommandEnvironment {
  readonly io: CommandIo;
  /** A path as the process that asked meant it. */
  resolvePath(path: string): string;
  /** Aborted when the person, or the machine, wants the command to end. */
  readonly stop: AbortSignal;
  /** Calls the listener whenever the operator wants the content read again, and at once where that was so before. */
  onReload(listener: () => void): Disposable;
  /** Runs a command inside this worker, and answers with what it prints. Throws `UserError` with its complaint. */
  ask(app: App, args: readonly string[]): Promise<string>;
  /** Takes commands from other processes for as long as what it answers lives. `refresh`: has the worker read its content now, where that changed. */
  serve(app: App, refresh: () => Promise<void>): Promise<AsyncDisposable>;
  /**
   * The clock stands still at `now` unless `running` is set. `tolerant`: goes by what is faultless of the content, for what must be possible
   * whatever somebody has mistyped elsewhere. The caller disposes of the app.
   */
  openApp(options: {
    readonly content?: string | undefined;
    readonly now?: Temporal.Instant | undefined;
    readonly running?: boolean;
    readonly tolerant?: boolean;
  }): App;
}

/** A line of the command line: how it is called, and what it does. */
export interface CommandEntry {
  readonly name: string;
  /** Needs the database, so that beside a running worker with an embedded one the worker must run it. */
  readonly usesStore: boolean;
  /** Its name alone says something, although it has parts. */
  readonly saysAlone?: true;
  create(environment: CommandEnvironment): Command;
}

const parseFolder = (value: string): string => {
  // It would be taken for the current folder.
  if (value.trim() === "") throw new InvalidArgumentError("It must be a folder such as content.");
  return value;
};

const parseInstant = (value: string): Temporal.Instant => {
  try {
    return Temporal.Instant.from(value);
  } catch {
    throw new InvalidArgumentError("It must be an instant such as 2026-12-01T09:00:00Z or 2026-12-01T11:00:00+02:00.");
  }
};

export const parseDate = (value: string): Temporal.PlainDate => {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new RangeError(value);
    return Temporal.PlainDate.from(value, { overflow: "reject" });
  } catch {
    throw new InvalidArgumentError("It must be a day such as 2026-12-01.");
  }
};

/** A command with the options that all have. */
export const commonCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option("--json", "print JSON instead of text")
    .option("--content <dir>", "the campaign's folder (default: CONTENT_DIR, else content)", parseFolder)
    .option("--now <instant>", "take this for the present moment, such as 2026-12-01T09:00:00Z", parseInstant);
