import { z } from "zod";
import { partialDateSchema } from "./partial-date.ts";
import { lineSchema, localizedSchema, urlSchema } from "./prisoner.ts";

const figureSchema = z.int().min(0).max(1_000_000);

const countSchema = z
  .strictObject({
    date: partialDateSchema,
    /** Who counted. Counters are never mixed in one series. */
    countedBy: lineSchema(200).meta({ description: "Who counted, such as Viasna. Counters are never mixed." }),
    total: figureSchema.meta({ description: "All political prisoners on that date." }).optional(),
    women: figureSchema.meta({ description: "Women among them." }).optional(),
    journalists: figureSchema.meta({ description: "Media workers among them." }).optional(),
    /** The source says "at least" or "more than". */
    atLeast: z.literal(true).meta({ description: 'The source says "at least" or "more than".' }).optional(),
    source: z
      .strictObject({
        title: lineSchema(300).meta({ description: "Who says it, and the title of the page." }),
        url: urlSchema.optional(),
        foundingPage: z
          .literal(true)
          .meta({ description: "The page is one of the campaign's own founding pages, which have no address." })
          .optional(),
      })
      .refine((source) => source.url !== undefined || source.foundingPage === true, "has no url: give the address of the page that says it")
      .meta({ description: "The page that gives the figure: its title and url." }),
    note: z.string().max(5000).meta({ description: "For campaigners; never published." }).optional(),
  })
  .refine(
    (row) => row.total !== undefined || row.women !== undefined || row.journalists !== undefined,
    "has no figure: give total, women or journalists",
  );

/** `content/counts.yaml`: every figure with its date and its counter. */
export const countsSchema = z
  .strictObject({
    /** Names are all that falls back: without one for a language the counter is called as in its rows. */
    counters: z
      .record(lineSchema(200), localizedSchema)
      .default({})
      .meta({ description: "What each counter is called in other languages, under the name that its rows have." }),
    counts: z.array(countSchema).meta({ description: "One entry for each figure." }),
  })
  .meta({ title: "Counts", description: "Every figure with its date and who counted." });
/** A row with what its counter is called in each language. */
export type Count = z.infer<typeof countSchema> & { readonly counterNames?: z.infer<typeof localizedSchema> };
