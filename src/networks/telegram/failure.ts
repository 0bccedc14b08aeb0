import { z } from "zod";
import { PublishError } from "../../delivery/publish-error.ts";
import type { TelegramChannel } from "./settings.ts";

/** What a call is for: only a `withdraw` may be repeated without harm. */
export type TelegramPurpose = "publish" | "withdraw";

/** https://core.telegram.org/bots/api#making-requests */
const refusalSchema = z.object({
  error_code: z.int(),
  description: z.string().default(""),
  parameters: z.object({ retry_after: z.number().nonnegative().optional(), migrate_to_chat_id: z.number().optional() }).optional(),
});

export type TelegramRefusal = z.infer<typeof refusalSchema>;

/** The Bot API's own no, as telegraf throws it; null for whatever else was thrown. */
export const refusalIn = (error: unknown): TelegramRefusal | null =>
  refusalSchema.safeParse((error as { response?: unknown } | null)?.response).data ?? null;

export interface TelegramAttempt {
  readonly purpose: TelegramPurpose;
  /** False until the connection stood: nothing can have been sent before. */
  readonly connected: boolean;
  /** The answer wanted us to go elsewhere. */
  readonly redirected: boolean;
  /** The beginning of the answer; undefined where none came. telegraf loses it with answers that are no JSON. */
  readonly answer: { readonly status: number; readonly retryAfter: string | undefined } | undefined;
  readonly now: Temporal.Instant;
  /** The first part of the environment variables' names. */
  readonly prefix: string;
  readonly channel: TelegramChannel;
  readonly token: string;
  /** Where the Bot API is, when it is not Telegram's own. */
  readonly customRoot: boolean;
}

/** Telegram names no time with some floods; this is what its documentation lets a client expect at least. */
const floodWaitSeconds = 30;

/** Rights and membership come as 400 or 403 with words alone; these are the words, from the server's source and bug reports. */
const needsRights = /not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED|CHANNEL_PRIVATE/i;
const unknownChat = /chat not found|chat_id is empty|chat_id_invalid|PEER_ID_INVALID|chat identifier/i;

const redactor = (token: string) => {
  const secret = token.slice(token.indexOf(":") + 1);
  return (text: string) =>
    text
      .replace(/https?:\/\/\S+/gi, "the Bot API")
      .replaceAll(token, "[token]")
      .replaceAll(secret, "[token]");
};

/**
 * The origin without its secrets: the address that node-fetch puts into messages and stacks holds the token,
 * telegraf's errors hold the whole request, and a parser's message holds a piece of the answer.
 */
const redactedCause = (error: unknown, redact: (text: string) => string): Error => {
  if (!(error instanceof Error)) return new Error("not an Error");
  const { name, type, code } = error as Error & { type?: unknown; code?: unknown };
  const known = [type, code].filter((value) => typeof value === "string");
  const cause = new Error(redact(known.length > 0 ? known.join(" ") : error.message));
  cause.name = name;
  return cause;
};

const phraseHead =
  /^(?:Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Request Entity Too Large|Too Many Requests|Internal Server Error|Bad Gateway)(?:: |$)/;
const phraseWord = /^(?:[a-z'/()-]+|[A-Z]+(?:_[A-Z]+)*|\d{1,5})[:,.;]?$/;

/** The Bot API's own phrases: words in small letters, codes in capitals. Whatever else is there may name somebody. */
const isPhrase = (words: string): boolean => {
  const rest = words.replace(phraseHead, "");
  return words !== "" && (rest === "" || rest.split(" ").every((word) => phraseWord.test(word)));
};

const describeRefusal = (code: number, description: string, redact: (text: string) => string): string => {
  const words = redact(description).replace(/\s+/g, " ").trim().slice(0, 200);
  return isPhrase(words) ? `${code}: ${words}` : String(code);
};

/** Seconds that a proxy's `Retry-After` asks to wait, a number or a date. */
const retryAfterSeconds = (header: string | undefined, now: Temporal.Instant): number | undefined => {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now.epochMilliseconds) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : undefined;
};

const floodWait = (asked: number | undefined, { answer, now }: TelegramAttempt, cause: Error): PublishError => {
  const seconds = asked ?? retryAfterSeconds(answer?.retryAfter, now) ?? floodWaitSeconds;
  return new PublishError("rate-limit", `Telegram asks for a pause of ${seconds} s.`, { retryAfterMs: seconds * 1000, cause });
};

const rightsMessage = ({ channel, purpose }: TelegramAttempt, said: string): string =>
  purpose === "withdraw"
    ? `The bot may not take back what is in ${channel} (${said}). Add it to the channel as an administrator with the rights to post and to delete messages.`
    : `The bot may not post to ${channel} (${said}). Add it to the channel as an administrator with the right to post messages.`;

const faultOutcome = (purpose: TelegramPurpose, what: string, cause: Error): PublishError =>
  purpose === "withdraw"
    ? new PublishError("unavailable", `${what}; the post may still be there.`, { cause })
    : new PublishError("unknown-outcome", `${what}; the post may or may not be out.`, { cause });

const refusalToPublishError = (refusal: TelegramRefusal, attempt: TelegramAttempt, cause: Error): PublishError => {
  const { error_code: code, parameters } = refusal;
  const { prefix, channel } = attempt;
  const said = describeRefusal(code, refusal.description, redactor(attempt.token));
  if (code === 429 || parameters?.retry_after !== undefined) return floodWait(parameters?.retry_after, attempt, cause);
  if (code >= 500) return faultOutcome(attempt.purpose, `Telegram had a fault of its own (${said})`, cause);
  if (parameters?.migrate_to_chat_id !== undefined) {
    return new PublishError("auth", `The chat ${channel} has moved: set ${prefix}_CHANNEL to ${parameters.migrate_to_chat_id}.`, { cause });
  }
  if (code === 401) {
    return new PublishError("auth", `Telegram refuses ${prefix}_TOKEN (${said}). Get a valid one from @BotFather, command /token.`, {
      cause,
    });
  }
  if (code === 404) {
    const root = attempt.customRoot ? `, or ${prefix}_API_ROOT is not the address of a Bot API server` : "";
    return new PublishError("auth", `Telegram knows no bot with this ${prefix}_TOKEN (${said})${root}. Copy it again from @BotFather.`, {
      cause,
    });
  }
  if (code === 403 || (code === 400 && needsRights.test(refusal.description))) {
    return new PublishError("auth", rightsMessage(attempt, said), { cause });
  }
  if (code === 400 && unknownChat.test(refusal.description)) {
    return new PublishError(
      "auth",
      `Telegram knows no channel ${channel} (${said}). Set ${prefix}_CHANNEL to the channel's @name, or to its id where it is private, and add the bot to it.`,
      { cause },
    );
  }
  if (attempt.purpose === "withdraw") {
    return new PublishError("rejected", `Telegram lets the bot neither delete nor change the post (${said}): delete it by hand.`, {
      cause,
    });
  }
  return new PublishError("rejected", `Telegram refuses this post (${said}).`, { cause });
};

/**
 * Sorts whatever telegraf threw. By the answer's `error_code` where there was an answer;
 * else by whether anything can have reached Telegram.
 */
export const telegramFailure = (error: unknown, attempt: TelegramAttempt): PublishError => {
  const redact = redactor(attempt.token);
  const refusal = refusalIn(error);
  const said = refusal && new Error(describeRefusal(refusal.error_code, refusal.description, redact));
  const cause = said ?? redactedCause(error, redact);
  if (refusal !== null) return refusalToPublishError(refusal, attempt, cause);
  if (attempt.redirected) {
    const message = `What answers in Telegram's place sends us to another address; nothing was done. Is ${attempt.prefix}_API_ROOT right?`;
    return new PublishError("unavailable", message, { cause });
  }
  if (attempt.answer?.status === 429) return floodWait(undefined, attempt, cause);
  if (!attempt.connected) {
    return new PublishError("unavailable", `Telegram could not be reached (${cause.message}); nothing was sent.`, { cause });
  }
  return faultOutcome(attempt.purpose, "Telegram's answer was lost or unreadable", cause);
};
