import { WebSocket } from "ws";
import type { Coverage, HashtagStore, Salt, StreamCursor } from "../../campaign/hashtags/hashtag-store.ts";
import type { Clock } from "../../clock.ts";
import type { KnownPosts } from "../known-posts.ts";
import { createEventBatch, type EventBatch } from "./event-batch.ts";
import { mostAheadUs } from "./heard-until.ts";
import { createEventReader, type PostEvent } from "./read-event.ts";
import { createMarkSearch, createStreamMarks } from "./stream-marks.ts";
import { createStreamPosition, leapUs } from "./stream-position.ts";

export interface Session {
  readonly url: URL;
  /** Where counting ended, on whatever instance. */
  readonly lastHeard: StreamCursor | null;
  /** When that was, by our clock: earlier than the place where its times were ahead of the clock. */
  readonly heardUntilUs: number;
  /** The cursor to ask for; null for what happens from now on. */
  readonly startUs: number | null;
  /** Marks of what was said where counting ended: a stream that says some of it began before. */
  readonly sought: readonly string[];
  /** How long that may take where another instance said it, or one whose times were ahead of the clock, so that times tell nothing; null where they do. */
  readonly seekMs: number | null;
  /** A gap before this stream is at least so long; null where times tell whether there is one. */
  readonly leastGapUs: number | null;
  readonly tracked: ReadonlySet<string>;
  readonly salts: readonly Salt[];
  readonly knownPosts: KnownPosts;
  /** False where other hashtags are tracked by now. */
  isCurrent(): boolean;
}

export interface SessionParts {
  readonly store: HashtagStore;
  readonly clock: Clock;
  readonly silenceMs: number;
  readonly writeEveryMs: number;
}

/**
 * - `heard`: it said something before it ended.
 * - `silent`: it could not be reached, or said nothing.
 * - `refused`: it does not take this cursor.
 * - `apart`: what another instance said is not in it, from where it was asked to begin on.
 * - `unreadable`: it said something that no client can read on from, and will say it again at the same place.
 * - `renewed`: nothing is wrong, but another session must go on, with the hashtags and salts of now.
 */
export interface Ending {
  readonly kind: "heard" | "silent" | "refused" | "apart" | "unreadable" | "renewed";
  readonly reason: string;
}

/** A post's record has at most 1 MB (https://atproto.com/specs/repository); what is larger is no event. */
const mostBytes = 4_000_000;
/** A message of more ends the connection, since nobody can pass over a part of one; what is between is thrown away whole. */
const mostBytesReceived = 64_000_000;
const handshakeMs = 15_000;
/** Where nothing is counted, the place in the stream is written less often: what comes again counts once. */
const idleWrites = 10;
/** So many events are written at once, and the stream is made to wait while more than that are waiting. */
const mostWaiting = 5000;
/** A salt has another after eight days. */
const longestSessionMs = 12 * 60 * 60_000;
/** Two instances may hear of the same event at slightly different times. */
const toleranceUs = 2_000_000;
/** What is said to be earlier than Bluesky is, or so much later than now, is not the time of anything. Up to that it may be our clock that is wrong. */
const earliestUs = Date.UTC(2022, 0) * 1000;
const mostBelievedUs = 24 * 3_600_000_000;
const tooOld = "CursorTooOld";
const policyViolation = 1008;
const shortMessage = 1000;

const instantOf = (us: number): Temporal.Instant => Temporal.Instant.fromEpochNanoseconds(BigInt(us) * 1000n);

/** One connection to one instance, until it ends. What it said is written with its place in the stream, in one transaction. */
export const listenOnce = async (
  session: Session,
  { store, clock, silenceMs, writeEveryMs }: SessionParts,
  stop: AbortSignal,
): Promise<Ending> => {
  const { url, lastHeard, heardUntilUs, startUs, leastGapUs, seekMs, tracked, salts, knownPosts } = session;
  const isTracked = (tag: string): boolean => tracked.has(tag);
  const reader = createEventReader(tracked);
  const position = createStreamPosition();
  const marks = createStreamMarks();
  const search = createMarkSearch(session.sought, salts, seekMs === null);
  let isSeeking = session.sought.length > 0;
  let isFound = false;
  const newBatch = (): EventBatch => createEventBatch(salts, knownPosts, isTracked);
  const { promise: ended, resolve: end } = Promise.withResolvers<Ending>();
  const begunMs = performance.now();
  let batch = newBatch();
  let messages = 0;
  let heardSomething = false;
  let heardMs = begunMs;
  let writtenMs = begunMs;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  let coveredFromUs: number | null = null;
  let nowUs = 0;
  const lookAtClock = (): void => {
    nowUs = clock().epochMilliseconds * 1000;
  };
  lookAtClock();

  const address = new URL(url);
  address.searchParams.append("wantedCollections", "app.bsky.feed.post");
  if (startUs !== null) address.searchParams.set("cursor", String(Math.max(0, Math.floor(startUs))));
  const socket = new WebSocket(address, {
    perMessageDeflate: false,
    maxPayload: mostBytesReceived,
    handshakeTimeout: handshakeMs,
    followRedirects: false,
    // Only what is parsed is decoded, and there whatever is no UTF-8 is no hashtag either.
    skipUTF8Validation: true,
  });

  /** Nothing is covered that is still to come. */
  const byClock = (us: number): number => (us > nowUs + mostAheadUs ? nowUs : us);

  /** Where a gap ends that lies before this stream; null where there is none. */
  const gapEndUs = (): number | null => {
    if (lastHeard === null) return null;
    const firstUs = byClock(position.firstUs());
    if (leastGapUs !== null) return Math.max(firstUs, heardUntilUs + leastGapUs);
    return isFound || firstUs <= heardUntilUs + toleranceUs ? null : firstUs;
  };

  /** The stretches that the stream so far covers: one that goes on from where counting ended, or a new one after each gap. */
  const coverUntil = (toUs: number): Coverage[] => {
    const tags = [...tracked];
    const stretch = { network: "bluesky", complete: true, source: url.host, tags } as const;
    const heard = (from: number, to: number): Coverage => ({ ...stretch, from: instantOf(from), to: instantOf(to) });
    const missed = (from: number, to: number): Coverage => ({ ...heard(from, to), source: "nobody", complete: false });
    const stretches: Coverage[] = [];
    if (coveredFromUs === null) {
      const endUs = gapEndUs();
      coveredFromUs = endUs ?? (lastHeard === null ? Math.min(position.firstUs(), toUs) : heardUntilUs);
      if (endUs !== null) stretches.push(missed(heardUntilUs, endUs));
    }
    for (const leap of position.takeLeaps()) {
      const leaptUs = byClock(leap.fromUs);
      const fromUs = Math.max(coveredFromUs, leaptUs);
      const endUs = byClock(leap.toUs);
      // Times ahead of the clock are wrong and tell of no gap; what was before was told of by whoever listened then.
      if (endUs - leaptUs <= leapUs || endUs <= fromUs) continue;
      if (fromUs > coveredFromUs) stretches.push(heard(coveredFromUs, fromUs));
      stretches.push(missed(fromUs, endUs));
      coveredFromUs = endUs;
    }
    return [...stretches, heard(coveredFromUs, Math.max(toUs, coveredFromUs))];
  };

  /** Whether the stream is where counting ended. Until then what it says counts, and its place is not kept: from there on nothing would be missing. */
  const isBack = (cursorUs: number): boolean => {
    if (seekMs !== null) return isFound;
    return lastHeard === null || startUs === null || leastGapUs !== null || cursorUs >= lastHeard.cursorUs;
  };

  const write = async (isLast = false): Promise<void> => {
    const cursorUs = position.latestUs();
    if (cursorUs === null) return;
    const isPlace = (lastHeard === null || isLast || position.isSure()) && isBack(cursorUs);
    if (!isPlace && batch.size === 0) return;
    const full = batch;
    batch = newBatch();
    writtenMs = performance.now();
    const [salt] = salts;
    const place = isPlace && {
      cursor: { source: url.host, cursorUs, marks: salt === undefined ? [] : marks.under(salt) },
      coverage: coverUntil(byClock(cursorUs)),
    };
    await store.change("bluesky", clock(), full.keys, (known) => ({ ...full.decide(known), ...place }));
  };

  const seek = (message: Buffer, atUs: number): void => {
    // A line that is told again later proves only what its own time says: that must be about where the stream is, and where times tell, where counting ended.
    isFound = search.isFoundWith(
      message,
      () => atUs >= (position.latestUs() ?? atUs) - leapUs && (seekMs !== null || Math.abs(atUs - heardUntilUs) <= leapUs),
    );
    // The times of another instance are no measure of what lies before.
    if (isFound && seekMs !== null) position.takeLeaps();
    // Where times tell when it begins, what is not found by now does not matter any more.
    isSeeking = !isFound && (seekMs !== null || coveredFromUs === null);
  };

  const hasSoughtEnough = (nowMs: number): boolean => {
    if (isFound || seekMs === null || lastHeard === null || startUs === null) return false;
    const isFarBeyond = (position.latestUs() ?? 0) > 2 * lastHeard.cursorUs - startUs;
    return isFarBeyond || nowMs - begunMs > seekMs;
  };

  const writeNow = (): void => {
    if (isWriting) return;
    isWriting = true;
    writing = write()
      .catch((error: unknown) => {
        // What was not written comes again: the place in the stream is that of before.
        end({ kind: "silent", reason: error instanceof Error ? error.message : "the database failed" });
        throw error;
      })
      .finally(() => {
        isWriting = false;
        if (socket.isPaused) socket.resume();
      });
    writing.catch(() => {});
  };

  // What is received must be known before messages are read from it. Not before the socket is open: whoever listens sets the bytes flowing, and the first would be lost.
  socket.on("upgrade", ({ socket: connection }) =>
    socket.once("open", () => connection.prependListener("data", (bytes: Buffer) => reader.receive(bytes))),
  );

  /** What has no time that can be believed counts where the stream is, and of its post all else came after it was made. */
  const atPlace = (event: PostEvent): PostEvent => ({
    ...event,
    atUs: position.latestUs() ?? nowUs,
    revUs: event.kind === "made" ? 0 : null,
  });

  const refuse = (reason: string): void => end({ kind: "refused", reason });
  socket.on("message", (message: Buffer, isBinary) => {
    messages += 1;
    const reading = isBinary || message.length > mostBytes ? null : reader.read(message);
    if (reading === null || reading.kind === "malformed") {
      if (!heardSomething && message.length < shortMessage && message.includes(tooOld)) refuse(`it said ${tooOld}`);
      return;
    }
    heardSomething = true;
    const isBelieved = reading.atUs <= nowUs + mostBelievedUs && reading.atUs >= earliestUs;
    if (isBelieved) position.pass(reading.atUs);
    marks.pass(message);
    if (isSeeking) seek(message, reading.atUs);
    // From the very first event on there is a place to go on from.
    if (lastHeard === null && position.isFirst()) writeNow();
    if (reading.kind !== "post") return;
    batch.add(isBelieved ? reading.event : atPlace(reading.event));
    if (batch.size < mostWaiting) return;
    if (isWriting) socket.pause();
    else writeNow();
  });
  socket.on("unexpected-response", (request, response) => {
    end({ kind: response.statusCode === 400 ? "refused" : "silent", reason: `it answered ${response.statusCode}` });
    request.destroy();
  });
  socket.on("error", (error) => {
    const isUnreadable = "code" in error && String(error.code).startsWith("WS_ERR_");
    end({ kind: isUnreadable ? "unreadable" : heardSomething ? "heard" : "silent", reason: error.message });
  });
  socket.on("close", (code, said) => {
    const why = said.toString();
    // Some say it only now.
    if (!heardSomething && (why.includes(tooOld) || (code === policyViolation && (why === "" || /cursor/i.test(why)))))
      refuse(`it closed the stream (${code})`);
    end({ kind: heardSomething ? "heard" : "silent", reason: `it closed the stream (${code})` });
  });
  const renew = (): void => end({ kind: "renewed", reason: "" });
  stop.addEventListener("abort", renew, { once: true });
  if (stop.aborted) renew();

  let counted = 0;
  const ticking = setInterval(() => {
    const nowMs = performance.now();
    lookAtClock();
    if (messages !== counted || socket.isPaused || isWriting) heardMs = nowMs;
    counted = messages;
    if (nowMs - heardMs > silenceMs) end({ kind: heardSomething ? "heard" : "silent", reason: "it said nothing for too long" });
    else if (hasSoughtEnough(nowMs)) end({ kind: "apart", reason: "it does not say what another one said" });
    else if (nowMs - begunMs > longestSessionMs || !session.isCurrent()) renew();
    else if (batch.size > 0 || nowMs - writtenMs > idleWrites * writeEveryMs) writeNow();
  }, writeEveryMs);

  try {
    const ending = await ended;
    // Writes are one after the other: nothing comes in between any more.
    clearInterval(ticking);
    socket.removeAllListeners("message");
    await writing;
    await write(true);
    return ending;
  } catch (error) {
    return { kind: "silent", reason: error instanceof Error ? error.message : "the database failed" };
  } finally {
    clearInterval(ticking);
    stop.removeEventListener("abort", renew);
    socket.on("error", () => {});
    socket.terminate();
  }
};
