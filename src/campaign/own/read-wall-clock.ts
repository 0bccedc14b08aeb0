/** A moment as a campaigner writes it, or why it is none that a post can be due at. */
export type WallClock = { readonly kind: "at"; readonly at: Temporal.Instant } | { readonly kind: "refused"; readonly why: string };

/** Who writes a year too many means another year. */
const yearsAhead = 2;

const pattern = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/;

const parse = (written: string): Temporal.PlainDateTime | null => {
  const [, date, time] = pattern.exec(written.trim()) ?? [];
  if (date === undefined || time === undefined) return null;
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: "reject" });
  } catch {
    return null;
  }
};

const minuteOf = (moment: Temporal.ZonedDateTime): string =>
  moment.toString({ timeZoneName: "never", offset: "never", smallestUnit: "minute" });

/**
 * Reads `2027-03-08 10:00` as wall-clock time of a zone. Never guesses: what is over, skipped by the clocks, there twice, or more than two years
 * ahead is refused with a sentence that goes on after the option's name.
 */
export const readWallClock = (written: string, zone: string, now: Temporal.Instant): WallClock => {
  const refuse = (why: string): WallClock => ({ kind: "refused", why });
  const wanted = parse(written);
  if (wanted === null) return refuse("must be a day and a time such as 2027-03-08 10:00");
  const earlier = wanted.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = wanted.toZonedDateTime(zone, { disambiguation: "later" });
  const shown = wanted.toString({ smallestUnit: "minute" }).replace("T", " ");
  if (!earlier.toPlainDateTime().equals(wanted)) {
    return refuse(`${shown} does not exist in ${zone}: the clocks skip it. Take a time such as ${minuteOf(later).replace("T", " ")}`);
  }
  if (!earlier.equals(later)) {
    return refuse(`${shown} comes twice in ${zone}, where the clocks go back: take a time before or after that hour`);
  }
  const at = earlier.toInstant();
  if (Temporal.Instant.compare(at, now) < 0) {
    return refuse(`${shown} is over: in ${zone} it is ${minuteOf(now.toZonedDateTimeISO(zone)).replace("T", " ")}`);
  }
  if (Temporal.Instant.compare(at, now.toZonedDateTimeISO(zone).add({ years: yearsAhead }).toInstant()) > 0) {
    return refuse(`${shown} is more than two years ahead: look at the year`);
  }
  return { kind: "at", at };
};
