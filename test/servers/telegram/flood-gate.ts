import type { Clock } from "../../../src/clock.ts";
import { tooManyRequests } from "./bot-api-error.ts";

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export interface FloodLimits {
  /** Messages in one chat at once; after them one a second. */
  readonly burst: number;
  /** Messages a minute in one group or channel. */
  readonly perMinute: number;
  /** Messages a second in all chats together. */
  readonly perSecond: number;
}

export const usualFloodLimits: FloodLimits = { burst: 5, perMinute: 20, perSecond: 30 };

/** Who sends too much waits, and every call before the wait is over is refused too. */
export interface FloodGate {
  /** Throws 429 where `messages` more are too many. */
  pass(chat: number, kind: string, messages: number): void;
  /** From now on every call to the chat, or to any, is refused for so long. */
  close(seconds: number, chat: number | undefined): void;
}

const everywhere = 0;

export const createFloodGate = (clock: Clock, limits: FloodLimits): FloodGate => {
  /** When each chat may be written to again, in milliseconds since the epoch. */
  const closedUntil = new Map<number, number>();
  const sent: { readonly chat: number; readonly at: number }[] = [];
  const now = () => clock().epochMilliseconds;

  const refuse = (chat: number, untilMs: number): never => {
    const seconds = Math.max(1, Math.ceil((untilMs - now()) / 1000));
    closedUntil.set(chat, now() + seconds * 1000);
    throw tooManyRequests(seconds);
  };

  /** When `messages` more fit among at most `most` within `windowMs`; now or before where they fit already. */
  const fitsAt = (times: readonly number[], messages: number, most: number, windowMs: number): number => {
    const recent = times.filter((at) => at > now() - windowMs);
    const tooMany = recent.length + messages - most;
    return tooMany <= 0 ? 0 : (recent[Math.min(tooMany, recent.length) - 1] ?? now()) + windowMs;
  };

  return {
    close: (seconds, chat = everywhere) => void closedUntil.set(chat, now() + seconds * 1000),
    pass: (chat, kind, messages) => {
      for (const place of [everywhere, chat]) {
        const until = closedUntil.get(place) ?? 0;
        if (until > now()) throw tooManyRequests(Math.ceil((until - now()) / 1000));
      }
      const here = sent.filter((message) => message.chat === chat).map((message) => message.at);
      // An album counts its pictures, but may be sent at once.
      const untilHere = Math.max(
        fitsAt(here, Math.min(messages, limits.burst), limits.burst, limits.burst * 1000),
        kind === "private" ? 0 : fitsAt(here, Math.min(messages, limits.perMinute), limits.perMinute, 60_000),
      );
      if (untilHere > now()) refuse(chat, untilHere);
      const untilAll = fitsAt(
        sent.map((message) => message.at),
        1,
        limits.perSecond,
        1000,
      );
      if (untilAll > now()) refuse(everywhere, untilAll);
      // A server for measuring refuses nothing, and need not remember.
      if (!Number.isFinite(limits.perSecond)) return;
      for (let index = 0; index < messages; index += 1) sent.push({ chat, at: now() });
    },
  };
};
