import { coverageOfTag, type HashtagReport, type TagReport } from "./hashtag-report.ts";
import type { Coverage } from "./hashtag-store.ts";

const isListening = ({ source }: Coverage): boolean => source !== "nobody";

/** How often a hashtag was used on each of these days in a zone; null for a day on which nobody listened for it, which is no zero. */
export const daysOfTag = (
  { tag, hours }: Pick<TagReport, "tag" | "hours">,
  { coverage }: Pick<HashtagReport, "coverage">,
  days: readonly Temporal.PlainDate[],
  zone: string,
): (number | null)[] => {
  const own = coverageOfTag(tag, coverage);
  const sums = new Map<string, number>();
  for (const { at, count } of hours) {
    const day = at.toZonedDateTimeISO(zone).toPlainDate().toString();
    sums.set(day, (sums.get(day) ?? 0) + count);
  }
  return days.map((day) => {
    const from = day.toZonedDateTime(zone).toInstant();
    const to = day.add({ days: 1 }).toZonedDateTime(zone).toInstant();
    const sum = sums.get(day.toString());
    const isCovered = own.some(
      (each) => isListening(each) && Temporal.Instant.compare(each.from, to) < 0 && Temporal.Instant.compare(each.to, from) > 0,
    );
    return sum ?? (isCovered ? 0 : null);
  });
};

/** The last so many days up to and with that of an instant. */
export const lastDays = (now: Temporal.Instant, zone: string, days: number): Temporal.PlainDate[] => {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return Array.from({ length: days }, (_, index) => today.subtract({ days: days - 1 - index }));
};
