import type { Answer, AnswerCommand, Asked } from "./answer.ts";
import { readButton } from "./button-data.ts";
import { answerHelp } from "./help.ts";
import { answerPrivacy } from "./privacy.ts";
import { answerStart } from "./start.ts";

/** What readers may ask, by the command's name. */
export const readerCommands: Readonly<Record<string, AnswerCommand>> = {
  start: answerStart,
  help: answerHelp,
  privacy: answerPrivacy,
};

/** A command of a reader; one that there is not is answered like /help. */
export const answerCommand: AnswerCommand = (asked) =>
  (Object.hasOwn(readerCommands, asked.command) ? readerCommands[asked.command] : undefined)?.(asked) ?? answerHelp(asked);

/** Words without a command; they are the argument. */
export const answerText: AnswerCommand = (asked) => answerHelp(asked);

/** A button that was pressed, which says the language too; null for data that no button of ours has. */
export const answerButton = async (data: string, asked: Omit<Asked, "command" | "argument">): Promise<Answer | null> => {
  const button = readButton(data);
  if (button === null || !Object.hasOwn(readerCommands, button.command)) return null;
  const { command, argument } = button;
  const language = asked.texts.languages.includes(button.language) ? button.language : asked.language;
  return answerCommand({ ...asked, language, command, argument });
};
