import type { HashtagStore, KeptPost, Salt, TagChange } from "../../campaign/hashtags/hashtag-store.ts";
import { reconcileTimelines, type ShownPost, type ShownTimelines } from "../../campaign/hashtags/reconcile-timelines.ts";
import type { SeenPost } from "../../campaign/hashtags/seen-post.ts";
import { hashPost, open, seal, type PostHash } from "../post-hash.ts";
import type { Status } from "./read-status.ts";

/** A clock that is ahead by less than this is believed; a post of later is none of now. */
const aheadHours = 24;

/** How long edits and deletions are looked for. */
export const watchedHours = 7 * 24;

const isCounted = ({ madeAt, isBoost }: Status, since: Temporal.Instant, now: Temporal.Instant): boolean =>
  !isBoost && Temporal.Instant.compare(madeAt, since) >= 0 && Temporal.Instant.compare(madeAt, now.add({ hours: aheadHours })) <= 0;

/** What one server was seen to show or said, to be counted in one transaction. */
export interface Showing {
  /** The server's host name. */
  readonly server: string;
  readonly statuses: readonly Status[];
  /** By `uri`: posts that are there and cannot be read. */
  readonly alsoThere?: readonly string[];
  readonly deleted?: ReadonlySet<string>;
  readonly isTracked: (tag: string) => boolean;
  readonly since: Temporal.Instant;
  readonly now: Temporal.Instant;
}

/** What a reading makes of what it was shown, when the posts' keys are known. */
export interface Ending extends Pick<ShownTimelines, "whole" | "notes" | "shownUnder" | "spared"> {
  /** The keys of posts of which there is later news than what is shown. */
  readonly overtaken: ReadonlySet<string>;
  readonly believesMany: boolean;
  /** What is kept with it. */
  finish(isDoubtful: boolean): Pick<TagChange, "coverage" | "timelines">;
}

/** Where posts are told of one by one: nothing follows of what is not told of. */
export const noEnding: Ending = {
  whole: new Map(),
  notes: new Map(),
  shownUnder: new Map(),
  spared: new Set(),
  overtaken: new Set(),
  believesMany: false,
  finish: () => ({}),
};

/** What a post may be known by. */
export const keysOf = (salts: readonly Salt[], uri: string): string[] => salts.map((salt) => hashPost(salt, uri).key);

/**
 * Counts what a server shows, in one transaction: each post once over all servers, by its `uri`, of which only salted hashes are kept. With `all` every post
 * that is remembered is looked at, as it must be to find what is missing. Answers with what tells a post's key by its `uri`.
 */
export const countShown = async (
  store: HashtagStore,
  salts: readonly Salt[],
  { server, statuses, alsoThere = [], deleted, isTracked, since, now }: Showing,
  looksAt: "all" | "these",
  endingOf: (keyOf: (uri: string) => string | undefined) => Ending,
): Promise<(uri: string) => string | undefined> => {
  const hashes = new Map(
    [...statuses.map(({ uri }) => uri), ...alsoThere].map((uri) => [uri, salts.map((salt) => hashPost(salt, uri))] as const),
  );
  const keys = [...[...hashes.values()].flat().map(({ key }) => key), ...(deleted ?? [])];
  let found = new Map<string, PostHash>();
  await store.change("mastodon", now, looksAt === "all" ? "all" : keys, (known) => {
    found = new Map();
    for (const [uri, each] of hashes) {
      const hash = each.find(({ key }) => known.has(key)) ?? each[0];
      if (hash !== undefined) found.set(uri, hash);
    }
    const ending = endingOf((uri) => found.get(uri)?.key);
    const posts = new Map<string, ShownPost>();
    const ofKey = new Map<string, PostHash>();
    for (const status of statuses) {
      const hash = found.get(status.uri);
      if (hash === undefined || ending.overtaken.has(hash.key)) continue;
      ofKey.set(hash.key, hash);
      const other = posts.get(hash.key);
      // Between two timelines it may have been edited.
      const isOlder = other !== undefined && Temporal.Instant.compare(other.editedAt ?? other.madeAt, status.editedAt ?? status.madeAt) > 0;
      if (isCounted(status, since, now) && !isOlder) posts.set(hash.key, status);
    }
    // Of what is not shown the time stays sealed, and nothing depends on it.
    const opened = new Map([...known].map(([key, kept]) => [key, unseal(ofKey.get(key), kept)]));
    const { whole, notes, shownUnder, spared, believesMany } = ending;
    const view = { server, posts, whole, notes, shownUnder, spared, since, ...(deleted === undefined ? {} : { deleted }) };
    const reconciled = reconcileTimelines(opened, view, isTracked, believesMany);
    return {
      posts: [...reconciled.posts].map(([key, post]) => reseal(ofKey.get(key), key, post, known)),
      counts: reconciled.changes,
      ...ending.finish(reconciled.doubtful),
    };
  });
  return (uri) => found.get(uri)?.key;
};

const unseal = (hash: PostHash | undefined, kept: KeptPost): SeenPost =>
  hash === undefined ? { tags: kept.tags, latestUs: 0 } : open(hash, kept);

const reseal = (hash: PostHash | undefined, key: string, post: SeenPost, known: ReadonlyMap<string, KeptPost>): KeptPost =>
  hash === undefined ? { key, sealed: known.get(key)?.sealed ?? "0", tags: post.tags } : seal(hash, post);
