import { tagKey } from "../../campaign/hashtags/fold-tag.ts";
import type { Coverage, HashtagStore, Salt, TagView } from "../../campaign/hashtags/hashtag-store.ts";
import { noteOf, type TimelineNote } from "../../campaign/hashtags/judge-absent.ts";
import type { Clock } from "../../clock.ts";
import type { TrackingLog } from "../tracking-log.ts";
import { countShown, watchedHours, type Ending } from "./count-shown.ts";
import { PageRefused, type FetchOptions } from "./fetch-json.ts";
import { fetchPage, fetchView } from "./fetch-timeline.ts";
import type { HeardLive } from "./heard-live.ts";
import type { RateLimit } from "./rate-limit.ts";
import { readOn, type TimelineProgress } from "./read-timeline.ts";
import { advancePass, beginPass, provenSince, type PassPart, type ReadingPass } from "./reading-pass.ts";

export interface ServerReaderOptions {
  readonly server: URL;
  hashtags(): readonly string[];
  readonly store: HashtagStore;
  readonly clock: Clock;
  readonly log: TrackingLog;
  /** Null where nothing is streamed from this server. */
  readonly heard: HeardLive | null;
  fetching(stop: AbortSignal): FetchOptions;
}

export interface ServerReader {
  /** Whether it is time for another reading, or for going on with one. */
  isDue(): boolean;
  /** Reads the timelines, or reads them on, as far as the server answers. Answers whether all of them have been shown to the end. */
  read(salts: readonly Salt[], stop: AbortSignal): Promise<boolean>;
}

/** How often each server's timelines are read, and how soon again where it hid much at once. */
const readEveryMinutes = 15;
const askAgainMinutes = 2;
/** What a server answers that shows its timelines only to whoever has an account. */
const wantsAccount: ReadonlySet<number | null> = new Set([401, 403, 422]);

const isLater = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) > 0;

/**
 * Reads one server's timelines again and again, each time a stretch as long as its limits allow. How far it has come is in memory alone:
 * a process that begins anew begins with the timeline that was read longest ago.
 */
export const createServerReader = ({ server, hashtags, store, clock, log, heard, fetching }: ServerReaderOptions): ServerReader => {
  const source = server.host;
  let pass: ReadingPass | null = null;
  let waitsUntil: Temporal.Instant | null = null;
  let dueAt: Temporal.Instant | null = null;
  /** It hid much of what it had shown; a second time it is believed. */
  let isDoubted = false;
  let usesToken = false;

  const isWaiting = (): boolean => waitsUntil !== null && isLater(waitsUntil, clock());

  const obey = ({ callsLeft, resetsInMs }: RateLimit): void => {
    if (callsLeft <= 0) waitsUntil = clock().add({ milliseconds: resetsInMs });
  };

  /** One call; null where the server must not be asked now. Throws `PageRefused`. */
  const ask = async <T extends { readonly limit: RateLimit }>(
    stop: AbortSignal,
    call: (options: FetchOptions) => Promise<T>,
  ): Promise<T | null> => {
    if (isWaiting()) return null;
    const { token, ...options } = fetching(stop);
    try {
      const answer = await call(usesToken ? { ...options, token } : options);
      obey(answer.limit);
      return answer;
    } catch (error) {
      if (!(error instanceof PageRefused)) throw error;
      if (error.waitMs !== null) obey({ callsLeft: 0, resetsInMs: error.waitMs });
      if (usesToken || token === undefined || !wantsAccount.has(error.status)) throw error;
      usesToken = true;
      return ask(stop, call);
    }
  };

  /** Nothing where the server does not say it: it is an ornament. */
  const readView = async ({ key, tag }: TimelineProgress, stop: AbortSignal): Promise<TagView[]> => {
    try {
      const answer = await ask(stop, (options) => fetchView(server, tag, options));
      return answer === null || answer.view === null ? [] : [{ source, tag: key, ...answer.view, at: clock() }];
    } catch (error) {
      if (error instanceof PageRefused) return [];
      throw error;
    }
  };

  /** Reads on until everything is read or the server takes no more calls. */
  const readParts = async ({ left, since }: ReadingPass, stop: AbortSignal): Promise<{ parts: PassPart[]; views: TagView[] }> => {
    const parts: PassPart[] = [];
    const views: TagView[] = [];
    for (const progress of left) {
      const part = await readOn(progress, since, (before) => ask(stop, (options) => fetchPage(server, progress.tag, before, options)));
      parts.push({ progress, ...part });
      if (part.end.kind === "later") break;
      if (part.end.kind === "whole") views.push(...(await readView(progress, stop)));
    }
    return { parts, views };
  };

  const readNotes = async (): Promise<Map<string, TimelineNote>> =>
    new Map((await store.timelines()).filter((note) => note.source === source).map((note) => [note.tag, note]));

  /** What is kept of a reading that is at its end, or as far as `after`. */
  const coverageOf = (
    after: ReadingPass,
    reason: string | null,
    notes: ReadonlyMap<string, TimelineNote>,
    hasSeen: boolean,
  ): Coverage[] => {
    const stretch = { network: "mastodon", source, tags: after.tags } as const;
    if (after.left.length === 0 && reason === null) return [{ ...stretch, from: provenSince(after), to: after.begunAt, complete: true }];
    if (!hasSeen && after.whole.length === 0) return [];
    // Up to the last reading of all timelines everything is known.
    const knownUntil = hashtags().map((hashtag) => notes.get(tagKey(hashtag))?.last?.begunAt ?? after.since);
    const from = [after.since, ...knownUntil.toSorted(Temporal.Instant.compare).slice(0, 1)].toSorted(Temporal.Instant.compare).at(-1);
    const to = after.begunAt;
    return from !== undefined && isLater(to, from) ? [{ ...stretch, from, to, complete: false }] : [];
  };

  /** Counts what was read, and, at the end of a reading, what is missing. Answers with where the reading is then, and what was wrong with it. */
  const count = async (
    before: ReadingPass,
    parts: readonly PassPart[],
    notes: ReadonlyMap<string, TimelineNote>,
    salts: readonly Salt[],
  ) => {
    const now = clock();
    const isLast = parts.every(({ end }) => end.kind !== "later");
    const tracked = new Set(hashtags().map(tagKey));
    const readings = parts.flatMap(({ statuses }) => statuses);
    const statuses = readings.flatMap(({ kind, status }) => (kind === "status" ? [status] : []));
    let after = before;
    let reason: string | null = null;
    const end = (keyOf: (uri: string) => string | undefined): Ending => {
      after = advancePass(before, parts, keyOf);
      // Only now, so that whatever is counted already was heard.
      const told = heard?.since(before.heardMark) ?? new Map<string, "shown" | "gone">();
      const { whole, odd, broken } = after;
      return {
        whole: isLast ? new Map(whole.map(({ key, ...timeline }) => [key, timeline])) : new Map(),
        notes,
        shownUnder: after.shownUnder,
        spared: new Set(told.keys()),
        overtaken: new Set([...told].flatMap(([key, kind]) => (kind === "gone" ? [key] : []))),
        believesMany: isDoubted,
        finish: (isDoubtful) => {
          reason = broken;
          if (isLast) isDoubted = isDoubtful;
          if (isDoubtful) reason ??= "it hides much of what it showed before, which is believed when it still does so the next time";
          if (odd > 0) reason ??= `${odd} of its posts cannot be read`;
          const timelines = whole.map(({ key, ...timeline }) =>
            isLast && !isDoubtful
              ? noteOf(source, key, timeline, before.begunAt, now)
              : { source, tag: key, listedAt: now, last: notes.get(key)?.last ?? null },
          );
          return { coverage: coverageOf(after, reason, notes, readings.length > 0), timelines };
        },
      };
    };
    const showing = {
      server: source,
      statuses,
      alsoThere: readings.flatMap(({ kind, status }) => (kind === "odd" && status.uri !== null ? [status.uri] : [])),
      isTracked: (tag: string): boolean => tracked.has(tag),
      since: before.since,
      now,
    };
    const keyOf = await countShown(store, salts, showing, isLast ? "all" : "these", end);
    for (const { id, uri } of statuses) {
      const key = keyOf(uri);
      if (key !== undefined) heard?.meet(id, key, now);
    }
    return { after, reason: reason as string | null };
  };

  return {
    isDue: () => !isWaiting() && (pass !== null || dueAt === null || !isLater(dueAt, clock())),

    read: async (salts, stop) => {
      if (isWaiting()) return false;
      const notes = await readNotes();
      const tags = new Map(hashtags().map((hashtag) => [tagKey(hashtag), hashtag.replace(/^#/, "")]));
      const before = pass ?? beginPass(tags, (key) => notes.get(key)?.listedAt.epochMilliseconds, clock(), heard?.mark() ?? 0);
      // What fails in between is begun anew.
      pass = null;
      const { parts, views } = await readParts(before, stop);
      if (stop.aborted) return false;
      const { after, reason } = await count(before, parts, notes, salts);
      if (views.length > 0) await store.writeViews(views);
      if (after.left.length > 0) {
        pass = after;
        log.info(
          { server: source, until: waitsUntil?.toString() },
          "a Mastodon server answers no more calls for now; its timelines are read on later",
        );
        return false;
      }
      dueAt = isDoubted ? clock().add({ minutes: askAgainMinutes }) : before.begunAt.add({ minutes: readEveryMinutes });
      heard?.forget(before.begunAt.subtract({ hours: watchedHours }), before.heardMark);
      if (reason !== null) log.warn({ server: source, reason }, "a Mastodon server did not show all of its timelines");
      return reason === null;
    },
  };
};
