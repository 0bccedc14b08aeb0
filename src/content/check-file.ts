import type { z } from "zod";
import type { actionsSchema } from "../campaign/action.ts";
import type { CampaignSettings } from "../campaign/campaign-settings.ts";
import type { Count, countsSchema } from "../campaign/count.ts";
import type { PersonList } from "../campaign/lists/person-list.ts";
import type { MarkedDay } from "../campaign/marked-day.ts";
import type { Petition } from "../campaign/petition.ts";
import { listedPrisonerSchema, namesEntry, prisonerSchema, type PrisonerFile } from "../campaign/prisoner.ts";
import { checkCampaign } from "./check-campaign.ts";
import { isCountable } from "./check-plural.ts";
import { checkPrisoner } from "./check-prisoner.ts";
import { checkActions, checkCalendar, checkCounts, checkPetition } from "./check-records.ts";
import { contentSchemas } from "./content-schemas.ts";
import type { ContentFile } from "./content-tree.ts";
import type { PrisonerSheet } from "./prisoner-sheet.ts";
import type { Fault } from "./fault.ts";
import { maxListBytes, readList } from "./read-list.ts";
import { readSheet, type Sheet } from "./read-sheet.ts";
import { readText } from "./read-text.ts";
import type { Surroundings, Unique } from "./surroundings.ts";

export type FileValue =
  | { readonly kind: "campaign"; readonly campaign: CampaignSettings }
  | { readonly kind: "counts"; readonly counts: readonly Count[]; readonly counters: z.output<typeof countsSchema>["counters"] }
  | { readonly kind: "calendar"; readonly days: readonly MarkedDay[] }
  | { readonly kind: "prisoner"; readonly prisoner: PrisonerFile; readonly place: PrisonerSheet["at"] }
  | { readonly kind: "petition"; readonly petition: Petition }
  | { readonly kind: "actions"; readonly rows: z.output<typeof actionsSchema> }
  | { readonly kind: "list"; readonly list: PersonList }
  | { readonly kind: "texts"; readonly language: string; readonly text: string };

export interface CheckedFile {
  readonly file: string;
  /** Null where the file has a fault. */
  readonly value: FileValue | null;
  readonly faults: readonly Fault[];
  /** What somebody should look at, though nothing is wrong. */
  readonly notes?: readonly Fault[];
  readonly uniques: readonly Unique[];
  /** Of `campaign.yaml`: the languages, also where something else in it is wrong. */
  readonly languages?: readonly string[] | null;
}

const outcome = <T>(file: string, sheet: Sheet<T>, uniques: readonly Unique[], value: (of: T) => FileValue): CheckedFile => ({
  file,
  value: sheet.value === null || sheet.faults.length > 0 ? null : value(sheet.value),
  faults: sheet.faults,
  notes: sheet.notes,
  uniques,
});

const checkText = async ({ kind, name, file }: ContentFile, text: string, surroundings: Surroundings): Promise<CheckedFile> => {
  switch (kind) {
    case "campaign": {
      const sheet = readSheet(file, text, contentSchemas.campaign.schema, contentSchemas.campaign.path);
      checkCampaign(sheet, surroundings);
      const languages =
        sheet.sound?.languages?.filter((language): language is string => typeof language === "string" && isCountable(language)) ?? null;
      return { ...outcome(file, sheet, [], (campaign) => ({ kind, campaign })), languages };
    }
    case "counts": {
      const sheet = readSheet(file, text, contentSchemas.counts.schema, contentSchemas.counts.path);
      checkCounts(sheet, surroundings);
      return outcome(file, sheet, [], ({ counters, counts }) => ({
        kind,
        counters,
        counts: counts.map((row) => {
          const counterNames = counters[row.countedBy];
          return counterNames === undefined ? row : { ...row, counterNames };
        }),
      }));
    }
    case "calendar": {
      const sheet = readSheet(file, text, contentSchemas.calendar.schema, contentSchemas.calendar.path);
      checkCalendar(sheet, surroundings);
      return outcome(file, sheet, [], ({ days }) => ({ kind, days }));
    }
    case "prisoner": {
      const schema = (value: unknown): z.ZodType<Omit<PrisonerFile, "slug">> => (namesEntry(value) ? listedPrisonerSchema : prisonerSchema);
      const sheet: PrisonerSheet = readSheet(file, text, schema, contentSchemas.prisoner.path);
      const uniques = await checkPrisoner(sheet, file, surroundings);
      return outcome(file, sheet, uniques, (person) => ({ kind, prisoner: { ...person, slug: name }, place: sheet.at }));
    }
    case "petition": {
      const sheet = readSheet(file, text, contentSchemas.petition.schema, contentSchemas.petition.path);
      return outcome(file, sheet, checkPetition(sheet, file, surroundings), (petition) => ({
        kind,
        petition: { ...petition, slug: name },
      }));
    }
    case "actions": {
      const sheet = readSheet(file, text, contentSchemas.actions.schema, contentSchemas.actions.path);
      return outcome(file, sheet, checkActions(sheet, file, name, surroundings), (rows) => ({ kind, rows }));
    }
    case "list": {
      const { list, faults } = readList(file, name, text, surroundings.today);
      return { file, value: list === null ? null : { kind, list }, faults, uniques: [] };
    }
    case "texts":
    default:
      return { file, value: { kind: "texts", language: name, text }, faults: [], uniques: [] };
  }
};

/** Reads and checks one file by itself. Never throws: what cannot be read is a fault. */
export const checkFile = async (entry: ContentFile, surroundings: Surroundings): Promise<CheckedFile> => {
  const { file } = entry;
  const read = await readText(entry.path, entry.kind === "list" ? maxListBytes : undefined);
  if ("message" in read)
    return { file, value: null, faults: [{ file, line: read.line, column: read.column, message: read.message }], uniques: [] };
  try {
    return await checkText(entry, read.text, surroundings);
  } catch (error) {
    const reason =
      error instanceof RangeError
        ? "it is nested too deeply, or too large"
        : "something in it was not expected; compare it with another file of its kind";
    return { file, value: null, faults: [{ file, line: 1, column: 1, message: `cannot be checked: ${reason}` }], uniques: [] };
  }
};
