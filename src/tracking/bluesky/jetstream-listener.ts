import { setTimeout as pauseFor } from "node:timers/promises";
import type { HashtagStore, StreamCursor } from "../../campaign/hashtags/hashtag-store.ts";
import { tagKey } from "../../campaign/hashtags/fold-tag.ts";
import type { Clock } from "../../clock.ts";
import { createKnownPosts, type KnownPosts } from "../known-posts.ts";
import type { TrackingLog } from "../tracking-log.ts";
import { fillGaps, type SearchTag } from "./fill-gaps.ts";
import { listenOnce, type Ending, type Session } from "./listen-once.ts";

export interface JetstreamListenerOptions {
  /** `wss://…/subscribe`, in the order of preference, as they are now. */
  urls(): readonly URL[];
  /** As they are now, with their `#`. */
  hashtags(): readonly string[];
  readonly store: HashtagStore;
  readonly clock: Clock;
  readonly log: TrackingLog;
  /** How long a stream may say nothing; every real one says something many times a second. */
  readonly silenceMs?: number;
  /** The first pause after a stream that failed at once; it doubles up to a minute. */
  readonly pauseMs?: number;
  /** How often what was counted is written. */
  readonly writeEveryMs?: number;
  /** For what was posted while nobody listened; null where nobody is signed in. */
  readonly search?: SearchTag | null;
  /** How often gaps are looked for. */
  readonly fillEveryMs?: number;
}

/** Events are in the order of their times only roughly, and the instances disagree about those: what comes again counts once. */
const rewindUs = 60_000_000;
const rewindElsewhereUs = 300_000_000;
const longestPauseMs = 60_000;
/** So often a stream may end at the same unreadable place before that is passed over, and how much of it at first: more than what is taken for no gap. */
const mostUnreadable = 3;
const firstSkipUs = 4_000_000;
const mostDoublings = 10;

const startAt = (cursor: StreamCursor | null, host: string): number | null =>
  cursor === null ? null : cursor.cursorUs - (cursor.source === host ? rewindUs : rewindElsewhereUs);

/** Looks gaps up beside the stream, and in its process: whoever hears of a deletion must know what was found. */
const keepFilling = async (options: JetstreamListenerOptions, knownPosts: KnownPosts, stop: AbortSignal): Promise<void> => {
  const { hashtags, store, clock, log, search, fillEveryMs = 60_000 } = options;
  if (search === undefined || search === null) return;
  while (!stop.aborted) {
    await fillGaps({ hashtags, store, clock, log, search }, knownPosts, stop).catch((error: unknown) =>
      log.warn({ err: error }, "a gap on Bluesky could not be looked up, and is tried again"),
    );
    await pauseFor(fillEveryMs, undefined, { signal: stop }).catch(() => {});
  }
};

/** Listens to one Jetstream instance after the other, from where the database says that counting ended, until `stop`. Never throws for what a server does. */
export const runJetstreamListener = async (options: JetstreamListenerOptions, stop: AbortSignal): Promise<void> => {
  const knownPosts: KnownPosts = createKnownPosts();
  for await (const keys of options.store.eachKey("bluesky")) for (const key of keys) knownPosts.add(key);
  const ending = new AbortController();
  const filling = keepFilling(options, knownPosts, AbortSignal.any([stop, ending.signal]));
  try {
    await listenInTurn(options, knownPosts, stop);
  } finally {
    ending.abort();
    await filling;
  }
};

const listenInTurn = async (options: JetstreamListenerOptions, knownPosts: KnownPosts, stop: AbortSignal): Promise<void> => {
  const { hashtags, store, clock, log } = options;
  const firstPauseMs = options.pauseMs ?? 1000;

  const parts = { store, clock, silenceMs: options.silenceMs ?? 60_000, writeEveryMs: options.writeEveryMs ?? 1000 };

  let failures = 0;
  /** How often in a row a stream ended at what cannot be read, and how far any had come. */
  let unreadable = 0;
  let furthestUs = 0;
  const lastEndings = new Map<string, Ending["kind"]>();
  /** A server that refuses the cursor as too old is asked for what comes from now on, once none is there that may still take it. */
  const forgets = (host: string, hosts: readonly string[]): boolean =>
    lastEndings.get(host) === "refused" && hosts.every((each) => ["refused", "silent"].includes(lastEndings.get(each) ?? ""));
  const startOn = (host: string, hosts: readonly string[], cursor: StreamCursor | null): number | null => {
    if (cursor === null || forgets(host, hosts)) return null;
    return unreadable < mostUnreadable
      ? startAt(cursor, host)
      : furthestUs + firstSkipUs * 2 ** Math.min(mostDoublings, unreadable - mostUnreadable);
  };
  for (let turn = 0; !stop.aborted;) {
    const urls = options.urls();
    const url = urls[turn % urls.length];
    if (url === undefined) return;
    const cursor = await store.cursor("bluesky");
    const session: Session = {
      url,
      lastHeard: cursor,
      startUs: startOn(
        url.host,
        urls.map(({ host }) => host),
        cursor,
      ),
      tracked: new Set(hashtags().map(tagKey)),
      salts: await store.salts(clock()),
      knownPosts,
      isCurrent: () => sameTags(session.tracked, hashtags()) && options.urls().some(({ href }) => href === url.href),
    };
    const ending = await listenOnce(session, parts, stop);
    if (stop.aborted) return;
    if (ending.kind === "renewed") continue;
    lastEndings.set(url.host, ending.kind);
    const reachedUs = (await store.cursor("bluesky"))?.cursorUs ?? 0;
    const wentOn = reachedUs > furthestUs;
    furthestUs = Math.max(furthestUs, reachedUs);
    if (wentOn) unreadable = 0;
    if (ending.kind === "unreadable") unreadable += 1;
    failures = wentOn && ending.kind !== "unreadable" ? 0 : failures + 1;
    log.warn({ instance: url.host, reason: ending.reason }, "a Jetstream instance is not listened to any more; the next one is tried");
    turn += 1;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1));
    await pauseFor(pauseMs, undefined, { signal: stop }).catch(() => {});
  }
};

const sameTags = (tracked: ReadonlySet<string>, hashtags: readonly string[]): boolean =>
  tracked.size === new Set(hashtags.map(tagKey)).size && hashtags.every((tag) => tracked.has(tagKey(tag)));
