import type { Clock } from "../clock.ts";
import { FetchRefused } from "./fetch-refused.ts";
import type { SafeFetch } from "./safe-fetch.ts";

export interface RobotsRules {
  /** Throws `FetchRefused` where the host does not want the address to be asked for, or cannot say. */
  check(url: string): Promise<void>;
}

interface RobotsRulesOptions {
  readonly safeFetch: SafeFetch;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly timeLimitMs: number;
}

/** RFC 9309, 2.5: at least so much has to be read. */
const maxBytes = 512_000;
/** RFC 9309, 2.4: not longer than a day. */
const goodForMs = 24 * 60 * 60_000;

interface Rules {
  readonly isAllowed: (url: string) => boolean;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** What hosts say in their `robots.txt` (https://www.rfc-editor.org/rfc/rfc9309), kept for a day. */
export const createRobotsRules = ({ safeFetch, userAgent, clock, timeLimitMs }: RobotsRulesOptions): RobotsRules => {
  const known = new Map<string, Rules>();

  const read = async (origin: string): Promise<Rules["isAllowed"]> => {
    const address = `${origin}/robots.txt`;
    try {
      const { data } = await safeFetch(address, {
        accept: ["text/plain", "text/html", "application/octet-stream"],
        maxBytes,
        beginningIsEnough: true,
        timeLimitMs,
      });
      const { default: robotsParser } = await import("robots-parser");
      const rules = robotsParser(address, new TextDecoder().decode(data));
      return (url) => rules.isAllowed(url, userAgent) ?? true;
    } catch (error) {
      // A host that has none allows everything; one that is out of order, or asks us to slow down, allows nothing as long as it is.
      const status = error instanceof FetchRefused ? error.status : undefined;
      if (status !== undefined && status >= 400 && status < 500 && status !== 429) return () => true;
      throw error;
    }
  };

  return {
    check: async (url) => {
      const { origin, hostname } = new URL(url);
      const now = clock().epochMilliseconds;
      let rules = known.get(origin);
      if (rules === undefined || rules.until <= now) {
        rules = { isAllowed: await read(origin), until: now + goodForMs };
        known.set(origin, rules);
      }
      if (!rules.isAllowed(url)) throw new FetchRefused("not-allowed", `robots.txt of ${hostname} does not allow us to ask`);
    },
  };
};
