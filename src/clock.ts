/** Where "now" comes from. Handed in everywhere, so that tests and `--now` decide what time it is. */
export type Clock = () => Temporal.Instant;

export const systemClock: Clock = () => Temporal.Now.instant();

/** A clock that stands still: planning and previews for one moment. */
export const fixedClock =
  (instant: Temporal.Instant): Clock =>
  () =>
    instant;

/** A clock that begins at an instant and goes on from there: a rehearsal of another day. */
export const clockFrom = (instant: Temporal.Instant, base: Clock = systemClock): Clock => {
  const begun = base();
  return () => instant.add(begun.until(base()));
};
