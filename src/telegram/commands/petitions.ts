import { isPetitionShown } from "../../campaign/anniversaries/is-subject-shown.ts";
import { isOver, isToCome } from "../../campaign/petitions/petition-news.ts";
import type { Petition } from "../../campaign/petition.ts";
import { counterOf } from "../../campaign/petitions/petition-platforms.ts";
import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer, type Line } from "./answer-text.ts";
import { pageOf } from "./page-of.ts";
import { speechOf } from "./speech.ts";

const petitionsOnPage = 8;

/** Open, not over, and called something in this language. */
const shownPetitions = (asked: Asked): Petition[] => {
  const { today, language } = speechOf(asked);
  const { petitions, prisoners } = asked.content;
  return [...petitions.values()].filter(
    (petition) =>
      !isOver(petition, today) &&
      !isToCome(petition, today) &&
      petition.title[language] !== undefined &&
      isPetitionShown(petition, { prisoners }),
  );
};

const petitionLines = ({ slug, title, url, deadline, target, languages }: Petition, asked: Asked): (Line | string | null)[] => {
  const { say, date, today, language } = speechOf(asked);
  const names = new Intl.DisplayNames([language], { type: "language" });
  const days = deadline === undefined ? 0 : today.until(deadline, { largestUnit: "days" }).days;
  const accepted = asked.content.counted?.standings.get(slug)?.accepted;
  const figure =
    accepted == null
      ? []
      : [
          say("petition-signatures", { signatures: accepted.signatures, date: date(accepted.countedOn.toString()) }),
          say("petition-counter", { counter: counterOf(accepted.source) }),
        ];
  return [
    [{ label: title[language] ?? "", url }],
    ...figure,
    deadline === undefined ? null : say("petition-deadline", { date: date(deadline), days }),
    target === undefined ? null : say("petition-target", { signatures: target }),
    say("petition-languages", { languages: languages.map((one) => names.of(one) ?? one).join(", ") }),
  ];
};

/** Where a petition is signed. Nobody is told to, and nothing is known of who did. */
export const answerPetitions = (asked: Asked): Answer => {
  const speech = speechOf(asked);
  const { say } = speech;
  const petitions = shownPetitions(asked);
  const { shown, buttons } = pageOf(petitions, { command: "petitions", argument: asked.argument, size: petitionsOnPage }, speech);
  return {
    ...layOutAnswer([
      [[{ bold: say("petitions-head", {}) }]],
      [petitions.length === 0 ? say("petitions-none", {}) : say("bot-care", {})],
      ...shown.map((petition) => petitionLines(petition, asked)),
    ]),
    buttons,
  };
};
