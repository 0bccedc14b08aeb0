import packageJson from "../../package.json" with { type: "json" };
import type { Clock } from "../clock.ts";
import { FetchRefused } from "./fetch-refused.ts";
import { createRobotsRules, type RobotsRules } from "./robots-rules.ts";
import { createSafeFetch, type Fetched, type FetchWish, type SafeFetch, type SafeFetchSettings } from "./safe-fetch.ts";

export interface PoliteFetchSettings extends Partial<Omit<SafeFetchSettings, "userAgent">> {
  readonly clock: Clock;
  /** For everything that is one request. */
  readonly timeLimitMs: number;
}

/**
 * Asks a host for something regularly, as a program that says who runs it: by its robots.txt, and only the host that was named. Throws `FetchRefused` and nothing else.
 * @param contact the campaign's page, for whoever runs the host and wonders who asks
 */
export type PoliteFetch = (address: string, contact: string, wish: Omit<FetchWish, "mayFollow" | "timeLimitMs">) => Promise<Fetched>;

/** `www.` before a host makes no other of it. */
const siteOf = (url: URL): string => url.host.replace(/^www\./, "");

export const createPoliteFetch = ({ clock, timeLimitMs, ...settings }: PoliteFetchSettings): PoliteFetch => {
  const callers = new Map<string, { readonly safeFetch: SafeFetch; readonly robots: RobotsRules }>();

  const askingAs = (contact: string) => {
    const userAgent = `Rollcall/${packageJson.version} (+${contact})`;
    const there = callers.get(userAgent);
    if (there !== undefined) return there;
    const safeFetch = createSafeFetch({ ...settings, userAgent });
    const made = { safeFetch, robots: createRobotsRules({ safeFetch, userAgent, clock, timeLimitMs }) };
    callers.set(userAgent, made);
    return made;
  };

  return async (address, contact, wish) => {
    const { safeFetch, robots } = askingAs(contact);
    const asked = URL.parse(address);
    if (asked === null) throw new FetchRefused("not-allowed", "that is no web address");
    if (asked.username !== "" || asked.password !== "") throw new FetchRefused("not-allowed", "an address with a password is not fetched");
    await robots.check(address);
    const mayFollow = async (url: string): Promise<void> => {
      const next = new URL(url);
      if (siteOf(next) !== siteOf(asked)) throw new FetchRefused("not-allowed", `${asked.hostname} sends us to another host`);
      if (asked.protocol === "https:" && next.protocol !== "https:")
        throw new FetchRefused("not-allowed", `${asked.hostname} sends us from https to http`);
      await robots.check(url);
    };
    return safeFetch(address, { ...wish, timeLimitMs, mayFollow });
  };
};
