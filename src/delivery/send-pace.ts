import type { Clock } from "../clock.ts";

/** Channel posts and what campaigners are told; what readers asked for. */
type SendKind = "post" | "answer";

/** How fast one bot sends in all chats together, whoever of us sends: one for each bot in a process. */
export interface SendPace {
  /**
   * Waits until `messages` more may go, posts before answers; to be disposed of when they have arrived.
   * Rejects with the signal's reason where that ends the waiting.
   */
  turn(kind: SendKind, options?: { readonly messages?: number; readonly stop?: AbortSignal }): Promise<Disposable>;
  /** Telegram wants the whole bot to be quiet for so long. */
  rest(ms: number): void;
  /** Milliseconds for which nothing may be sent. */
  restMs(): number;
}

export interface SendRates {
  /** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
  readonly perSecond: number;
  /** So many of them at most by either kind, so that neither keeps the other waiting. */
  readonly perSecondOfOneKind: number;
}

const telegramRates: SendRates = { perSecond: 30, perSecondOfOneKind: 28 };
const windowMs = 1000;

interface Sent {
  readonly kind: SendKind;
  /** Null as long as it is on its way: it ages from when it has arrived, since nobody knows when the server counts it. */
  at: number | null;
}

interface Waiting {
  readonly messages: number;
  readonly go: (sent: Disposable) => void;
}

/** Lets so many milliseconds go by; the timer keeps no process alive. */
type Later = (wake: () => void, ms: number) => void;
const byTimer: Later = (wake, ms) => void setTimeout(wake, Math.min(ms, 2 ** 31 - 1)).unref();

export const createSendPace = (clock: Clock, rates: SendRates = telegramRates, later: Later = byTimer): SendPace => {
  const queues: Readonly<Record<SendKind, Set<Waiting>>> = { post: new Set(), answer: new Set() };
  let sent: Sent[] = [];
  let restUntil = 0;
  let wakeAt = Number.POSITIVE_INFINITY;
  const now = (): number => clock().epochMilliseconds;

  /** When `messages` more fit; never where that waits for what is still on its way. */
  const fitsAt = (among: readonly Sent[], messages: number, most: number): number => {
    const over = among.length + Math.min(messages, most) - most;
    if (over <= 0) return 0;
    const ended = among.flatMap(({ at }) => at ?? []).sort((a, b) => a - b);
    return (ended[over - 1] ?? Number.POSITIVE_INFINITY) + windowMs;
  };

  const mayGoAt = (kind: SendKind, messages: number): number =>
    Math.max(
      restUntil,
      fitsAt(sent, messages, rates.perSecond),
      fitsAt(
        sent.filter((one) => one.kind === kind),
        messages,
        rates.perSecondOfOneKind,
      ),
    );

  const begin = (kind: SendKind, messages: number): Disposable => {
    const begun = Array.from({ length: messages }, (): Sent => ({ kind, at: null }));
    if (Number.isFinite(rates.perSecond)) sent.push(...begun);
    return {
      [Symbol.dispose]: () => {
        for (const one of begun) one.at ??= now();
        letGo();
      },
    };
  };

  /** Lets go whoever may; posts are looked at first each time. */
  const letGo = (): void => {
    sent = sent.filter(({ at }) => at === null || at > now() - windowMs);
    let next = Number.POSITIVE_INFINITY;
    for (const kind of ["post", "answer"] as const) {
      for (const waiting of queues[kind]) {
        const at = mayGoAt(kind, waiting.messages);
        if (at > now()) {
          next = Math.min(next, at);
          break;
        }
        queues[kind].delete(waiting);
        waiting.go(begin(kind, waiting.messages));
      }
    }
    if (next >= wakeAt || next === Number.POSITIVE_INFINITY) return;
    wakeAt = next;
    later(
      () => {
        wakeAt = Number.POSITIVE_INFINITY;
        letGo();
      },
      Math.max(1, next - now()),
    );
  };

  return {
    turn: (kind, { messages = 1, stop } = {}) => {
      const { promise, resolve, reject } = Promise.withResolvers<Disposable>();
      if (stop?.aborted === true) return Promise.reject(stop.reason as Error);
      const onStop = (): void => {
        queues[kind].delete(waiting);
        reject(stop?.reason as Error);
      };
      const waiting: Waiting = {
        messages,
        go: (begun) => {
          stop?.removeEventListener("abort", onStop);
          resolve(begun);
        },
      };
      stop?.addEventListener("abort", onStop, { once: true });
      queues[kind].add(waiting);
      letGo();
      return promise;
    },
    rest: (ms) => {
      restUntil = Math.max(restUntil, now() + ms);
    },
    restMs: () => Math.max(0, restUntil - now()),
  };
};
