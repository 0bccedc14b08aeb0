import { z } from "zod";
import type { CallBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";
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
}

const longestWaitMs = 60_000;
const sentSchema = z.object({ message_id: z.int().positive() });

const content = ({ text, buttons }: DrawnNotice): Record<string, unknown> => ({
  text,
  link_preview_options: { is_disabled: true },
  reply_markup: { inline_keyboard: buttons.map((button) => [button]) },
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

  return {
    tell: async (drawn) => {
      const sent = sentSchema.safeParse(await send("sendMessage", content(drawn)));
      if (!sent.success) throw new CallFailure("unavailable", "no readable answer");
      return sent.data.message_id;
    },
    reply: async (text, message) => {
      await sendInTurn("sendMessage", {
        text,
        link_preview_options: { is_disabled: true },
        reply_parameters: { message_id: message, allow_sending_without_reply: true },
      });
    },
    redraw: async (message, drawn) => {
      try {
        await sendInTurn("editMessageText", { message_id: message, ...content(drawn) });
      } catch (error) {
        if (!(error instanceof CallFailure) || !error.message.includes("message is not modified")) throw error;
      }
    },
  };
};
