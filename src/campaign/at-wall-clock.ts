/**
 * The instant of a wall-clock time in a zone: a time that clocks skip moves forward by the gap, one that comes twice is taken the first time,
 * so that every local time has exactly one.
 */
export const atWallClock = (time: Temporal.PlainDateTime, zone: string): Temporal.Instant =>
  time.toZonedDateTime(zone, { disambiguation: "compatible" }).toInstant();
