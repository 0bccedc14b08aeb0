import { dueOf, type Due } from "./due-time.ts";
import type { OwnCalendar } from "./own-occasion.ts";
import { timingAt, type OwnTiming } from "./own-timing.ts";

export interface Timed {
  readonly at: Temporal.Instant;
  readonly date: Temporal.PlainDate;
  /** Null where it was stored before timings were. */
  readonly timing: OwnTiming | null;
}

/**
 * - `zone`: the campaign's clock is in another zone, and the post keeps its time of day there.
 * - `kept`: the same, but that time is over there: it keeps its instant instead, so that nothing is sent sooner than was said, and nothing lost.
 * - `record`: the recorded day, or the time of its rule, is another.
 */
export interface Move extends Omit<Due, "kind"> {
  readonly why: "zone" | "kept" | "record";
  readonly before: OwnTiming;
}

/** Where a waiting post belongs by now; null where it is there already, or where no day ahead is known for it: then `timingFault` says why. */
export const followTiming = ({ at, date, timing }: Timed, calendar: OwnCalendar, now: Temporal.Instant): Move | null => {
  const { zone } = calendar.campaign;
  if (timing === null) {
    const said = timingAt(at, zone);
    return { why: "record", before: said, at, date: at.toZonedDateTimeISO(zone).toPlainDate(), timing: said };
  }
  const due = dueOf(timing, calendar);
  if (due.kind === "none") return null;
  const isOver = Temporal.Instant.compare(due.at, now) < 0;
  if (timing.zone !== zone) {
    if (timing.stayedIn === zone) return null;
    if (!isOver || due.at.equals(at)) return { ...due, why: "zone", before: timing };
    return { why: "kept", before: timing, at, date: at.toZonedDateTimeISO(zone).toPlainDate(), timing: { ...timing, stayedIn: zone } };
  }
  if ((due.at.equals(at) && due.date.equals(date)) || isOver) return null;
  return { ...due, why: "record", before: timing };
};

/** Why a post must not go out at the time that it has; null where it may. */
export const timingFault = ({ date, timing }: Pick<Timed, "date" | "timing">, calendar: OwnCalendar): string | null => {
  if (timing?.kind !== "on" || timing.zone !== calendar.campaign.zone) return null;
  const due = dueOf(timing, calendar);
  if (due.kind === "none") return `${timing.occasion}: ${due.why}`;
  return due.date.equals(date) ? null : `${timing.occasion} is recorded as ${due.date.toString()} by now`;
};
