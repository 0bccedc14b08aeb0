import { setTimeout as wait } from "node:timers/promises";
import { startRollcall, type Environment, type RollcallProcess } from "../e2e/rollcall-process.ts";

/** What the worker said that it would post today. */
interface Today {
  readonly id: string;
  readonly subject: string;
  readonly at: string;
}

/** One life of the worker. */
export interface LaneWorker extends AsyncDisposable {
  /** Resolves when it is dead: true where this call killed it, false where it was dead or dying already. */
  kill(): Promise<boolean>;
  isAlive(): boolean;
  hangUp(): void;
  /** A command that is killed in the same instant. */
  takeAlong(command: RollcallProcess): void;
  /** Ctrl-C. */
  end(): Promise<void>;
  /** False where the time was over first, or the worker was. */
  says(pattern: RegExp, withinMs: number): Promise<boolean>;
  /** Known from when it has started; null before, and on a day without a post. */
  today(): Today | null;
  /** Whether today's post has been handed to the queue, or was before. */
  hasDispatched(): boolean;
  /** The deliveries that it has brought to their end, by their ids, and to which. */
  done(): ReadonlyMap<string, string>;
  /** Null while it lives and where it was killed or told to end; else its last words. */
  lastWords(): string | null;
}

export const started = /"event":"started"/;
export const dispatched = /"job":"dispatch-due"/;

const ends: ReadonlySet<string> = new Set(["sent", "unknown", "failed", "skipped"]);

const readLines = (output: string): Record<string, unknown>[] =>
  output.split("\n").flatMap((line) => {
    try {
      return line.startsWith("{") ? [JSON.parse(line) as Record<string, unknown>] : [];
    } catch {
      return [];
    }
  });

export const startWorker = (environment: Environment, now: Temporal.Instant): LaneWorker => {
  const rollcall = startRollcall(["start", "--json", "--now", now.toString()], environment);
  const companions: RollcallProcess[] = [];
  let ended = false;
  let told = false;
  const finished = rollcall.finished.then(() => (ended = true));

  const today = (): Today | null =>
    (readLines(rollcall.output()).find(({ event }) => event === "started")?.["today"] ?? null) as Today | null;

  return {
    kill: async () => {
      if (ended || told) {
        await finished;
        return false;
      }
      told = true;
      for (const { pid } of [rollcall, ...companions]) {
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // It ended in this very moment.
        }
      }
      await Promise.all([finished, ...companions.map((companion) => companion.finished)]);
      return true;
    },
    isAlive: () => !ended && !told,
    takeAlong: (command) => void companions.push(command),
    hangUp: () => {
      if (!ended) process.kill(rollcall.pid, "SIGHUP");
    },
    end: async () => {
      told = true;
      await Promise.race([rollcall.end("SIGINT"), wait(10_000, undefined, { ref: false })]);
      if (!ended) process.kill(rollcall.pid, "SIGKILL");
      await finished;
    },
    says: async (pattern, withinMs) =>
      Promise.race([
        rollcall.seen(pattern).then(
          () => true,
          () => false,
        ),
        wait(withinMs, false, { ref: false }),
      ]),
    today,
    hasDispatched: () => {
      const post = today();
      return post !== null && Temporal.Instant.compare(Temporal.Instant.from(post.at), now) <= 0 && dispatched.test(rollcall.output());
    },
    done: () =>
      new Map(
        readLines(rollcall.output()).flatMap(({ delivery, state }): [string, string][] =>
          typeof delivery === "string" && ends.has(String(state)) ? [[delivery, String(state)]] : [],
        ),
      ),
    lastWords: () => (ended && !told ? rollcall.output().trim().split("\n").slice(-3).join(" | ").slice(-600) : null),
    [Symbol.asyncDispose]: () => rollcall[Symbol.asyncDispose](),
  };
};
