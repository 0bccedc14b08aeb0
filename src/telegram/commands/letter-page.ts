import type { CampaignSettings } from "../../campaign/campaign-settings.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import { hostOf } from "./person-sources.ts";

/** Where it is said how to write to somebody: the person's own page on the site of the campaign's page for letters, else that page. Never an address. */
export const letterPage = ({ sources }: Prisoner, { lettersPage, languages }: CampaignSettings, language: string): string | undefined => {
  const general = lettersPage?.[language] ?? lettersPage?.[languages[0] ?? ""];
  if (general === undefined) return undefined;
  const own = Object.values(sources).find(
    ({ url }) => url !== undefined && hostOf(url) === hostOf(general) && new URL(url).pathname.includes("/person/"),
  );
  return own?.url ?? general;
};
