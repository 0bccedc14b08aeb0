import packageJson from "../../package.json" with { type: "json" };
import type { Petition } from "../campaign/petition.ts";
import type { Asking } from "../campaign/petitions/petition-count.ts";
import { petitionPlatforms, type PlatformAnswer } from "../campaign/petitions/petition-platforms.ts";
import type { Clock } from "../clock.ts";
import { CountFailed } from "../campaign/petitions/count-failed.ts";
import { FetchRefused } from "./fetch-refused.ts";
import { createRobotsRules, type RobotsRules } from "./robots-rules.ts";
import { createSafeFetch, type SafeFetch, type SafeFetchSettings } from "./safe-fetch.ts";

export interface PetitionCounterOptions extends Partial<Omit<SafeFetchSettings, "userAgent">> {
  readonly clock: Clock;
  /** For everything that is one call; ten seconds unless set. */
  readonly timeLimitMs?: number;
  /** For tests: where the platform's address is asked for instead. */
  readonly redirectTo?: (address: string) => string;
}

/**
 * Asks a petition's platform for its number and its state, and reads nothing else of the answer. Throws `CountFailed`.
 * @param contact the campaign's page, for whoever runs the platform and wonders who asks: without one nobody is asked
 */
export type PetitionCounter = (petition: Petition, contact: string | undefined, asking: Asking) => Promise<PlatformAnswer>;

const jsonTypes = ["application/json", "application/graphql-response+json"];

const parseJson = (data: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
  } catch {
    return undefined;
  }
};

export const createPetitionCounter = (options: PetitionCounterOptions): PetitionCounter => {
  const { clock, timeLimitMs = 10_000, redirectTo = (address: string) => address, ...settings } = options;
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

  const ask = async (address: string, maxBytes: number, contact: string): Promise<unknown> => {
    const { safeFetch, robots } = askingAs(contact);
    await robots.check(address);
    const { host } = new URL(address);
    const mayFollow = async (url: string): Promise<void> => {
      if (new URL(url).host !== host) throw new FetchRefused("not-allowed", `${new URL(address).hostname} sends us to another host`);
      await robots.check(url);
    };
    const { data } = await safeFetch(address, { accept: jsonTypes, maxBytes, timeLimitMs, mayFollow });
    return parseJson(data);
  };

  return async ({ slug, platform, platformId }, contact, asking) => {
    if (platform === "manual") throw new CountFailed(`petitions/${slug}.yaml has platform: manual, so that a person counts`);
    const { addressOf, id, idHint, maxBytes, name, read } = petitionPlatforms[platform];
    if (platformId === undefined || !id.test(platformId)) throw new CountFailed(`platformId in petitions/${slug}.yaml must be ${idHint}`);
    if (contact === undefined)
      throw new CountFailed("campaign.yaml has no website, and no platform is asked without saying who can be written to");
    try {
      const answer = read(await ask(redirectTo(addressOf(platformId, asking)), maxBytes, contact), platformId);
      if (answer === null) throw new CountFailed(`${name} answered without a number of signatures of this petition`);
      return answer;
    } catch (error) {
      if (error instanceof FetchRefused) throw new CountFailed(error.message, { cause: error });
      throw error;
    }
  };
};
