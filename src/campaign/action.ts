import { z } from "zod";
import { partialDateSchema } from "./partial-date.ts";
import { hashtagSchema, slugSchema, urlSchema } from "./prisoner.ts";

const actionSchema = z.strictObject({
  id: slugSchema,
  /** Left out where no source names it. */
  date: partialDateSchema.optional(),
  city: z.string().trim().min(1).optional(),
  country: z.string().trim().min(1).optional(),
  organiser: z.string().trim().min(1).optional(),
  campaign: z.string().trim().min(1).optional(),
  title: z.string().trim().min(1),
  /** Slugs of people of this campaign whom the action was for. */
  people: z.array(slugSchema).default([]),
  hashtags: z.array(hashtagSchema).default([]),
  source: z.strictObject({ title: z.string().trim().min(1), url: urlSchema.optional() }),
  note: z.string().optional(),
});

/** `content/actions/<year>.yaml`, and `undated.yaml`: solidarity actions as the sources name them. */
export const actionsSchema = z.strictObject({
  /** Totals that a document claims beyond the rows here. */
  totals: z
    .array(
      z.strictObject({
        campaign: z.string().trim().min(1),
        actions: z.int().min(0),
        cities: z.int().min(0).optional(),
        countries: z.int().min(0).optional(),
        asOf: partialDateSchema,
        source: z.strictObject({ title: z.string().trim().min(1), url: urlSchema.optional() }),
      }),
    )
    .default([]),
  actions: z.array(actionSchema),
});
export type Action = z.infer<typeof actionSchema>;
export type ActionTotals = z.infer<typeof actionsSchema>["totals"][number];
