import { z } from "zod";
import { lineSchema, urlSchema } from "../prisoner.ts";
import { sourceSchema, type ListHeader } from "./person-list.ts";

/** What `campaign.yaml` says of lists, under the name that each has in content/lists/. */
export const listSettingsSchema = z
  .record(
    sourceSchema,
    z.strictObject({
      /** Its figures are a series of this counter. */
      counter: lineSchema(200).meta({ description: "Who counts, as in counts.yaml, such as Viasna." }).optional(),
      title: lineSchema(300).meta({ description: "What the source is called where it is named." }).optional(),
      page: urlSchema.meta({ description: "The page where anybody can see the list." }).optional(),
    }),
  )
  .meta({ description: "Lists of people that are imported, under the name of their file in content/lists/." });
export type ListSettings = z.infer<typeof listSettingsSchema>;

const viasna: Omit<ListHeader, "list"> = {
  counter: "Viasna",
  title: "Viasna: list of political prisoners",
  page: "https://prisoners.spring96.org/en/list",
};

/** The first line of a list that is not there yet. */
export const newHeader = (source: string, settings: ListSettings | undefined): ListHeader => {
  const { counter, title, page } = settings !== undefined && Object.hasOwn(settings, source) ? (settings[source] ?? {}) : {};
  const known = source === "viasna" ? viasna : { counter: source, title: source };
  return {
    list: source,
    ...known,
    ...(counter !== undefined && { counter }),
    ...((title ?? counter) !== undefined && { title: title ?? (source === "viasna" ? viasna.title : (counter ?? source)) }),
    ...(page !== undefined && { page }),
  };
};
