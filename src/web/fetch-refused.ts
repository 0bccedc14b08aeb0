/**
 * - `not-allowed`: the address, or one that it leads to, is none that we go to.
 * - `unreachable`: there is no such host, or no connection to it.
 * - `too-slow`: the time was up.
 * - `unusable`: there was an answer, and nothing in it for us.
 */
export type RefusalKind = "not-allowed" | "unreachable" | "too-slow" | "unusable";

/** Why a page was not fetched. The message names the host at most, never the whole address. */
export class FetchRefused extends Error {
  override readonly name = "FetchRefused";
  readonly kind: RefusalKind;
  /** Of an answer that was none for us. */
  readonly status: number | undefined;

  constructor(kind: RefusalKind, message: string, options?: ErrorOptions & { readonly status?: number }) {
    super(message, options);
    this.kind = kind;
    this.status = options?.status;
  }
}
