import { z } from "zod";
import { lineSchema, urlSchema } from "../prisoner.ts";
import { sourceSchema, type ListHeader } from "./person-list.ts";

const viasna: Omit<ListHeader, "list"> = {
  counter: "Viasna",
  title: "Viasna: list of political prisoners",
  page: "https://prisoners.spring96.org/en/list",
};

/** What `campaign.yaml` says of lists, under the name that each has in content/lists/. */
export const listSettingsSchema = z
  .record(
    sourceSchema,
    z.strictObject({
      /** Its figures are a series of this counter. */
      counter: lineSchema(200).meta({ description: "Who counts, as in counts.yaml, such as Viasna." }).optional(),
      title: lineSchema(300).meta({ description: "What the source is called where it is named." }).optional(),
      page: urlSchema.meta({ description: "The page where anybody can see the list." }).optional(),
      /** Nobody's list is fetched before whoever makes it was asked. */
      fetch: z.boolean().default(false).meta({
        description: "true: the list is fetched from its page once a day. Ask the source first.",
      }),
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 06:30, in quotes")
        .default("06:30")
        .meta({ description: "When it is fetched, some minutes later at most: a time of day in zone, in quotes." }),
    }),
  )
  .superRefine((lists, context) => {
    for (const [source, { fetch, page }] of Object.entries(lists)) {
      const address = page ?? (source === "viasna" ? viasna.page : undefined);
      if (fetch && !(address ?? "").startsWith("https://"))
        context.addIssue({
          code: "custom",
          path: [source, address === undefined ? "fetch" : "page"],
          message: `must have a page that begins with https:// where fetch is true: it is asked for the list every day`,
        });
    }
  })
  .meta({ description: "Lists of people that are imported, under the name of their file in content/lists/." });
export type ListSettings = z.infer<typeof listSettingsSchema>;

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

/** A list that is fetched every day. */
export interface FetchedListSettings {
  readonly source: string;
  readonly page: string;
  /** A time of day in the campaign's zone. */
  readonly time: string;
}

/** Those of the lists that a campaign has fetched. */
export const fetchedLists = (settings: ListSettings | undefined): FetchedListSettings[] =>
  Object.entries(settings ?? {}).flatMap(([source, { fetch, time }]) => {
    const { page } = newHeader(source, settings);
    return fetch && page !== undefined ? [{ source, page, time }] : [];
  });

/** What tells installations apart that fetch one list. */
export const listSeed = (website: string | undefined, { source, page }: FetchedListSettings): string =>
  `${website ?? ""} ${source} ${page}`;
