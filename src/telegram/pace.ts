import type { Clock } from "../clock.ts";

const minuteMs = 60_000;

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about one message a second in a chat, 20 a minute in a group. */
interface Window {
  readonly most: number;
  readonly ms: number;
}
const burst: Window = { most: 5, ms: 5000 };
const minute: Window = { most: 20, ms: minuteMs };

/** How fast one chat may be written to. */
export interface Pace {
  /** Milliseconds until the next message may be sent, when `reserve` of each minute's are to be left for others. */
  waitMs(reserve?: number): number;
  /** Counts a message from the moment that it is sent on its way; to be disposed of when it has arrived, from when on it ages. */
  sending(): Disposable;
  /** Telegram has asked for so long a pause. */
  rest(ms: number): void;
}

export interface PaceLimits {
  readonly burst: Window;
  /** Null where there is none: with one person. */
  readonly minute: Window | null;
}

export const createPace = (clock: Clock, limits: PaceLimits = { burst, minute }): Pace => {
  let sent: { at: number | null }[] = [];
  let restUntil = 0;
  const now = (): number => clock().epochMilliseconds;

  const waitFor = (most: number, ms: number): number => {
    const nth = sent.at(-most);
    return nth === undefined ? 0 : (nth.at ?? now()) + ms - now();
  };

  return {
    waitMs: (reserve = 0) =>
      Math.max(
        0,
        restUntil - now(),
        waitFor(limits.burst.most, limits.burst.ms),
        limits.minute === null ? 0 : waitFor(Math.max(1, limits.minute.most - reserve), limits.minute.ms),
      ),
    sending: () => {
      const message: { at: number | null } = { at: null };
      const oldest = now() - minuteMs;
      sent = [...sent.filter(({ at }) => at === null || at > oldest), message];
      return {
        [Symbol.dispose]: () => {
          message.at = now();
        },
      };
    },
    rest: (ms) => {
      restUntil = Math.max(restUntil, now() + ms);
    },
  };
};
