import type { CampaignSettings } from "../campaign-settings.ts";
import { namesWithheld } from "../own/names-withheld.ts";
import { personState } from "../person-state.ts";
import type { Prisoner } from "../prisoner.ts";

/** A tracked hashtag that a post may tell of now, and those whose call it is. */
export interface StandingCall {
  readonly tag: string;
  /** Slugs; nobody's where it is the campaign's own. */
  readonly people: readonly string[];
}

/** Tracked hashtags without calls for somebody who is free, died, is withheld, or of whom nothing may be said now. */
export const callsThatStand = (
  { campaign, prisoners }: { readonly campaign: CampaignSettings; readonly prisoners: ReadonlyMap<string, Prisoner> },
  now: Temporal.Instant,
): StandingCall[] => {
  const today = now.toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
  return campaign.hashtags.tracked.flatMap((tag) => {
    if (namesWithheld([tag], prisoners)) return [];
    const owners = [...prisoners.values()].filter(({ hashtags }) => hashtags.some((own) => own.toLowerCase() === tag.toLowerCase()));
    const stands = owners.every((prisoner) => prisoner.status.kind === "imprisoned" && personState(prisoner, today, campaign) === "spoken");
    return stands ? [{ tag, people: owners.map(({ slug }) => slug) }] : [];
  });
};
