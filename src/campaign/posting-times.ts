import { CronExpressionParser } from "cron-parser";
import { atWallClock } from "./at-wall-clock.ts";

/** A moment of the schedule: the day in the campaign's zone, and the instant. */
export interface PostingTime {
  readonly date: Temporal.PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * The moments that a cron pattern (minute to weekday) names from one day to another, both included.
 *
 * The pattern is read as wall-clock time and only then put into the zone, so that every local time it names comes exactly once.
 */
export const postingTimes = (pattern: string, zone: string, from: Temporal.PlainDate, to: Temporal.PlainDate): PostingTime[] => {
  const start = Temporal.ZonedDateTime.from({ timeZone: "UTC", year: from.year, month: from.month, day: from.day });
  const end = start.add({ days: from.until(to).days + 1 });
  const cron = CronExpressionParser.parse(pattern, {
    tz: "UTC",
    currentDate: new Date(start.epochMilliseconds - 1000),
    endDate: new Date(end.epochMilliseconds - 1000),
  });
  const times: PostingTime[] = [];
  while (cron.hasNext()) {
    const wallClock = Temporal.Instant.fromEpochMilliseconds(cron.next().getTime()).toZonedDateTimeISO("UTC").toPlainDateTime();
    times.push({ date: wallClock.toPlainDate(), at: atWallClock(wallClock, zone) });
  }
  return times;
};
