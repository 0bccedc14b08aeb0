import { cameBefore, type PostVersion } from "../campaign/hashtags/heard-post.ts";

/** 4 MB: of a million posts that are remembered, one in some thousand strangers is taken for known, and looked up for nothing. */
const bits = 2 ** 25;
const digits = 8;
const slotsOfPost = 4;
/** Half an hour of all of Bluesky's deletions; twice as many at most, in 10 MB. */
const mostEnds = 20_000;

const slotOf = (key: string, each: number): number => Number.parseInt(key.slice(each * digits, (each + 1) * digits), 16) % bits;

/**
 * The latest news of posts that leave them without a hashtag, whether or not they were counted: what is told in another order than it happened
 * must not be counted afterwards. When there are enough of them the older half is forgotten.
 */
const createRecentEnds = () => {
  let recent = new Map<string, PostVersion>();
  let older = new Map<string, PostVersion>();
  const endOf = (key: string): PostVersion | undefined => recent.get(key) ?? older.get(key);
  const noteEnd = (key: string, end: PostVersion): void => {
    const known = endOf(key);
    if (known !== undefined && cameBefore(end, known)) return;
    recent.set(key, end);
    if (recent.size < mostEnds) return;
    older = recent;
    recent = new Map();
  };
  return { endOf, noteEnd };
};

/**
 * Tells at once of nearly every post that is deleted or changed that it was never counted, so that the database is asked of the few others
 * only. A Bloom filter: who is known is always taken for known. It takes the same memory however many posts there are.
 */
export const createKnownPosts = () => {
  const filter = new Uint8Array(bits / 8);
  return {
    ...createRecentEnds(),
    add: (key: string): void => {
      for (let each = 0; each < slotsOfPost; each += 1) {
        const slot = slotOf(key, each);
        filter[slot >>> 3] = (filter[slot >>> 3] ?? 0) | (1 << (slot & 7));
      }
    },
    mayHave: (key: string): boolean => {
      for (let each = 0; each < slotsOfPost; each += 1) {
        const slot = slotOf(key, each);
        if (((filter[slot >>> 3] ?? 0) & (1 << (slot & 7))) === 0) return false;
      }
      return true;
    },
  };
};

export type KnownPosts = ReturnType<typeof createKnownPosts>;
