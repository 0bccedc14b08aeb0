/**
 * How a campaigner said when one post goes out, kept beside its instant: an instant alone could not follow when the campaign's zone or a recorded date
 * is mended. Plain JSON.
 */
export type OwnTiming = (
  | {
      readonly kind: "at";
      /** `2027-03-08T10:00`, on the wall clock of the zone. */
      readonly wall: string;
      readonly zone: string;
    }
  | {
      readonly kind: "on";
      /** `birthday:SLUG`, as `parseOccasion` reads it. */
      readonly occasion: string;
      /** The year, or of a day that is kept every month the month: `2027`, `2027-03`. */
      readonly period: string;
      /** `10:00`; null for the time of the kind's rule in `campaign.yaml`. */
      readonly time: string | null;
      readonly zone: string;
    }
) & {
  /** The campaign's clock is in this zone by now, and the post has the instant that it had in `zone`. */
  readonly stayedIn?: string;
};

/** When a post that is repeated every year goes out. Plain JSON. */
export type SeriesTiming =
  | {
      readonly kind: "at";
      /** `03-08`. */
      readonly monthDay: string;
      readonly time: string;
    }
  | { readonly kind: "on"; readonly occasion: string; readonly time: string | null };

/** What a campaigner said who gave an instant. */
export const timingAt = (at: Temporal.Instant, zone: string): OwnTiming => ({
  kind: "at",
  wall: at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" }),
  zone,
});
