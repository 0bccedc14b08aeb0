import { z } from "zod";
import { lineSchema, localizedSchema, slugSchema, urlSchema } from "./prisoner.ts";

const markedDaySchema = z.strictObject({
  id: slugSchema.meta({ description: "A name of its own in this file, such as day-of-solidarity." }),
  /** Month and day, `05-21`; a monthly day gives only the day, `16`. */
  day: z
    .string()
    .regex(/^((0[1-9]|1[0-2])-)?(0[1-9]|[12]\d|3[01])$/, "must be month and day such as 05-21, or a day of every month such as 16")
    .meta({ description: 'Month and day such as 05-21; a monthly day gives only the day, in quotes: "16".' }),
  title: localizedSchema,
  kind: z.enum(["yearly", "monthly", "anniversary"]),
  since: z.int().min(1900).max(2100).meta({ description: "The year it was marked first, or that it happened." }).optional(),
  /** False where the sources are too thin for a post that nobody has looked at. */
  autoPost: z.boolean().meta({ description: "false where the sources are too thin for a post that nobody has looked at." }),
  /** Whose status must be looked at before the day is written of. */
  people: z
    .array(slugSchema)
    .default([])
    .meta({ description: "Slugs of people whose status must be looked at before the day is written of." }),
  sources: z
    .array(
      z.strictObject({
        title: lineSchema(300).meta({ description: "Who says it, and the title of the page." }),
        url: urlSchema.optional(),
      }),
    )
    .min(1)
    .meta({ description: "Who tells of the day: at least one." }),
  note: z.string().max(5000).meta({ description: "For campaigners; never published." }).optional(),
});

/** `content/calendar.yaml`: the days that the campaign marks. */
export const calendarSchema = z
  .strictObject({ days: z.array(markedDaySchema).meta({ description: "One entry for each day." }) })
  .meta({ title: "Calendar", description: "The days that the campaign marks." });
export type MarkedDay = z.infer<typeof markedDaySchema>;
