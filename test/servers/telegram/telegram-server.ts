import type { Clock } from "../../../src/clock.ts";
import type { Chat } from "./chat.ts";
import type { Fault } from "./fault.ts";
import type { FloodLimits } from "./flood-gate.ts";
import type { MessageEntity } from "./message-entity.ts";
import type { Update } from "./update-box.ts";
import type { NewChat } from "./world.ts";

export interface TelegramServerOptions {
  readonly clock?: Clock;
  /** 0: a free one. */
  readonly port?: number;
  readonly token?: string;
  readonly botUsername?: string;
  readonly flood?: Partial<FloodLimits>;
  /** Webhooks over HTTP and on any port. */
  readonly local?: boolean;
}

export interface TelegramRequest {
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of the fields that had files. */
  readonly files: readonly string[];
  /** Instant, ISO 8601. */
  readonly at: string;
}

export interface TelegramPost {
  readonly chat: number;
  readonly id: number;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly replyTo: number | null;
  readonly media: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly width: number;
    readonly height: number;
    readonly sha256: string;
  }[];
  readonly mediaGroup: string | null;
  readonly linkPreview: Readonly<Record<string, unknown>> | null;
  readonly replyMarkup: unknown;
  /** Seconds since the epoch. */
  readonly date: number;
}

export interface TelegramServer extends AsyncDisposable {
  /** `http://127.0.0.1:port`, without a slash at its end; public pages are at `/s/<channel>` below it. */
  readonly url: string;
  readonly token: string;
  readonly botUsername: string;
  /** Every call with a good token, in order. */
  readonly requests: readonly TelegramRequest[];
  addChannel(username: string, chat?: NewChat): Chat;
  addChat(chat?: NewChat): Chat;
  /** What is in a chat now, or in all of them; `chat` is an id or `@name`. */
  posts(chat?: number | string): TelegramPost[];
  /** An update for the bot, without its number; a `callback_query` may be answered once. */
  pushUpdate(update: Readonly<Record<string, unknown>>): Promise<Update>;
  /** A post that a person made in the channel, now unless `date` (seconds since the epoch) says when; a `photo` has these bytes. */
  addPost(
    chat: number | string,
    post: { readonly text?: string; readonly date?: number; readonly photo?: Uint8Array; readonly replyTo?: number },
  ): number;
  /** A picture that a person sent to the bot; gives its `file_id`. */
  addFile(data: Uint8Array): string;
  failNext(fault: Fault): void;
  /** Refuses every call to the chat, or to all, with 429 for so long. */
  floodWait(seconds: number, chat?: number): void;
  /** Lets time pass by the server's own clock: after 48 hours a message cannot be deleted any more. */
  passTime(duration: Temporal.DurationLike): void;
}

/** What is in a chat now, the oldest first. */
export const postsOf = (chat: Chat): TelegramPost[] =>
  [...chat.messages.values()].map(({ photo, document, id, text, entities, replyTo, mediaGroup, linkPreview, replyMarkup, date }) => ({
    chat: chat.id,
    id,
    text,
    entities,
    replyTo,
    media: [photo, document]
      .filter((file) => file !== null)
      .map((file) => ({ name: file.name, bytes: file.data.length, width: file.width, height: file.height, sha256: file.sha256 })),
    mediaGroup,
    linkPreview,
    replyMarkup,
    date,
  }));
