import { answerAbout } from "./about.ts";
import { answerActions } from "./actions.ts";
import type { Answer, AnswerCommand, Asked } from "./answer.ts";
import { readButton } from "./button-data.ts";
import { answerCount } from "./count.ts";
import { answerHashtags } from "./hashtags.ts";
import { answerHelp, answerOldButton } from "./help.ts";
import { answerLanguage } from "./language.ts";
import { answerNext } from "./next.ts";
import { answerPetitions } from "./petitions.ts";
import { answerPrisoner } from "./prisoner.ts";
import { answerPrivacy } from "./privacy.ts";
import { answerRandom } from "./random.ts";
import { answerStart } from "./start.ts";
import { answerToday } from "./today.ts";

/** What readers may ask, by the command's name. */
export const readerCommands: Readonly<Record<string, AnswerCommand>> = {
  start: answerStart,
  help: answerHelp,
  count: answerCount,
  prisoner: answerPrisoner,
  today: answerToday,
  next: answerNext,
  random: answerRandom,
  actions: answerActions,
  petitions: answerPetitions,
  hashtags: answerHashtags,
  privacy: answerPrivacy,
  language: answerLanguage,
  about: answerAbout,
};

/** A command of a reader; one that there is not is answered like /help. */
export const answerCommand: AnswerCommand = (asked) =>
  (Object.hasOwn(readerCommands, asked.command) ? readerCommands[asked.command] : undefined)?.(asked) ?? answerHelp(asked);

/** Words without a command, which are the argument, are taken for a name. */
export const asCommand = (asked: Asked): Asked => ({ ...asked, command: "prisoner", argument: asked.argument.replace(/^[=\s]+/, "") });

/** Words without a command. */
export const answerText: AnswerCommand = (asked) => answerPrisoner(asCommand(asked));

/**
 * A button that was pressed, which says the language too. One that asks for what there is not any more says so; null for data that no button of
 * ours ever had.
 */
export const answerButton = async (data: string, asked: Omit<Asked, "command" | "argument">): Promise<Answer | null> => {
  const button = readButton(data);
  if (button === null) return null;
  const { command, argument } = button;
  const language = asked.content.campaign.languages.includes(button.language) ? button.language : asked.language;
  const pressed = { ...asked, language, command, argument };
  return Object.hasOwn(readerCommands, command) ? answerCommand(pressed) : answerOldButton(pressed);
};
