import type { PartialDate } from "../partial-date.ts";
import type { Texts } from "./texts.ts";

type DatePrecision = "day" | "month" | "year";

/** What messages that tell a date are given. */
export interface SaidDate {
  readonly date: string;
  readonly precision: DatePrecision;
}

/**
 * A calendar date in words, as far as it is known. The names of the months come from the campaign's texts: they are declined
 * differently with and without a day, and must not change with the Node that a post is composed on.
 */
export const sayDate = (texts: Texts, language: string, date: PartialDate): SaidDate => {
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return { date: texts.say(language, "date-year", { year }), precision: "year" };
  if (day === undefined) return { date: texts.say(language, "date-month", { year, month: Number(month) }), precision: "month" };
  return { date: texts.say(language, "date-day", { year, month: Number(month), day: String(Number(day)) }), precision: "day" };
};
