import type { AnniversarySettings } from "./anniversary-settings.ts";

type LeapDay = AnniversarySettings["leapDay"];

/** `09-07` of 7 September of any year. */
export const monthDayOf = (date: Temporal.PlainDate): string => date.toString().slice(5);

/** The month-days that are kept on this day: its own, and 29 February where a year without one keeps it today. */
export const monthDaysKeptOn = (date: Temporal.PlainDate, leapDay: LeapDay): readonly string[] => {
  const own = monthDayOf(date);
  return own === leapDay && !date.inLeapYear ? [own, "02-29"] : [own];
};

/** The days of the month that a monthly day is kept on today: its own, and on the last one those that this month does not have. */
export const monthlyDaysKeptOn = (date: Temporal.PlainDate): readonly string[] => {
  const own = monthDayOf(date).slice(3);
  if (date.day !== date.daysInMonth) return [own];
  return Array.from({ length: 32 - date.day }, (_, later) => String(date.day + later).padStart(2, "0"));
};
