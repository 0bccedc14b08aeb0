import type { Prisoner } from "../prisoner.ts";
import { namesIn } from "./names-in.ts";
import type { PersonOccasion } from "./occasion-fault.ts";
import { sayOutcome, type SpokenGender } from "./profile-facts.ts";
import { noteDays, noteOccasion, noteSaysStatus, noteWithDate } from "./say-occasion.ts";
import type { Texts } from "./texts.ts";

export interface JointPerson {
  readonly prisoner: Prisoner;
  readonly occasions: readonly PersonOccasion[];
}

interface Setting {
  readonly texts: Texts;
  readonly language: string;
  readonly today: Temporal.PlainDate;
}

/**
 * - `full`: with the dates that occasions go back to, and how a release came.
 * - `plain`: without those dates.
 * - `short`: also without how a release came.
 */
export type JointDetail = "full" | "plain" | "short";

const noteOf = ({ prisoner, occasions }: JointPerson, setting: Setting, detail: JointDetail, gender: SpokenGender): string => {
  const own = { ...setting, prisoner };
  const say = (occasion: PersonOccasion): string => (detail === "full" ? noteWithDate : noteOccasion)(occasion, own);
  const isToday = occasions.every(({ on }) => on.equals(setting.today));
  const note = isToday ? occasions.map(say).join(", ") : noteDays(occasions, setting, say);
  if (occasions.some((occasion) => noteSaysStatus(occasion, own))) return note;
  const status = sayOutcome(prisoner, setting, gender, { isShort: detail === "short" });
  return note.endsWith(".") ? `${note} ${status}` : `${note}. ${status}`;
};

/** What the day is for one person, and what became of them unless that is said by it. */
export interface JointNote {
  readonly name: string;
  /** In the person's own gender. */
  readonly own: string;
  /** In words of no gender, for several people of whom it is true: they can be women and men. */
  readonly shared: string;
}

export const jointNote = (person: JointPerson, setting: Setting, detail: JointDetail): JointNote => ({
  name: namesIn(person.prisoner, setting.language).name,
  own: noteOf(person, setting, detail, person.prisoner.gender ?? "other"),
  shared: noteOf(person, setting, detail, "other"),
});

/** A line for each person, or for people for whom the day is the same; in the order of the first of each. */
export const jointLines = (notes: readonly JointNote[], { texts, language }: Pick<Setting, "texts" | "language">): string[] =>
  [...Map.groupBy(notes, ({ shared }) => shared)].map(([shared, [first, ...others]]) => {
    const names = [first, ...others].flatMap((note) => note?.name ?? []).join(", ");
    return texts.say(language, "joint-entry", { names, note: others.length === 0 ? (first?.own ?? shared) : shared });
  });

/** What the day is for all of them; null where it is not the same for all. */
export const noteOfAll = ([first, ...others]: readonly JointNote[]): string | null => {
  if (first === undefined || others.some(({ shared }) => shared !== first.shared)) return null;
  return others.length === 0 ? first.own : first.shared;
};

const namesOf = (people: readonly Prisoner[], language: string): string =>
  people.map((prisoner) => namesIn(prisoner, language).name).join(", ");

const groupsOf = (people: readonly Prisoner[], say: (prisoner: Prisoner) => string): [Prisoner, ...Prisoner[]][] =>
  [...Map.groupBy(people, say).values()].flatMap(([first, ...others]): [Prisoner, ...Prisoner[]][] =>
    first === undefined ? [] : [[first, ...others]],
  );

const genderOf = ([{ gender }, ...others]: [Prisoner, ...Prisoner[]]): SpokenGender =>
  others.length === 0 ? (gender ?? "other") : "other";

/** What became of people, with all of whom it is the same on one line: `Name, Name. Released on 13 December 2025`. */
export const statusLines = (people: readonly Prisoner[], setting: Omit<Setting, "today">, isShort: boolean): string[] =>
  groupsOf(people, (prisoner) => sayOutcome(prisoner, setting, "other", { isShort })).map((group) => {
    const status = sayOutcome(group[0], setting, genderOf(group), { isShort });
    return setting.texts.say(setting.language, "joint-status", { status, names: namesOf(group, setting.language) });
  });

/** The same without dates: `Released: Name, Name`. */
export const statusNames = (people: readonly Prisoner[], { texts, language }: Omit<Setting, "today">): string[] =>
  groupsOf(people, ({ status }) => status.kind).map((group) => {
    const names = namesOf(group, language);
    const gender = genderOf(group);
    const { kind } = group[0].status;
    if (kind === "imprisoned") return texts.say(language, "joint-status", { status: texts.say(language, kind, { gender }), names });
    return texts.say(language, kind === "died" ? "in-memory-of" : "freed", { gender, who: names });
  });
