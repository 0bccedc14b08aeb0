import { z } from "zod";
import { partialDateSchema } from "./partial-date.ts";
import { hashtagSchema, lineSchema, saidSchema, slugSchema, urlSchema } from "./prisoner.ts";

const actionSourceSchema = z
  .strictObject({ title: lineSchema(300).meta({ description: "Who says it, and the title of the page." }), url: urlSchema.optional() })
  .meta({ description: "Who tells of it: a title, and the page's url if there is one." });

const actionSchema = z.strictObject({
  id: slugSchema.meta({ description: "A name of its own over all files, such as baj-vilnius-2023-05." }),
  /** Left out where no source names it. */
  date: partialDateSchema.optional(),
  city: saidSchema(120).meta({ description: "Where it was; one name, or one for each language." }).optional(),
  country: saidSchema(120)
    .meta({ description: "The country that it was in, in English; its name in other languages is known." })
    .optional(),
  organiser: saidSchema(300).meta({ description: "Who held it; one text, or one for each language." }).optional(),
  campaign: lineSchema(300).meta({ description: "The campaign that it was part of." }).optional(),
  title: saidSchema(500).meta({ description: "What it was, in one line; one text, or one for each language." }),
  /** Slugs of people of this campaign whom the action was for. */
  people: z
    .array(slugSchema)
    .default([])
    .meta({ description: "Slugs of the people it was for: the names of their files in prisoners/ without .yaml." }),
  hashtags: z.array(hashtagSchema).default([]).meta({ description: "Hashtags that it used." }),
  source: actionSourceSchema,
  note: z.string().max(5000).meta({ description: "For campaigners; never published." }).optional(),
});

/** `content/actions/<year>.yaml`, and `undated.yaml`: solidarity actions as the sources name them. */
export const actionsSchema = z
  .strictObject({
    /** Totals that a document claims beyond the rows here. */
    totals: z
      .array(
        z.strictObject({
          campaign: saidSchema(300).meta({ description: "The campaign whose actions are counted; one name, or one for each language." }),
          actions: z.int().min(0).meta({ description: "How many actions." }),
          cities: z.int().min(0).meta({ description: "In how many cities." }).optional(),
          countries: z.int().min(0).meta({ description: "In how many countries." }).optional(),
          asOf: partialDateSchema,
          source: actionSourceSchema,
        }),
      )
      .default([])
      .meta({ description: "Totals that a document claims beyond the rows here." }),
    actions: z.array(actionSchema).meta({ description: "One entry for each action." }),
  })
  .meta({ title: "Actions", description: "Solidarity actions of one year, or undated ones, as the sources name them." });
export type Action = z.infer<typeof actionSchema>;
export type ActionTotals = z.infer<typeof actionsSchema>["totals"][number];
