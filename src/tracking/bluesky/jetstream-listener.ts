import { setTimeout as pauseFor } from "node:timers/promises";
import type { HashtagStore, StreamCursor } from "../../campaign/hashtags/hashtag-store.ts";
import { tagKey } from "../../campaign/hashtags/fold-tag.ts";
import type { Clock } from "../../clock.ts";
import { createKnownPosts, type KnownPosts } from "../known-posts.ts";
import type { TrackingLog } from "../tracking-log.ts";
import { fillGaps, type SearchTag } from "./fill-gaps.ts";
import { heardUntil, mostAheadUs } from "./heard-until.ts";
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
  /** How long what one instance said last is looked for on another one at first. */
  readonly seekMs?: number;
  /** How often gaps are looked for. */
  readonly fillEveryMs?: number;
}

/** Events are in the order of their times only roughly: what comes again counts once. */
const rewindUs = 60_000_000;
/** A new process has forgotten which deletions were told before their posts, and another instance disagrees about the times: up to ten minutes are made good. */
const longRewindUs = 600_000_000;
/** So much less is gone back after a stream that ended before it was where counting ended, and so much more where it does not say what was said there. */
const step = 4;
const mostSearches = 3;
const mostFruitless = 6;
const longestPauseMs = 60_000;
/** So often a stream may end at the same unreadable place before that is passed over, and how much of it at first: more than what is taken for no gap. */
const mostUnreadable = 3;
const firstSkipUs = 4_000_000;
const mostDoublings = 10;

/** Where to begin to listen, and how to know what was missed. */
type Beginning = Pick<Session, "startUs" | "sought" | "seekMs" | "leastGapUs">;

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
  /** How often in a row a stream ended at what cannot be read, and how far each had come. */
  let unreadable = 0;
  const furthestUs = new Map<string, number>();
  /** How often in a row a stream did not say what another had said, or ended before it was where counting ended. */
  let apart = 0;
  let fruitless = 0;
  let isNew = true;
  /** Whether more than what was not yet heard was asked for in vain. */
  let isExact = false;
  /** What was ahead of the clock is no measure of what is not. */
  const isBeyond = (us: number, furthest: number): boolean => {
    const latestUs = clock().epochMilliseconds * 1000 + mostAheadUs;
    return us > furthest || (us <= latestUs && furthest > latestUs);
  };
  const lastEndings = new Map<string, Ending["kind"]>();
  /** A server that refuses the cursor as too old is asked for what comes from now on, once none is there that may still take it. */
  const forgets = (host: string, hosts: readonly string[]): boolean =>
    lastEndings.get(host) === "refused" && hosts.every((each) => ["refused", "silent"].includes(lastEndings.get(each) ?? ""));

  const beginOn = (host: string, hosts: readonly string[], cursor: StreamCursor | null, heardUntilUs: number): Beginning => {
    const plain = { sought: [], seekMs: null, leastGapUs: null };
    if (cursor === null) return { ...plain, startUs: null };
    const { cursorUs, source, marks } = cursor;
    const wasAhead = heardUntilUs < cursorUs;
    if (forgets(host, hosts)) return { ...plain, startUs: null, leastGapUs: wasAhead ? longRewindUs : null };
    if (unreadable >= mostUnreadable) {
      const skipUs = firstSkipUs * 2 ** Math.min(mostDoublings, unreadable - mostUnreadable);
      return {
        ...plain,
        startUs: (furthestUs.get(host) ?? cursorUs) + skipUs,
        leastGapUs: source === host && !wasAhead ? null : Math.max(skipUs, wasAhead ? longRewindUs : 0),
      };
    }
    const usualUs = isNew ? longRewindUs : rewindUs;
    const ownUs = cursorUs - (isExact ? 0 : usualUs / step ** fruitless);
    if (source === host && !wasAhead) return { ...plain, sought: marks, startUs: ownUs };
    if (marks.length === 0 && !wasAhead) return { ...plain, startUs: cursorUs - longRewindUs };
    if (marks.length === 0 || apart >= mostSearches || fruitless >= mostFruitless)
      return { ...plain, startUs: heardUntilUs - longRewindUs, leastGapUs: longRewindUs * step ** (mostSearches - 1) };
    // Where it was ahead of the clock, others may be too; else it is where the clock was.
    const fromUs = apart === 0 ? cursorUs : heardUntilUs;
    return {
      startUs: source === host && apart === 0 ? ownUs : fromUs - longRewindUs * step ** apart,
      sought: marks,
      seekMs: (options.seekMs ?? 10_000) * 2 ** apart,
      leastGapUs: null,
    };
  };

  for (let turn = 0; !stop.aborted;) {
    const urls = options.urls();
    const url = urls[turn % urls.length];
    if (url === undefined) return;
    const { host } = url;
    const cursor = await store.cursor("bluesky");
    const hosts = urls.map((each) => each.host);
    const heardUntilUs = cursor === null ? 0 : await heardUntil({ store, clock }, cursor);
    const session: Session = {
      ...beginOn(host, hosts, cursor, heardUntilUs),
      url,
      lastHeard: cursor,
      heardUntilUs,
      tracked: new Set(hashtags().map(tagKey)),
      salts: await store.salts(clock()),
      knownPosts,
      isCurrent: () => sameTags(session.tracked, hashtags()) && options.urls().some(({ href }) => href === url.href),
    };
    const ending = await listenOnce(session, parts, stop);
    if (stop.aborted) return;
    const reached = await store.cursor("bluesky");
    const wentOn = reached?.source === host && isBeyond(reached.cursorUs, furthestUs.get(host) ?? 0);
    if (wentOn) {
      // Whichever of them came there first, all of them may end at the same place.
      if (isBeyond(reached.cursorUs, Math.max(...furthestUs.values()))) unreadable = 0;
      furthestUs.set(host, reached.cursorUs);
      isNew = false;
      isExact = false;
      apart = 0;
      fruitless = Math.max(0, fruitless - 1);
    }
    if (ending.kind === "renewed") continue;
    if (ending.kind === "apart") {
      apart += 1;
      log.warn({ instance: host }, "a Jetstream instance does not say what another one said last; it is asked for more of what was before");
      continue;
    }
    // What was before the place where counting ended may be forgotten, and that place not.
    if (ending.kind === "refused" && cursor?.source === host && !isExact) {
      isExact = true;
      continue;
    }
    lastEndings.set(host, ending.kind);
    if (ending.kind === "heard" && !wentOn) fruitless += 1;
    if (ending.kind === "unreadable") unreadable += 1;
    failures = wentOn && ending.kind !== "unreadable" ? 0 : failures + 1;
    log.warn({ instance: host, reason: ending.reason }, "a Jetstream instance is not listened to any more; the next one is tried");
    turn += 1;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1));
    await pauseFor(pauseMs, undefined, { signal: stop }).catch(() => {});
  }
};

const sameTags = (tracked: ReadonlySet<string>, hashtags: readonly string[]): boolean =>
  tracked.size === new Set(hashtags.map(tagKey)).size && hashtags.every((tag) => tracked.has(tagKey(tag)));
