import { mayBeCut, type WholeTimeline } from "../../campaign/hashtags/judge-absent.ts";
import { watchedHours } from "./count-shown.ts";
import type { StatusReading } from "./read-status.ts";
import { beginTimeline, endOf, type TimelinePart, type TimelineProgress } from "./read-timeline.ts";

interface WholeReading extends WholeTimeline {
  /** The hashtag, folded. */
  readonly key: string;
}

/** One reading of all of a server's timelines, which may take several times of asking. */
export interface ReadingPass {
  readonly begunAt: Temporal.Instant;
  /** Of which hashtags, folded. */
  readonly tags: readonly string[];
  /** What streams had told when it began. */
  readonly heardMark: number;
  /** How far back it reads. */
  readonly since: Temporal.Instant;
  /** What is still to be read; the first of them may be half read. */
  readonly left: readonly TimelineProgress[];
  /** The keys of the posts that the first of them has shown. */
  readonly order: readonly string[];
  /** What was read to its end. */
  readonly whole: readonly WholeReading[];
  /** By hashtag, the keys of the posts that have it, in whatever timeline they were shown. */
  readonly shownUnder: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many posts could not be read. */
  readonly odd: number;
  /** Why a timeline could not be read to its end. */
  readonly broken: string | null;
}

export interface PassPart extends TimelinePart {
  readonly progress: TimelineProgress;
}

/** `tags` by their folded forms. What was read longest ago, by `listedAtMs`, is read first, so that none waits behind the others for ever. */
export const beginPass = (
  tags: ReadonlyMap<string, string>,
  listedAtMs: (key: string) => number | undefined,
  begunAt: Temporal.Instant,
  heardMark: number,
): ReadingPass => ({
  begunAt,
  tags: [...tags.keys()],
  heardMark,
  since: begunAt.subtract({ hours: watchedHours }),
  left: [...tags].map(([key, tag]) => beginTimeline(key, tag)).toSorted((a, b) => (listedAtMs(a.key) ?? 0) - (listedAtMs(b.key) ?? 0)),
  order: [],
  whole: [],
  shownUnder: new Map(),
  odd: 0,
  broken: null,
});

const addTo = (shown: Map<string, Set<string>>, { kind, status }: StatusReading, key: string): void => {
  if (kind === "odd") return;
  for (const tag of status.tags) shown.set(tag, (shown.get(tag) ?? new Set()).add(key));
};

/** Where a reading is after these parts, of which only the last may be half read. */
export const advancePass = (pass: ReadingPass, parts: readonly PassPart[], keyOf: (uri: string) => string | undefined): ReadingPass => {
  const whole = [...pass.whole];
  const shownUnder = new Map([...pass.shownUnder].map(([tag, keys]) => [tag, new Set(keys)]));
  let left = pass.left;
  let begun = pass.order;
  let { odd, broken } = pass;
  for (const { progress, statuses, end } of parts) {
    const order = [...begun];
    for (const reading of statuses) {
      const key = reading.status.uri === null ? undefined : keyOf(reading.status.uri);
      if (key === undefined) continue;
      order.push(key);
      addTo(shownUnder, reading, key);
    }
    if (end.kind === "later") {
      begun = order;
      break;
    }
    if (end.kind === "whole") whole.push({ key: progress.key, order, endsAt: endOf(progress, pass.since) });
    if (end.kind === "broken") broken ??= end.reason;
    odd += progress.odd;
    left = left.slice(1);
    begun = [];
  }
  return { ...pass, left, order: begun, whole, shownUnder, odd, broken };
};

/** From when on it is proven that nothing is missing: a timeline that ends early may be cut off there. */
export const provenSince = ({ since, whole }: ReadingPass): Temporal.Instant => {
  const longest = Math.max(0, ...whole.map(({ order }) => order.length));
  const ends = whole.flatMap(({ order, endsAt }) => (endsAt !== null && mayBeCut(order.length, longest) ? [endsAt] : []));
  return [since, ...ends].reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? b : a));
};
