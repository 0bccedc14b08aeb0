import { z } from "zod";

/**
 * - `rate-limit`: not before `retryAfterMs`.
 * - `unavailable`: no answer, or none that can be read; what was asked for may have happened all the same.
 * - `conflict`: somebody else takes this bot's updates.
 * - `unauthorized`: there is no bot with this token.
 * - `refused`: Telegram will not do this.
 */
export type CallFailureKind = "rate-limit" | "unavailable" | "conflict" | "unauthorized" | "refused";

/** The one error of calls to the Bot API. Its message holds no token and nothing of a message or a person. */
export class CallFailure extends Error {
  override readonly name = "CallFailure";
  readonly kind: CallFailureKind;
  readonly retryAfterMs: number | undefined;
  /** The new id of a group that became a supergroup. */
  readonly movedTo: number | undefined;

  constructor(kind: CallFailureKind, message: string, more: { retryAfterMs?: number; movedTo?: number | undefined } = {}) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = more.retryAfterMs;
    this.movedTo = more.movedTo;
  }
}

/** https://core.telegram.org/bots/api#making-requests */
const refusalSchema = z.object({
  error_code: z.int(),
  description: z.string().default(""),
  parameters: z.object({ retry_after: z.number().nonnegative().optional(), migrate_to_chat_id: z.int().optional() }).optional(),
});

/** Telegram names no time with some floods; this is what its documentation lets a client expect at least. */
const floodWaitSeconds = 30;

/** Sorts whatever telegraf threw. Its errors hold the address with the token in it and the whole request, so that nothing of them is kept. */
export const asCallFailure = (error: unknown, token: string): CallFailure => {
  if (error instanceof CallFailure) return error;
  const refusal = refusalSchema.safeParse((error as { response?: unknown } | null)?.response);
  if (!refusal.success) {
    const { code, type } = error as { code?: unknown; type?: unknown };
    const reason = [code, type].find((value) => typeof value === "string");
    return new CallFailure("unavailable", typeof reason === "string" ? reason : "no readable answer");
  }
  const { error_code: code, description, parameters } = refusal.data;
  const secret = token.slice(token.indexOf(":") + 1);
  const said = `${code} ${description}`.replaceAll(secret, "[token]").replace(/\s+/g, " ").trim().slice(0, 200);
  if (code === 429 || parameters?.retry_after !== undefined) {
    const seconds = parameters?.retry_after ?? floodWaitSeconds;
    return new CallFailure("rate-limit", `Telegram asks for a pause of ${seconds} s`, { retryAfterMs: seconds * 1000 });
  }
  if (code >= 500) return new CallFailure("unavailable", said);
  if (code === 409) return new CallFailure("conflict", said);
  if (code === 401 || code === 404) return new CallFailure("unauthorized", said);
  return new CallFailure("refused", said, { movedTo: parameters?.migrate_to_chat_id });
};
