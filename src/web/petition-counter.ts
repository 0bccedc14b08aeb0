import type { Petition } from "../campaign/petition.ts";
import type { Asking } from "../campaign/petitions/petition-count.ts";
import { petitionPlatforms, type PlatformAnswer } from "../campaign/petitions/petition-platforms.ts";
import { CountFailed } from "../campaign/petitions/count-failed.ts";
import { FetchRefused } from "./fetch-refused.ts";
import { createPoliteFetch, type PoliteFetchSettings } from "./polite-fetch.ts";

export interface PetitionCounterOptions extends Omit<PoliteFetchSettings, "timeLimitMs"> {
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
  const { timeLimitMs = 10_000, redirectTo = (address: string) => address, ...settings } = options;
  const politeFetch = createPoliteFetch({ ...settings, timeLimitMs });

  const ask = async (address: string, maxBytes: number, contact: string): Promise<unknown> =>
    parseJson((await politeFetch(address, contact, { accept: jsonTypes, maxBytes })).data);

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
