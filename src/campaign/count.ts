import { z } from "zod";
import { partialDateSchema } from "./partial-date.ts";
import { urlSchema } from "./prisoner.ts";

const countSchema = z
  .strictObject({
    date: partialDateSchema,
    /** Who counted. Counters are never mixed in one series. */
    countedBy: z.string().trim().min(1),
    total: z.int().min(0).max(1_000_000).optional(),
    women: z.int().min(0).max(1_000_000).optional(),
    journalists: z.int().min(0).max(1_000_000).optional(),
    /** The source says "at least" or "more than". */
    atLeast: z.literal(true).optional(),
    source: z.strictObject({ title: z.string().trim().min(1), url: urlSchema }),
    note: z.string().optional(),
  })
  .refine(
    (row) => row.total !== undefined || row.women !== undefined || row.journalists !== undefined,
    "has no figure: give total, women or journalists",
  );

/** `content/counts.yaml`: every figure with its date and its counter. */
export const countsSchema = z.strictObject({ counts: z.array(countSchema) });
export type Count = z.infer<typeof countSchema>;
