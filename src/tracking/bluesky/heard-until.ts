import type { HashtagStore, StreamCursor } from "../../campaign/hashtags/hashtag-store.ts";
import type { Clock } from "../../clock.ts";

/** Clocks differ by less; what is covered ends there. */
export const mostAheadUs = 600_000_000;
const toleranceUs = 2_000_000;

/**
 * Until when the stream was heard, by our clock. That is its place, or earlier where the place was ahead of the clock when it was kept: then its times tell
 * nothing of what is missed, since either clock may be the wrong one, and may be right by now.
 */
export const heardUntil = async (
  { store, clock }: { readonly store: HashtagStore; readonly clock: Clock },
  { cursorUs }: StreamCursor,
): Promise<number> => {
  let coveredUs: number | null = null;
  for (const { network, complete, to } of await store.coverage())
    if (network === "bluesky" && complete) coveredUs = Math.max(coveredUs ?? 0, Number(to.epochNanoseconds / 1000n));
  const nowUs = clock().epochMilliseconds * 1000;
  // What is covered is kept with the place.
  if (coveredUs === null) return cursorUs > nowUs + mostAheadUs ? nowUs : cursorUs;
  return cursorUs > coveredUs + toleranceUs ? coveredUs : cursorUs;
};
