import { foldTag, tagKey } from "../../campaign/hashtags/fold-tag.ts";
import type { HashtagStore } from "../../campaign/hashtags/hashtag-store.ts";
import { hear } from "../../campaign/hashtags/heard-post.ts";
import type { Clock } from "../../clock.ts";
import { hashPost } from "../post-hash.ts";
import { openHeard, sealHeard } from "../seal-heard.ts";

/** A post of a channel in Telegram, or another version of it. */
interface PostOfChannel {
  /** `@name`. */
  readonly channel: string;
  readonly id: string;
  readonly madeAt: Temporal.Instant;
  readonly editedAt: Temporal.Instant | null;
  /** Without `#`. */
  readonly hashtags: readonly string[];
}

export interface ChannelCounterOptions {
  /** `@name`. */
  channels(): readonly string[];
  hashtags(): readonly string[];
  readonly store: Pick<HashtagStore, "salts" | "change">;
  readonly clock: Clock;
}

/** A day less than a post is remembered, so that no edit is taken for a post of its own. */
const watchedHours = 7 * 24;
/** So many posts are held where the database takes none; of more, nothing is said to be seen. */
const mostWaiting = 10_000;

/**
 * Counts the hashtags of the channels' posts in the hour that brought them, as edits leave them; told again, a post changes nothing.
 * That one is deleted, Telegram tells no bot.
 */
export const createChannelCounter = ({ channels, hashtags, store, clock }: ChannelCounterOptions) => {
  const count = async ({ channel, id, madeAt, editedAt, hashtags: said }: PostOfChannel): Promise<void> => {
    const now = clock();
    const isListed = channels().some((name) => name.toLowerCase() === channel.toLowerCase());
    if (!isListed || Temporal.Instant.compare(madeAt, now.subtract({ hours: watchedHours })) < 0) return;
    const tracked = new Set(hashtags().map(tagKey));
    const tags = new Set(said.map(foldTag).filter((tag) => tracked.has(tag)));
    const hashes = (await store.salts(now)).map((salt) => hashPost(salt, id));
    await store.change(
      "telegram",
      now,
      hashes.map(({ key }) => key),
      (known) => {
        const hash = hashes.find(({ key }) => known.has(key)) ?? hashes[0];
        if (hash === undefined) return { posts: [], counts: [] };
        const kept = known.get(hash.key);
        const atUs = (editedAt ?? madeAt).epochMilliseconds * 1000;
        const news = { kind: editedAt === null ? ("made" as const) : ("changed" as const), atUs, revUs: null, tags };
        const heard = hear(kept && openHeard(hash, kept), news, (tag) => tracked.has(tag));
        return heard === null ? { posts: [], counts: [] } : { posts: [sealHeard(hash, heard.post)], counts: heard.changes };
      },
    );
  };

  /** What Telegram has told and the database has not taken yet, since Telegram tells it once. */
  const waiting: PostOfChannel[] = [];
  let lost = false;
  let counting: Promise<void> = Promise.resolve();
  const countWaiting = async (): Promise<void> => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      await count(next);
      waiting.shift();
    }
  };
  const countAll = (): Promise<void> => {
    const all = counting.then(countWaiting);
    counting = all.catch(() => {});
    return all;
  };

  return {
    /** Throws where the database fails; the post is then counted with the next one, or when it is said that the channels were watched. */
    hear: async (post: PostOfChannel): Promise<void> => {
      if (waiting.length < mostWaiting) waiting.push(post);
      else lost = true;
      await countAll();
    },
    /** Throws where posts of that time could not be counted: nothing is then said of it. */
    watched: async (names: readonly string[], from: Temporal.Instant, to: Temporal.Instant): Promise<void> => {
      await countAll();
      if (lost) {
        lost = false;
        throw new Error("More posts of channels came than could wait for the database.");
      }
      // Never all: a deletion is told to nobody.
      const own = hashtags().map(tagKey);
      const coverage = names.map((source) => ({ network: "telegram" as const, source, from, to, complete: false, tags: own }));
      await store.change("telegram", to, [], () => ({ posts: [], counts: [], coverage }));
    },
  };
};
