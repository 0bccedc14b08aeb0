/** What a post can be the occasion of, in the order in which a post that speaks of several names them. */
export const occasionKinds = [
  /** Of the living only. */
  "birthday",
  "arrest",
  /** Of a court. */
  "sentence",
  "release",
  /** In memory. */
  "death",
  /** A round number of days in prison, of people who are there. */
  "day-count",
  /** The middle of the term, counted on the calendar from the arrest. */
  "half-term",
  /** A day of `calendar.yaml`. */
  "marked-day",
  "petition-launch",
  "petition-deadline",
  "petition-milestone",
  "petition-closed",
] as const;

export type OccasionKind = (typeof occasionKinds)[number];

/** One thing that a post speaks of, with all the figures that its words need. */
export interface Occasion {
  readonly kind: OccasionKind;
  /** A prisoner's slug; the id of a marked day; a petition's slug. */
  readonly subject: string;
  /**
   * The day that it goes back to: of the birth, the arrest, the verdict, the release, the death; for `day-count` and `half-term` of the arrest.
   * Of a marked day its first time, or `on` where no year is known; of a petition the deadline, or the day of the count that is spoken of.
   */
  readonly since: Temporal.PlainDate;
  /** The day that it is kept on: 28 February in most years for somebody born on 29 February. */
  readonly on: Temporal.PlainDate;
  /** How many days the post comes before `on`: 0 unless the kind's rule has `leadDays`. */
  readonly daysAhead: number;
  /** Whole years from `since` to `on`, on a birthday the age; 0 where it is no anniversary. */
  readonly years: number;
  /** Of `day-count` the days from `since` to `on` as Viasna and BAJ count them (`daysHeld`); null where it is no count. */
  readonly days: number | null;
  /** Of `petition-milestone` and `petition-closed` what was counted on `since`; left out where nobody has counted. */
  readonly signatures?: number;
}
