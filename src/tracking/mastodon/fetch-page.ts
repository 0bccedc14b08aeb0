import { isIP, type LookupFunction } from "node:net";
import { z } from "zod";
import { readAtMost } from "../../read-at-most.ts";

export interface PageFetchOptions {
  /** How we introduce ourselves. */
  readonly userAgent: string;
  /** Refuses addresses that must not be reached; without it every address may be. */
  readonly lookup?: LookupFunction | undefined;
  readonly timeLimitMs: number;
  readonly stop: AbortSignal;
}

export interface TimelinePage {
  readonly statuses: readonly TimelineStatus[];
  /** How many more calls the server says it will answer. */
  readonly callsLeft: number;
}

/** 40 posts have about 200 kB. */
const mostBytes = 4_000_000;

const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));

const statusSchema = z.object({
  id: z.string().min(1).max(100),
  uri: z.string().min(1).max(2000),
  created_at: instant,
  edited_at: instant.nullish(),
  reblog: z.unknown(),
  tags: z.array(z.object({ name: z.string().max(1000) })),
});
export type TimelineStatus = z.infer<typeof statusSchema>;

/** What a server answers that is no page. The message names no post. */
export class PageRefused extends Error {
  override readonly name = "PageRefused";
}

/** JSON that a server shows to everybody. Follows no redirect and reads no more than a page can have. Throws `PageRefused`. */
const fetchJson = async <T>(
  url: URL,
  schema: z.ZodType<T>,
  { userAgent, lookup, timeLimitMs, stop }: PageFetchOptions,
): Promise<{ readonly data: T; readonly callsLeft: number }> => {
  // An address that is a number is connected to without being looked up.
  if (lookup !== undefined && isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0) throw new PageRefused("it has no name");
  const { Agent, fetch } = await import("undici");
  const agent = new Agent({
    allowH2: false,
    pipelining: 0,
    connect: { timeout: timeLimitMs, ...(lookup === undefined ? {} : { lookup }) },
  });
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeLimitMs)]);
  try {
    const answer = await fetch(url, {
      dispatcher: agent,
      signal,
      redirect: "manual",
      referrerPolicy: "no-referrer",
      headers: { accept: "application/json", "user-agent": userAgent },
    });
    if (answer.status !== 200) throw new PageRefused(`it answered ${answer.status}`);
    const body = await readAtMost(answer.body, mostBytes);
    if (body === null) throw new PageRefused("its answer is too long");
    const read = schema.safeParse(JSON.parse(body.toString("utf8")));
    if (!read.success) throw new PageRefused("its answer has not the shape of Mastodon's");
    const left = Number(answer.headers.get("x-ratelimit-remaining") ?? Number.NaN);
    return { data: read.data, callsLeft: Number.isInteger(left) ? left : Number.POSITIVE_INFINITY };
  } catch (error) {
    if (error instanceof PageRefused) throw error;
    throw new PageRefused(
      signal.aborted ? "it took too long" : error instanceof SyntaxError ? "its answer is no JSON" : "it cannot be reached",
      {
        cause: error,
      },
    );
  } finally {
    // Not awaited: a connection that hangs must not hold us up.
    void agent.destroy().catch(() => undefined);
  }
};

/** A page of a hashtag's timeline. Throws `PageRefused`. */
export const fetchPage = async (url: URL, options: PageFetchOptions): Promise<TimelinePage> => {
  const { data, callsLeft } = await fetchJson(url, z.array(statusSchema).max(200), options);
  return { statuses: data, callsLeft };
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

/** How often a server says that a hashtag was used in the last days, and how many days (https://docs.joinmastodon.org/methods/tags/#get). Throws `PageRefused`. */
export const fetchView = async (
  server: URL,
  tag: string,
  options: PageFetchOptions,
): Promise<{ readonly uses: number; readonly days: number }> => {
  const { data } = await fetchJson(new URL(`/api/v1/tags/${encodeURIComponent(tag)}`, server), tagSchema, options);
  return { uses: data.history.reduce((sum, { uses }) => sum + uses, 0), days: data.history.length };
};
