import { PageRefused } from "./fetch-json.ts";
import type { TimelinePage } from "./fetch-timeline.ts";
import type { StatusReading } from "./read-status.ts";

/** One hashtag's timeline, as far as it was read: where a server takes no more calls it is read on later from there. */
export interface TimelineProgress {
  /** As it is asked for. */
  readonly tag: string;
  /** Folded. */
  readonly key: string;
  before: string | null;
  pages: number;
  /** The server's ids of what was shown. */
  readonly ids: Set<string>;
  /** Of the last ones. */
  lastTimes: readonly Temporal.Instant[];
  /** How many posts could not be read. */
  odd: number;
  /** Whether it ended before it was read back to the beginning of the week. */
  endedEarly: boolean;
}

export interface TimelinePart {
  /** What was not shown before, as it came. */
  readonly statuses: readonly StatusReading[];
  /** `later`: the server takes no more calls for now. */
  readonly end: { readonly kind: "whole" } | { readonly kind: "later" } | { readonly kind: "broken"; readonly reason: string };
}

/** 20,000 posts under one hashtag within a week. */
const mostPages = 500;
/** One that is dated back must not tell how far a timeline goes. */
const timesToKeep = 3;

export const beginTimeline = (key: string, tag: string): TimelineProgress => ({
  tag,
  key,
  before: null,
  pages: 0,
  ids: new Set(),
  lastTimes: [],
  odd: 0,
  endedEarly: false,
});

/** About when the oldest post was made that a timeline showed before it ended; null where it went back to `since`, or is empty. */
export const endOf = ({ endedEarly, lastTimes }: TimelineProgress, since: Temporal.Instant): Temporal.Instant | null => {
  const end = lastTimes.toSorted(Temporal.Instant.compare).at(-1);
  return !endedEarly || end === undefined || Temporal.Instant.compare(end, since) < 0 ? null : end;
};

/**
 * Reads a timeline on, page by page to what is older than `since` or to its end. `fetchPage` answers null where the server must not
 * be asked now. Never throws for what the server does.
 */
export const readOn = async (
  progress: TimelineProgress,
  since: Temporal.Instant,
  fetchPage: (before: string | null) => Promise<TimelinePage | null>,
): Promise<TimelinePart> => {
  const statuses: StatusReading[] = [];
  const end = (how: TimelinePart["end"]): TimelinePart => ({ statuses, end: how });
  while (progress.pages < mostPages) {
    let page: TimelinePage | null;
    try {
      page = await fetchPage(progress.before);
    } catch (error) {
      if (!(error instanceof PageRefused)) throw error;
      return end(error.waitMs === null ? { kind: "broken", reason: error.message } : { kind: "later" });
    }
    if (page === null) return end({ kind: "later" });
    progress.pages += 1;
    progress.odd += page.unreadable;
    const last = page.statuses.at(-1);
    if (last === undefined) {
      if (page.unreadable > 0) return end({ kind: "broken", reason: "its posts have not the shape of Mastodon's" });
      progress.endedEarly = true;
      return end({ kind: "whole" });
    }
    const fresh = page.statuses.filter(({ status }) => !progress.ids.has(status.id));
    if (fresh.length === 0) return end({ kind: "broken", reason: "it shows the same page again" });
    statuses.push(...fresh);
    for (const { kind, status } of fresh) {
      progress.ids.add(status.id);
      if (kind === "odd") progress.odd += 1;
      else progress.lastTimes = [...progress.lastTimes, status.madeAt].slice(-timesToKeep);
    }
    // One that is dated back says nothing about those behind it.
    const isOld = page.statuses.every(({ kind, status }) => kind === "status" && Temporal.Instant.compare(status.madeAt, since) < 0);
    if (isOld) return end({ kind: "whole" });
    progress.before = last.status.id;
  }
  return end({ kind: "broken", reason: "its timeline is too long" });
};
