const firstRetryMs = 15_000;
const longestRetryMs = 30 * 60_000;

/** Twice as long each time, and never at the same moment for two workers. */
export const backoffMs = (attempts: number): number => {
  const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.max(0, attempts - 1));
  return Math.round(wait * (0.75 + Math.random() * 0.5));
};
