/** How many more calls a server answers, and when it answers as many as it likes again. */
export interface RateLimit {
  /** Infinite where it does not say. */
  readonly callsLeft: number;
  readonly resetsInMs: number;
}

/** Mastodon counts calls in five minutes (https://docs.joinmastodon.org/api/rate-limits/); longer than an hour no server means. */
const usualMs = 5 * 60_000;
const longestMs = 60 * 60_000;
/** The server's clock is told to the second. */
const marginMs = 1000;
/** Left to whoever else asks this server from here: so much of what it answers, and no more than so many calls. */
const shareToLeave = 1 / 20;
const mostToLeave = 5;

const isPlausible = (ms: number): boolean => ms >= 0 && ms <= longestMs;

/**
 * From `X-RateLimit-Limit`, `-Remaining`, `-Reset` (an instant of the server's clock, which its `Date` tells) and `Retry-After`
 * (seconds or an instant). `callsLeft` leaves some to others.
 */
export const readRateLimit = (header: (name: string) => string | null, now: Temporal.Instant): RateLimit => {
  const numberOf = (name: string): number => {
    const text = header(name);
    return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  };
  const most = numberOf("x-ratelimit-limit");
  const left = numberOf("x-ratelimit-remaining");
  const leave = Number.isNaN(most) ? 0 : Math.min(mostToLeave, Math.floor(most * shareToLeave));

  const nowMs = now.epochMilliseconds;
  const serverMs = Date.parse(header("date") ?? "");
  const waits: number[] = [numberOf("retry-after") * 1000];
  for (const name of ["retry-after", "x-ratelimit-reset"]) {
    const atMs = Date.parse(header(name) ?? "");
    // Where its own clock makes no sense of it, ours may.
    waits.push(atMs - serverMs, atMs - nowMs);
  }
  const wait = waits.find(isPlausible);
  return {
    callsLeft: Number.isNaN(left) ? Number.POSITIVE_INFINITY : Math.max(0, left - leave),
    resetsInMs: wait === undefined ? usualMs : wait + marginMs,
  };
};
