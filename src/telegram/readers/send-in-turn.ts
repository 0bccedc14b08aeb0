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

export const createSendInTurn = ({ call, sendPace, clock, pause, closed }: SendInTurnOptions): SendInTurn => {
  /** When a chat was last told to wait, and until when. */
  let flood: { readonly chat: unknown; readonly until: number } | null = null;

  /** A chat that has to wait is one chat's matter; a second one while the first waits is the whole bot's. */
  const floodMet = (chat: unknown, ms: number, chatPace: Pace): void => {
    const now = clock().epochMilliseconds;
    chatPace.rest(ms);
    if (flood !== null && flood.chat !== chat && flood.until > now) sendPace.rest(ms);
    if (flood === null || flood.until < now + ms) flood = { chat, until: now + ms };
  };

  const waitForChat = async (chatPace: Pace): Promise<void> => {
    for (let ms = chatPace.waitMs(); ms > 0; ms = chatPace.waitMs()) {
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
      return await call(method, payload);
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
