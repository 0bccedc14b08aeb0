import type { Answer, Asked } from "./answer.ts";
import { answerHelp } from "./help.ts";

/** Whoever is in Belarus is warned before anything else. */
export const answerStart = (asked: Asked): Answer => {
  const warning = asked.texts.say(asked.language, "bot-warning", {});
  const help = answerHelp(asked);
  return { ...help, text: `${warning}\n\n${help.text}`, entities: [{ type: "bold", offset: 0, length: warning.length }] };
};
