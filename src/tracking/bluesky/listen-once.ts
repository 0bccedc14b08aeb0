import { WebSocket } from "ws";
import type { Coverage, HashtagStore, Salt, StreamCursor } from "../../campaign/hashtags/hashtag-store.ts";
import type { Clock } from "../../clock.ts";
import type { KnownPosts } from "../known-posts.ts";
import { createEventBatch, type EventBatch } from "./event-batch.ts";
import { createEventReader } from "./read-event.ts";
import { createStreamPosition } from "./stream-position.ts";

export interface Session {
  readonly url: URL;
  /** Where counting ended, on whatever instance. */
  readonly lastHeard: StreamCursor | null;
  /** The cursor to ask for; null for what happens from now on. */
  readonly startUs: number | null;
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
 * - `unreadable`: it said something that no client can read on from, and will say it again at the same place.
 * - `renewed`: nothing is wrong, but another session must go on, with the hashtags and salts of now.
 */
export interface Ending {
  readonly kind: "heard" | "silent" | "refused" | "unreadable" | "renewed";
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

const instantOf = (us: number): Temporal.Instant => Temporal.Instant.fromEpochNanoseconds(BigInt(us) * 1000n);

/** One connection to one instance, until it ends. What it said is written with its place in the stream, in one transaction. */
export const listenOnce = async (
  session: Session,
  { store, clock, silenceMs, writeEveryMs }: SessionParts,
  stop: AbortSignal,
): Promise<Ending> => {
  const { url, lastHeard, startUs, tracked, salts, knownPosts } = session;
  const isTracked = (tag: string): boolean => tracked.has(tag);
  const reader = createEventReader(tracked);
  const position = createStreamPosition();
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

  /** The stretches that the stream so far covers: one that goes on from where counting ended, or a gap before a new one. */
  const coverUntil = (toUs: number): Coverage[] => {
    const firstUs = position.firstUs();
    const gapUs = lastHeard !== null && firstUs > lastHeard.cursorUs + toleranceUs ? lastHeard.cursorUs : null;
    const isFirst = coveredFromUs === null;
    coveredFromUs ??= gapUs === null ? Math.min(lastHeard?.cursorUs ?? firstUs, toUs) : firstUs;
    const stretch = { network: "bluesky", complete: true, source: url.host, from: instantOf(coveredFromUs) } as const;
    const heard = { ...stretch, to: instantOf(Math.max(toUs, coveredFromUs)) };
    if (!isFirst || gapUs === null) return [heard];
    return [{ ...stretch, source: "nobody", complete: false, from: instantOf(gapUs), to: instantOf(firstUs) }, heard];
  };

  const write = async (isLast = false): Promise<void> => {
    const full = batch;
    const cursorUs = position.latestUs();
    if (cursorUs === null || (lastHeard !== null && !isLast && !position.isSure())) return;
    batch = newBatch();
    writtenMs = performance.now();
    await store.change("bluesky", clock(), full.keys, (known) => ({
      ...full.decide(known),
      cursor: { source: url.host, cursorUs },
      coverage: coverUntil(cursorUs),
    }));
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
  socket.on("message", (message: Buffer, isBinary) => {
    messages += 1;
    if (isBinary || message.length > mostBytes) return;
    const reading = reader.read(message);
    if (reading.kind === "malformed") return;
    heardSomething = true;
    position.pass(reading.atUs);
    // From the very first event on there is a place to go on from.
    if (lastHeard === null && position.isFirst()) writeNow();
    if (reading.kind !== "post") return;
    batch.add(reading.event);
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
  socket.on("close", (code) => end({ kind: heardSomething ? "heard" : "silent", reason: `it closed the stream (${code})` }));
  const renew = (): void => end({ kind: "renewed", reason: "" });
  stop.addEventListener("abort", renew, { once: true });
  if (stop.aborted) renew();

  let counted = 0;
  const ticking = setInterval(() => {
    const nowMs = performance.now();
    if (messages !== counted || socket.isPaused || isWriting) heardMs = nowMs;
    counted = messages;
    if (nowMs - heardMs > silenceMs) end({ kind: heardSomething ? "heard" : "silent", reason: "it said nothing for too long" });
    else if (nowMs - begunMs > longestSessionMs || !session.isCurrent()) renew();
    else if (batch.size > 0 || nowMs - writtenMs > idleWrites * writeEveryMs) writeNow();
  }, writeEveryMs);

  try {
    const ending = await ended;
    await writing;
    await write(true);
    return ending;
  } catch (error) {
    return { kind: "silent", reason: error instanceof Error ? error.message : "the database failed" };
  } finally {
    clearInterval(ticking);
    stop.removeEventListener("abort", renew);
    socket.removeAllListeners("message");
    socket.on("error", () => {});
    socket.terminate();
  }
};
