import { tagKey } from "./fold-tag.ts";
import type { Coverage, HourCount, TrackedNetwork } from "./hashtag-store.ts";
import { instantOfHour } from "./seen-post.ts";

export const trackedNetworks: readonly TrackedNetwork[] = ["bluesky", "mastodon", "telegram"];

/** How often one hashtag was used. */
export interface TagReport {
  /** As the campaign writes it. */
  readonly tag: string;
  readonly total: number;
  readonly networks: Readonly<Record<TrackedNetwork, number>>;
  /** Hours with posts, by time. */
  readonly hours: readonly { readonly at: Temporal.Instant; readonly network: TrackedNetwork; readonly count: number }[];
}

export interface HashtagReport {
  /** In the campaign's order. */
  readonly tags: readonly TagReport[];
  /** By time. */
  readonly coverage: readonly Coverage[];
}

/** The figures of the hashtags that are tracked now. Numbers of different networks are added up, since no post is on two of them. */
export const reportHashtags = (
  hashtags: readonly string[],
  counts: readonly HourCount[],
  coverage: readonly Coverage[],
): HashtagReport => ({
  tags: hashtags.map((tag) => {
    const own = counts.filter((each) => each.tag === tagKey(tag));
    const on = (network: TrackedNetwork): number => own.reduce((sum, each) => (each.network === network ? sum + each.count : sum), 0);
    const networks = { bluesky: on("bluesky"), mastodon: on("mastodon"), telegram: on("telegram") };
    return {
      tag,
      total: networks.bluesky + networks.mastodon + networks.telegram,
      networks,
      hours: own.map(({ hour, network, count }) => ({ at: instantOfHour(hour), network, count })),
    };
  }),
  coverage,
});

/** What of it covers a hashtag, which may be tracked for a shorter time than others. */
export const coverageOfTag = (tag: string, coverage: readonly Coverage[]): Coverage[] => {
  const key = tagKey(tag);
  return coverage.filter(({ source, tags }) => source === "nobody" || tags === undefined || tags.includes(key));
};

/** How much of the time is covered. */
export interface NetworkCoverage {
  readonly network: TrackedNetwork;
  /** The servers that were listened to, by name. */
  readonly servers: readonly string[];
  /** The beginning and the end of the last stretch without a gap; null where there is none. */
  readonly since: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
  /** Stretches of which nobody knows all. */
  readonly gaps: readonly Pick<Coverage, "from" | "to" | "source">[];
}

const isEarlier = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

/** Joins the stretches of one network whatever server they are of. Null where it was never listened to. */
export const coverageOf = (network: TrackedNetwork, coverage: readonly Coverage[]): NetworkCoverage | null => {
  const own = coverage.filter((each) => each.network === network).toSorted((a, b) => Temporal.Instant.compare(a.from, b.from));
  if (own.length === 0) return null;
  let since: Temporal.Instant | null = null;
  let until: Temporal.Instant | null = null;
  const gaps: Pick<Coverage, "from" | "to" | "source">[] = own.filter(({ complete }) => !complete);
  for (const { from, to, complete } of own) {
    if (!complete) continue;
    if (until === null || isEarlier(until, from)) {
      const [begun, ended] = [until, from];
      if (begun !== null && !gaps.some((gap) => gap.from.equals(begun) && gap.to.equals(ended)))
        gaps.push({ from: begun, to: ended, source: "nobody" });
      since = from;
    }
    if (until === null || isEarlier(until, to)) until = to;
  }
  const servers = [...new Set(own.flatMap(({ source, complete }) => (complete ? [source] : [])))].toSorted();
  return { network, servers, since, until, gaps: gaps.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from)) };
};

/** Hashtags that a network was listened to for only later than for others, and since when; null where that was never done in full. */
export const laterTags = (
  network: TrackedNetwork,
  { tags, coverage }: HashtagReport,
): { readonly tag: string; readonly since: Temporal.Instant | null }[] => {
  const first = coverageOf(network, coverage)?.since ?? null;
  if (first === null) return [];
  return tags.flatMap(({ tag }) => {
    const since = coverageOf(network, coverageOfTag(tag, coverage))?.since ?? null;
    return since === null || isEarlier(first, since) ? [{ tag, since }] : [];
  });
};
