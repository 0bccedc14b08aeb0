import { coverageOfTag } from "./hashtag-report.ts";
import { hourOf, type Hour } from "./seen-post.ts";
import type { Coverage, HourCount, TrackedNetwork } from "./hashtag-store.ts";

/** Fewer posts in an hour are no news, however quiet it was before. */
export const fewestPosts = 20;
/** So many times the highest hour of the days before. */
export const spikeFactor = 3;
const usualHours = 7 * 24;
/** Of less time nobody knows what is usual. */
const knownHours = 24;

export interface Spike {
  /** Folded. */
  readonly tag: string;
  readonly hour: Hour;
  readonly count: number;
  readonly networks: Readonly<Partial<Record<TrackedNetwork, number>>>;
  /** The highest hour of the last seven days before. */
  readonly highest: number;
}

/**
 * Hashtags of which this hour or the one before has at least `fewestPosts` posts, and more than `spikeFactor` times as many as any hour of the seven days
 * before it, over all networks. What is told of older hours, after an outage, is none.
 */
export const findSpikes = (counts: readonly HourCount[], coverage: readonly Coverage[], now: Temporal.Instant): Spike[] => {
  const current = hourOf(now.epochMilliseconds);
  const spikes: Spike[] = [];
  for (const [tag, own] of Map.groupBy(counts, (each) => each.tag)) {
    const begins = coverageOfTag(tag, coverage).filter(({ source }) => source !== "nobody");
    const first = Math.min(...begins.map(({ from }) => hourOf(from.epochMilliseconds)));
    const sums = new Map<Hour, number>();
    for (const { hour, count } of own) sums.set(hour, (sums.get(hour) ?? 0) + count);
    for (const hour of [current - 1, current]) {
      if (first > hour - knownHours) continue;
      const count = sums.get(hour) ?? 0;
      const highest = Math.max(0, ...[...sums].filter(([each]) => each < hour && each >= hour - usualHours).map(([, sum]) => sum));
      if (count < fewestPosts || count <= highest * spikeFactor) continue;
      const networks = Object.fromEntries(own.filter((each) => each.hour === hour).map((each) => [each.network, each.count]));
      spikes.push({ tag, hour, count, networks, highest });
    }
  }
  return spikes;
};
