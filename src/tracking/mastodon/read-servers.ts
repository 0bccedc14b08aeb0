import type { HashtagStore } from "../../campaign/hashtags/hashtag-store.ts";
import type { Clock } from "../../clock.ts";
import type { TrackingLog } from "../tracking-log.ts";
import type { FetchOptions } from "./fetch-json.ts";
import type { HeardLive } from "./heard-live.ts";
import { createServerReader, type ServerReader } from "./server-reader.ts";

/** What reading timelines and hearing streams both need. */
export interface MastodonSources {
  servers(): readonly URL[];
  hashtags(): readonly string[];
  readonly store: HashtagStore;
  readonly clock: Clock;
  readonly log: TrackingLog;
  readonly fetching: Omit<FetchOptions, "lookup" | "clock" | "token" | "stop">;
  /** What keeps the servers' addresses in check. */
  lookup(): FetchOptions["lookup"];
}

export interface MastodonReaderOptions extends MastodonSources {
  /** Of an account on this server; undefined where there is none. */
  tokenOf?(server: URL): string | undefined;
  /** What a server's stream tells; null where there is none. */
  heardOf?(server: URL): HeardLive | null;
}

/**
 * Reads every server's timelines and counts what they show; with `due` only of those whose time has come, or whose reading is to go on.
 * A server that takes no more calls for now is not asked, however often this is. Answers with one line about what it did.
 */
export type ReadServers = (stop: AbortSignal, which?: "all" | "due") => Promise<string>;

export const createMastodonReader = (options: MastodonReaderOptions): ReadServers => {
  const { hashtags, store, clock, log } = options;
  const readers = new Map<string, ServerReader>();

  const readerOf = (server: URL): ServerReader => {
    const made = readers.get(server.href);
    if (made !== undefined) return made;
    const reader = createServerReader({
      server,
      hashtags,
      store,
      clock,
      log,
      heard: options.heardOf?.(server) ?? null,
      fetching: (stop) => ({ ...options.fetching, lookup: options.lookup(), clock, token: options.tokenOf?.(server), stop }),
    });
    readers.set(server.href, reader);
    return reader;
  };

  return async (stop, which = "all") => {
    const servers = hashtags().length === 0 ? [] : options.servers().map(readerOf);
    const due = which === "all" ? servers : servers.filter((server) => server.isDue());
    if (due.length === 0) return "no server to read";
    const salts = await store.salts(clock());
    const whole = await Promise.all(due.map((server) => server.read(salts, stop)));
    return `${whole.filter(Boolean).length} of ${due.length} servers showed all`;
  };
};
