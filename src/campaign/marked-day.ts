import { z } from "zod";
import { localizedSchema, slugSchema, urlSchema } from "./prisoner.ts";

const markedDaySchema = z.strictObject({
  id: slugSchema,
  /** Month and day, `05-21`; a monthly day gives only the day, `16`. */
  day: z
    .string()
    .regex(/^((0[1-9]|1[0-2])-)?(0[1-9]|[12]\d|3[01])$/, "must be month and day such as 05-21, or a day of every month such as 16"),
  title: localizedSchema,
  kind: z.enum(["yearly", "monthly", "anniversary"]),
  since: z.int().min(1900).max(2100).optional(),
  /** False where the sources are too thin for a post that nobody has looked at. */
  autoPost: z.boolean(),
  /** Whose status must be looked at before the day is written of. */
  people: z.array(slugSchema).default([]),
  sources: z.array(z.strictObject({ title: z.string().trim().min(1), url: urlSchema.optional() })).min(1),
  note: z.string().optional(),
});

/** `content/calendar.yaml`: the days that the campaign marks. */
export const calendarSchema = z.strictObject({ days: z.array(markedDaySchema) });
export type MarkedDay = z.infer<typeof markedDaySchema>;
