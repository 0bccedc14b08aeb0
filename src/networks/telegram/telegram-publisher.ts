import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { telegramLimits } from "../../compose/limits.ts";
import { PublishError } from "../../delivery/publish-error.ts";
import type { AccountCheck, Published, Publisher } from "../../delivery/publisher.ts";
import type { SendPace } from "../../delivery/send-pace.ts";
import { checkTelegram, publicNameOf } from "./check.ts";
import { type CallTelegram, createTelegramClient } from "./client.ts";
import { locateTelegramMessage } from "./locate.ts";
import { telegramMessage } from "./message.ts";
import { parseTelegramApiRoot, parseTelegramChannel, parseTelegramPageRoot, parseTelegramToken, type TelegramChannel } from "./settings.ts";
import { withdrawFromTelegram } from "./withdraw.ts";

export interface TelegramPublisherOptions {
  /** The account's id in `campaign.yaml`. */
  readonly account: string;
  /** From @BotFather. Looked at when it is first used: a malformed one throws `auth` from `publish`, and `check` says so. */
  readonly token: string;
  /** `@name`, `https://t.me/name` or the channel's id. */
  readonly channel: string;
  /** A Bot API server other than Telegram's own. */
  readonly apiRoot?: string | undefined;
  /** Where channels' public pages are, other than https://t.me. */
  readonly pageRoot?: string | undefined;
  readonly clock: Clock;
  /** For each call, upload included; 60 s unless set. */
  readonly timeoutMs?: number | undefined;
  /** What this bot may send in all chats together; without it the channel is the only chat that it writes to. */
  readonly pace?: SendPace | undefined;
  /** The first part of the account's environment variables, named in messages; `TELEGRAM` unless set. */
  readonly prefix?: string | undefined;
}

const pagesTimeoutMs = 30_000;

interface Connection {
  readonly channel: TelegramChannel;
  readonly call: CallTelegram;
}

const sentSchema = z.object({ message_id: z.int().positive(), chat: z.object({ username: z.string().optional() }) });
/** An album answers with all its messages; the first carries the caption and stands for it. */
const answerSchema = z.union([sentSchema, z.tuple([sentSchema], sentSchema)]);

const asPublished = (answer: unknown): Published => {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    throw new PublishError("unknown-outcome", "Telegram's answer names no message; the post may or may not be out.");
  }
  const [sent, ...others] = Array.isArray(parsed.data) ? parsed.data : [parsed.data];
  const { username } = sent.chat;
  const ref = String(sent.message_id);
  const album = others.length === 0 ? {} : { album: others.map((other) => String(other.message_id)) };
  return { ref, ...album, url: username === undefined ? null : `https://t.me/${username}/${ref}` };
};

/** Some messages speak of a post, and a check has none. */
const checkMessage = (error: PublishError): string => {
  if (error.kind !== "unknown-outcome" && error.kind !== "rejected") return error.message;
  const said = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `Telegram gave no answer that tells whether this account works${said}. Try again in a minute.`;
};

/**
 * Posts to one Telegram channel. After a flood wait it asks for nothing until the wait is over:
 * Telegram refuses, and may lengthen, what comes before.
 */
export const createTelegramPublisher = (options: TelegramPublisherOptions): Publisher => {
  const { account, clock, pace, timeoutMs = 60_000 } = options;
  const prefix = options.prefix ?? "TELEGRAM";
  let quietUntil: Temporal.Instant | null = null;

  const connect = (): Connection => {
    const channel = parseTelegramChannel(options.channel, prefix);
    const token = parseTelegramToken(options.token, prefix);
    const apiRoot = parseTelegramApiRoot(options.apiRoot, prefix);
    return { channel, call: createTelegramClient({ token, channel, apiRoot, prefix, clock, timeoutMs }) };
  };

  const refuseWhileQuiet = (): void => {
    const untilMs = quietUntil === null ? 0 : quietUntil.epochMilliseconds - clock().epochMilliseconds;
    const leftMs = Math.max(untilMs, pace?.restMs() ?? 0);
    if (leftMs > 0) {
      throw new PublishError("rate-limit", `Telegram asked for a pause, ${Math.ceil(leftMs / 1000)} s of which are left.`, {
        retryAfterMs: leftMs,
      });
    }
  };

  /** Asks for nothing while Telegram wants to be left alone, and remembers when it says so. */
  const unlessQuiet = async <T>(run: (connection: Connection) => Promise<T>): Promise<T> => {
    refuseWhileQuiet();
    try {
      return await run(connect());
    } catch (error) {
      if (error instanceof PublishError && error.retryAfterMs !== undefined) quietUntil = clock().add({ milliseconds: error.retryAfterMs });
      throw error;
    }
  };

  const publish: Publisher["publish"] = (outgoing, lastLook) =>
    unlessQuiet(async ({ channel, call }) => {
      const { method, payload } = await telegramMessage(outgoing, channel);
      using _turn = await pace?.turn("post", { messages: Math.max(1, outgoing.part.media.length) });
      await lastLook?.();
      return asPublished(await call(method, payload));
    });

  /** Telegram keeps no key by which a bot could find its own message again, but a public channel can be read like by anybody. */
  const recover: Publisher["recover"] = async (outgoing, others = new Set()) => {
    const { channel, call } = connect();
    const root = parseTelegramPageRoot(options.pageRoot, prefix);
    const { findOnChannelPage } = await import("./recover.ts");
    const name = await publicNameOf(call, channel).catch((error: unknown) => {
      if (!(error instanceof PublishError) || error.kind !== "rate-limit") return null;
      throw new PublishError("unavailable", error.message, { retryAfterMs: error.retryAfterMs, cause: error.cause });
    });
    return name === null
      ? "unknown"
      : findOnChannelPage({ outgoing, others, root, channel: name, timeoutMs: Math.min(timeoutMs, pagesTimeoutMs) });
  };

  const locate: Publisher["locate"] = (url) => {
    try {
      return locateTelegramMessage(url, parseTelegramChannel(options.channel, prefix));
    } catch {
      return null;
    }
  };

  const check = async (): Promise<AccountCheck> => {
    try {
      const { channel, call } = connect();
      return await checkTelegram(call, channel, prefix);
    } catch (error) {
      if (error instanceof PublishError) return { ok: false, message: checkMessage(error) };
      throw error;
    }
  };

  return {
    network: "telegram",
    account,
    live: true,
    limits: async () => telegramLimits,
    publish,
    recover,
    // The channel's public page lags behind what the Bot API did.
    repeatsAreHarmless: false,
    settlesWithinMs: 60_000,
    withdraw: (published, neutral) => unlessQuiet(({ channel, call }) => withdrawFromTelegram(call, channel, published, neutral)),
    locate,
    check,
    [Symbol.asyncDispose]: async () => {},
  };
};
