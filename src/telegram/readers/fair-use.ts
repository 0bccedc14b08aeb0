import { createHmac, randomBytes } from "node:crypto";
import { RateLimiterMemory } from "rate-limiter-flexible";

export interface FairUseLimits {
  /** Questions of one person, and of one group, in a minute. */
  readonly perMinute: number;
  /** Of those that waited while nobody was here to answer. */
  readonly waitedPerMinute: number;
}

const usualLimits: FairUseLimits = { perMinute: 40, waitedPerMinute: 3 };

/** More askers than that in a minute are more than one bot can answer; whoever comes then is counted anew. */
const mostAskers = 20_000;
const durationSeconds = 60;

/** `first-over`: too much, and it may be said so; `over`: too much, and it was said. */
type Admission = "admitted" | "first-over" | "over";

export interface FairUse {
  /** @param askers the person, and the group where it is one; whoever of them has asked too much is kept waiting */
  admit(askers: readonly number[], waited: boolean): Promise<Admission>;
}

/**
 * Sees to it that nobody's questions keep the others waiting. In memory alone, for a minute, under a hash whose salt is made anew
 * at each start, so that nobody can be found in it.
 */
export const createFairUse = (limits: FairUseLimits = usualLimits): FairUse => {
  const salt = randomBytes(32);
  const open = (points: number) => ({ limiter: new RateLimiterMemory({ points, duration: durationSeconds }), seen: 0 });
  const counts = { now: open(limits.perMinute), waited: open(limits.waitedPerMinute) };

  const consume = async (asker: number, kind: keyof typeof counts): Promise<Admission> => {
    const key = createHmac("sha256", salt).update(String(asker)).digest("base64");
    try {
      const { consumedPoints } = await counts[kind].limiter.consume(key);
      if (consumedPoints === 1 && (counts[kind].seen += 1) > mostAskers)
        counts[kind] = open(limits[kind === "now" ? "perMinute" : "waitedPerMinute"]);
      return "admitted";
    } catch (refused) {
      const { consumedPoints } = refused as { consumedPoints?: number };
      return consumedPoints === limits[kind === "now" ? "perMinute" : "waitedPerMinute"] + 1 ? "first-over" : "over";
    }
  };

  return {
    admit: async (askers, waited) => {
      for (const asker of new Set(askers)) {
        const admission = await consume(asker, waited ? "waited" : "now");
        if (admission !== "admitted") return admission;
      }
      return "admitted";
    },
  };
};
