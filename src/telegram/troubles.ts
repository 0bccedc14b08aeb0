import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { CallFailure } from "./call-failure.ts";

type Activity = "taking updates" | "telling campaigners";

/** Tells the operator what does not work: once as long as it lasts, instead of every time that it is tried. */
export interface Troubles {
  met(activity: Activity, error: unknown): void;
  /** It works again. */
  over(activity: Activity): void;
}

/** Two pollers drive each other out in turn, so that each of them also succeeds in between. */
const conflictAgainMs = 3_600_000;

const describe = (activity: Activity, error: unknown): { readonly level: "warn" | "error"; readonly message: string } => {
  if (!(error instanceof CallFailure)) {
    return { level: "error", message: `${activity} failed (${error instanceof Error ? error.name : "no error"}) and is tried again` };
  }
  switch (error.kind) {
    case "rate-limit":
    case "unavailable":
      return { level: "warn", message: `${activity} waits for Telegram (${error.message}) and goes on by itself` };
    case "conflict":
      return {
        level: "error",
        message: error.message.includes("taken away")
          ? "Another program has taken this bot's webhook away, and it is set again: stop that program, or give it a bot of its own in TELEGRAM_TOKEN."
          : /webhook/i.test(error.message)
            ? "Another program has set a webhook for this bot, so that its buttons and commands do not reach this one: take that program's TELEGRAM_TOKEN away, or call deleteWebhook."
            : "Two programs take this bot's updates and drive each other out: stop one of them, or give it a bot of its own in TELEGRAM_TOKEN.",
      };
    case "unauthorized":
      return {
        level: "error",
        message: `Telegram knows no bot with this TELEGRAM_TOKEN (${error.message}), so that nobody is answered there: get a valid one from @BotFather, command /token.`,
      };
    case "refused":
      return { level: "error", message: `${activity} does not work: ${error.message}` };
  }
};

export const createTroubles = ({ log, clock }: { readonly log: Log; readonly clock: Clock }): Troubles => {
  const told = new Set<string>();
  let conflictAt: Temporal.Instant | null = null;
  const keyOf = (activity: Activity, error: unknown): string => {
    const kind = error instanceof CallFailure ? error.kind : "fault";
    return kind === "unauthorized" ? kind : `${activity}: ${kind}`;
  };

  return {
    met: (activity, error) => {
      if (error instanceof CallFailure && error.kind === "conflict") {
        if (conflictAt !== null && clock().epochMilliseconds - conflictAt.epochMilliseconds < conflictAgainMs) return;
        conflictAt = clock();
      } else {
        const key = keyOf(activity, error);
        if (told.has(key)) return;
        told.add(key);
      }
      const { level, message } = describe(activity, error);
      log[level](message);
    },
    over: (activity) => {
      const ended = [...told].filter((key) => key === "unauthorized" || key.startsWith(activity));
      for (const key of ended) told.delete(key);
      if (ended.length > 0) log.info(`${activity} works again`);
    },
  };
};
