import { namesWithheld } from "../../campaign/own/names-withheld.ts";
import { personState } from "../../campaign/person-state.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import { statusLines } from "../../campaign/words/joint-lines.ts";
import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { speechOf } from "./speech.ts";
import { tagFigures } from "./tag-figures.ts";

interface Tag {
  readonly tag: string;
  /** Whose call it is; nobody's where it is the campaign's own. */
  readonly people: readonly Prisoner[];
}

/** A call for somebody who is free is shown with what became of them; where nothing may be said of somebody, neither may their call. */
const tagsOf = (asked: Asked): { readonly current: readonly Tag[]; readonly earlier: readonly Tag[] } => {
  const { campaign, today } = speechOf(asked);
  const people = [...asked.content.prisoners.values()];
  const current: Tag[] = [];
  const earlier: Tag[] = [];
  for (const tag of campaign.hashtags.tracked) {
    const owners = people.filter(({ hashtags }) => hashtags.some((own) => own.toLowerCase() === tag.toLowerCase()));
    if (namesWithheld([tag], asked.content.prisoners) || owners.some((prisoner) => personState(prisoner, today, campaign) !== "spoken"))
      continue;
    (owners.every(({ status }) => status.kind === "imprisoned") ? current : earlier).push({ tag, people: owners });
  }
  return { current, earlier };
};

/** How often each is used, and what that covers; the hashtags alone where nobody has counted. */
export const answerHashtags = async (asked: Asked): Promise<Answer> => {
  const { say, language, menu } = speechOf(asked);
  const { current, earlier } = tagsOf(asked);
  const figures = await tagFigures(asked);
  const past = earlier.flatMap(({ tag, people }) => [
    ...statusLines(people, { texts: asked.texts, language }, false).map((line) => `${tag} – ${line}`),
    ...(figures?.linesOf(tag) ?? []),
  ]);
  const notes = figures === null ? [say("hashtags-uncounted", {})] : figures.notes;
  return {
    ...layOutAnswer([
      [[{ bold: say("hashtags-head", {}) }], ...current.flatMap(({ tag }) => figures?.linesOf(tag) ?? [tag])],
      past.length === 0 ? [] : [say("hashtags-earlier", {}), ...past],
      current.length + past.length === 0 ? [say("hashtags-none", {})] : notes,
      [say("bot-care", {})],
    ]),
    buttons: [[menu]],
  };
};
