/**
 * - `auth`: the credentials are refused; a person must act.
 * - `rejected`: the network will never take this post.
 * - `rate-limit`: not before `retryAfterMs`.
 * - `unavailable`: nothing was published; trying again may succeed.
 * - `unknown-outcome`: the post may or may not be out.
 */
export type PublishErrorKind = "auth" | "rejected" | "rate-limit" | "unavailable" | "unknown-outcome";

const longestWaitMs = 24 * 3_600_000;

/** The one error that a publisher throws. Its message tells a campaigner what happened and never holds a secret or a post's text. */
export class PublishError extends Error {
  override readonly name = "PublishError";
  readonly kind: PublishErrorKind;
  /** Milliseconds from now, a day at the most, since a server's slip must not silence an account for years; set with `rate-limit`, and where the network names a time. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: PublishErrorKind, message: string, options: { retryAfterMs?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    const { retryAfterMs } = options;
    this.retryAfterMs =
      retryAfterMs === undefined || Number.isNaN(retryAfterMs) ? undefined : Math.min(longestWaitMs, Math.max(0, retryAfterMs));
  }
}
