import type { KeptPost, Salt, TagChange } from "../../campaign/hashtags/hashtag-store.ts";
import { hear, type HeardPost } from "../../campaign/hashtags/heard-post.ts";
import type { CountChange } from "../../campaign/hashtags/seen-post.ts";
import type { KnownPosts } from "../known-posts.ts";
import { hashPost, keyOfPost, type PostHash } from "../post-hash.ts";
import { openHeard, sealHeard } from "../seal-heard.ts";
import type { PostEvent } from "./read-event.ts";

interface HashedEvent {
  readonly event: Omit<PostEvent, "id">;
  /** Under each salt, the one to hash with first. */
  readonly hashes: readonly PostHash[];
}

const none: ReadonlySet<string> = new Set();

/** Events in their order, until they are written together. Of their posts only hashes are held. */
export interface EventBatch {
  readonly size: number;
  readonly keys: readonly string[];
  add(event: PostEvent): void;
  /** What they change, by what was known of their posts before. */
  decide(known: ReadonlyMap<string, KeptPost>): Pick<TagChange, "posts" | "counts">;
}

export const createEventBatch = (salts: readonly Salt[], knownPosts: KnownPosts, isTracked: (tag: string) => boolean): EventBatch => {
  const events: HashedEvent[] = [];
  const sets = new Map<string, ReadonlySet<string>>();

  /** The tracked ones only, and the same set for every post that has the same: what a stranger's post was parsed into is not held. */
  const keepTags = (tags: ReadonlySet<string>): ReadonlySet<string> => {
    const own = [...tags].filter(isTracked).toSorted();
    const name = own.join(" ");
    const set = sets.get(name) ?? new Set(own);
    sets.set(name, set);
    return set;
  };

  const add = ({ id, tags, ...news }: PostEvent): void => {
    const [salt] = salts;
    if (salt === undefined) return;
    const own = news.kind === "gone" ? none : keepTags(tags);
    if (own.size === 0) {
      // Nearly all of these are deletions of posts that were never counted: nothing is made of them that would have to be collected.
      const key = keyOfPost(salt, id);
      knownPosts.noteEnd(key, news);
      if (!knownPosts.mayHave(key) && !salts.some((each) => each !== salt && knownPosts.mayHave(keyOfPost(each, id)))) return;
    }
    const hashes = salts.map((each) => hashPost(each, id));
    const [current] = hashes;
    if (own.size > 0 && current !== undefined) knownPosts.add(current.key);
    events.push({ event: { ...news, tags: own }, hashes });
  };

  return {
    get size() {
      return events.length;
    },
    get keys() {
      return [...new Set(events.flatMap(({ hashes }) => hashes.map(({ key }) => key)))];
    },
    add,
    decide: (known) => {
      const posts = new Map<string, { readonly hash: PostHash; readonly post: HeardPost }>();
      const counts: CountChange[] = [];
      for (const { event, hashes } of events) {
        const hash = hashes.find(({ key }) => posts.has(key) || known.has(key)) ?? hashes[0];
        if (hash === undefined) continue;
        const kept = known.get(hash.key);
        // What was heard of a post before it was known.
        const [end] = event.tags.size === 0 ? [] : hashes.flatMap(({ key }) => knownPosts.endOf(key) ?? []);
        const heard = posts.get(hash.key)?.post ?? (kept && openHeard(hash, kept)) ?? (end && { tags: new Map(), versions: [end] });
        const change = hear(heard, event, isTracked);
        if (change === null) continue;
        posts.set(hash.key, { hash, post: change.post });
        counts.push(...change.changes);
      }
      return { posts: [...posts.values()].map(({ hash, post }) => sealHeard(hash, post)), counts };
    },
  };
};
