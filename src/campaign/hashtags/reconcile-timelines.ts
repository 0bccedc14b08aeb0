import { judgeAbsent, type TimelineNote, type WholeTimeline } from "./judge-absent.ts";
import { hourOf, type CountChange, type Hour, type SeenPost } from "./seen-post.ts";
import { isThere, withWord, wordOf } from "./words-of-servers.ts";

/** A post as one server shows it. */
export interface ShownPost {
  readonly madeAt: Temporal.Instant;
  /** Null where it was never edited. */
  readonly editedAt: Temporal.Instant | null;
  /** All of its hashtags, folded. */
  readonly tags: ReadonlySet<string>;
}

/** What one server shows, by the posts' keys. */
export interface ShownTimelines {
  readonly server: string;
  readonly posts: ReadonlyMap<string, ShownPost>;
  /** Posts of which the server has said that they are deleted. */
  readonly deleted?: ReadonlySet<string>;
  /** By hashtag, the timelines that were read to their ends or to `since`: what is not in them is not there, or cut off. */
  readonly whole: ReadonlyMap<string, WholeTimeline>;
  /** By hashtag, what is remembered of the reading before. */
  readonly notes: ReadonlyMap<string, TimelineNote>;
  /** By hashtag, the posts that were shown to have it, in whatever timeline: one timeline may have been read long before another. */
  readonly shownUnder: ReadonlyMap<string, ReadonlySet<string>>;
  /** Posts of which there is later news than the timelines': that they are in none says nothing. */
  readonly spared: ReadonlySet<string>;
  readonly since: Temporal.Instant;
}

type Tags = Map<string, { readonly hour: Hour; readonly by: readonly string[] }>;

const usOf = (instant: Temporal.Instant): number => instant.epochMilliseconds * 1000;
const versionOf = ({ madeAt, editedAt }: ShownPost): number => Math.max(usOf(madeAt), editedAt === null ? 0 : usOf(editedAt));

/** One server's word on a post; the newest version that any server shows is what it says. */
const meet = (
  server: string,
  seen: SeenPost | undefined,
  shown: ShownPost,
  isTracked: (tag: string) => boolean,
): { readonly post: SeenPost; readonly changes: readonly CountChange[] } | null => {
  const now = [...shown.tags].filter(isTracked);
  const version = versionOf(shown);
  const isNewer = seen === undefined || version > seen.latestUs;
  if (seen === undefined && now.length === 0) return null;
  const tags: Tags = new Map(seen?.tags);
  const changes: CountChange[] = [];
  if (isNewer) {
    for (const [tag, { hour }] of seen?.tags ?? []) {
      if (now.includes(tag) || !isTracked(tag)) continue;
      tags.delete(tag);
      changes.push({ tag, hour, by: -1 });
    }
  }
  for (const tag of now) {
    const counted = tags.get(tag);
    if (counted !== undefined) tags.set(tag, { ...counted, by: withWord(counted.by, server, "shows") });
    // What an older version had, the newest has lost.
    else if (version >= (seen?.latestUs ?? 0)) {
      const hour = hourOf(shown.madeAt.epochMilliseconds);
      tags.set(tag, { hour, by: [server] });
      changes.push({ tag, hour, by: 1 });
    }
  }
  return { post: { tags, latestUs: Math.max(version, seen?.latestUs ?? 0) }, changes };
};

/** So many posts that are gone at once may be a server that hides them for a while. */
const manyGone = 20;

export interface Reconciled {
  readonly posts: ReadonlyMap<string, SeenPost>;
  readonly changes: readonly CountChange[];
  /** More than half of what this server showed, and many, are gone: nothing of that was believed. */
  readonly doubtful: boolean;
}

/**
 * What one server's timelines change. A post counts as long as one of the servers that were seen to show it still does, in the hour in which it was made.
 * A server that did not show all of a timeline says nothing of what is not in it.
 */
export const reconcileTimelines = (
  known: ReadonlyMap<string, SeenPost>,
  { server, posts: shown, deleted, whole, notes, shownUnder, spared, since }: ShownTimelines,
  isTracked: (tag: string) => boolean,
  believesMany: boolean,
): Reconciled => {
  const posts = new Map<string, SeenPost>();
  const changes: CountChange[] = [];
  for (const [key, post] of shown) {
    const met = meet(server, known.get(key), post, isTracked);
    if (met === null) continue;
    posts.set(key, met.post);
    changes.push(...met.changes);
  }

  /** One server's word on a post that it does not show. */
  const say = (key: string, tag: string, word: "unsure" | "gone"): void => {
    const post = posts.get(key) ?? known.get(key);
    const counted = post?.tags.get(tag);
    if (post === undefined || counted === undefined) return;
    const by = withWord(counted.by, server, word);
    const tags: Tags = new Map(post.tags);
    if (isThere(by)) tags.set(tag, { ...counted, by });
    else {
      tags.delete(tag);
      changes.push({ tag, hour: counted.hour, by: -1 });
    }
    posts.set(key, { ...post, tags });
  };

  const absences = absentFrom(known, { server, whole, notes, shownUnder, spared, since });
  const gone = absences.flatMap(({ tag, gone: keys }) => keys.map((key) => ({ key, tag })));
  const showed = absences.reduce((sum, each) => sum + each.showed, 0);
  const doubtful = !believesMany && gone.length >= manyGone && gone.length * 2 > showed;
  for (const { tag, unsure } of absences) for (const key of unsure) say(key, tag, "unsure");
  for (const { key, tag } of doubtful ? [] : gone) say(key, tag, "gone");
  for (const key of deleted ?? []) {
    for (const [tag, { by }] of known.get(key)?.tags ?? []) if (wordOf(by, server) !== null) say(key, tag, "gone");
  }
  return { posts, changes, doubtful };
};

interface AbsentTag {
  readonly tag: string;
  readonly gone: readonly string[];
  readonly unsure: readonly string[];
  /** How many posts of it the server showed before. */
  readonly showed: number;
}

/** Of each timeline, the posts that this server showed in it and shows no more. */
const absentFrom = (
  known: ReadonlyMap<string, SeenPost>,
  {
    server,
    whole,
    notes,
    shownUnder,
    spared,
    since,
  }: Pick<ShownTimelines, "server" | "whole" | "notes" | "shownUnder" | "spared" | "since">,
): AbsentTag[] => {
  const firstHour = hourOf(since.epochMilliseconds) + 1;
  const longest = Math.max(0, ...[...whole.values()].map(({ order }) => order.length));
  return [...whole].map(([tag, timeline]) => {
    const inIt = new Set([...timeline.order, ...(shownUnder.get(tag) ?? [])]);
    const absent = new Map<string, SeenPost>();
    let showed = 0;
    for (const [key, post] of known) {
      const counted = post.tags.get(tag);
      if (counted === undefined || counted.hour < firstHour) continue;
      const word = wordOf(counted.by, server);
      if (word !== "shows" && word !== "unsure") continue;
      showed += 1;
      if (!inIt.has(key) && !spared.has(key)) absent.set(key, post);
    }
    const { gone, unsure } = judgeAbsent(absent, { tag, timeline, before: notes.get(tag)?.last ?? null, longest });
    return { tag, gone, unsure, showed };
  });
};
