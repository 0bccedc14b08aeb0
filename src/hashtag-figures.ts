import { reportHashtags, type HashtagReport } from "./campaign/hashtags/hashtag-report.ts";
import type { HashtagStore } from "./campaign/hashtags/hashtag-store.ts";
import type { Clock } from "./clock.ts";

const keptMs = 60_000;

/** What is counted of the tracked hashtags, read from the database once a minute at most, however many ask. */
export const createHashtagFigures = (
  store: Pick<HashtagStore, "counts" | "coverage">,
  tracked: () => readonly string[],
  clock: Clock,
): (() => Promise<HashtagReport>) => {
  let known: { readonly untilMs: number; readonly tags: readonly string[]; readonly report: Promise<HashtagReport> } | undefined;
  const read = async (tags: readonly string[]): Promise<HashtagReport> =>
    reportHashtags(tags, await store.counts(0), await store.coverage());
  return () => {
    const nowMs = clock().epochMilliseconds;
    const tags = tracked();
    if (known === undefined || nowMs >= known.untilMs || known.tags !== tags) {
      const fresh = { untilMs: nowMs + keptMs, tags, report: read(tags) };
      known = fresh;
      // What failed is read again by whoever asks next.
      fresh.report.catch(() => {
        if (known === fresh) known = undefined;
      });
    }
    return known.report;
  };
};
