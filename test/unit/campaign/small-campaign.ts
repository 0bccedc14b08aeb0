import { campaignSettingsSchema } from "../../../src/campaign/campaign-settings.ts";

/** A campaign with two accounts and a profile at noon of each day: whoever is imprisoned, free again or dead has a turn. */
export const smallCampaign = campaignSettingsSchema.parse({
  name: { en: "Test" },
  zone: "Europe/Vilnius",
  languages: ["en"],
  accounts: [
    { id: "bluesky", network: "bluesky", language: "en" },
    { id: "telegram", network: "telegram", language: "en" },
  ],
  hashtags: {},
  profiles: { schedule: "0 12 * * *", include: ["imprisoned", "released", "died"] },
});
