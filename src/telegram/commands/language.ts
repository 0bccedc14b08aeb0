import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { answerHelp } from "./help.ts";
import { speechOf } from "./speech.ts";

/** As whoever speaks it calls it. */
const ownName = (language: string): string => {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1);
};

/** The choice is in the data of the buttons, and nowhere else. `/language be` answers in that language at once. */
export const answerLanguage = (asked: Asked): Answer => {
  const { say, campaign } = speechOf(asked);
  const wanted = asked.argument.trim().toLowerCase();
  const chosen = campaign.languages.find(
    (language) => wanted !== "" && [language, ownName(language)].some((name) => name.toLowerCase() === wanted),
  );
  if (chosen !== undefined) return answerHelp({ ...asked, language: chosen });
  return {
    ...layOutAnswer([[[{ bold: say("language-head", {}) }], say("language-note", {})]]),
    buttons: campaign.languages.map((language) => [speechOf({ ...asked, language }).button(ownName(language), "help")]),
  };
};
