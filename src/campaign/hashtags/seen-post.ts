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
  /** By the folded hashtag. Empty for a post that is gone: it must not be counted again when its making is told again. */
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

export interface PostNews {
  readonly kind: "made" | "changed" | "gone";
  readonly atUs: number;
  /** Folded; those that are tracked, at least. */
  readonly tags: ReadonlySet<string>;
}

/**
 * What one event of a post changes; null where nothing does. A hashtag counts in the hour of the event that brought it, whatever
 * other hashtags the post has. News may come again, and late: what is older than the latest that was heard changes nothing.
 */
export const hear = (
  seen: SeenPost | undefined,
  news: PostNews,
  isTracked: (tag: string) => boolean,
): { readonly post: SeenPost; readonly changes: readonly CountChange[] } | null => {
  const now = news.kind === "gone" ? new Set<string>() : new Set([...news.tags].filter(isTracked));
  // A post is never made without the hashtags that it has; so what says so is old news.
  if (now.size === 0 && (seen === undefined || news.kind === "made")) return null;
  if (seen !== undefined && news.atUs < seen.latestUs) return null;
  const tags = new Map(seen?.tags);
  const changes: CountChange[] = [];
  for (const [tag, { hour }] of seen?.tags ?? []) {
    // What a tag was that is not tracked any more, nobody looks for; it goes with the post alone.
    if (now.has(tag) || (news.kind !== "gone" && !isTracked(tag))) continue;
    tags.delete(tag);
    changes.push({ tag, hour, by: -1 });
  }
  const hour = hourOf(news.atUs / 1000);
  for (const tag of now) {
    if (tags.has(tag)) continue;
    tags.set(tag, { hour, by: [] });
    changes.push({ tag, hour, by: 1 });
  }
  return { post: { tags, latestUs: news.atUs }, changes };
};
