import type { Prisoner } from "../prisoner.ts";
import type { PersonOccasion } from "./occasion-fault.ts";
import { sayDate } from "./say-date.ts";
import type { Texts } from "./texts.ts";

/** What saying an occasion needs to know. */
export interface OccasionSetting {
  readonly prisoner: Prisoner;
  readonly texts: Texts;
  readonly language: string;
  /** The day on which it is read: not the occasion's own where a post goes out ahead, or late. */
  readonly today: Temporal.PlainDate;
}

/** Said of the day itself it is a fact of the moment; ahead of it nobody knows who will be in prison. */
const isInPrisonOnDay = ({ on }: PersonOccasion, { prisoner, today }: OccasionSetting): boolean =>
  prisoner.status.kind === "imprisoned" && on.equals(today);

/** Whether the note already says where the person is now, so that nobody takes a date of the past for the present. */
export const noteSaysStatus = (occasion: PersonOccasion, setting: OccasionSetting): boolean => {
  const { kind } = occasion;
  return kind === "release" || kind === "death" || ((kind === "day-count" || kind === "birthday") && isInPrisonOnDay(occasion, setting));
};

/** The occasion without a verb, for lists and cards; the text around it says whose it is. It needs no gender. */
export const noteOccasion = (occasion: PersonOccasion, setting: OccasionSetting): string => {
  const { texts, language } = setting;
  const { kind, since, years, days } = occasion;
  switch (kind) {
    case "birthday":
      return texts.say(language, isInPrisonOnDay(occasion, setting) ? "note-birthday-imprisoned" : "note-birthday", { years });
    case "day-count":
      return texts.say(language, isInPrisonOnDay(occasion, setting) ? "card-imprisoned-days" : "note-days-since-arrest", {
        days: days ?? 0,
      });
    case "half-term":
      return texts.say(language, "note-half-term", { date: sayDate(texts, language, since.toString()).date });
    case "arrest":
    case "sentence":
    case "release":
    case "death":
      return texts.say(language, `note-${kind}`, { years });
  }
};

/** The same with the date that it goes back to, where that is not in it and is nobody's birthday. */
export const noteWithDate = (occasion: PersonOccasion, setting: OccasionSetting): string => {
  const { texts, language } = setting;
  const note = noteOccasion(occasion, setting);
  if (occasion.kind === "birthday" || occasion.kind === "half-term") return note;
  const { date } = sayDate(texts, language, occasion.since.toString());
  const isSince = occasion.kind === "day-count" && isInPrisonOnDay(occasion, setting);
  return texts.say(language, isSince ? "note-since" : "note-dated", { note, date });
};

/** Notes with their day in front, one after the other: for what is read on another day, such as a card that travels on. */
export const noteDays = (
  occasions: readonly PersonOccasion[],
  { texts, language }: Pick<OccasionSetting, "texts" | "language">,
  say: (occasion: PersonOccasion) => string,
): string => {
  const days = Map.groupBy(occasions, ({ on }) => on.toString());
  return [...days]
    .map(([on, ofDay]) => texts.say(language, "note-on-day", { day: sayDate(texts, language, on).date, note: ofDay.map(say).join(", ") }))
    .join("; ");
};

/** One line of a post about one person. */
export const sayOccasion = (occasion: PersonOccasion, setting: OccasionSetting): string => {
  const { prisoner, texts, language, today } = setting;
  const { kind, since, on, years } = occasion;
  if (!on.equals(today)) return noteDays([occasion], setting, (one) => noteOccasion(one, setting));
  const gender = prisoner.gender ?? "other";
  const { date } = sayDate(texts, language, since.toString());
  switch (kind) {
    case "birthday":
      return texts.say(language, isInPrisonOnDay(occasion, setting) ? "birthday-today-imprisoned" : "birthday-today", { gender, years });
    case "arrest":
      return texts.say(language, "detained-years-ago", { gender, date, years });
    case "sentence":
      return texts.say(language, "sentenced-years-ago", { gender, date, years });
    case "half-term":
      return texts.say(language, "half-term", { from: date, to: sayDate(texts, language, on.toString()).date });
    case "release":
    case "death":
    case "day-count":
      return noteOccasion(occasion, setting);
  }
};
