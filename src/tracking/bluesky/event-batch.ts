import type { KeptPost, Salt, TagChange } from "../../campaign/hashtags/hashtag-store.ts";
import { hear, type CountChange, type SeenPost } from "../../campaign/hashtags/seen-post.ts";
import type { KnownPosts } from "../known-posts.ts";
import { hashPost, open, seal, type PostHash } from "../post-hash.ts";
import type { PostEvent } from "./read-event.ts";

interface HashedEvent {
  readonly event: Omit<PostEvent, "id">;
  /** Under each salt, the one to hash with first. */
  readonly hashes: readonly PostHash[];
}

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

  const add = ({ id, kind, atUs, tags }: PostEvent): void => {
    const hashes = salts.map((salt) => hashPost(salt, id));
    const event = { kind, atUs, tags: keepTags(tags) };
    const bringsTag = kind !== "gone" && event.tags.size > 0;
    if (!bringsTag && !hashes.some(({ key }) => knownPosts.mayHave(key))) return;
    const [current] = hashes;
    if (bringsTag && current !== undefined) knownPosts.add(current.key);
    events.push({ event, hashes });
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
      const posts = new Map<string, { readonly hash: PostHash; readonly post: SeenPost }>();
      const counts: CountChange[] = [];
      for (const { event, hashes } of events) {
        const hash = hashes.find(({ key }) => posts.has(key) || known.has(key)) ?? hashes[0];
        if (hash === undefined) continue;
        const kept = known.get(hash.key);
        const seen = posts.get(hash.key)?.post ?? (kept && open(hash, kept));
        const change = hear(seen, event, isTracked);
        if (change === null) continue;
        posts.set(hash.key, { hash, post: change.post });
        counts.push(...change.changes);
      }
      return { posts: [...posts.values()].map(({ hash, post }) => seal(hash, post)), counts };
    },
  };
};
