import { setTimeout as pauseFor } from "node:timers/promises";
import { isIP } from "node:net";
import { z } from "zod";
import { tagKey } from "../../campaign/hashtags/fold-tag.ts";
import { countShown, keysOf, noEnding, watchedHours } from "./count-shown.ts";
import { fetchJson, PageRefused, type FetchOptions } from "./fetch-json.ts";
import type { HeardLive } from "./heard-live.ts";
import { listenToTag } from "./listen-to-tag.ts";
import type { MastodonSources } from "./read-servers.ts";
import type { StreamNews } from "./read-stream-message.ts";

export interface MastodonStreamOptions extends MastodonSources {
  /** Of an account on this server; undefined where there is none, and then nothing is streamed from it. */
  tokenOf(server: URL): string | undefined;
  heardOf(server: URL): HeardLive | null;
  readonly pauses: { readonly firstMs: number; readonly longestMs: number; readonly pingEveryMs: number; readonly lookEveryMs: number };
}

const instanceSchema = z.object({ configuration: z.object({ urls: z.object({ streaming: z.string() }) }) });

/** Where a server streams: as it says itself, else at its own address. */
const findBase = async (server: URL, options: FetchOptions): Promise<URL> => {
  const own = new URL(server);
  own.protocol = server.protocol === "http:" ? "ws:" : "wss:";
  try {
    const { data } = await fetchJson(new URL("/api/v2/instance", server), options);
    const said = URL.parse(instanceSchema.safeParse(data).data?.configuration.urls.streaming ?? "");
    // The token goes there.
    return said === null || said.protocol !== own.protocol || (options.lookup !== undefined && isIP(said.hostname) !== 0) ? own : said;
  } catch (error) {
    if (error instanceof PageRefused) return own;
    throw error;
  }
};

/**
 * Listens to the hashtags on every server that there is a token for, until `stop`. What is heard is an earlier sight of what the timelines show:
 * it is counted at once, and what was missed in between the timelines tell.
 */
export const streamServers = async (options: MastodonStreamOptions, stop: AbortSignal): Promise<void> => {
  const { servers, hashtags, store, clock, log, fetching, lookup, tokenOf, heardOf, pauses } = options;
  let counting: Promise<void> = Promise.resolve();

  const count = async (server: URL, heard: HeardLive, news: StreamNews): Promise<void> => {
    const now = clock();
    const salts = await store.salts(now);
    const tracked = new Set(hashtags().map(tagKey));
    const keys = news.kind === "shown" ? keysOf(salts, news.status.uri) : [heard.find(news.id)].filter((key) => key !== undefined);
    if (keys.length === 0) return;
    // Before it is counted: a reading that is under way must not take it for missing, or for there.
    for (const key of keys) heard.hear(key, news.kind);
    const showing = {
      server: server.host,
      statuses: news.kind === "shown" ? [news.status] : [],
      deleted: news.kind === "gone" ? new Set(keys) : new Set<string>(),
      isTracked: (tag: string): boolean => tracked.has(tag),
      since: now.subtract({ hours: watchedHours }),
      now,
    };
    const keyOf = await countShown(store, salts, showing, "these", () => noEnding);
    const key = news.kind === "shown" ? keyOf(news.status.uri) : undefined;
    if (news.kind === "shown" && key !== undefined) heard.meet(news.status.id, key, now);
  };

  const listen = async (server: URL, tag: string, token: string, ending: AbortSignal): Promise<void> => {
    const heard = heardOf(server);
    if (heard === null) return;
    let pauseMs = pauses.firstMs;
    let told = "";
    while (!ending.aborted) {
      const base = await findBase(server, { ...fetching, lookup: lookup(), clock, stop: ending });
      const reason = await listenToTag(
        {
          base,
          tag,
          token,
          userAgent: fetching.userAgent,
          lookup: lookup(),
          pingEveryMs: pauses.pingEveryMs,
          onOpen: () => {
            pauseMs = pauses.firstMs;
            told = "";
          },
          onNews: (news) => {
            counting = counting
              .then(() => count(server, heard, news))
              .catch((error: unknown) =>
                log.warn({ err: error, server: server.host }, "a post that was heard of on Mastodon could not be counted"),
              );
          },
        },
        ending,
      );
      if (ending.aborted) return;
      if (reason !== told) log.warn({ server: server.host, reason }, "a Mastodon server's stream ended; it is asked for again");
      told = reason;
      await pauseFor(pauseMs, undefined, { signal: ending }).catch(() => {});
      pauseMs = Math.min(pauses.longestMs, pauseMs * 2);
    }
  };

  const running = new Map<string, { readonly end: AbortController; readonly done: Promise<void> }>();
  while (!stop.aborted) {
    const wanted = new Map(
      servers().flatMap((server) => {
        const token = tokenOf(server);
        return token === undefined
          ? []
          : hashtags().map((hashtag) => [`${server.href} ${tagKey(hashtag)} ${token}`, { server, token, tag: hashtag.slice(1) }]);
      }),
    );
    for (const [name, { end }] of running) {
      if (wanted.has(name)) continue;
      end.abort();
      running.delete(name);
    }
    for (const [name, { server, token, tag }] of wanted) {
      if (running.has(name)) continue;
      const end = new AbortController();
      const done = listen(server, tag, token, AbortSignal.any([stop, end.signal]));
      done.catch((error: unknown) => log.warn({ err: error, server: server.host }, "listening to a Mastodon server failed"));
      running.set(name, { end, done });
    }
    await pauseFor(pauses.lookEveryMs, undefined, { signal: stop }).catch(() => {});
  }
  await Promise.allSettled([...running.values()].map(({ done }) => done));
  await counting;
};
