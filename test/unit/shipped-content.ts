import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { campaignSettingsSchema } from "../../src/campaign/campaign-settings.ts";
import { prisonerSchema, type Prisoner } from "../../src/campaign/prisoner.ts";

/** The content that Rollcall ships with, read without the reader under `src/content/`, so that these tests stand on their own. */
const contentFolder = join(import.meta.dirname, "../../content");

export const readContent = (file: string): string => readFileSync(join(contentFolder, file), "utf8");

export const listContent = (folder: string, ending: string): string[] =>
  readdirSync(join(contentFolder, folder))
    .filter((file) => file.endsWith(ending))
    .sort();

export const shippedLanguages = ["en", "be", "ru"] as const;

/** First drafts that nobody who grew up with the language has read yet: complete, and in no account's use. */
export const draftLanguages = ["pl", "de", "lt", "uk"] as const;

export const shippedTexts = (): Map<string, string> =>
  new Map([...shippedLanguages, ...draftLanguages].map((language) => [language, readContent(`texts/${language}.ftl`)]));

export const shippedCampaign = campaignSettingsSchema.parse(parse(readContent("campaign.yaml")));

const readPrisoner = (file: string): Prisoner =>
  Object.assign(prisonerSchema.parse(parse(readContent(`prisoners/${file}`))), { slug: file.replace(/\.yaml$/, "") });

/** In the order of the slugs. */
export const shippedPrisoners: readonly Prisoner[] = listContent("prisoners", ".yaml").map((file) => readPrisoner(file));
