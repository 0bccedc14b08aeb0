import { cameBefore, type PostNews, type PostVersion } from "../campaign/hashtags/heard-post.ts";
import { hexAt } from "./post-hash.ts";

/** Half an hour of all of Bluesky's deletions; twice as many at most. */
const mostEnds = 20_000;
const slots = 2 ** 15;
const wordsOfKey = 4;
const kinds = ["made", "changed", "gone"] as const;
const noHours: PostVersion["tags"] = new Map();

type End = Omit<PostNews, "tags">;

/** A table of so many ends by their posts' keys, in memory that neither grows nor is collected: every deletion of the network passes it. */
const createEnds = () => {
  const keys = new Int32Array(slots * wordsOfKey);
  const times = new Float64Array(slots * 2);
  /** One more than the place in `kinds`; 0 for a slot that is free. */
  const kindsOfSlots = new Uint8Array(slots);
  let size = 0;

  const isAt = (slot: number, key: string): boolean => {
    for (let word = 0; word < wordsOfKey; word += 1) if (keys[slot * wordsOfKey + word] !== hexAt(key, word)) return false;
    return true;
  };
  /** Where a key is, or would be. */
  const slotOf = (key: string): number => {
    let slot = hexAt(key, 0) & (slots - 1);
    while (kindsOfSlots[slot] !== 0 && !isAt(slot, key)) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  return {
    isFull: (): boolean => size >= mostEnds,
    get: (key: string): End | undefined => {
      const slot = slotOf(key);
      const kind = kinds[(kindsOfSlots[slot] ?? 0) - 1];
      const [atUs, revUs] = [times[slot * 2] ?? 0, times[slot * 2 + 1] ?? Number.NaN];
      return kind && { kind, atUs, revUs: Number.isNaN(revUs) ? null : revUs };
    },
    has: (key: string): boolean => kindsOfSlots[slotOf(key)] !== 0,
    set: (key: string, { kind, atUs, revUs }: End): void => {
      const slot = slotOf(key);
      if (kindsOfSlots[slot] === 0) size += 1;
      for (let word = 0; word < wordsOfKey; word += 1) keys[slot * wordsOfKey + word] = hexAt(key, word);
      times[slot * 2] = atUs;
      times[slot * 2 + 1] = revUs ?? Number.NaN;
      kindsOfSlots[slot] = kinds.indexOf(kind) + 1;
    },
    clear: (): void => {
      kindsOfSlots.fill(0);
      size = 0;
    },
  };
};

/**
 * The latest news of posts that leave them without a hashtag, whether or not they were counted: what is told in another order than it happened
 * must not be counted afterwards. When there are enough of them the older half is forgotten.
 */
export const createRecentEnds = () => {
  let recent = createEnds();
  let older = createEnds();
  const known = (key: string): End | undefined => (recent.has(key) ? recent.get(key) : older.has(key) ? older.get(key) : undefined);
  return {
    endOf: (key: string): PostVersion | undefined => {
      const end = known(key);
      return end && { ...end, tags: noHours };
    },
    noteEnd: (key: string, end: End): void => {
      const before = known(key);
      if (before !== undefined && cameBefore(end, before)) return;
      recent.set(key, end);
      if (!recent.isFull()) return;
      [recent, older] = [older, recent];
      recent.clear();
    },
  };
};
