/** Wall-clock time of a zone, such as `2027-03-08 10:00`. */
export const whenOf = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toString({ timeZoneName: "never", offset: "never", smallestUnit: "minute" }).replace("T", " ");
