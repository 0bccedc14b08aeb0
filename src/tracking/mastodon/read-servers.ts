import type { Coverage, HashtagStore, KeptPost, Salt, TagView } from "../../campaign/hashtags/hashtag-store.ts";
import { foldTag, tagKey } from "../../campaign/hashtags/fold-tag.ts";
import { reconcileTimelines, type ShownPost } from "../../campaign/hashtags/reconcile-timelines.ts";
import type { SeenPost } from "../../campaign/hashtags/seen-post.ts";
import type { Clock } from "../../clock.ts";
import { hashPost, open, seal, type PostHash } from "../post-hash.ts";
import type { TrackingLog } from "../tracking-log.ts";
import { fetchPage, fetchView, PageRefused, type PageFetchOptions, type TimelineStatus } from "./fetch-page.ts";
import { readTimeline } from "./read-timeline.ts";

export interface MastodonReaderOptions {
  servers(): readonly URL[];
  hashtags(): readonly string[];
  readonly store: HashtagStore;
  readonly clock: Clock;
  readonly log: TrackingLog;
  readonly fetching: Omit<PageFetchOptions, "lookup" | "stop">;
  /** What keeps the servers' addresses in check. */
  lookup(): PageFetchOptions["lookup"];
}

/** How long edits and deletions are looked for. */
const watchedHours = 7 * 24;
/** A clock that is ahead by less than this is believed; a post of later is none of now. */
const aheadHours = 24;

/** Reads every server's timelines once, and counts what they show. Answers with one line about what it did. */
export type ReadServers = (stop: AbortSignal) => Promise<string>;

export const createMastodonReader = (options: MastodonReaderOptions): ReadServers => {
  const { hashtags, store, clock, log } = options;
  /** Servers that hid much of what they had shown; a second time it is believed. */
  const doubted = new Set<string>();

  const readServer = async (server: URL, salts: readonly Salt[], stop: AbortSignal): Promise<boolean> => {
    const now = clock();
    const since = now.subtract({ hours: watchedHours });
    const tracked = new Map(hashtags().map((tag) => [tagKey(tag), tag.slice(1)]));
    const fetching = { ...options.fetching, lookup: options.lookup(), stop };
    const whole = new Set<string>();
    const statuses = new Map<string, TimelineStatus>();
    const views: ServerView[] = [];
    let broken: string | null = null;
    for (const [key, tag] of tracked) {
      const timeline = await readTimeline(server, tag, since, (url) => fetchPage(url, fetching));
      for (const status of timeline.statuses) statuses.set(status.uri, status);
      if (timeline.broken === null) whole.add(key);
      broken ??= timeline.broken;
      if (timeline.broken === null) views.push(...(await readView(server, key, tag, fetching)));
    }
    if (stop.aborted) return false;

    const isCounted = ({ created_at, reblog }: TimelineStatus): boolean =>
      (reblog === null || reblog === undefined) &&
      Temporal.Instant.compare(created_at, since) >= 0 &&
      Temporal.Instant.compare(created_at, now.add({ hours: aheadHours })) <= 0;
    const shown = [...statuses.values()]
      .filter(isCounted)
      .map((status): readonly [readonly PostHash[], ShownPost] => [
        salts.map((salt) => hashPost(salt, status.uri)),
        { madeAt: status.created_at, editedAt: status.edited_at ?? null, tags: new Set(status.tags.map(({ name }) => foldTag(name))) },
      ]);
    await store.change("mastodon", now, "all", (known) => {
      const hashes = new Map<string, PostHash>();
      const posts = new Map<string, ShownPost>();
      for (const [each, post] of shown) {
        const hash = each.find(({ key }) => known.has(key)) ?? each[0];
        if (hash === undefined) continue;
        hashes.set(hash.key, hash);
        posts.set(hash.key, post);
      }
      // Of what is not shown the time stays sealed, and nothing depends on it.
      const opened = new Map([...known].map(([key, kept]) => [key, unseal(hashes.get(key), kept)]));
      const isTracked = (tag: string): boolean => tracked.has(tag);
      const view = { server: server.host, posts, whole, since };
      const { posts: changed, changes, doubtful } = reconcileTimelines(opened, view, isTracked, doubted.has(server.host));
      if (doubtful) {
        broken ??= "it hides much of what it showed before, which is believed when it still does so the next time";
        doubted.add(server.host);
      } else doubted.delete(server.host);
      const coverage: Coverage = { network: "mastodon", source: server.host, from: since, to: now, complete: broken === null };
      return {
        posts: [...changed].map(([key, post]) => reseal(hashes.get(key), key, post, known)),
        counts: changes,
        coverage: broken === null || whole.size > 0 || posts.size > 0 ? [coverage] : [],
      };
    });
    if (views.length > 0) await store.writeViews(views.map((view) => ({ ...view, at: now })));
    if (broken !== null) log.warn({ server: server.host, reason: broken }, "a Mastodon server did not show all of its timelines");
    return broken === null;
  };

  return async (stop) => {
    const servers = hashtags().length === 0 ? [] : options.servers();
    if (servers.length === 0) return "no server to read";
    const salts = await store.salts(clock());
    const whole = await Promise.all(servers.map((server) => readServer(server, salts, stop)));
    return `${whole.filter(Boolean).length} of ${servers.length} servers showed all`;
  };
};

type ServerView = Omit<TagView, "at">;

/** Nothing where the server does not say it: it is an ornament. */
const readView = async (server: URL, key: string, tag: string, fetching: PageFetchOptions): Promise<ServerView[]> => {
  try {
    return [{ source: server.host, tag: key, ...(await fetchView(server, tag, fetching)) }];
  } catch (error) {
    if (error instanceof PageRefused) return [];
    throw error;
  }
};

const unseal = (hash: PostHash | undefined, kept: KeptPost): SeenPost =>
  hash === undefined ? { tags: kept.tags, latestUs: 0 } : open(hash, kept);

const reseal = (hash: PostHash | undefined, key: string, post: SeenPost, known: ReadonlyMap<string, KeptPost>): KeptPost =>
  hash === undefined ? { key, sealed: known.get(key)?.sealed ?? "0", tags: post.tags } : seal(hash, post);
