import { telegramLimits } from "../compose/limits.ts";
import { graphemeStarts } from "../compose/text/count-graphemes.ts";

/** A longer answer is better read on the command line, and would take the chat's minute from everything else. */
const mostMessages = 8;
const theRest = "\n… The rest is too long for this chat: the command line shows it.";

/** Where a message of at most `units` ends: after a line, else after a word, else between two characters. */
export const cutAt = (text: string, units: number): number => {
  const head = text.slice(0, units + 1);
  const line = head.lastIndexOf("\n");
  if (line > 0) return line;
  const word = head.lastIndexOf(" ");
  if (word > units / 2) return word;
  const character = graphemeStarts(text.slice(0, units + 64)).findLast((start) => start > 0 && start <= units);
  // A character longer than a message: not even then is a pair of UTF-16 units taken apart.
  return character ?? (/[\uD800-\uDBFF]$/.test(text.slice(0, units)) ? units - 1 : units);
};

/** An answer as messages that Telegram takes: whole lines where they fit, at most eight, the last of which says where there is more. */
export const splitAnswer = (answer: string): string[] => {
  const units = telegramLimits.textUnits;
  const messages: string[] = [];
  let rest = answer.trimEnd().replace(/^\s*\n/, "");
  while (rest.trim() !== "") {
    if (rest.length <= units) return [...messages, rest];
    const isLast = messages.length === mostMessages - 1;
    const end = cutAt(rest, isLast ? units - theRest.length : units);
    const message = rest.slice(0, end).trimEnd();
    if (isLast) return [...messages, message + theRest];
    if (message !== "") messages.push(message);
    rest = rest.slice(end).replace(/^[^\S\n]*\n/, "");
  }
  return messages.length > 0 ? messages : ["There is nothing to tell."];
};
