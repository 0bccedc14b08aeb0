import type { CampaignSettings } from "./campaign-settings.ts";

/** The last instant at which a post that was due at `at` may still go out. */
export const latestInstant = (at: Temporal.Instant, { profiles }: Pick<CampaignSettings, "profiles">): Temporal.Instant =>
  at.add({ minutes: Math.round(profiles.maxLatenessHours * 60) });
