/** Where "now" comes from. Handed in everywhere, so that tests and `--now` decide what time it is. */
export type Clock = () => Temporal.Instant;

export const systemClock: Clock = () => Temporal.Now.instant();

/** A clock that stands still; what `--now` sets. */
export const fixedClock =
  (instant: Temporal.Instant): Clock =>
  () =>
    instant;
