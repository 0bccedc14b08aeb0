import { z } from "zod";
import { fullDateSchema } from "../partial-date.ts";
import { lineSchema, urlSchema } from "../prisoner.ts";
import { listIdSchema, type ListedEntry } from "./list-entry.ts";
import { listLayouts } from "./list-row.ts";

/** What a list is called in file names, commands and `listed:` of a person's file. */
export const sourceSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and single hyphens, such as viasna")
  .max(40);

/** The first line of a list. */
export const listHeaderSchema = z.strictObject({
  list: sourceSchema.meta({ description: "The name of the file, without .jsonl." }),
  /** Its figures are one series, never mixed with another counter's. */
  counter: lineSchema(200).meta({ description: "Who counts, such as Viasna; as in counts.yaml." }),
  title: lineSchema(300).meta({ description: "What the source is called where it is named." }),
  page: urlSchema.meta({ description: "Where anybody can see the list." }).optional(),
});
export type ListHeader = z.infer<typeof listHeaderSchema>;

/** The kinds of change that one may apply, in the order in which they are told. */
export const changeKinds = ["freed", "died", "new", "unrecognised", "corrected", "vanished"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Who made an import that nobody made. */
export const dailyJob = "the daily job";

const figureSchema = z.int().min(0).max(1_000_000);

/** One import that was applied, with what it counted and how to take it back. */
export const listImportSchema = z.strictObject({
  /** From 1. */
  import: z.int().min(1),
  at: z.iso.datetime().meta({ description: "When it was applied." }),
  /** The day that the file speaks for. */
  asOf: fullDateSchema.meta({ description: "The day that the file speaks for." }),
  by: lineSchema(200).nullable().meta({ description: "Who applied it." }),
  layout: z.enum(listLayouts),
  rows: figureSchema,
  active: figureSchema,
  /** Left out where the file does not tell. */
  women: figureSchema.optional(),
  journalists: figureSchema.optional(),
  applied: z.array(z.enum(changeKinds)),
  /** By these the next file shows that it is whole. */
  tail: z.array(listIdSchema).max(20),
  first: z.literal(true).optional(),
  /**
   * Entries as they were before; `{"id"}` alone for whoever was not there. Only the newest imports keep it. Looked at only by whoever takes an import back:
   * it may be as long as the list.
   */
  before: z.array(z.unknown()).optional(),
});
export type ListImport = z.infer<typeof listImportSchema>;

/** One list: `content/lists/<source>.jsonl`. */
export interface PersonList {
  readonly header: ListHeader;
  /** The newest one last; none in a list of which only what was taken down is left. */
  readonly imports: readonly ListImport[];
  /** Sorted by `compareIds`. */
  readonly entries: readonly ListedEntry[];
}

/** The day that a list speaks for; null where nothing was imported. */
export const asOfList = ({ imports }: PersonList): string | null => imports.at(-1)?.asOf ?? null;
