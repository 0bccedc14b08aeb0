import type { Clock } from "../../../src/clock.ts";

/** At most `most` in a window of `seconds`; windows begin at multiples of their length, as rack-attack's do. */
interface RateLimit {
  readonly most: number;
  readonly seconds: number;
}

export interface MastodonRateLimits {
  /** All calls of one token. */
  readonly calls: RateLimit;
  readonly uploads: RateLimit;
  readonly deletes: RateLimit;
  /** Calls with max_id, min_id or since_id. */
  readonly paging: RateLimit;
}

/** https://docs.joinmastodon.org/api/rate-limits/ */
export const mastodonRateLimits: MastodonRateLimits = {
  calls: { most: 300, seconds: 300 },
  uploads: { most: 30, seconds: 1800 },
  deletes: { most: 30, seconds: 1800 },
  paging: { most: 300, seconds: 900 },
};

export interface RateVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts calls and says what the answer's headers are: those of the limit that is nearest to its end. */
export const createRateCounter = (limits: MastodonRateLimits, clock: Clock) => {
  const counted = new Map<string, number>();
  return (who: string, kinds: readonly (keyof MastodonRateLimits)[]): RateVerdict => {
    const seconds = Math.floor(clock().epochMilliseconds / 1000);
    const states = kinds.map((kind) => {
      const limit = limits[kind];
      const key = `${who} ${kind} ${Math.floor(seconds / limit.seconds)}`;
      const count = (counted.get(key) ?? 0) + 1;
      counted.set(key, count);
      const reset = Temporal.Instant.fromEpochMilliseconds((seconds - (seconds % limit.seconds) + limit.seconds) * 1000);
      return { limit: limit.most, left: limit.most - count, reset };
    });
    const tightest = states.reduce((a, b) => (b.left < a.left ? b : a));
    return {
      allowed: tightest.left >= 0,
      headers: {
        "X-RateLimit-Limit": String(tightest.limit),
        "X-RateLimit-Remaining": String(Math.max(0, tightest.left)),
        "X-RateLimit-Reset": tightest.reset.toString({ smallestUnit: "microsecond" }),
      },
    };
  };
};
