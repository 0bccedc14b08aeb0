import { z } from "zod";
import { fetchJson, PageRefused, type FetchOptions } from "./fetch-json.ts";
import type { RateLimit } from "./rate-limit.ts";
import { readStatus, type StatusReading } from "./read-status.ts";

export interface TimelinePage {
  readonly statuses: readonly StatusReading[];
  /** How many had not even an id. */
  readonly unreadable: number;
  readonly limit: RateLimit;
}

const pageSize = 40;
const mostOnPage = 200;

/** A page of a hashtag's timeline, the newest before `before` (https://docs.joinmastodon.org/methods/timelines/#tag). Throws `PageRefused`. */
export const fetchPage = async (server: URL, tag: string, before: string | null, options: FetchOptions): Promise<TimelinePage> => {
  const url = new URL(`/api/v1/timelines/tag/${encodeURIComponent(tag)}`, server);
  url.searchParams.set("limit", String(pageSize));
  if (before !== null) url.searchParams.set("max_id", before);
  const { data, limit } = await fetchJson(url, options);
  if (!Array.isArray(data) || data.length > mostOnPage) throw new PageRefused("its answer has not the shape of Mastodon's");
  const readings = data.map((each: unknown) => readStatus(each));
  const statuses = readings.filter((each) => each !== null);
  return { statuses, unreadable: readings.length - statuses.length, limit };
};

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const tagSchema = z.object({
  history: z
    .array(z.object({ uses: wholeNumber }))
    .min(1)
    .max(31),
});

interface UsesOfTag {
  readonly uses: number;
  readonly days: number;
}

/**
 * How often a server says that a hashtag was used in the last days, and how many days (https://docs.joinmastodon.org/methods/tags/#get).
 * Null where it does not say. Throws `PageRefused`.
 */
export const fetchView = async (
  server: URL,
  tag: string,
  options: FetchOptions,
): Promise<{ readonly view: UsesOfTag | null; readonly limit: RateLimit }> => {
  const { data, limit } = await fetchJson(new URL(`/api/v1/tags/${encodeURIComponent(tag)}`, server), options);
  const history = tagSchema.safeParse(data).data?.history;
  if (history === undefined) return { view: null, limit };
  return { view: { uses: history.reduce((sum, { uses }) => sum + uses, 0), days: history.length }, limit };
};
