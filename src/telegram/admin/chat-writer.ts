import { z } from "zod";
import type { CallBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";
import type { Entity } from "../../compose/composed-post.ts";
import type { Button } from "./desk.ts";
import type { DrawnNotice } from "./draw-notice.ts";
import type { AdminChatFinder } from "./find-admin-chat.ts";
import type { Pace } from "../pace.ts";
import type { Pause } from "../pause.ts";

export interface ChatWriterOptions {
  readonly call: CallBotApi;
  readonly chat: AdminChatFinder;
  readonly pace: Pace;
  readonly pause: Pause;
  readonly closed: AbortSignal;
}

/** Writes into the campaigners' chat, at the pace that Telegram allows. All throw `CallFailure`. */
export interface ChatWriter {
  /** Sends at once; gives the message's id. Whoever calls looks at the pace first. */
  tell(drawn: DrawnNotice): Promise<number>;
  /** Waits for its turn, up to a minute. `message` is what it answers, if it is still there. */
  reply(text: string, message: number): Promise<void>;
  /** Waits like `reply`. A message that looks so already is fine. */
  redraw(message: number, drawn: DrawnNotice): Promise<void>;
  /** Waits like `reply`; gives the message's id. */
  write(message: ChatMessage): Promise<number>;
  /** The same for a picture; `text` is its caption, of at most 1,024 units. */
  picture(picture: Buffer, message: ChatMessage): Promise<number>;
  /** Like `redraw`, for a message with rows of buttons. */
  rewrite(message: number, content: Pick<ChatMessage, "text" | "rows">): Promise<void>;
}

export interface ChatMessage {
  readonly text: string;
  readonly entities?: readonly Entity[];
  readonly rows?: readonly (readonly Button[])[];
  /** What it answers, if that is still there. */
  readonly replyTo?: number | undefined;
  /** Opens the reply field of whoever is answered, with these words in it: at most 64 characters. */
  readonly ask?: string | undefined;
  readonly linkPreview?: boolean;
}

const longestWaitMs = 60_000;
const sentSchema = z.object({ message_id: z.int().positive() });

const content = ({ text, buttons }: DrawnNotice): Record<string, unknown> => ({
  text,
  link_preview_options: { is_disabled: true },
  reply_markup: { inline_keyboard: buttons.map((button) => [button]) },
});

const replyParameters = (message: number) => ({ message_id: message, allow_sending_without_reply: true });

const keyboard = (rows: readonly (readonly Button[])[]) => ({
  inline_keyboard: rows.map((row) => row.map(({ text, data }) => ({ text, callback_data: data }))),
});

const messageContent = ({ text, entities, rows, replyTo, ask, linkPreview = false }: ChatMessage): Record<string, unknown> => ({
  text,
  ...(entities !== undefined && entities.length > 0 && { entities }),
  link_preview_options: { is_disabled: !linkPreview },
  ...(replyTo !== undefined && { reply_parameters: replyParameters(replyTo) }),
  ...(rows !== undefined && { reply_markup: keyboard(rows) }),
  ...(ask !== undefined && { reply_markup: { force_reply: true, selective: true, input_field_placeholder: ask } }),
});

export const createChatWriter = ({ call, chat, pace, pause, closed }: ChatWriterOptions): ChatWriter => {
  const send = async (method: string, payload: Record<string, unknown>): Promise<unknown> => {
    const { id } = await chat.find();
    using _ = pace.sending();
    try {
      return await call(method, { chat_id: id, ...payload });
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      if (error.retryAfterMs !== undefined) pace.rest(error.retryAfterMs);
      if (error.movedTo === undefined) throw error;
      chat.moved(error.movedTo);
      return await call(method, { ...payload, chat_id: error.movedTo });
    }
  };

  /** Comes again once, where Telegram asked for a pause that is worth waiting for. */
  const sendInTurn = async (method: string, payload: Record<string, unknown>): Promise<unknown> => {
    const wait = async (): Promise<void> => {
      const ms = pace.waitMs();
      if (ms > longestWaitMs) throw new CallFailure("rate-limit", "the chat has to be left alone for a while", { retryAfterMs: ms });
      if (ms > 0) await pause(ms, closed);
    };
    await wait();
    try {
      return await send(method, payload);
    } catch (error) {
      if (!(error instanceof CallFailure) || error.kind !== "rate-limit") throw error;
      await wait();
      return await send(method, payload);
    }
  };

  const changing = async (change: () => Promise<unknown>): Promise<void> => {
    try {
      await change();
    } catch (error) {
      if (!(error instanceof CallFailure) || !error.message.includes("message is not modified")) throw error;
    }
  };

  const idOf = (sent: unknown): number => {
    const read = sentSchema.safeParse(sent);
    if (!read.success) throw new CallFailure("unavailable", "no readable answer");
    return read.data.message_id;
  };

  return {
    write: async (message) => idOf(await sendInTurn("sendMessage", messageContent(message))),
    picture: async (picture, message) => {
      const { text, entities = [], replyTo } = message;
      // telegraf drops an object from a multipart body without a word, unless it is a file.
      const reply = replyTo === undefined ? {} : { reply_parameters: JSON.stringify(replyParameters(replyTo)) };
      const photo = { source: picture, filename: "picture" };
      return idOf(await sendInTurn("sendPhoto", { photo, caption: text, caption_entities: entities, ...reply }));
    },
    rewrite: (message, { text, rows = [] }) =>
      changing(() => sendInTurn("editMessageText", { message_id: message, ...messageContent({ text, rows }) })),
    tell: async (drawn) => {
      return idOf(await send("sendMessage", content(drawn)));
    },
    reply: async (text, message) => {
      await sendInTurn("sendMessage", {
        text,
        link_preview_options: { is_disabled: true },
        reply_parameters: replyParameters(message),
      });
    },
    redraw: (message, drawn) => changing(() => sendInTurn("editMessageText", { message_id: message, ...content(drawn) })),
  };
};
