import type { Pause } from "./pause.ts";

/** An update that was taken. Neither promise ever rejects. */
export interface Taken {
  /** When it is answered, or need not be. */
  readonly done: Promise<void>;
  /** When nobody else's has to wait for it any more, done or not: soon. */
  readonly letGo: Promise<void>;
}

/** Questions that are in hand, so that no more are taken than are answered soon: the others are safe with Telegram. */
export interface InHand {
  /** @param work must not reject */
  hold(chat: number, work: Promise<void>): Taken;
  /** When few have to be waited for, or at the stop. */
  few(stop: AbortSignal): Promise<void>;
}

const fewInAll = 5;
/** Whoever asks more at once has a line of their own, for which nobody else waits. */
const fewOfChat = 2;
/** What takes longer waits for its own chat, or for a Telegram in trouble. */
const longestMs = 2000;

export const createInHand = (pause: Pause): InHand => {
  const open = new Map<number, number>();
  let waitedFor = 0;
  let waiting: (() => void)[] = [];

  const leave = (chat: number): void => {
    const left = (open.get(chat) ?? 1) - 1;
    if (left === 0) open.delete(chat);
    else open.set(chat, left);
  };

  const letOneGo = (): void => {
    waitedFor -= 1;
    if (waitedFor > fewInAll) return;
    for (const go of waiting) go();
    waiting = [];
  };

  return {
    hold: (chat, work) => {
      const before = open.get(chat) ?? 0;
      open.set(chat, before + 1);
      const over = new AbortController();
      const done = work.finally(() => {
        leave(chat);
        over.abort();
      });
      if (before >= fewOfChat) return { done, letGo: Promise.resolve() };
      waitedFor += 1;
      return { done, letGo: pause(longestMs, over.signal).finally(letOneGo) };
    },
    few: async (stop) => {
      if (waitedFor <= fewInAll || stop.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      const onStop = (): void => resolve();
      stop.addEventListener("abort", onStop, { once: true });
      await promise;
      stop.removeEventListener("abort", onStop);
    },
  };
};
