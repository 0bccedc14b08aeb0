import type { Occasion } from "../anniversaries/occasion.ts";
import type { Prisoner } from "../prisoner.ts";
import { asSentences } from "./as-sentences.ts";
import type { CardFacts } from "./card-facts.ts";
import { hashtagsForAll } from "./hashtags-for.ts";
import { jointLines, jointNote, noteOfAll, type JointDetail, type JointNote, type JointPerson } from "./joint-lines.ts";
import { occasionsOfPerson } from "./occasion-fault.ts";
import { firstThatFits, layOut, type PostWords, type WordsRequest } from "./post-words.ts";
import { sayAsOf } from "./say-as-of.ts";
import { sayDate } from "./say-date.ts";

/** One person of a joint post. */
export interface JointEntry {
  readonly prisoner: Prisoner;
  /** Never empty. */
  readonly occasions: readonly Occasion[];
}

export interface JointRequest extends Omit<WordsRequest, "prisoner"> {
  readonly entries: readonly JointEntry[];
}

/** More names would be too small to read on a card. */
const namesOnCard = 6;
/** Nobody's posts have room for more lines than this; where there are more people, the post says how many. */
const mostNamed = 60;

const details = ["full", "plain", "short"] as const satisfies readonly JointDetail[];

const moreOf = ({ texts, language }: JointRequest, people: number): string | null =>
  people <= 0 ? null : texts.say(language, "more-people", { people });

const toneOf = (people: readonly Prisoner[]): CardFacts["tone"] => {
  if (people.every(({ status }) => status.kind === "imprisoned")) return "imprisoned";
  return people.every(({ status }) => status.kind === "died") ? "memory" : "day";
};

/** The names, and what the day is where it is the same for all: of who is free it says nothing that a prisoner may be told. */
const jointCard = (
  request: JointRequest,
  people: readonly JointPerson[],
  { notes, ...said }: { readonly notes: readonly JointNote[]; readonly date: string; readonly header: string; readonly asOf: string },
): CardFacts => {
  const { campaign, texts, language, today } = request;
  // A name is not broken into two lines.
  const names = notes.slice(0, namesOnCard).map(({ name }) => name.replaceAll(" ", "\u{a0}"));
  const more = moreOf(request, notes.length - names.length);
  const name = more === null ? names.join(", ") : `${names.join(", ")} ${more}`;
  // What falls on another day has that day in its note already.
  const note = people.every(({ occasions }) => occasions.every(({ on }) => on.equals(today))) ? noteOfAll(notes) : null;
  const fact = note === null ? said.header : texts.say(language, "note-on-day", { day: said.date, note });
  const tone = toneOf(people.map(({ prisoner }) => prisoner));
  const campaignName = campaign.name[language] ?? "";
  const alt = asSentences([campaignName, name, fact, said.asOf]);
  return { tone, campaign: campaignName, name, otherName: null, fact, detail: null, asOf: said.asOf, alt };
};

/**
 * What one day is for several people, in one language: a list of names with what the day is for each. Where there is no room for all of them, it
 * says how many more there are. It links to the campaign's own page, since it is about nobody alone.
 * @throws Error for anybody of unknown status or withheld consent, for an occasion that is not theirs as they are recorded now, for a status
 * without a date, and where the texts lack a message
 */
export const writeJoint = (request: JointRequest): PostWords => {
  const { entries, campaign, texts, language, roomGraphemes } = request;
  const people = entries.map(({ prisoner, occasions }): JointPerson => {
    if (prisoner.consent === "withheld") throw new Error(`prisoners/${prisoner.slug}.yaml: consent is withheld, so nothing is written`);
    return { prisoner, occasions: occasionsOfPerson(occasions, prisoner) };
  });
  const prisoners = people.map(({ prisoner }) => prisoner);
  // The post's own day, also where it goes out a little late, or ahead of the occasions.
  const [first] = people.flatMap(({ occasions }) => occasions);
  if (first === undefined) throw new Error("a joint post is about nobody: give it people");
  const day = first.on.subtract({ days: first.daysAhead });
  const { date } = sayDate(texts, language, day.toString());
  const header = texts.say(language, "joint", { date });
  const asOf = sayAsOf(texts, language, prisoners);
  const hashtags = hashtagsForAll(prisoners, campaign);
  const link = campaign.website;

  const notes = details.map((detail) => people.map((person) => jointNote(person, request, detail)));
  const versions = function* (): Generator<string> {
    for (let named = Math.min(people.length, mostNamed); named > 0; named -= 1) {
      const more = moreOf(request, people.length - named);
      for (const detailed of notes) yield layOut(header, [...jointLines(detailed.slice(0, named), request), more], asOf);
    }
  };
  const text = firstThatFits(versions(), { link, hashtags }, roomGraphemes);
  return { text, link, hashtags, language, card: jointCard(request, people, { notes: notes[0] ?? [], date, header, asOf }) };
};
