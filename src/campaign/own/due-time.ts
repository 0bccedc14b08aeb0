import { atWallClock } from "../at-wall-clock.ts";
import { findOwnDay, isMonthly, keptIn, type NoDay, type OwnCalendar } from "./own-occasion.ts";
import type { OwnTiming, SeriesTiming } from "./own-timing.ts";

/** When a post is due. */
export interface Due {
  readonly kind: "due";
  readonly at: Temporal.Instant;
  /** The day in the campaign's zone that was meant, though a zone may leave that very day out. */
  readonly date: Temporal.PlainDate;
  readonly timing: OwnTiming;
}

const dueAt = (wall: Temporal.PlainDateTime, timing: OwnTiming): Due => ({
  kind: "due",
  at: atWallClock(wall, timing.zone),
  date: wall.toPlainDate(),
  timing,
});

/** When a timing means by now, on the wall clock of the campaign's zone; or why it means no day any more. */
export const dueOf = (said: OwnTiming, calendar: OwnCalendar): Due | NoDay => {
  const { stayedIn: _stayedIn, ...timing } = said;
  const { zone } = calendar.campaign;
  if (timing.kind === "at") return dueAt(Temporal.PlainDateTime.from(timing.wall), { ...timing, zone });
  const found = findOwnDay(timing.occasion, calendar);
  if (found.kind === "none") return found;
  if (isMonthly(found) !== timing.period.includes("-"))
    return { kind: "none", why: `${timing.occasion} comes ${isMonthly(found) ? "every month" : "once a year"} by now: say again when` };
  const time = Temporal.PlainTime.from(timing.time ?? found.time);
  return dueAt(keptIn(found.day, timing.period, calendar.campaign).toPlainDateTime(time), { ...timing, zone });
};

/** The timing of a series' post of one year. */
export const timingIn = (series: SeriesTiming, year: number, { campaign }: OwnCalendar): OwnTiming => {
  if (series.kind === "on") return { ...series, period: String(year), zone: campaign.zone };
  return { kind: "at", wall: `${keptIn(series.monthDay, String(year), campaign).toString()}T${series.time}`, zone: campaign.zone };
};

const isAhead = ({ at }: Due, now: Temporal.Instant): boolean => Temporal.Instant.compare(at, now) >= 0;

/** The post of a series for the first year from `from` on that is not over, with its year. */
export const nextOfSeries = (
  series: SeriesTiming,
  calendar: OwnCalendar,
  { now, from }: { readonly now: Temporal.Instant; readonly from: number },
): (Due & { readonly year: number }) | NoDay => {
  // What is kept on 31 December may be due in the next year of another zone.
  let year = Math.max(from, now.toZonedDateTimeISO(calendar.campaign.zone).year - 1);
  for (;;) {
    const due = dueOf(timingIn(series, year, calendar), calendar);
    if (due.kind === "none") return due;
    if (isAhead(due, now)) return { ...due, year };
    year += 1;
  }
};

/** The next time that a recorded day is kept. */
export const nextOccasion = (occasion: string, time: string | null, calendar: OwnCalendar, now: Temporal.Instant): Due | NoDay => {
  const { zone } = calendar.campaign;
  const found = findOwnDay(occasion, calendar);
  if (found.kind === "none") return found;
  if (!isMonthly(found)) return nextOfSeries({ kind: "on", occasion, time }, calendar, { now, from: 0 });
  let month = now.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().subtract({ months: 1 });
  for (;;) {
    const due = dueOf({ kind: "on", occasion, period: month.toString(), time, zone }, calendar);
    if (due.kind === "none" || isAhead(due, now)) return due;
    month = month.add({ months: 1 });
  }
};
