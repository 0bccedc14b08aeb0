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

  try {
    for (const { what, code, wanted, set } of languages.flatMap(matters)) {
      await patiently(async () => {
        const has = await call(`get${what}`, code, { signal: stop }).catch((error: unknown) => {
          if (error instanceof CallFailure && (error.kind === "refused" || error.kind === "unauthorized")) return null;
          throw error;
        });
        if (!isDeepStrictEqual(has, wanted)) await call(`set${what}`, { ...code, ...set }, { signal: stop });
      });
    }
  } catch (error) {
    if (!stop.aborted)
      log.warn(
        `The bot's list of commands or its description could not be set (${error instanceof Error ? error.message : "no error"}); it answers all the same.`,
      );
  }
};
