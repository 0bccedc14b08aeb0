import type { Clock } from "../clock.ts";
import type { PageCard } from "../compose/media.ts";
import { FetchRefused } from "./fetch-refused.ts";

const maxCards = 200;
/** Of all pictures together. */
const maxPictureBytes = 20_000_000;
const goodForMs = 60 * 60_000;
const badForMs = 10 * 60_000;
const pauseMs = 60_000;
/** So many pages in a row that took all their time: it is our line that is down. */
const slowInARow = 3;

interface Remembered {
  readonly card: Promise<PageCard | null>;
  bytes: number;
  /** Milliseconds since 1970; infinite while the page is being fetched. */
  until: number;
}

export interface CardMemory {
  /** What is remembered of the page, else what `fetch` brings; null where its host, or the whole network, lately did not answer. */
  recall(url: URL, fetch: () => Promise<PageCard | null>): Promise<PageCard | null>;
}

/** Keeps cards for an hour and failures for ten minutes, so that neither busy nor dead pages are asked for again with every post. */
export const createCardMemory = (clock: Clock): CardMemory => {
  const cards = new Map<string, Remembered>();
  const deadHosts = new Map<string, number>();
  let slow = 0;
  let pausedUntil = 0;

  const prune = (): void => {
    let bytes = [...cards.values()].reduce((sum, card) => sum + card.bytes, 0);
    for (const [url, card] of cards) {
      if (cards.size <= maxCards && bytes <= maxPictureBytes) break;
      cards.delete(url);
      bytes -= card.bytes;
    }
    for (const host of deadHosts.keys()) {
      if (deadHosts.size <= maxCards) break;
      deadHosts.delete(host);
    }
  };

  const noteFailure = (error: unknown, host: string, now: number): void => {
    const kind = error instanceof FetchRefused ? error.kind : null;
    if (kind === "too-slow" || kind === "unreachable") deadHosts.set(host, now + badForMs);
    if (kind === "unusable") slow = 0;
    if (kind !== "too-slow") return;
    slow += 1;
    if (slow >= slowInARow) pausedUntil = now + pauseMs;
  };

  return {
    recall: async (url, fetch) => {
      const now = clock().epochMilliseconds;
      const known = cards.get(url.href);
      if (known && known.until > now) return known.card;
      if (now < pausedUntil || now < (deadHosts.get(url.host) ?? 0)) return null;

      const remembered: Remembered = { card: fetch(), bytes: 0, until: Number.POSITIVE_INFINITY };
      cards.delete(url.href);
      cards.set(url.href, remembered);
      try {
        const card = await remembered.card;
        slow = 0;
        remembered.bytes = card?.thumbnail?.byteLength ?? 0;
        remembered.until = clock().epochMilliseconds + (card ? goodForMs : badForMs);
        return card;
      } catch (error) {
        remembered.until = clock().epochMilliseconds + badForMs;
        noteFailure(error, url.host, clock().epochMilliseconds);
        throw error;
      } finally {
        prune();
      }
    },
  };
};
