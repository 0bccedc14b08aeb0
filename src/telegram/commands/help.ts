import type { Answer, AnswerButton, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { commandMenu } from "./command-menu.ts";
import { speechOf } from "./speech.ts";

const rows = [
  ["count", "today"],
  ["next", "random"],
  ["actions", "petitions"],
  ["hashtags", "language"],
  ["privacy", "about"],
] as const;

/** A button for every command that needs no words behind it. */
export const menuButtons = (asked: Asked): AnswerButton[][] => {
  const { say, button } = speechOf(asked);
  return rows.map((row) => row.map((command) => button(say(`button-${command}`, {}), command)));
};

export const commandLines = ({ texts, language }: Asked): string[] =>
  commandMenu(texts, language).map(({ command, description }) => `/${command} – ${description}`);

export const answerHelp = (asked: Asked): Answer => ({
  ...layOutAnswer([commandLines(asked), [speechOf(asked).say("bot-name-hint", {})]]),
  buttons: menuButtons(asked),
});

/** For a button of another time, or of nobody. */
export const answerOldButton = (asked: Asked): Answer => ({
  ...layOutAnswer([[speechOf(asked).say("bot-old-button", {})], commandLines(asked)]),
  buttons: menuButtons(asked),
});
