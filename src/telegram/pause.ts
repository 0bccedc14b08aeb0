import { setTimeout as timer } from "node:timers/promises";

/** Lets so much time go by, or less where `stop` ends it. Handed in, so that tests decide how time goes by. */
export type Pause = (ms: number, stop: AbortSignal) => Promise<void>;

/** The longest that a timer takes; whoever waits longer looks again then. */
const longestMs = 2 ** 31 - 1;

export const realPause: Pause = async (ms, stop) => {
  await timer(Math.min(ms, longestMs), undefined, { signal: stop }).catch(() => {});
};
