import { createOccasionFinder, inOrder, type FindOccasions } from "../../campaign/anniversaries/find-occasions.ts";
import type { Occasion } from "../../campaign/anniversaries/occasion.ts";
import type { CampaignSettings } from "../../campaign/campaign-settings.ts";
import type { Content } from "../../campaign/content.ts";
import { namesWithheld } from "../../campaign/own/names-withheld.ts";
import { personState } from "../../campaign/person-state.ts";
import { isPetitionKind } from "../../campaign/planned-post.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import { statusLines } from "../../campaign/words/joint-lines.ts";
import { namesIn } from "../../campaign/words/names-in.ts";
import { occasionsOfPerson } from "../../campaign/words/occasion-fault.ts";
import { sayOutcome } from "../../campaign/words/profile-facts.ts";
import { sayAsOf } from "../../campaign/words/say-as-of.ts";
import { noteSaysStatus, noteWithDate } from "../../campaign/words/say-occasion.ts";
import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer, type Line } from "./answer-text.ts";
import { entriesNeeded, pageOf } from "./page-of.ts";
import { speechOf } from "./speech.ts";

const daysAhead = 45;
const entriesOnPage = 8;

/** Readers ask for the days themselves: whether posts are made of them, and how long before, is another thing. */
const allDays = (campaign: CampaignSettings): CampaignSettings => {
  const { anniversaries } = campaign;
  const rules = Object.fromEntries(Object.entries(anniversaries.rules).map(([kind, rule]) => [kind, { ...rule, leadDays: [0] }]));
  return { ...campaign, anniversaries: { ...anniversaries, enabled: true, rules: rules as typeof anniversaries.rules } };
};

const finders = new WeakMap<Content, FindOccasions>();

const finderOf = (content: Content): FindOccasions => {
  const known = finders.get(content);
  if (known !== undefined) return known;
  const finder = createOccasionFinder({ ...content, campaign: allDays(content.campaign) });
  finders.set(content, finder);
  return finder;
};

/** What a day brings for one person, or one day of the calendar, or one petition. */
interface Entry {
  readonly on: Temporal.PlainDate;
  readonly people: readonly Prisoner[];
  /** Only of what is shown: there may be very many. */
  line(): string;
}

const personEntry = (slug: string, on: Temporal.PlainDate, occasions: readonly Occasion[], asked: Asked): Entry | null => {
  const { texts, content } = asked;
  const { language, today, campaign, say } = speechOf(asked);
  const prisoner = content.prisoners.get(slug);
  if (prisoner === undefined || personState(prisoner, today, campaign) !== "spoken") return null;
  const line = (): string => {
    const setting = { prisoner, texts, language, today };
    const own = occasionsOfPerson(occasions.toSorted(inOrder), prisoner);
    const note = own.map((occasion) => noteWithDate(occasion, setting)).join(", ");
    const said = say("joint-entry", { names: namesIn(prisoner, language).name, note });
    if (own.some((occasion) => noteSaysStatus(occasion, setting))) return said;
    const status = sayOutcome(prisoner, { texts, language }, prisoner.gender ?? "other");
    return said.endsWith(".") ? `${said} ${status}` : `${said}. ${status}`;
  };
  return { on, people: [prisoner], line };
};

/** Days whose sources are thin are left to the campaigners, who look at each post of them. */
const markedEntry = (id: string, on: Temporal.PlainDate, asked: Asked): Entry | null => {
  const { content, texts } = asked;
  const { language, today, campaign } = speechOf(asked);
  const marked = content.days.find((day) => day.id === id);
  const title = marked?.title[language];
  if (marked === undefined || title === undefined || !marked.autoPost || namesWithheld([title], content.prisoners)) return null;
  const people = marked.people.map((slug) => content.prisoners.get(slug)).filter((prisoner) => prisoner !== undefined);
  if (people.length < marked.people.length || people.some((prisoner) => personState(prisoner, today, campaign) !== "spoken")) return null;
  const line = (): string => [title, ...statusLines(people, { texts, language }, true).map((said) => `    ${said}`)].join("\n");
  return { on, people, line };
};

const petitionEntry = (slug: string, on: Temporal.PlainDate, asked: Asked): Entry | null => {
  const { content } = asked;
  const { language, today, say, date } = speechOf(asked);
  const petition = content.petitions.get(slug);
  const title = petition?.title[language];
  if (petition?.deadline === undefined || title === undefined || namesWithheld([title], content.prisoners)) return null;
  const { days } = today.until(petition.deadline, { largestUnit: "days" });
  const deadline = date(petition.deadline);
  return { on, people: [], line: () => `${title}. ${say("petition-deadline", { date: deadline, days })}` };
};

const entryOf = (on: Temporal.PlainDate, occasions: readonly [Occasion, ...Occasion[]], asked: Asked): Entry | null => {
  const [{ kind, subject }] = occasions;
  if (kind === "marked-day") return markedEntry(subject, on, asked);
  // What was seen of a petition is told when it is told, and announced to nobody.
  if (isPetitionKind(kind) && kind !== "petition-deadline") return null;
  return kind === "petition-deadline" ? petitionEntry(subject, on, asked) : personEntry(subject, on, occasions, asked);
};

const roomOf = ({ kind, subject }: Occasion): string =>
  kind === "marked-day" || kind.startsWith("petition") ? `${kind} ${subject}` : subject;

const entriesOn = (on: Temporal.PlainDate, asked: Asked): Entry[] =>
  [...Map.groupBy(finderOf(asked.content)(on), roomOf).values()].flatMap(([first, ...others]) => {
    const entry = first === undefined ? null : entryOf(on, [first, ...others], asked);
    return entry === null ? [] : [entry];
  });

/** Coming anniversaries and marked days, of people of whom a post could be written today. */
export const answerNext = (asked: Asked): Answer => {
  const speech = speechOf(asked);
  const { say, date, today, language } = speech;
  const needed = entriesNeeded(asked.argument, entriesOnPage);
  const entries: Entry[] = [];
  for (let ahead = 0; ahead < daysAhead && entries.length < needed; ahead += 1)
    entries.push(...entriesOn(today.add({ days: ahead }), asked));
  const { shown, buttons } = pageOf(entries, { command: "next", argument: asked.argument, size: entriesOnPage }, speech);
  const days = [...Map.groupBy(shown, ({ on }) => on.toString())].map(([on, ofDay]): (Line | string)[] => [
    [{ bold: date(on) }],
    ...ofDay.map((entry) => `• ${entry.line()}`),
  ]);
  const people = shown.flatMap((entry) => entry.people);
  return {
    ...layOutAnswer([
      [[{ bold: say("next-head", {}) }]],
      ...days,
      [entries.length === 0 ? say("next-none", {}) : sayAsOf(asked.texts, language, people)],
    ]),
    buttons,
  };
};
