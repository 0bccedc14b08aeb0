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

/** What is repeated of a server's words: of whatever else it says, some may be a message's or a person's. */
const knownPhrases = [
  "chat not found",
  "bot was kicked",
  "bot was blocked",
  "bot is not a member",
  "not enough rights",
  "message is not modified",
  "message to edit not found",
  "message can't be edited",
  "message is too long",
  "text must be non-empty",
  "query is too old",
  "webhook is active",
  "terminated by other getUpdates request",
];

/** Sorts whatever telegraf threw. Its errors hold the address with the token in it and the whole request, so that nothing of them is kept. */
export const asCallFailure = (error: unknown): CallFailure => {
  if (error instanceof CallFailure) return error;
  const refusal = refusalSchema.safeParse((error as { response?: unknown } | null)?.response);
  if (!refusal.success) {
    const { code, type } = error as { code?: unknown; type?: unknown };
    const reason = [code, type].find((value) => typeof value === "string");
    return new CallFailure("unavailable", typeof reason === "string" && /^[\w-]{1,40}$/.test(reason) ? reason : "no readable answer");
  }
  const { error_code: code, description, parameters } = refusal.data;
  const phrase = knownPhrases.find((one) => description.includes(one));
  const said = phrase === undefined ? String(code) : `${code}: ${phrase}`;
  if (code === 429 || parameters?.retry_after !== undefined) {
    const seconds = parameters?.retry_after ?? floodWaitSeconds;
    return new CallFailure("rate-limit", `Telegram asks for a pause of ${seconds} s`, { retryAfterMs: seconds * 1000 });
  }
  if (code >= 500) return new CallFailure("unavailable", said);
  if (code === 409) return new CallFailure("conflict", said);
  if (code === 401 || code === 404) return new CallFailure("unauthorized", said);
  return new CallFailure("refused", said, { movedTo: parameters?.migrate_to_chat_id });
};
