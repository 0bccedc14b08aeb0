import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { CallBotApi } from "./bot-api.ts";
import { CallFailure } from "./call-failure.ts";
import { doneWithin } from "./done-within.ts";
import type { Taken } from "./in-hand.ts";
import type { Pause } from "./pause.ts";
import type { Troubles } from "./troubles.ts";
import { updateKinds } from "./update.ts";

/** How updates are dealt with, whichever way they come. */
export interface TakeOptions {
  readonly call: CallBotApi;
  /** Null where it is one of the others: readers' questions are answered side by side, and so is what is nobody's to deal with. Returns at once. */
  readonly intake: (update: unknown) => Taken | null;
  /** When few questions are in hand, so that no more are taken than are answered soon. Soon, whatever becomes of them, and at the stop. */
  readonly few: () => Promise<void>;
  /** Deals with one of the others; false where it was left in the middle, so that it must come again. */
  readonly handOver: (update: object, stop: AbortSignal) => Promise<boolean>;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly clock: Clock;
}

export interface PollOptions extends TakeOptions {
  readonly pause: Pause;
  /** From 0 to 1. */
  readonly random: () => number;
  /** How long Telegram holds a call that has nothing to bring. */
  readonly pollSeconds: number;
  /** Readers are looked after while something of the campaigners' is in hand, which keeps all behind it unconfirmed. */
  readonly looksAside: boolean;
}

const lookAsideMs = 1000;
const longestPauseMs = 60_000;
const conflictPauseMs = 120_000;
const unauthorizedPauseMs = 600_000;
/** What a handler, and a reader's answer, still gets when the program ends. */
export const graceMs = 3000;

/** What Telegram brings at once: with Telegram's limits for answers it stays with the first, and more is for a server without. */
const batch = { least: 10, most: 100 };
/** So many full batches in a row that were answered so quickly are a sign of that. */
const quickBatches = 4;
const quickMs = 250;

/** How long to keep still after so many failures in a row. */
export const pauseAfter = (error: unknown, failures: number, random: () => number): number => {
  const kind = error instanceof CallFailure ? error.kind : "unavailable";
  if (error instanceof CallFailure && error.retryAfterMs !== undefined) return error.retryAfterMs;
  const jittered = (ms: number): number => ms * (0.5 + random() / 2);
  if (kind === "conflict") return jittered(conflictPauseMs);
  if (kind === "unauthorized") return jittered(unauthorizedPauseMs);
  return jittered(Math.min(longestPauseMs, 1000 * 2 ** Math.min(failures, 10)));
};

const numbered = z.looseObject({ update_id: z.int() });

/** The updates that can be confirmed by their number. Throws where an answer holds none of them, yet is not empty. */
const readBatch = (answer: unknown): z.infer<typeof numbered>[] => {
  if (!Array.isArray(answer)) throw new CallFailure("unavailable", "no readable answer");
  const updates = answer.flatMap((update) => numbered.safeParse(update).data ?? []);
  if (updates.length === 0 && answer.length > 0) throw new CallFailure("unavailable", "no readable answer");
  return updates;
};

/** Of an update only its kind is ever named. */
const kindOf = (update: object): string => updateKinds.find((kind) => kind in update) ?? "other";

/** `late`: it was still at it after `limitMs`; `stopped`: or a little after the stop. */
const settledWithin = async (work: Promise<void>, limitMs: number, stop: AbortSignal): Promise<"done" | "late" | "stopped"> => {
  const { promise, resolve, reject } = Promise.withResolvers<"done" | "late" | "stopped">();
  const limit = setTimeout(() => resolve("late"), limitMs);
  let grace: NodeJS.Timeout | undefined;
  const onStop = (): void => {
    grace = setTimeout(() => resolve("stopped"), graceMs);
  };
  stop.addEventListener("abort", onStop, { once: true });
  work.then(() => resolve("done"), reject);
  try {
    return await promise;
  } finally {
    clearTimeout(limit);
    clearTimeout(grace);
    stop.removeEventListener("abort", onStop);
  }
};

export interface HandOverOptions {
  /** What it throws is logged without its content; the update is not handed over again then. */
  readonly handle: (update: unknown) => Promise<void>;
  /** Who takes longer over an update is left behind. */
  readonly handlerLimitMs: number;
  readonly log: Log;
}

export const createHandOver =
  ({ handle, handlerLimitMs, log }: HandOverOptions): TakeOptions["handOver"] =>
  async (update, stop) => {
    try {
      const outcome = await settledWithin((async () => handle(update))(), handlerLimitMs, stop);
      if (outcome === "late") log.warn({ update: kindOf(update) }, "an update took too long and is left behind");
      return outcome !== "stopped";
    } catch (error) {
      log.warn(
        { update: kindOf(update), error: error instanceof Error ? error.name : "no error" },
        "an update could not be handled and is skipped",
      );
      return true;
    }
  };

/**
 * Asks Telegram for updates until `stop`, and hands them over one after the other. An update is confirmed, by the next call's offset,
 * only after its handler ran: who dies before that gets it again. Of readers' questions so few are in hand that hardly more than those are
 * lost or answered twice when the program is killed; a stop answers them, and leaves to Telegram what it could not. Never throws.
 */
export const pollUpdates = async (options: PollOptions, stop: AbortSignal): Promise<void> => {
  const { call, intake, few, handOver, troubles, clock, pause, random, pollSeconds, looksAside } = options;
  let offset = 0;
  let confirmed = 0;
  let failures = 0;

  /** Readers' updates that are taken, and not confirmed yet. */
  const taken = new Set<number>();
  /** Those that are not answered yet. */
  const open = new Map<number, Promise<void>>();
  let quick = 0;
  let stoppedAt = 0;
  stop.addEventListener("abort", () => (stoppedAt = performance.now()), { once: true });

  /** Gives those that are not readers'. */
  const takeIn = (updates: readonly z.infer<typeof numbered>[]): z.infer<typeof numbered>[] =>
    updates.filter((update) => {
      if (taken.has(update.update_id)) return false;
      const { done } = intake(update) ?? {};
      if (done === undefined) return true;
      taken.add(update.update_id);
      open.set(update.update_id, done);
      void done.then(() => open.delete(update.update_id));
      return false;
    });

  /** Telegram begins with what is not confirmed, whether we have it already or not. */
  const ask = (known: number): { readonly offset: number; readonly limit: number; readonly allowed_updates: typeof updateKinds } => ({
    offset,
    limit: Math.min(batch.most, known + (quick < quickBatches ? batch.least : batch.most)),
    allowed_updates: updateKinds,
  });

  /** Waits until few questions are in hand. */
  const untilFew = async (isFull: boolean): Promise<void> => {
    const begun = clock();
    await few();
    quick = isFull && clock().epochMilliseconds - begun.epochMilliseconds < quickMs ? quick + 1 : 0;
  };

  /** Nobody waits for what a campaigner decides, who may take a minute; Telegram is asked again for all from there on. */
  const lookingAside = async (work: Promise<boolean>, others: number): Promise<boolean> => {
    const done = new AbortController();
    const ended = work.finally(() => done.abort());
    if (!looksAside) return ended;
    while (!done.signal.aborted) {
      await pause(lookAsideMs, done.signal);
      await few();
      if (done.signal.aborted || stop.aborted) break;
      await call("getUpdates", { ...ask(taken.size + others), timeout: 0 }, { signal: stop })
        .then((answer) => takeIn(readBatch(answer)))
        .catch(() => {});
    }
    return ended;
  };

  const takeBatch = async (): Promise<void> => {
    const asked = clock();
    const asking = ask(taken.size);
    const answer = await call("getUpdates", { ...asking, timeout: pollSeconds }, { signal: stop, timeoutMs: (pollSeconds + 15) * 1000 });
    const updates = readBatch(answer);
    confirmed = offset;
    failures = 0;
    troubles.over("taking updates");
    // Readers first: they are answered beside whatever campaigners decide, which is dealt with one after the other.
    const others = new Set(stop.aborted ? updates : takeIn(updates));
    for (const update of updates) {
      if (others.has(update) && (stop.aborted || !(await lookingAside(handOver(update, stop), others.size)))) return;
      offset = Math.max(offset, update.update_id + 1);
      taken.delete(update.update_id);
    }
    // Something between us and Telegram may answer at once instead of holding the call.
    if (updates.length === 0 && clock().epochMilliseconds - asked.epochMilliseconds < 1000) await pause(1000, stop);
    await untilFew(updates.length === asking.limit);
  };

  while (!stop.aborted) {
    try {
      await takeBatch();
    } catch (error) {
      if (stop.aborted) break;
      troubles.met("taking updates", error);
      await pause(pauseAfter(error, failures, random), stop);
      failures += 1;
    }
  }
  await doneWithin(Promise.all(open.values()), graceMs - (performance.now() - stoppedAt));
  // What was handled is not to come again after the restart, and what was not is: from the oldest on, since Telegram knows one offset alone.
  const handled = Math.min(offset, ...open.keys().filter((update) => update >= confirmed));
  if (handled > confirmed) await call("getUpdates", { offset: handled, limit: 1, timeout: 0 }, { timeoutMs: 1000 }).catch(() => {});
};
