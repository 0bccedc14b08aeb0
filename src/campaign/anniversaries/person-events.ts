import { knownDay, type PartialDate } from "../partial-date.ts";
import type { Prisoner } from "../prisoner.ts";
import type { AnniversarySettings } from "./anniversary-settings.ts";

type Rules = AnniversarySettings["rules"];
type YearlyKind = "birthday" | "arrest" | "sentence" | "release" | "death";

/** What happened to somebody on a day that is known, and comes back every year. */
export interface YearlyEvent {
  readonly kind: YearlyKind;
  readonly subject: string;
  readonly since: Temporal.PlainDate;
}

/**
 * What comes back every year for one person. A date that is known to the month or the year is no day's anniversary, and the dead have no birthdays,
 * whatever the rules say. Somebody whose status is unknown is in here: the gate holds their posts, with the reason.
 */
export const yearlyEvents = (prisoner: Prisoner, rules: Rules): YearlyEvent[] => {
  const { slug: subject, status, born, detained, trials } = prisoner;
  const isIncluded = (kind: "birthday" | "arrest" | "sentence"): boolean =>
    status.kind === "unknown" || (rules[kind].include as readonly string[]).includes(status.kind);
  const event = (kind: YearlyKind, date: PartialDate | undefined): YearlyEvent[] => {
    const since = date === undefined || !rules[kind].enabled ? null : knownDay(date);
    return since === null ? [] : [{ kind, subject, since }];
  };
  // Two verdicts of one day are one anniversary.
  const verdicts = new Set(trials.flatMap(({ date, sentence }) => (date === undefined || sentence === undefined ? [] : [date])));
  return [
    ...(status.kind !== "died" && isIncluded("birthday") ? event("birthday", born?.date) : []),
    ...(isIncluded("arrest") ? event("arrest", detained?.date) : []),
    ...(isIncluded("sentence") ? [...verdicts].flatMap((date) => event("sentence", date)) : []),
    ...(status.kind === "released" ? event("release", status.since) : []),
    ...(status.kind === "died" ? event("death", status.since) : []),
  ];
};

/** Since when somebody has been in prison, to the day; null for everybody who is not there, or may not be. */
export const imprisonedSince = ({ status, detained }: Prisoner): Temporal.PlainDate | null =>
  status.kind !== "imprisoned" || detained === undefined ? null : knownDay(detained.date);

export interface HalfTerm {
  readonly since: Temporal.PlainDate;
  readonly on: Temporal.PlainDate;
}

/**
 * The middle of a term, as many days after the arrest as are left. Null unless it is sure: one verdict alone, its length known, nothing added to it
 * and nothing changed to what is not known, and no time at liberty in between. A list says one sentence of a person, however many there were. What courts deduct for the time before the verdict is not reckoned in.
 */
export const halfTermOf = (prisoner: Prisoner): HalfTerm | null => {
  const since = imprisonedSince(prisoner);
  const [trial, ...others] = prisoner.trials;
  if (since === null || trial === undefined || others.length > 0 || trial.atLiberty === true || prisoner.list?.saysTrials === true)
    return null;
  const sentence = trial.changedTo ?? trial.sentence;
  if (sentence === undefined || sentence.added === true) return null;
  const { years = 0, months = 0 } = sentence;
  if (years === 0 && months === 0) return null;
  const { days: whole } = since.until(since.add({ years, months }), { largestUnit: "days" });
  const on = since.add({ days: Math.floor(whole / 2) });
  // Before the verdict nobody could know of it.
  return trial.date !== undefined && on.toString().slice(0, trial.date.length) <= trial.date ? null : { since, on };
};
