import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { speechOf } from "./speech.ts";

export const answerAbout = (asked: Asked): Answer => {
  const { say, campaign, language, menu } = speechOf(asked);
  const { website } = campaign;
  return {
    ...layOutAnswer([
      [[{ bold: campaign.name[language] ?? "" }], campaign.about?.[language] ?? null],
      [say("about-sources", {})],
      [say("about-people", {})],
      [website === undefined ? null : [{ label: new URL(website).hostname, url: website }]],
    ]),
    buttons: [[menu]],
  };
};
