import { XRPCError } from "@atproto/api";
import type { Clock } from "../../clock.ts";
import { PublishError } from "../../delivery/publish-error.ts";

export interface BlueskyAttempt {
  /** What was tried; only a lost answer to `write` leaves it open whether something is out. A `delete` may be repeated. */
  readonly doing: "sign-in" | "read" | "upload" | "write" | "delete";
  /** The server's host, for messages. */
  readonly host: string;
  readonly handle: string;
  /** The first part of the account's environment variables, for messages. */
  readonly prefix: string;
  readonly clock: Clock;
}

/** Failures before a request could leave this machine, by the code of Node or undici. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|.*_CERT|.*_CERT_.*)$/;
/** The account itself is closed: a new token would not help. */
const closedAccount: ReadonlySet<string> = new Set(["AccountTakedown", "AccountSuspended", "AccountDeactivated"]);
const refusedToken: ReadonlySet<string> = new Set(["ExpiredToken", "InvalidToken", "AuthMissing"]);
const secondFactor = "AuthFactorTokenRequired";

const unreadableAnswer = 2;

const defaultWaitMs = 60_000;
const dayMs = 86_400_000;

/** How to get an app password; said wherever one is refused. */
export const appPasswordHint = (prefix: string): string =>
  `Make an app password in Bluesky under Settings → Privacy and security → App passwords, and set ${prefix}_APP_PASSWORD to it.`;

/** The SDK's enum is open: any HTTP status may be in it, and 1 and 2 for no answer and an unreadable one. */
const statusOf = (error: XRPCError): number => error.status;

/** Whether the server asks for another access token, and would take the same call with it. */
export const isTokenRefusal = (error: unknown): error is XRPCError =>
  error instanceof XRPCError && !closedAccount.has(error.error) && (statusOf(error) === 401 || refusedToken.has(error.error));

const networkCode = (error: unknown): string => {
  let code = "";
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code: stated } = at as Error & { code?: unknown };
    if (typeof stated === "string") code = stated;
    else if (at.name === "TimeoutError") code = "time-out";
  }
  return code;
};

/** Whether it is certain that the server has not heard of the call. */
export const neverReached = (error: unknown): boolean => neverSent.test(networkCode(error));

/** Names come from the server: only what looks like an XRPC error's name is repeated. */
const safeName = (error: XRPCError): string => (/^(?=.{1,40}$)([A-Z][a-z]{1,15}){1,6}$/.test(error.error) ? error.error : "");

const describe = (error: XRPCError): string => {
  if (statusOf(error) >= 100) return `${statusOf(error)} ${safeName(error)}`.trim();
  return networkCode(error) || (statusOf(error) === unreadableAnswer ? "unreadable answer" : "no answer");
};

/** Whether the answer is an XRPC server's own. Something before it, such as a proxy, answers in HTML, and what that says is no word on the post. */
const isOwnAnswer = (error: XRPCError): boolean => error.headers?.["content-type"]?.includes("application/json") === true;

/** Milliseconds that a 429 asks to wait: `retry-after`, which needs no clock in common, else `ratelimit-reset`, seconds since 1970. */
const askedWaitMs = (headers: XRPCError["headers"], clock: Clock): number => {
  const retryAfter = headers?.["retry-after"] ?? "";
  const now = clock().epochMilliseconds;
  const candidates = [
    Number.parseInt(retryAfter, 10) * 1000,
    Date.parse(retryAfter) - now,
    Number(headers?.["ratelimit-reset"]) * 1000 - now,
  ];
  const asked = candidates.find((value) => Number.isFinite(value)) ?? defaultWaitMs;
  return Math.min(Math.max(asked, 1000), dayMs);
};

const authMessage = (error: XRPCError, { handle, host, prefix }: BlueskyAttempt): string => {
  if (closedAccount.has(error.error)) {
    return `${host} has closed the account ${handle} (${error.error}): open the account in Bluesky's app to see why.`;
  }
  if (error.error === secondFactor)
    return `${host} asks ${handle} for a second factor, as it does with a main password. ${appPasswordHint(prefix)}`;
  return `${host} refuses to sign in ${handle}. Check ${prefix}_HANDLE. ${appPasswordHint(prefix)}`;
};

const sort = (error: XRPCError, attempt: BlueskyAttempt, cause: Error): PublishError => {
  const { doing, host } = attempt;
  const status = statusOf(error);
  if (status === 429) {
    const retryAfterMs = askedWaitMs(error.headers, attempt.clock);
    return new PublishError("rate-limit", `${host} asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s.`, { retryAfterMs, cause });
  }
  const noSuchAccount = doing === "sign-in" && status === 400;
  if (closedAccount.has(error.error) || isTokenRefusal(error) || ((status === 403 || noSuchAccount) && isOwnAnswer(error))) {
    return new PublishError("auth", authMessage(error, attempt), { cause });
  }
  if (doing === "delete") {
    return new PublishError("unavailable", `${host} did not say that the post is deleted (${cause.message}); it may still be there.`, {
      cause,
    });
  }
  if ((doing === "upload" || doing === "write") && (status === 413 || ([400, 406, 415].includes(status) && isOwnAnswer(error)))) {
    const what = doing === "upload" ? "a picture of this post" : "this post";
    return new PublishError("rejected", `${host} refuses ${what} (${cause.message}).`, { cause });
  }
  // A gateway gives up on a server that may well be finishing the write, and a server may fail after it.
  const lost = status < 300 || status >= 500;
  if (doing === "write" && lost && !neverReached(error)) {
    return new PublishError("unknown-outcome", `The answer of ${host} was lost (${cause.message}); the post may or may not be out.`, {
      cause,
    });
  }
  return new PublishError("unavailable", `${host} could not be reached or could not do it (${cause.message}); nothing was published.`, {
    cause,
  });
};

/**
 * Sorts what the SDK threw, by the status and the XRPC error's name. Nothing of the server's or the SDK's own words is kept:
 * they may repeat the post's text, and an answer that the SDK cannot read may hold tokens.
 */
export const blueskyFailure = (error: unknown, attempt: BlueskyAttempt): PublishError => {
  if (error instanceof PublishError) return error;
  const known = error instanceof XRPCError;
  const cause = new Error(known ? describe(error) : "unexpected fault");
  if (known) return sort(error, attempt, cause);
  const kind = attempt.doing === "write" ? "unknown-outcome" : "unavailable";
  return new PublishError(
    kind,
    `Something unexpected went wrong while talking to ${attempt.host} (${error instanceof Error ? error.name : "unknown"}).`,
    { cause },
  );
};
