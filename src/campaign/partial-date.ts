import { z } from "zod";

/**
 * A day, a month or a year of the calendar, as sources give them: `2020-09-07`, `2020-09` or `2020`.
 * What is not known stays unknown: nothing here makes a day out of a month.
 */
export type PartialDate = string;

const pattern = /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** What is no date at all has been said to be none already. */
const isCalendarDate = (value: string): boolean => {
  if (value.length !== 10 || !pattern.test(value)) return true;
  // Lists have tens of thousands of dates: this takes a tenth of the time that Temporal takes.
  return new Date(`${value}T00:00:00Z`).getUTCDate() === Number(value.slice(8));
};

const partialDateWords = "must be a date such as 2020-09-07, 2020-09 or 2020";

/** A date known to the day, the month or the year. YAML reads a year that stands alone as a number; that is one, too. */
export const partialDateSchema = z
  .union(
    [
      z.string().regex(pattern, partialDateWords).refine(isCalendarDate, "is not a day of the calendar: look the date up again"),
      z.int().min(1900).max(2099).transform(String),
    ],
    { error: partialDateWords },
  )
  .meta({ description: "A date as far as it is known: 2020-09-07, 2020-09 or 2020." });

/** A date known to the day. */
export const fullDateSchema = z
  .string({ error: "must be a date such as 2020-09-07" })
  .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "must be a date such as 2020-09-07")
  .refine(isCalendarDate, "is not a day of the calendar: look the date up again")
  .meta({ description: "A day: 2020-09-07." });

/** The day, or null where only the month or the year is known. */
export const knownDay = (date: PartialDate): Temporal.PlainDate | null => (date.length === 10 ? Temporal.PlainDate.from(date) : null);

/** The first day that the date can mean; what freshness is reckoned from, so that doubt never makes a check younger. */
export const earliestDay = (date: PartialDate): Temporal.PlainDate => Temporal.PlainDate.from(`${date}-01-01`.slice(0, 10));

/** Days since 1970-01-01, for plain differences of very many dates. */
export const dayNumber = ({ year, month, day }: Temporal.PlainDate): number => Date.UTC(year, month - 1, day) / 86_400_000;

/** `dayNumber` of the first day that the date can mean: what `Date` takes a month or a year for, in UTC. */
export const earliestDayNumber = (date: PartialDate): number => Date.parse(date) / 86_400_000;

/** The last day that the date can mean. */
export const latestDay = (date: PartialDate): Temporal.PlainDate => {
  const first = earliestDay(date);
  if (date.length === 10) return first;
  return first.add(date.length === 7 ? { months: 1 } : { years: 1 }).subtract({ days: 1 });
};

/** Whether `a` is before `b` whatever days the two may mean: `2020-09` is not certainly before `2020-09-07`. */
export const certainlyBefore = (a: PartialDate, b: PartialDate): boolean => {
  const known = Math.min(a.length, b.length);
  return a.slice(0, known) < b.slice(0, known);
};

/** Whether two dates cannot be the same day, whatever days they may mean. */
export const areApart = (a: PartialDate, b: PartialDate): boolean => certainlyBefore(a, b) || certainlyBefore(b, a);
