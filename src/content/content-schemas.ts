import type { z } from "zod";
import { actionsSchema } from "../campaign/action.ts";
import { campaignSettingsSchema } from "../campaign/campaign-settings.ts";
import { countsSchema } from "../campaign/count.ts";
import { calendarSchema } from "../campaign/marked-day.ts";
import { petitionSchema } from "../campaign/petition.ts";
import { listedPrisonerSchema } from "../campaign/prisoner.ts";

/** The schema of each kind of YAML file, and its JSON Schema as the file's first line names it. */
export const contentSchemas = {
  campaign: { schema: campaignSettingsSchema, path: "schema/campaign.json" },
  counts: { schema: countsSchema, path: "schema/counts.json" },
  calendar: { schema: calendarSchema, path: "schema/calendar.json" },
  prisoner: { schema: listedPrisonerSchema, path: "../schema/prisoner.json" },
  petition: { schema: petitionSchema, path: "../schema/petition.json" },
  actions: { schema: actionsSchema, path: "../schema/actions.json" },
} as const satisfies Record<string, { schema: z.ZodType; path: string }>;
