import type { Texts } from "../../campaign/words/texts.ts";

/** In the order in which Telegram lists them; each has a message `bot-command-NAME` of 1 to 256 characters. */
const menu = [
  "start",
  "help",
  "count",
  "prisoner",
  "today",
  "next",
  "random",
  "actions",
  "petitions",
  "hashtags",
  "privacy",
  "language",
  "about",
] as const;

/** The commands as Telegram shows them to whoever types a slash: https://core.telegram.org/bots/api#botcommand */
export const commandMenu = (texts: Texts, language: string): { readonly command: string; readonly description: string }[] =>
  menu.map((command) => ({ command, description: texts.say(language, `bot-command-${command}`, {}) }));
