import type { HashtagStore } from "../../src/campaign/hashtags/hashtag-store.ts";
import { createMastodonReader, type ReadServers } from "../../src/tracking/mastodon/read-servers.ts";
import { startTimelineServer, type TimelinePost, type TimelineServer } from "../servers/mastodon-timelines/server.ts";

export const begun = Temporal.Instant.from("2026-12-07T12:30:00Z");
export const minutesAgo = (minutes: number): Temporal.Instant => begun.subtract({ seconds: Math.round(minutes * 60) });
export const uri = (name: string): string => `https://example.org/users/somebody/statuses/${name}`;
export const post = (name: string, tags: readonly string[], minutes: number): TimelinePost => ({
  uri: uri(name),
  tags,
  createdAt: minutesAgo(minutes),
});

export interface Timelines extends AsyncDisposable {
  readonly servers: readonly TimelineServer[];
  readonly hashtags: string[];
  now: Temporal.Instant;
  /** Why servers did not show all. */
  readonly reasons: unknown[];
  /** Reads all servers, `minutes` later. */
  read(minutes?: number): Promise<string>;
  readDue(): Promise<string>;
  /** As after a new start of the process. */
  restart(): void;
  totals(): Promise<Record<string, number>>;
  /** `host` as `a`, `b`, … by the servers' order. */
  coverage(): Promise<{ readonly of: string; readonly from: string; readonly to: string; readonly complete: boolean }[]>;
}

export const openTimelines = async (store: HashtagStore, count: number, hashtags: readonly string[]): Promise<Timelines> => {
  const servers = await Promise.all(Array.from({ length: count }, () => startTimelineServer()));
  const create = (): ReadServers =>
    createMastodonReader({
      servers: () => servers.map(({ url }) => url),
      hashtags: () => timelines.hashtags,
      store,
      clock: () => timelines.now,
      log: { info: () => {}, warn: (details) => void timelines.reasons.push((details as { reason: unknown }).reason) },
      fetching: { userAgent: "Rollcall/test", timeLimitMs: 5000 },
      lookup: () => undefined,
    });
  let reader = create();
  const timelines: Timelines = {
    servers,
    hashtags: [...hashtags],
    now: begun,
    reasons: [],
    read: (minutes = 0) => {
      timelines.now = timelines.now.add({ minutes });
      return reader(new AbortController().signal);
    },
    readDue: () => reader(new AbortController().signal, "due"),
    restart: () => {
      reader = create();
    },
    totals: async () => {
      const sums: Record<string, number> = {};
      for (const { tag, count: each } of await store.counts(0)) sums[tag] = (sums[tag] ?? 0) + each;
      return sums;
    },
    coverage: async () =>
      (await store.coverage()).map(({ source, from, to, complete }) => ({
        of: "abc".charAt(servers.findIndex(({ url }) => url.host === source)),
        from: from.toString(),
        to: to.toString(),
        complete,
      })),
    [Symbol.asyncDispose]: async () => {
      for (const server of servers) await server[Symbol.asyncDispose]();
    },
  };
  return timelines;
};
