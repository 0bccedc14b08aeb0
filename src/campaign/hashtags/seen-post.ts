/** Hours since 1970 in UTC. */
export type Hour = number;

const msInHour = 3_600_000;

export const hourOf = (epochMs: number): Hour => Math.floor(epochMs / msInHour);
export const instantOfHour = (hour: Hour): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(hour * msInHour);

/** How one hashtag of a post is counted. */
interface CountedTag {
  readonly hour: Hour;
  /** On Mastodon: the servers that show the post under this hashtag. */
  readonly by: readonly string[];
}

/** What is remembered of a post for eight days, under a hash. */
export interface SeenPost {
  /** By the folded hashtag. Empty for a post that is gone: it must not be counted again when it is shown again. */
  readonly tags: ReadonlyMap<string, CountedTag>;
  /** The time of what was last heard of it, in microseconds since 1970, so that older news changes nothing. */
  readonly latestUs: number;
}

/** One hashtag's count in one hour goes up or down. */
export interface CountChange {
  readonly tag: string;
  readonly hour: Hour;
  readonly by: 1 | -1;
}
