import type { Clock } from "../../clock.ts";
import type { SendPace } from "../../delivery/send-pace.ts";
import type { CallBotApi } from "../bot-api.ts";
import { CallFailure } from "../call-failure.ts";
import type { Pace } from "../pace.ts";
import type { Pause } from "../pause.ts";

export interface SendInTurnOptions {
  readonly call: CallBotApi;
  readonly sendPace: SendPace;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly closed: AbortSignal;
}

/** Sends one message when the chat and the bot may. Throws `CallFailure`. */
export type SendInTurn = (method: string, payload: Readonly<Record<string, unknown>>, chatPace: Pace) => Promise<unknown>;

/** Whoever would get an answer later than that has asked again, or gone. */
const longestWaitMs = 60_000;

/** So many chats that are told to wait, with nobody answered in between, are a sign that the whole bot is. */
const chatsOfAll = 3;

export const createSendInTurn = ({ call, sendPace, clock, pause, closed }: SendInTurnOptions): SendInTurn => {
  /** The chats that were told to wait since somebody was answered, and until when. */
  const flooded = new Map<unknown, number>();
  let quietUntil = 0;

  /**
   * A chat that has to wait is that chat's matter. Where it seems to be everybody's, answers keep still, but not for so long that a few chats
   * could silence the bot; channel posts are told to wait by Telegram itself.
   */
  const floodMet = (chat: unknown, ms: number, chatPace: Pace): void => {
    const now = clock().epochMilliseconds;
    chatPace.rest(ms);
    for (const [other, until] of flooded) if (until <= now) flooded.delete(other);
    flooded.set(chat, now + ms);
    if (flooded.size < chatsOfAll) return;
    quietUntil = Math.max(quietUntil, now + Math.min(ms, longestWaitMs));
    flooded.clear();
  };

  const waitMs = (chatPace: Pace): number => Math.max(chatPace.waitMs(), quietUntil - clock().epochMilliseconds);

  const waitForChat = async (chatPace: Pace): Promise<void> => {
    for (let ms = waitMs(chatPace); ms > 0; ms = waitMs(chatPace)) {
      if (ms > longestWaitMs || sendPace.restMs() > longestWaitMs)
        throw new CallFailure("rate-limit", "too long a pause", { retryAfterMs: ms });
      await pause(ms, closed);
      closed.throwIfAborted();
    }
  };

  const sendOnce: SendInTurn = async (method, payload, chatPace) => {
    await waitForChat(chatPace);
    using _turn = await sendPace.turn("answer", { stop: closed });
    using _message = chatPace.sending();
    try {
      const sent = await call(method, payload);
      flooded.clear();
      return sent;
    } catch (error) {
      if (error instanceof CallFailure && error.retryAfterMs !== undefined) floodMet(payload["chat_id"], error.retryAfterMs, chatPace);
      throw error;
    }
  };

  /** A second time where Telegram asked for a pause, had a fault, or knows the group by another number now. */
  return async (method, payload, chatPace) => {
    try {
      return await sendOnce(method, payload, chatPace);
    } catch (error) {
      if (!(error instanceof CallFailure) || closed.aborted) throw error;
      if (error.movedTo !== undefined) return await sendOnce(method, { ...payload, chat_id: error.movedTo }, chatPace);
      if (error.kind !== "rate-limit" && error.kind !== "unavailable") throw error;
      return await sendOnce(method, payload, chatPace);
    }
  };
};
