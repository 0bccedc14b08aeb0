import { isIP } from "node:net";
import { checkedLookup, systemResolve } from "./checked-lookup.ts";
import type { Resolve } from "./checked-lookup.ts";
import { FetchRefused } from "./fetch-refused.ts";
import { isPublicAddress } from "./public-address.ts";
import { readBody } from "./read-body.ts";

export interface SafeFetchSettings {
  /** How we introduce ourselves: `Rollcall/0.1.0 (+https://example.org)`. */
  readonly userAgent: string;
  /** For tests: which addresses besides the public ones may be reached. */
  readonly allowAddress?: (address: string) => boolean;
  /** For tests: ports besides 80 and 443. */
  readonly ports?: readonly number[];
  /** For tests: the system's resolver otherwise. */
  readonly resolve?: Resolve;
}

export interface FetchWish {
  /** Media types; the answer must have one of them. */
  readonly accept: readonly string[];
  /** Of the body, unpacked. */
  readonly maxBytes: number;
  /** A larger body is refused unless its beginning is enough. */
  readonly beginningIsEnough?: boolean;
  /** ASCII, small letters: reading stops where it has been seen in either case. */
  readonly until?: string;
  /** Asked before a redirect is followed: throws `FetchRefused` where it must not be. */
  readonly mayFollow?: (url: string) => Promise<void>;
  /** For everything together: looking up, redirects, body. */
  readonly timeLimitMs: number;
  /** What the host said of the version that is known: an answer that there is no other has no data. */
  readonly known?: Validators;
}

/** By what a host tells versions apart (https://www.rfc-editor.org/rfc/rfc9110#section-8.8), in its own words. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface Fetched {
  readonly data: Uint8Array;
  /** Small letters, without parameters. */
  readonly mediaType: string;
  readonly charset: string | null;
  /** After redirects. */
  readonly url: string;
  readonly validators?: Validators;
  /** It is as it was known. */
  readonly isUnchanged?: true;
}

/** Throws `FetchRefused` and nothing else. */
export type SafeFetch = (url: string, wish: FetchWish) => Promise<Fetched>;

const maxRedirects = 3;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

const refusalIn = (error: unknown): FetchRefused | null => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof FetchRefused) return cause;
  return null;
};

/** Values that can be sent back as they came. */
const validatorsOf = (headers: { get(name: string): string | null }): Validators | null => {
  const [etag, lastModified] = ["etag", "last-modified"].map((name) => headers.get(name)?.slice(0, 500));
  if (!etag && !lastModified) return null;
  return { ...(etag && { etag }), ...(lastModified && { lastModified }) };
};

/**
 * Fetches pages that strangers name, so that a link can never be used to look into our own network: only http and https on their
 * usual ports, only public addresses, each redirect looked at like the first address, and no cookies, credentials, referrer or proxy.
 */
export const createSafeFetch = (settings: SafeFetchSettings): SafeFetch => {
  const isAllowed = (address: string): boolean => isPublicAddress(address) || (settings.allowAddress?.(address) ?? false);
  const ports = new Set(["", "80", "443", ...(settings.ports ?? []).map(String)]);

  const checkUrl = (address: string, base?: string): URL => {
    const url = URL.parse(address, base);
    if (!url) throw new FetchRefused("not-allowed", "that is no web address");
    if (url.protocol !== "http:" && url.protocol !== "https:") throw new FetchRefused("not-allowed", "only http and https are fetched");
    if (url.username !== "" || url.password !== "") throw new FetchRefused("not-allowed", "an address with a password is not fetched");
    if (!ports.has(url.port)) throw new FetchRefused("not-allowed", `port ${url.port} is not one of the web's`);
    // A connection to a bare IP address is made without a look-up, so it is looked at here. URL has turned 0x7f.1 and 2130706433 into 127.0.0.1.
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && !isAllowed(host)) throw new FetchRefused("not-allowed", `${host} is not on the public internet`);
    url.hash = "";
    return url;
  };

  return async (address, wish) => {
    let url = checkUrl(address);
    const { Agent, fetch } = await import("undici");
    const signal = AbortSignal.timeout(wish.timeLimitMs);
    const agent = new Agent({
      connect: { lookup: checkedLookup(settings.resolve ?? systemResolve, isAllowed), rejectUnauthorized: true },
      connectTimeout: wish.timeLimitMs,
      allowH2: false,
      pipelining: 0,
    });
    try {
      for (let redirects = 0; ; redirects += 1) {
        const response = await fetch(url, {
          dispatcher: agent,
          signal,
          redirect: "manual",
          referrerPolicy: "no-referrer",
          headers: {
            accept: wish.accept.join(", "),
            "accept-language": "*",
            "user-agent": settings.userAgent,
            ...(wish.known?.etag !== undefined && { "if-none-match": wish.known.etag }),
            ...(wish.known?.lastModified !== undefined && { "if-modified-since": wish.known.lastModified }),
          },
        });
        const location = response.headers.get("location");
        if (redirectStatuses.has(response.status) && location !== null) {
          if (redirects === maxRedirects) throw new FetchRefused("unusable", `${url.hostname} redirects too often`);
          await response.body?.cancel();
          url = checkUrl(location, url.href);
          await wish.mayFollow?.(url.href);
          continue;
        }
        if (response.status === 304 && wish.known !== undefined) {
          await response.body?.cancel();
          return { data: new Uint8Array(), mediaType: "", charset: null, url: url.href, validators: wish.known, isUnchanged: true };
        }
        if (response.status !== 200)
          throw new FetchRefused("unusable", `${url.hostname} answered ${response.status}`, { status: response.status });
        const [mediaType = "", ...parameters] = (response.headers.get("content-type") ?? "").toLowerCase().split(";");
        if (!wish.accept.includes(mediaType.trim()))
          throw new FetchRefused("unusable", `${url.hostname} sent something else than was asked for`);
        const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(parameter)?.[1]).find(Boolean) ?? null;
        const validators = validatorsOf(response.headers);
        return {
          data: await readBody(response.body, wish),
          mediaType: mediaType.trim(),
          charset,
          url: url.href,
          ...(validators !== null && { validators }),
        };
      }
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) throw refusal;
      if (signal.aborted) throw new FetchRefused("too-slow", `${url.hostname} took longer than ${wish.timeLimitMs} ms`, { cause: error });
      throw new FetchRefused("unreachable", `${url.hostname} cannot be reached`, { cause: error });
    } finally {
      // Not awaited: nothing of the page is wanted any more, and a connection that hangs must not hold us up.
      void agent.destroy().catch(() => undefined);
    }
  };
};
