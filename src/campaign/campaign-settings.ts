import { z } from "zod";
import { anniversarySettingsSchema } from "./anniversaries/anniversary-settings.ts";
import { weekdays } from "./hashtags/report-due.ts";
import { listSettingsSchema } from "./lists/list-settings.ts";
import { fullDateSchema } from "./partial-date.ts";
import { hashtagSchema, languageSchema, lineSchema, localizedSchema, statusKindSchema, urlSchema } from "./prisoner.ts";

const isTimeZone = (zone: string): boolean => {
  // Temporal takes whole instants and offsets for zones, too.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

const zoneSchema = z.string().max(64).refine(isTimeZone, "must be a time zone of the tz database, such as Europe/Vilnius");

const accountSchema = z.strictObject({
  /** How posts, the ledger and the command line name this account. */
  id: z
    .string()
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and hyphens, such as mastodon-de")
    .meta({ description: "How posts and the command line name this account, such as mastodon-de." }),
  network: z.enum(["bluesky", "mastodon", "telegram"]),
  language: languageSchema,
  /** The first part of its environment variables: `BLUESKY` reads `BLUESKY_HANDLE`. Without it the network's own name in capitals. */
  prefix: z
    .string()
    .max(40)
    .regex(/^[A-Z][A-Z0-9_]*$/, "must be capitals, digits or _, such as MASTODON_DE")
    .meta({ description: "The first part of its environment variables, such as MASTODON_DE; without it the network's name in capitals." })
    .optional(),
});

/** Telegram's ids do not belong here: they stand in the environment, as everything does that leads to a person's account. */
export const campaignerSchema = z.strictObject({
  name: lineSchema(60)
    .refine((name) => /\p{L}/u.test(name) && !name.startsWith("@"), "must be a name, such as Anna: Telegram ids stand in the environment")
    .meta({ description: "The name under which the log shows what this campaigner decided; no Telegram id." }),
});

const streamSchema = z
  .url({ protocol: /^wss$/, error: "must be a wss:// address" })
  .max(300)
  .meta({ description: "A Jetstream's address, such as wss://jetstream2.us-east.bsky.network/subscribe." });

export const campaignSettingsSchema = z
  .strictObject({
    name: localizedSchema.meta({ description: "The campaign's name in each of its languages." }),
    /** One line about the campaign. */
    about: localizedSchema.meta({ description: "One line about the campaign, in each language." }).optional(),
    website: urlSchema.optional(),
    lists: listSettingsSchema.optional(),
    /** A prison's address is said nowhere: whoever wants to write a letter finds it there. */
    lettersPage: z
      .record(languageSchema, urlSchema)
      .meta({ description: "A page in each language that says how to write letters to people in prison, such as Viasna's list." })
      .optional(),
    /** Posting times are wall-clock times here. */
    zone: zoneSchema.meta({ description: "Posting times are wall-clock times in this time zone, such as Europe/Vilnius." }),
    /** The dates of people are days here. */
    peopleZone: zoneSchema.default("Europe/Minsk").meta({ description: "The time zone that the dates of people are days in." }),
    /** Languages that `texts/` must have, the fallback first. */
    languages: z.array(languageSchema).min(1).meta({ description: "Languages that texts/ must have, the fallback first." }),
    /** A status checked longer ago than this is not spoken of as true today. */
    freshnessDays: z
      .int()
      .min(1)
      .max(365)
      .default(90)
      .meta({ description: "A status checked longer ago than this many days is not spoken of as true today." }),
    /** Days on which many were freed at once: until somebody has looked again, a check from before holds for seven days only. */
    releaseWaves: z
      .array(fullDateSchema)
      .meta({
        description: "Days on which many were freed at once. A status that was checked before such a day is fresh for seven days only.",
      })
      .default([]),
    /** At most one post in so many minutes on an account, also after an outage. */
    minIntervalMinutes: z
      .number()
      .min(0)
      .max(1440)
      .default(1)
      .meta({ description: "At most one post in so many minutes on an account, also after an outage; 0 sets no limit." }),
    /** Who may approve and decide, by the name under which the log shows them. */
    campaigners: z.array(campaignerSchema).default([]).meta({
      description: "Who may approve and decide, by the name under which the log shows them. Telegram ids do not belong here.",
    }),
    queue: z
      .strictObject({
        /** A post that a campaigner wrote then waits for the yes of somebody else. */
        approval: z
          .boolean()
          .default(false)
          .meta({ description: "true: what a campaigner wrote goes out only after another campaigner has approved it." }),
      })
      .default({ approval: false })
      .meta({ description: "The campaigners' own posts." }),
    adminChat: z
      .strictObject({
        /** Wall-clock time in `zone`. */
        morning: z
          .union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 08:00, or false"), z.literal(false)])
          .default("08:00")
          .meta({ description: 'When the campaigners\' chat is told of the day, in quotes: "08:00"; false: never.' }),
      })
      .default({ morning: "08:00" })
      .meta({ description: "The campaigners' Telegram chat." }),
    /** When a counter's new numbers are told of, once a campaigner has approved the post. */
    countPosts: z
      .union([
        z.strictObject({
          time: z
            .string()
            .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 18:00, in quotes")
            .meta({ description: "A time of day in zone, in quotes." }),
        }),
        z.literal(false),
      ])
      .default({ time: "18:00" })
      .meta({
        description: "When a post about new numbers of counts.yaml or of a list goes out, once a campaigner has approved it; false: never.",
      }),
    readers: z
      .strictObject({
        /** With `TELEGRAM_TOKEN` the bot answers whoever asks it. */
        answers: z
          .boolean()
          .default(true)
          .meta({ description: "false: the Telegram bot answers campaigners only, and readers not at all." }),
      })
      .default({ answers: true })
      .meta({ description: "What readers get from the Telegram bot." }),
    accounts: z.array(accountSchema).min(1).meta({ description: "Where the campaign posts: one entry for each account." }),
    hashtags: z
      .strictObject({
        /** Put on every post. */
        always: z.array(hashtagSchema).max(4).default([]).meta({ description: "Put on every post; at most 4." }),
        tracked: z.array(hashtagSchema).default([]).meta({ description: "Hashtags that the campaign counts." }),
      })
      .meta({ description: "The campaign's hashtags: always on posts, and tracked." }),
    /** Where the tracked hashtags are counted; the environment's lists win over these. */
    tracking: z
      .strictObject({
        /** Streams of Bluesky's posts, in the order of preference; one at a time is listened to. */
        jetstream: z.array(streamSchema).max(20).default([]).meta({
          description: "Jetstream instances, of which one at a time is listened to: wss://jetstream2.us-east.bsky.network/subscribe.",
        }),
        /** Servers whose timelines of the hashtags are read. */
        mastodon: z
          .array(urlSchema)
          .max(20)
          .default([])
          .meta({ description: "Mastodon servers whose timelines of the hashtags are read, such as https://mastodon.social." }),
        /** Public channels; the bot must be among their administrators. */
        telegram: z
          .array(z.string().regex(/^@[A-Za-z]\w{3,31}$/, "must be a public channel's name, such as @example"))
          .max(50)
          .default([])
          .meta({
            description: "Public Telegram channels whose hashtags are counted, such as @example, where the bot is an administrator.",
          }),
        /** The weekly post about the hashtags; what it says is always approved by a campaigner. */
        report: z
          .union([
            z.strictObject({
              day: z.enum(weekdays).default("monday").meta({ description: "On which day, such as monday." }),
              time: z
                .string()
                .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 18:00, in quotes")
                .default("18:00")
                .meta({ description: "A time of day in zone, in quotes." }),
            }),
            z.literal(false),
          ])
          .default({ day: "monday", time: "18:00" })
          .meta({
            description:
              "When the weekly post about the seven days before goes out, once a campaigner has approved it: a weekday, and a time of day in zone; false: never.",
          }),
      })
      .default({ jetstream: [], mastodon: [], telegram: [], report: { day: "monday", time: "18:00" } })
      .meta({ description: "Where the tracked hashtags are counted." }),
    profiles: z
      .strictObject({
        /** A cron pattern, minute to weekday, in `zone`. */
        schedule: z
          .string()
          .max(200)
          .meta({ description: 'When the daily profile goes out: a cron pattern in zone, such as "0 9 * * *" for 9:00 every day.' }),
        include: z
          .array(statusKindSchema.exclude(["unknown"]))
          .min(1)
          .meta({ description: "Whose profiles take part: imprisoned, released, died." }),
        /** A post later than this is skipped, with the reason. */
        maxLatenessHours: z
          .number()
          .positive()
          .max(48)
          .default(12)
          .meta({ description: "A post that is more hours late than this is skipped." }),
      })
      .meta({ description: "The daily profile: when, and of whom." }),
    anniversaries: anniversarySettingsSchema,
    plan: z
      .strictObject({ daysAhead: z.int().min(1).max(60).default(14).meta({ description: "How many days ahead posts are planned." }) })
      .default({ daysAhead: 14 })
      .meta({ description: "How far ahead posts are planned." }),
  })
  .meta({ title: "Campaign", description: "The campaign: its name, languages, accounts, hashtags and schedule." });

/** `content/campaign.yaml`. */
export type CampaignSettings = z.infer<typeof campaignSettingsSchema>;
export type AccountSettings = z.infer<typeof accountSchema>;
