import { hourOf, type SeenPost } from "./seen-post.ts";

/** What is remembered of a server's timeline of one hashtag. */
export interface TimelineNote {
  /** The server's host name. */
  readonly source: string;
  /** Folded. */
  readonly tag: string;
  /** When it was last read to its end, whether or not that reading came to the end of all timelines. */
  readonly listedAt: Temporal.Instant;
  /** Of the last reading that did; null where none has. */
  readonly last: {
    /** How many posts it showed. */
    readonly shown: number;
    /** The keys of the last ones, the oldest at the end. */
    readonly tail: readonly string[];
    /** When the reading began. */
    readonly begunAt: Temporal.Instant;
  } | null;
}

/** A timeline that was read to its end, or back to the beginning of the week. */
export interface WholeTimeline {
  /** The keys of all posts that it showed, in the server's order, the newest first. */
  readonly order: readonly string[];
  /** About when the oldest of them was made; null where it was read back to the beginning of the week, or is empty. */
  readonly endsAt: Temporal.Instant | null;
}

/** So many of the oldest posts tell whether a timeline goes back as far as it did. */
const tailLength = 1000;

export const noteOf = (
  source: string,
  tag: string,
  { order }: WholeTimeline,
  begunAt: Temporal.Instant,
  listedAt: Temporal.Instant,
): TimelineNote => ({
  source,
  tag,
  listedAt,
  last: { shown: order.length, tail: order.slice(-tailLength), begunAt },
});

/** No server shows fewer posts of a hashtag than this when it has more: it is what Mastodon shows at once unless it is asked for more. */
const fewestOfLimit = 20;
/** Limits are round numbers. */
const roundNumber = 10;
/** A server that begins to show fewer posts hides at least so many. */
const manyHidden = 20;

/**
 * Whether a timeline may end where it ends because the server shows no more, and not because there is no more: only of a server's
 * longest can that be, since what it shows of one hashtag it would show of another.
 */
export const mayBeCut = (shown: number, longest: number): boolean => shown >= fewestOfLimit && shown >= longest;

/**
 * Whether posts that came last and are missing now look cut off: a limit is the same number as the last time, or a round one that a
 * timeline has just grown to, or has just been set, for many at once. What is deleted, leaves any number.
 */
const looksCut = (shown: number, before: number | null, missing: number): boolean => {
  const isRound = shown % roundNumber === 0;
  if (before === null || shown === before) return true;
  return shown > before ? isRound : missing >= manyHidden && (isRound || missing > shown);
};

export interface Absence {
  /** They would be shown if they were there. */
  readonly gone: readonly string[];
  /** Nobody can tell. */
  readonly unsure: readonly string[];
}

export interface AbsenceCase {
  readonly tag: string;
  readonly timeline: WholeTimeline;
  /** Of the reading before. */
  readonly before: TimelineNote["last"];
  /** How many posts the longest timeline of this server showed. */
  readonly longest: number;
}

/** What it means that `absent`, which this server showed under this hashtag, are not in its timeline now. */
export const judgeAbsent = (
  absent: ReadonlyMap<string, SeenPost>,
  { tag, timeline: { order, endsAt }, before, longest }: AbsenceCase,
): Absence => {
  if (endsAt === null || !mayBeCut(order.length, longest)) return { gone: [...absent.keys()], unsure: [] };
  const shown = new Set(order);
  const places = new Map(before?.tail.map((key, place) => [key, place]));
  const survivor = before?.tail.findLastIndex((key) => shown.has(key)) ?? -1;
  const lastHour = hourOf(endsAt.epochMilliseconds);
  /** Behind everything that is shown now: by its place in the reading before, else by its time. */
  const isBehind = (key: string, post: SeenPost): boolean => {
    const counted = post.tags.get(tag);
    const place = places.get(key);
    if (place !== undefined) return place > survivor;
    // It was never in this timeline, but in another one with its hashtag, or has been out of sight for longer.
    return counted !== undefined && counted.hour <= lastHour;
  };
  const behind = [...absent].filter(([key, post]) => isBehind(key, post)).map(([key]) => key);
  if (behind.length === 0 || !looksCut(order.length, before?.shown ?? null, behind.length)) return { gone: [...absent.keys()], unsure: [] };
  const unsure = new Set(behind);
  return { gone: [...absent.keys()].filter((key) => !unsure.has(key)), unsure: behind };
};
