import { setTimeout as pauseFor } from "node:timers/promises";
import packageJson from "../package.json" with { type: "json" };
import type { App } from "./app.ts";
import type { SearchTag } from "./tracking/bluesky/fill-gaps.ts";
import { createHeardLive, type HeardLive } from "./tracking/mastodon/heard-live.ts";
import { createMastodonReader } from "./tracking/mastodon/read-servers.ts";
import { readTrackingSources, type TrackingSources } from "./tracking/tracking-sources.ts";
import { checkedLookup, systemResolve } from "./web/checked-lookup.ts";
import { isPublicAddress } from "./web/public-address.ts";

export interface Tracking {
  /** Listens to the stream of Bluesky's posts and reads the timelines of Mastodon servers until `stop`, whenever there are any. One process alone must do so. */
  listen(stop: AbortSignal): Promise<void>;
}

const longestPageMs = 15_000;
const askAgainMs = 20_000;
const streamPauses = { firstMs: 1000, longestMs: 300_000, pingEveryMs: 30_000, lookEveryMs: askAgainMs };

/** The search of the first Bluesky account that is signed in. */
const findSearch = async (app: App): Promise<SearchTag | null> => {
  const account = (await app.accounts()).find(({ network, missing }) => network === "bluesky" && missing.length === 0);
  const publisher = account === undefined ? null : await app.publisher(account.id);
  return publisher?.findTagged ?? null;
};

/** What counts the campaign's hashtags. Nothing is asked of anybody before it runs. Throws `UserError` for an address that is none. */
export const openTracking = async (app: App): Promise<Tracking> => {
  const { config, log, clock } = app;
  const source = await app.content();
  const { hashtags: store } = await app.store();
  const sources = (): TrackingSources => readTrackingSources(source.current().campaign, config.variable);
  // An address that cannot be used is told of at the start.
  sources();
  const hashtags = (): readonly string[] => source.current().campaign.hashtags.tracked;
  const { website } = source.current().campaign;
  const publicOnly = checkedLookup(systemResolve, isPublicAddress);
  const heard = new Map<string, HeardLive>();
  /** Where the campaign's file names the server, its address must be one that keeps the token to itself. */
  const tokenOf = (server: URL): string | undefined => {
    const { mastodonByOperator, mastodonTokens } = sources();
    return mastodonByOperator || server.protocol === "https:" ? mastodonTokens.get(server.host) : undefined;
  };
  const mastodon = {
    servers: () => sources().mastodon,
    hashtags,
    store,
    clock,
    log,
    fetching: {
      userAgent: `Rollcall/${packageJson.version}${website === undefined ? "" : ` (+${website})`}`,
      timeLimitMs: longestPageMs,
    },
    lookup: () => (sources().mastodonByOperator ? undefined : publicOnly),
    tokenOf,
    heardOf: (server: URL): HeardLive | null => {
      if (tokenOf(server) === undefined) return null;
      const ofServer = heard.get(server.host) ?? createHeardLive();
      heard.set(server.host, ofServer);
      return ofServer;
    },
  };
  const readTimelines = createMastodonReader(mastodon);

  const watchTimelines = async (stop: AbortSignal): Promise<void> => {
    while (!stop.aborted) {
      await readTimelines(stop, "due").catch((error: unknown) =>
        log.warn({ err: error }, "counting hashtags on Mastodon failed and is tried again"),
      );
      await pauseFor(askAgainMs, undefined, { signal: stop }).catch(() => {});
    }
  };
  const stream = async (stop: AbortSignal): Promise<void> => {
    while (!stop.aborted && sources().mastodonTokens.size > 0) {
      const { streamServers } = await import("./tracking/mastodon/stream-servers.ts");
      await streamServers({ ...mastodon, pauses: streamPauses }, stop).catch((error: unknown) =>
        log.warn({ err: error }, "listening to Mastodon servers failed and is tried again"),
      );
      await pauseFor(askAgainMs, undefined, { signal: stop }).catch(() => {});
    }
  };
  const listenToBluesky = async (stop: AbortSignal): Promise<void> => {
    const urls = (): readonly URL[] => (hashtags().length === 0 ? [] : sources().jetstream);
    while (!stop.aborted) {
      if (urls().length > 0) {
        const { runJetstreamListener } = await import("./tracking/bluesky/jetstream-listener.ts");
        await runJetstreamListener({ urls, hashtags, store, clock, log, search: await findSearch(app) }, stop).catch((error: unknown) =>
          log.warn({ err: error }, "counting hashtags on Bluesky failed and is tried again"),
        );
      }
      await pauseFor(askAgainMs, undefined, { signal: stop }).catch(() => {});
    }
  };
  return {
    listen: async (stop) => {
      await Promise.all([listenToBluesky(stop), watchTimelines(stop), stream(stop)]);
    },
  };
};
