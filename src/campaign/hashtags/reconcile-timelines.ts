import { hourOf, type CountChange, type Hour, type SeenPost } from "./seen-post.ts";

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
  /** Hashtags whose timeline was read to its end or to `since`: what is not in it is not there. */
  readonly whole: ReadonlySet<string>;
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
    if (counted !== undefined) tags.set(tag, { ...counted, by: [...new Set([...counted.by, server])] });
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
  { server, posts: shown, whole, since }: ShownTimelines,
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

  const firstHour = hourOf(since.epochMilliseconds) + 1;
  const gone: { readonly key: string; readonly tag: string }[] = [];
  let showed = 0;
  for (const [key, { tags }] of known) {
    for (const [tag, { hour, by }] of tags) {
      if (!by.includes(server) || hour < firstHour || !whole.has(tag)) continue;
      showed += 1;
      if (shown.get(key)?.tags.has(tag) !== true) gone.push({ key, tag });
    }
  }
  const doubtful = !believesMany && gone.length >= manyGone && gone.length * 2 > showed;
  for (const { key, tag } of doubtful ? [] : gone) {
    const post = posts.get(key) ?? known.get(key);
    const counted = post?.tags.get(tag);
    if (post === undefined || counted === undefined) continue;
    const by = counted.by.filter((each) => each !== server);
    const tags: Tags = new Map(post.tags);
    if (by.length > 0) tags.set(tag, { ...counted, by });
    else {
      tags.delete(tag);
      changes.push({ tag, hour: counted.hour, by: -1 });
    }
    posts.set(key, { ...post, tags });
  }
  return { posts, changes, doubtful };
};
