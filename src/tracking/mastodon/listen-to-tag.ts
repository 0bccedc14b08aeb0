import type { LookupFunction } from "node:net";
import { WebSocket } from "ws";
import { readStreamMessage, type StreamNews } from "./read-stream-message.ts";

export interface TagStream {
  /** `wss://…`, without a path. */
  readonly base: URL;
  readonly tag: string;
  readonly token: string;
  readonly userAgent: string;
  readonly lookup: LookupFunction | undefined;
  /** How often the server is asked whether it is still there. */
  readonly pingEveryMs: number;
  onOpen(): void;
  onNews(news: StreamNews): void;
}

/** A post has at most some 100 kB. */
const mostBytes = 1_000_000;
const handshakeMs = 15_000;

/** Listens to the new posts of one hashtag until the connection ends or `stop`. Answers with why it ended. */
export const listenToTag = async (
  { base, tag, token, userAgent, lookup, pingEveryMs, onOpen, onNews }: TagStream,
  stop: AbortSignal,
): Promise<string> => {
  const url = new URL("/api/v1/streaming", base);
  url.searchParams.set("stream", "hashtag");
  url.searchParams.set("tag", tag);
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const socket = new WebSocket(url, {
    // Not in the address, which servers write into their logs.
    headers: { authorization: `Bearer ${token}`, "user-agent": userAgent },
    maxPayload: mostBytes,
    handshakeTimeout: handshakeMs,
    followRedirects: false,
    ...(lookup === undefined ? {} : { lookup }),
  });
  let isAlive = true;
  const ticking = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (!isAlive) end("it said nothing for too long");
    isAlive = false;
    socket.ping();
  }, pingEveryMs);
  const live = (): void => void (isAlive = true);
  const leave = (): void => end("stopped");
  socket.on("open", onOpen);
  socket.on("pong", live);
  socket.on("ping", live);
  socket.on("message", (message: Buffer, isBinary) => {
    live();
    const news = isBinary ? null : readStreamMessage(message.toString("utf8"));
    if (news !== null) onNews(news);
  });
  socket.on("unexpected-response", (request, response) => {
    end(`it answered ${response.statusCode}`);
    request.destroy();
  });
  socket.on("error", () => end("it cannot be reached"));
  socket.on("close", (code) => end(`it closed the stream (${code})`));
  stop.addEventListener("abort", leave, { once: true });
  if (stop.aborted) leave();
  try {
    return await ended;
  } finally {
    clearInterval(ticking);
    stop.removeEventListener("abort", leave);
    socket.removeAllListeners("message");
    socket.terminate();
  }
};
