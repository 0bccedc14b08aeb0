import type { Answer, Asked } from "./answer.ts";
import { commandMenu } from "./command-menu.ts";

export const answerHelp = ({ texts, language }: Asked): Answer => ({
  text: commandMenu(texts, language)
    .map(({ command, description }) => `/${command} – ${description}`)
    .join("\n"),
  buttons: [],
});
