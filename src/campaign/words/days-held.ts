import { knownDay, type PartialDate } from "../partial-date.ts";

/**
 * Days between the arrest and the release, or today, as Viasna and BAJ count them: the plain difference.
 * Null unless both are known to the day, and where the second comes before the first.
 */
export const daysHeld = (from: PartialDate | undefined, to: PartialDate | Temporal.PlainDate | undefined): number | null => {
  if (from === undefined || to === undefined) return null;
  const first = knownDay(from);
  const last = typeof to === "string" ? knownDay(to) : to;
  if (first === null || last === null) return null;
  const { days } = first.until(last, { largestUnit: "days" });
  return days < 0 ? null : days;
};
