import { personState } from "../../campaign/person-state.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import { asSentences } from "../../campaign/words/as-sentences.ts";
import { namesIn } from "../../campaign/words/names-in.ts";
import { sayOutcome, sayWho } from "../../campaign/words/profile-facts.ts";
import type { Answer, AnswerButton, Asked } from "./answer.ts";
import { layOutAnswer } from "./answer-text.ts";
import { answerOldButton } from "./help.ts";
import { somebodyFrom } from "./random.ts";
import { shortKey } from "./short-key.ts";
import { speechOf, type Speech } from "./speech.ts";
import { tellPerson } from "./tell-person.ts";

const mostChoices = 5;
/** Nobody's name is longer. */
const longestName = 200;

/** What a button carries behind `prisoner:`; names that people type never begin so. */
const mark = "=";

const personButton = (prisoner: Prisoner, text: string, { button }: Pick<Speech, "button">): AnswerButton =>
  button(text, "prisoner", mark + shortKey(prisoner.slug));

const yearOf = ({ born }: Prisoner): string | undefined => born?.date.slice(0, 4);

/** What tells people of similar names apart: the year of birth, the work, what became of them as far as it may be said. */
const describe = (prisoner: Prisoner, { texts }: Asked, { say, date, language, today, campaign }: Speech): string => {
  const { full } = sayWho(prisoner, { texts, language });
  const { other } = namesIn(prisoner, language);
  const year = yearOf(prisoner);
  const state = personState(prisoner, today, campaign);
  const { kind, checked } = prisoner.status;
  // A list has no line of its own for the day of the check.
  const imprisoned = kind === "imprisoned" && checked !== undefined ? say("recorded-imprisoned", { date: date(checked) }) : null;
  const spoken = state === "spoken" && kind !== "imprisoned";
  const outcome = spoken ? sayOutcome(prisoner, { texts, language }, prisoner.gender ?? "other", { isShort: true }) : imprisoned;
  const who = [full, other, year === undefined ? null : say("born-in-year", { year })].filter((part) => part !== null).join("; ");
  return outcome === null ? who : asSentences([who, outcome]);
};

const answerChoice = (people: readonly Prisoner[], asked: Asked): Answer => {
  const speech = speechOf(asked);
  const rows = people.map((prisoner) => {
    const { name } = namesIn(prisoner, speech.language);
    const year = yearOf(prisoner);
    return [personButton(prisoner, year === undefined ? name : `${name}, ${year}`, speech)];
  });
  return {
    ...layOutAnswer([
      [[{ bold: speech.say(people.length === 1 ? "prisoner-perhaps" : "prisoner-choice", {}) }]],
      people.map((prisoner) => `• ${describe(prisoner, asked, speech)}`),
    ]),
    buttons: [...rows, [speech.menu]],
  };
};

const answerNone = (asked: Asked): Answer => {
  const { say, menu } = speechOf(asked);
  return { ...layOutAnswer([[say("prisoner-none", {})], [say("prisoner-try", {})]]), buttons: [[menu]] };
};

const answerAsk = (asked: Asked): Answer => {
  const { say, menu } = speechOf(asked);
  const somebody = somebodyFrom(0, asked);
  const example = somebody === undefined ? null : say("prisoner-example", { name: namesIn(somebody, asked.language).name });
  return { ...layOutAnswer([[say("prisoner-ask", {}), example]]), buttons: [[menu]] };
};

/** The same question as a button asks it, without a word of the reader's: of the person of whom a name is sure; null where it is not sure of anybody. */
export const asButton = (asked: Asked): Asked | null => {
  const name = asked.argument.trim();
  if (name === "" || name.startsWith(mark)) return null;
  const found = asked.find?.(name.slice(0, longestName));
  const [first] = found?.people ?? [];
  return found?.verdict === "direct" && first !== undefined ? { ...asked, argument: mark + shortKey(first.slug) } : null;
};

/** The person of whom a name is sure, a choice where it is not, never a guess. */
export const answerPrisoner = async (asked: Asked): Promise<Answer> => {
  const { content, find } = asked;
  const name = asked.argument.trim();
  if (name === "") return answerAsk(asked);
  if (name.startsWith(mark)) {
    const key = name.slice(mark.length);
    const chosen = [...content.prisoners.values()].find(({ slug }) => shortKey(slug) === key);
    return (await tellPerson(chosen, asked)) ?? answerOldButton(asked);
  }
  const found = find?.(name.slice(0, longestName)) ?? { verdict: "none" as const, people: [] };
  const { today, campaign } = speechOf(asked);
  const people = found.people
    .flatMap(({ slug }) => content.prisoners.get(slug) ?? [])
    .filter((prisoner) => personState(prisoner, today, campaign) !== "nobody")
    .slice(0, mostChoices);
  const [first] = people;
  if (first === undefined || found.verdict === "none") return answerNone(asked);
  return found.verdict === "direct" ? ((await tellPerson(first, asked)) ?? answerNone(asked)) : answerChoice(people, asked);
};
