import { z } from "zod";
import { hashtagSchema, languageSchema, localizedSchema, statusKindSchema, urlSchema } from "./prisoner.ts";

const isTimeZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

const zoneSchema = z.string().refine(isTimeZone, "must be a time zone of the tz database, such as Europe/Vilnius");

const accountSchema = z.strictObject({
  /** How posts, the ledger and the command line name this account. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and hyphens, such as mastodon-de"),
  network: z.enum(["bluesky", "mastodon", "telegram"]),
  language: languageSchema,
  /** The first part of its environment variables: `BLUESKY` reads `BLUESKY_HANDLE`. Without it the network's own name in capitals. */
  prefix: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, "must be capitals, digits or _, such as MASTODON_DE")
    .optional(),
});

export const campaignSettingsSchema = z.strictObject({
  name: localizedSchema,
  /** One line about the campaign. */
  about: localizedSchema.optional(),
  website: urlSchema.optional(),
  /** Posting times are wall-clock times here. */
  zone: zoneSchema,
  /** The dates of people are days here. */
  peopleZone: zoneSchema.default("Europe/Minsk"),
  /** Languages that `texts/` must have, the fallback first. */
  languages: z.array(languageSchema).min(1),
  /** A status checked longer ago than this is not spoken of as true today. */
  freshnessDays: z.int().min(1).max(365).default(90),
  accounts: z.array(accountSchema).min(1),
  hashtags: z.strictObject({
    /** Put on every post. */
    always: z.array(hashtagSchema).max(4).default([]),
    tracked: z.array(hashtagSchema).default([]),
  }),
  profiles: z.strictObject({
    /** A cron pattern, minute to weekday, in `zone`. */
    schedule: z.string(),
    include: z.array(statusKindSchema.exclude(["unknown"])).min(1),
    /** A post later than this is skipped, with the reason. */
    maxLatenessHours: z.number().positive().max(48).default(12),
  }),
  plan: z.strictObject({ daysAhead: z.int().min(1).max(60).default(14) }).default({ daysAhead: 14 }),
});

/** `content/campaign.yaml`. */
export type CampaignSettings = z.infer<typeof campaignSettingsSchema>;
export type AccountSettings = z.infer<typeof accountSchema>;
