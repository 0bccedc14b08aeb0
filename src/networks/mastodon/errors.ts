import { PublishError, type PublishErrorKind } from "../../delivery/publish-error.ts";

/** What was seen on the wire of one call; the SDK loses the status of answers that are not JSON. */
export interface Exchange {
  /** A connection stood and the request began to leave this machine. */
  sent: boolean;
  /** Of the answer's first line; undefined where none came. */
  status: number | undefined;
  headers: Headers | undefined;
}

/** What a call is for decides what a lost answer means: only `post` makes anything public, only `reply` names another status, and `withdraw` may be repeated. */
export type MastodonPurpose = "post" | "reply" | "upload" | "read" | "withdraw";

export interface FailureContext {
  readonly purpose: MastodonPurpose;
  readonly host: string;
  readonly now: Temporal.Instant;
  /** Must not be seen in any message, however the server came by them. */
  readonly secrets: readonly string[];
}

const shortestLeak = 12;

const holdsAnyOf = (message: string, secrets: readonly string[]): boolean =>
  secrets.some((secret) => {
    if (secret.length <= shortestLeak) return secret !== "" && message.includes(secret);
    for (let start = 0; start + shortestLeak <= secret.length; start += 1) {
      if (message.includes(secret.slice(start, start + shortestLeak))) return true;
    }
    return false;
  });

/** The server's own explanation in brackets, where it is short and repeats nothing that we sent. */
const explanation = (error: unknown, secrets: readonly string[]): string => {
  if (!(error instanceof Error) || !("statusCode" in error) || typeof error.message !== "string") return "";
  const words = error.message.replace(/\s+/g, " ").trim();
  return words === "" || words.length > 200 || holdsAnyOf(words, secrets) ? "" : ` (“${words}”)`;
};

const codeOf = (error: unknown): string | undefined => {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth += 1) {
    if ("code" in inner && typeof inner.code === "string" && /^[A-Z][A-Z0-9_]+$/.test(inner.code)) return inner.code;
  }
  return undefined;
};

/** The origin of an error without what it may quote: masto's errors hold whole answers, with the post in them. */
const origin = (error: unknown): Error => {
  const name = error instanceof Error || error instanceof DOMException ? error.name : typeof error;
  return new Error([name, codeOf(error)].filter(Boolean).join(" "));
};

const instantOf = (value: string): number => {
  const number = Number(value);
  if (!Number.isFinite(number)) return Date.parse(value);
  return number > 1e11 ? number : number * 1000;
};

/**
 * How long a server wants to be left alone. `X-RateLimit-Reset` is an instant on Mastodon, seconds since 1970 elsewhere;
 * `Retry-After` comes from proxies. The later one wins; undefined where neither says anything.
 */
const waitMs = (headers: Headers | undefined, now: Temporal.Instant): number | undefined => {
  const nowMs = now.epochMilliseconds;
  const reset = headers?.get("x-ratelimit-reset");
  const after = headers?.get("retry-after");
  const waits = [
    reset ? instantOf(reset) - nowMs : Number.NaN,
    after ? (/^\d+$/.test(after.trim()) ? Number(after) * 1000 : Date.parse(after) - nowMs) : Number.NaN,
  ].filter((wait) => Number.isFinite(wait));
  return waits.length === 0 ? undefined : Math.max(1000, ...waits);
};

const unlimitedWaitMs = 60_000;

const isPost = (purpose: MastodonPurpose): boolean => purpose === "post" || purpose === "reply";

const doubt = "so nobody knows yet whether the post is out";
const outcomeWords: Readonly<Record<MastodonPurpose, string>> = {
  post: doubt,
  reply: doubt,
  upload: "nothing was published",
  read: "nothing was published",
  withdraw: "the post may still be there",
};

/**
 * Sorts a failed call by what was seen on the wire, never by the words of a message.
 * Codes: https://docs.joinmastodon.org/methods/statuses/#create
 */
export const mastodonFailure = (error: unknown, exchange: Exchange, context: FailureContext): PublishError => {
  const { purpose, host, now, secrets } = context;
  const { status } = exchange;
  const fail = (kind: PublishErrorKind, message: string, retryAfterMs?: number): PublishError =>
    new PublishError(kind, `${message}${explanation(error, secrets)}.`, { retryAfterMs, cause: origin(error) });
  const inDoubt: PublishErrorKind = isPost(purpose) ? "unknown-outcome" : "unavailable";
  const lost = outcomeWords[purpose];

  if (status === undefined) {
    const code = codeOf(error);
    const kept = purpose === "withdraw" ? outcomeWords.withdraw : outcomeWords.read;
    if (!exchange.sent) return fail("unavailable", `${host} cannot be reached${code ? ` [${code}]` : ""}, ${kept}`);
    return fail(inDoubt, `${host} gave no answer${code ? ` [${code}]` : " in time"}, ${lost}`);
  }
  if (status < 300) return fail(inDoubt, `${host} answered ${status} with something that is not Mastodon's, ${lost}`);
  if (status < 400) {
    return fail("unavailable", `${host} sends us to another address (${status}): is this the server's own address? It did nothing`);
  }
  if (status === 429) {
    return fail("rate-limit", `${host} asks for a pause: too many calls`, waitMs(exchange.headers, now) ?? unlimitedWaitMs);
  }
  if (status === 401) return fail("auth", `${host} does not accept the access token`);
  if (status === 403) return fail("auth", `${host} does not allow this account or token to do that`);
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return fail(inDoubt, `${host} is in trouble (${status}), ${lost}`, waitMs(exchange.headers, now));
  }
  if (status === 404 && purpose === "reply") return fail("rejected", `The post to reply to is not on ${host} any more`);
  if (status === 404 && (purpose === "read" || purpose === "withdraw"))
    return fail("unavailable", `${host} does not know what we asked for (404)`);
  if (status === 413) return fail("rejected", `${host} finds the picture too large`);
  if (purpose === "withdraw") return fail("rejected", `${host} refuses to delete the post (${status}): delete it by hand`);
  return fail("rejected", `${host} refuses the ${purpose === "upload" ? "picture" : "post"} (${status})`);
};
