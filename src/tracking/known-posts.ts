import { hexAt } from "./post-hash.ts";
import { createRecentEnds } from "./recent-ends.ts";

/** 4 MB: of a million posts that are remembered, one in some thousand strangers is taken for known, and looked up for nothing. */
const bits = 2 ** 25;
const slotsOfPost = 4;

const slotOf = (key: string, each: number): number => hexAt(key, each) & (bits - 1);

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
