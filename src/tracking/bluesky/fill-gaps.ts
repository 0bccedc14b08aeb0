import { tagKey } from "../../campaign/hashtags/fold-tag.ts";
import type { Coverage, HashtagStore } from "../../campaign/hashtags/hashtag-store.ts";
import { tagsOfRecord } from "../../campaign/hashtags/tags-of-record.ts";
import type { Clock } from "../../clock.ts";
import type { KnownPosts } from "../known-posts.ts";
import type { TrackingLog } from "../tracking-log.ts";
import { createEventBatch } from "./event-batch.ts";
import type { PostEvent } from "./read-event.ts";

interface FoundPost {
  /** `at://did/collection/rkey` */
  readonly uri: string;
  /** When the network heard of it. */
  readonly indexedAt: string;
  readonly record: unknown;
}

/** A page of the posts under a hashtag, without its `#`, from the newest on; a null cursor asks for the first page, and is there after the last one. */
export type SearchTag = (query: {
  readonly tag: string;
  readonly since: Temporal.Instant;
  readonly until: Temporal.Instant;
  readonly cursor: string | null;
}) => Promise<{ readonly posts: readonly FoundPost[]; readonly cursor: string | null }>;

export interface GapFillerOptions {
  hashtags(): readonly string[];
  readonly store: HashtagStore;
  readonly clock: Clock;
  readonly log: TrackingLog;
  readonly search: SearchTag;
}

/** What the search is asked at most for one hashtag of one gap. */
const mostPages = 50;
/** What is older is not remembered well enough to be told from what was counted. */
const oldestHours = 7 * 24;

/** A search does not say of which revision it tells: what the stream says of a post came after it. */
const revUs = 0;

const readFound = ({ uri, indexedAt, record }: FoundPost): PostEvent | null => {
  const [, did, rkey] = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/]+)$/.exec(uri) ?? [];
  const atMs = Date.parse(indexedAt);
  if (did === undefined || rkey === undefined || Number.isNaN(atMs)) return null;
  return { id: `${did}/${rkey}`, kind: "made", atUs: atMs * 1000, revUs, tags: tagsOfRecord(record) };
};

/**
 * Looks up what was posted while nobody listened, with a search that need not find everything, and none of what was edited or deleted then:
 * what it fills stays known in part. Throws what the search throws; the gap is then still one.
 */
export const fillGaps = async ({ hashtags, store, clock, log, search }: GapFillerOptions, knownPosts: KnownPosts, stop: AbortSignal) => {
  const now = clock();
  const isOpen = ({ network, source, complete, to }: Coverage): boolean =>
    network === "bluesky" && source === "nobody" && !complete && to.until(now).total("hours") < oldestHours;
  for (const { from, to } of (await store.coverage()).filter(isOpen)) {
    const tracked = new Map(hashtags().map((tag) => [tagKey(tag), tag.slice(1)]));
    const batch = createEventBatch(await store.salts(now), knownPosts, (tag) => tracked.has(tag));
    for (const tag of tracked.values()) {
      let cursor: string | null = null;
      for (let page = 0; page < mostPages && !stop.aborted; page += 1) {
        const found = await search({ tag, since: from, until: to, cursor });
        for (const post of found.posts) {
          const event = readFound(post);
          if (event !== null && event.atUs >= from.epochMilliseconds * 1000 && event.atUs <= to.epochMilliseconds * 1000) batch.add(event);
        }
        cursor = found.cursor;
        if (cursor === null || found.posts.length === 0) break;
      }
    }
    if (stop.aborted) return;
    await store.change("bluesky", now, batch.keys, (known) => batch.decide(known));
    await store.fillGap("bluesky", { from, to }, "searchPosts");
    log.info({ from: from.toString(), to: to.toString() }, "a gap on Bluesky was looked up");
  }
};
