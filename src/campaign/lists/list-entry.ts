import { z } from "zod";
import { fullDateSchema, partialDateSchema } from "../partial-date.ts";
import { articleSchema, lineSchema, sentenceSchema, slugSchema, urlSchema } from "../prisoner.ts";
import { listStatuses } from "./list-row.ts";

/** A source's own id of a person; `~` and 12 hex digits where the source gives none. */
export const listIdSchema = z
  .string()
  .regex(/^(~[0-9a-f]{12}|[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,79})$/u, "must be the source's own id, such as 215")
  .meta({ description: "The source's own id of the person." });

/** What nobody sees, which could make a name look like another one. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/u;

export const listNameSchema = lineSchema(120).refine((name) => !unseen.test(name), "has characters that nobody sees");

/**
 * Why nothing is said of somebody's present: the source says something new that nobody has applied yet. `hidden`: it shows the name no more. `otherwise`: it
 * says that somebody who was freed, or had died, is in prison or alive.
 */
export const doubts = ["freed", "died", "unrecognised", "vanished", "hidden", "otherwise"] as const;
export type Doubt = (typeof doubts)[number];

/** One person of a list: what the source says, as far as a campaigner has applied it. Keys are written in this order, and what is unknown is left out. */
export const listEntrySchema = z.strictObject({
  id: listIdSchema,
  /** Given once and kept, whatever becomes of the name. */
  slug: slugSchema.meta({ description: "The person's name in addresses and commands; given once and kept." }),
  url: urlSchema
    .refine((url) => !unseen.test(url), "has characters that nobody sees")
    .meta({ description: "The person's page at the source." })
    .optional(),
  names: z
    .strictObject({ en: listNameSchema.optional(), be: listNameSchema.optional(), ru: listNameSchema.optional() })
    .refine(({ en, be, ru }) => (en ?? be ?? ru) !== undefined, "has no name: give it in en, be or ru")
    .meta({ description: "The name as the source writes it, in each language that was imported." }),
  status: z
    .enum(listStatuses)
    .meta({ description: "active: in prison as a political prisoner; former: freed; np: recognised as none (any more)." }),
  gender: z.enum(["F", "M"]).optional(),
  born: partialDateSchema.optional(),
  detained: partialDateSchema.optional(),
  articles: z.array(articleSchema).min(1).optional(),
  verdict: partialDateSchema.optional(),
  sentence: sentenceSchema.optional(),
  released: partialDateSchema.optional(),
  died: z
    .union([partialDateSchema, z.literal(true)])
    .meta({ description: "The date of the death, or true where the source gives none." })
    .optional(),
  journalist: z.literal(true).optional(),
  /** The day a campaigner let this person into posts; until then they are found and counted, and in no post. */
  admitted: fullDateSchema.meta({ description: "The day a campaigner let this person into posts." }).optional(),
  /** While it is there, nothing is said of today. */
  doubt: z.enum(doubts).meta({ description: "What the source says that nobody has applied yet: nothing is said of today." }).optional(),
  /** As of that import the row was there no more: nothing is said of today. */
  gone: fullDateSchema.meta({ description: "As of that import the row was there no more." }).optional(),
  /** What the list speaks for of this person, where the row could not be read in later imports; else the date of the newest one. */
  seen: fullDateSchema.meta({ description: "The last import that could read the row, where it is not the newest." }).optional(),
  /** New when somebody who is withheld was gone from the file: shown nowhere until a campaigner has named them. */
  mayBeWithheld: z
    .literal(true)
    .meta({ description: "New when a withheld id was gone: may be that person, and is shown nowhere until admitted by name." })
    .optional(),
});
export type ListEntry = z.infer<typeof listEntrySchema>;

/** Somebody who was taken down: nothing else is kept, and no import brings the person back. */
export const withheldEntrySchema = z.strictObject({ id: listIdSchema, withheld: z.literal(true) });

/** Somebody whose name the source hides: nothing else is kept, and whoever it shows again is new. */
export const hiddenEntrySchema = z.strictObject({ id: listIdSchema, hidden: z.literal(true) });

/** Of whom nothing but the id is known. */
export type WithheldEntry = z.infer<typeof withheldEntrySchema> | z.infer<typeof hiddenEntrySchema>;

export type ListedEntry = ListEntry | WithheldEntry;

/** Is nothing but the id kept, by whose wish ever? */
export const isWithheld = (entry: ListedEntry): entry is WithheldEntry => !("slug" in entry);

/** Did somebody take the person down, for good? */
export const isTakenDown = (entry: ListedEntry): boolean => "withheld" in entry;

const numeric = /^\d{1,15}$/;

/** The order of a list: ids that are numbers by number and before all others. */
export const compareIds = (a: string, b: string): number => {
  const [first, second] = [numeric.test(a), numeric.test(b)];
  if (first && second && Number(a) !== Number(b)) return Number(a) - Number(b);
  if (first !== second) return first ? -1 : 1;
  return a < b ? -1 : Number(a > b);
};
