import { isIP, type LookupFunction } from "node:net";
import type { Clock } from "../../clock.ts";
import { readAtMost } from "../../read-at-most.ts";
import { readRateLimit, type RateLimit } from "./rate-limit.ts";

export interface FetchOptions {
  /** How we introduce ourselves. */
  readonly userAgent: string;
  /** Refuses addresses that must not be reached; without it every address may be. */
  readonly lookup?: LookupFunction | undefined;
  readonly timeLimitMs: number;
  readonly clock: Clock;
  /** Of an account on this server. */
  readonly token?: string | undefined;
  readonly stop: AbortSignal;
}

/** 40 posts have about 200 kB. */
const mostBytes = 4_000_000;

/** What a server answers that cannot be used. The message names no post. */
export class PageRefused extends Error {
  override readonly name = "PageRefused";
  /** The HTTP status, where it gave one. */
  readonly status: number | null;
  /** How long to wait where it takes no more calls for now. */
  readonly waitMs: number | null;
  constructor(message: string, { status, waitMs, cause }: { status?: number; waitMs?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.status = status ?? null;
    this.waitMs = waitMs ?? null;
  }
}

const tooManyCalls = 429;

/** JSON that a server shows. Follows no redirect and reads no more than a page can have. Throws `PageRefused`. */
export const fetchJson = async (
  url: URL,
  { userAgent, lookup, timeLimitMs, clock, token, stop }: FetchOptions,
): Promise<{ readonly data: unknown; readonly limit: RateLimit }> => {
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
    const { status, headers, body } = await fetch(url, {
      dispatcher: agent,
      signal,
      redirect: "manual",
      referrerPolicy: "no-referrer",
      headers: {
        accept: "application/json",
        "user-agent": userAgent,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    const limit = readRateLimit((name) => headers.get(name), clock());
    if (status === tooManyCalls) throw new PageRefused("it answers no more calls for now", { status, waitMs: limit.resetsInMs });
    if (status !== 200) throw new PageRefused(`it answered ${status}`, { status });
    const read = await readAtMost(body, mostBytes);
    if (read === null) throw new PageRefused("its answer is too long");
    return { data: JSON.parse(read.toString("utf8")), limit };
  } catch (error) {
    if (error instanceof PageRefused) throw error;
    if (error instanceof SyntaxError) throw new PageRefused("its answer is no JSON");
    throw new PageRefused(signal.aborted ? "it took too long" : "it cannot be reached", { cause: error });
  } finally {
    // Not awaited: a connection that hangs must not hold us up.
    void agent.destroy().catch(() => undefined);
  }
};
