import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { commandLines, menuButtons } from "./help.ts";
import { speechOf } from "./speech.ts";

/** Whoever is in Belarus is warned before anything else. */
export const answerStart = (asked: Asked): Answer => {
  const { say, campaign, language } = speechOf(asked);
  return {
    ...layOutAnswer([
      [[{ bold: say("bot-warning", {}) }]],
      [[{ bold: campaign.name[language] ?? "" }], campaign.about?.[language] ?? null],
      commandLines(asked),
      [say("bot-name-hint", {})],
    ]),
    buttons: menuButtons(asked),
  };
};
