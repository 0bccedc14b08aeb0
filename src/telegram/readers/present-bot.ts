import { isDeepStrictEqual } from "node:util";
import type { Texts } from "../../campaign/words/texts.ts";
import type { Log } from "../../log.ts";
import type { CallBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";
import { commandMenu } from "../commands/command-menu.ts";
import type { Pause } from "../pause.ts";
import { pauseAfter } from "../poll-updates.ts";

export interface PresentBotOptions {
  readonly call: CallBotApi;
  readonly texts: Texts;
  /** Whoever speaks another sees the first. */
  readonly languages: readonly string[];
  readonly log: Log;
  readonly pause: Pause;
  readonly random: () => number;
}

const mostAttempts = 5;
/** What readers use first. */
const order = ["MyCommands", "MyDescription", "MyShortDescription"];

/**
 * Says in each language what the bot can be asked, and warns before the first message. Asks first what Telegram has, and changes only
 * what differs, so that a restart changes nothing. What cannot be set is told in one line, and is no reason not to answer. Never throws.
 */
export const presentBot = async (
  { call, texts, languages: spoken, log, pause, random }: PresentBotOptions,
  stop: AbortSignal,
): Promise<void> => {
  /** Telegram names languages by two letters: https://core.telegram.org/bots/api#setmycommands */
  const languages = ["", ...spoken.filter((language) => /^[a-z]{2}$/.test(language))];

  const matters = (language: string) => {
    const said = language === "" ? (spoken[0] ?? "en") : language;
    const code = language === "" ? {} : { language_code: language };
    const description = texts.say(said, "bot-description", {});
    const short = texts.say(said, "bot-short-description", {});
    return [
      { what: "MyCommands", code, wanted: commandMenu(texts, said), set: { commands: commandMenu(texts, said) } },
      { what: "MyDescription", code, wanted: { description }, set: { description } },
      { what: "MyShortDescription", code, wanted: { short_description: short }, set: { short_description: short } },
    ];
  };

  const patiently = async (work: () => Promise<void>): Promise<void> => {
    for (let failures = 0; !stop.aborted; failures += 1) {
      try {
        return await work();
      } catch (error) {
        const again = error instanceof CallFailure && (error.kind === "unavailable" || error.kind === "rate-limit");
        if (!again || failures >= mostAttempts) throw error;
        await pause(pauseAfter(error, failures, random), stop);
      }
    }
  };

  let refused: unknown;
  const settle = async ({ what, code, wanted, set }: ReturnType<typeof matters>[number]): Promise<void> => {
    const has = await call(`get${what}`, code, { signal: stop }).catch((error: unknown) => {
      if (error instanceof CallFailure && (error.kind === "refused" || error.kind === "unauthorized")) return null;
      throw error;
    });
    if (!isDeepStrictEqual(has, wanted)) await call(`set${what}`, { ...code, ...set }, { signal: stop });
  };

  try {
    const all = languages.flatMap(matters).sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
    for (const matter of all) {
      await patiently(() => settle(matter)).catch((error: unknown) => {
        refused ??= error;
      });
    }
  } catch (error) {
    refused ??= error;
  }
  if (refused !== undefined && !stop.aborted) {
    const reason = refused instanceof Error ? refused.message : "no error";
    log.warn(`The bot's list of commands or its description could not be set (${reason}); it answers all the same.`);
  }
};
