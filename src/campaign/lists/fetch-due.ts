import { atWallClock } from "../at-wall-clock.ts";
import { hashOf } from "./hash-of.ts";
import type { ListWatch } from "./list-watch.ts";

/** Not all installations ask a source at the same moment. */
const mostJitterMinutes = 30;
const minutesBetweenTries = 60;
const triesADay = 3;

/** When a list is fetched on a day: some minutes after the time that is set, always the same ones, and never on the next day. */
export const fetchTime = (time: string, seed: string): Temporal.PlainTime => {
  const start = Temporal.PlainTime.from(time);
  const left = start.until("23:59").total("minutes");
  return start.add({ minutes: hashOf(seed) % (Math.min(mostJitterMinutes, left) + 1) });
};

/**
 * Whether a list is to be fetched now: once a day, from its time on, and again some while after a try that came to nothing.
 * @param seed what tells installations apart
 */
export const isFetchDue = (
  { askedAt, tries, doneOn }: Pick<ListWatch, "askedAt" | "tries" | "doneOn">,
  { now, zone, time, seed }: { readonly now: Temporal.Instant; readonly zone: string; readonly time: string; readonly seed: string },
): boolean => {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  if (doneOn !== null && Temporal.PlainDate.compare(doneOn, today) >= 0) return false;
  if (Temporal.Instant.compare(now, atWallClock(today.toPlainDateTime(fetchTime(time, seed)), zone)) < 0) return false;
  if (askedAt === null || !askedAt.toZonedDateTimeISO(zone).toPlainDate().equals(today)) return true;
  // A clock that was set back does not have the source asked again and again.
  return tries < triesADay && Math.abs(askedAt.until(now).total("minutes")) >= minutesBetweenTries;
};
