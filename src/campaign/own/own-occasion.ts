import { monthDaysKeptOn, monthDayOf, monthlyDaysKeptOn } from "../anniversaries/kept-days.ts";
import type { OccasionKind } from "../anniversaries/occasion.ts";
import type { Content } from "../content.ts";
import { isPersonShown } from "../is-person-shown.ts";
import { knownDay, type PartialDate } from "../partial-date.ts";
import type { Prisoner } from "../prisoner.ts";

/** What the days of a campaigner's posts are found in. */
export type OwnCalendar = Pick<Content, "campaign" | "prisoners" | "days">;

/** What `--on` takes, beside the campaign's kind of occasion, whose rule has the time of day. */
const ruleKinds = {
  birthday: "birthday",
  arrest: "arrest",
  sentence: "sentence",
  release: "release",
  death: "death",
  day: "marked-day",
} as const satisfies Record<string, OccasionKind>;

type OwnOccasionKind = keyof typeof ruleKinds;

const pattern = /^(birthday|arrest|sentence|release|death|day):([a-z0-9]+(?:-[a-z0-9]+)*)$/;

const isKind = (word: string | undefined): word is OwnOccasionKind => word !== undefined && Object.hasOwn(ruleKinds, word);

/** A recorded day that comes back. */
export interface RecordedDay {
  readonly kind: "day";
  /** `03-08`; `16` where it is kept every month. */
  readonly day: string;
  /** The time of day of the kind's rule. */
  readonly time: string;
  /** Slugs of those whose status the day depends on. */
  readonly people: readonly string[];
}

/** A sentence without its first word and its full stop. */
export interface NoDay {
  readonly kind: "none";
  readonly why: string;
}

const none = (why: string): NoDay => ({ kind: "none", why });

const recordedDate = (kind: Exclude<OwnOccasionKind, "day">, prisoner: Prisoner): PartialDate | NoDay => {
  const { slug, name, status, born, detained, trials } = prisoner;
  const file = `prisoners/${slug}.yaml`;
  const missing = (what: string, key: string): NoDay => none(`no ${what} of ${name.latin} is recorded (${key} in ${file})`);
  switch (kind) {
    case "birthday":
      if (status.kind === "died") return none(`${name.latin} died, and the dead have no birthdays: death:${slug} is the day in memory`);
      if (status.kind === "unknown") return none(`the status of ${name.latin} is unknown: look it up first, and put it into ${file}`);
      return born?.date ?? missing("date of birth", "born.date");
    case "arrest":
      return detained?.date ?? missing("day of the arrest", "detained.date");
    case "sentence": {
      const days = [...new Set(trials.flatMap(({ date, sentence }) => (date === undefined || sentence === undefined ? [] : [date])))];
      if (days.length > 1) return none(`${name.latin} was sentenced on ${days.join(" and ")}: say with --at which day is meant`);
      return days[0] ?? missing("day of a verdict", "trials");
    }
    case "release":
    case "death": {
      const wanted = kind === "release" ? "released" : "died";
      if (status.kind !== wanted) return none(`${name.latin} is not recorded as ${kind === "release" ? "released" : "dead"} (${file})`);
      return status.since ?? missing(kind === "release" ? "day of the release" : "day of the death", "status.since");
    }
  }
};

/** The day of `birthday:SLUG`, `day:KEY` and the like, or why there is none. Whoever is withheld is as little there as whoever has no file. */
export const findOwnDay = (occasion: string, calendar: OwnCalendar): RecordedDay | NoDay => {
  const [, kind, key = ""] = pattern.exec(occasion) ?? [];
  if (!isKind(kind))
    return none("it must be birthday:SLUG, arrest:SLUG, sentence:SLUG, release:SLUG, death:SLUG, or day:KEY of calendar.yaml");
  const { time } = calendar.campaign.anniversaries.rules[ruleKinds[kind]];
  if (kind === "day") {
    const marked = calendar.days.find(({ id, people }) => id === key && people.every((slug) => isPersonShown(calendar, slug)));
    if (marked !== undefined) return { kind: "day", day: marked.day, time, people: marked.people };
    return none(`calendar.yaml has no day ${key}`);
  }
  const prisoner = calendar.prisoners.get(key);
  if (prisoner === undefined || !isPersonShown(calendar, key)) return none(`there is nobody ${key} in prisoners/`);
  const date = recordedDate(kind, prisoner);
  if (typeof date !== "string") return date;
  const known = knownDay(date);
  if (known === null) return none(`of that day of ${prisoner.name.latin} only ${date} is known: a month or a year is nobody's day`);
  return { kind: "day", day: monthDayOf(known), time, people: [key] };
};

export const isMonthly = ({ day }: Pick<RecordedDay, "day">): boolean => day.length === 2;

/** The day of a period (`2027`, or for a monthly day `2027-03`) on which a month-day is kept. */
export const keptIn = (
  day: string,
  period: string,
  { anniversaries: { leapDay } }: Pick<OwnCalendar["campaign"], "anniversaries">,
): Temporal.PlainDate => {
  if (day.length === 2) {
    const last = Temporal.PlainYearMonth.from(period).daysInMonth;
    const date = Temporal.PlainYearMonth.from(period).toPlainDate({ day: Math.min(Number(day), last) });
    if (!monthlyDaysKeptOn(date).includes(day)) throw new RangeError(`${day} is no day of a month.`);
    return date;
  }
  const own = Temporal.PlainDate.from(`${period}-01-01`).with({ month: Number(day.slice(0, 2)), day: Number(day.slice(3)) });
  if (monthDayOf(own) === day) return own;
  // 29 February of a year without one.
  const date = Temporal.PlainDate.from(`${period}-${leapDay}`);
  if (!monthDaysKeptOn(date, leapDay).includes(day)) throw new RangeError(`${day} is no day of a year.`);
  return date;
};
