import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

/** A post that this server has, its own or another server's. */
export interface TimelinePost {
  readonly uri: string;
  readonly tags: readonly string[];
  readonly createdAt: Temporal.Instant;
  readonly editedAt?: Temporal.Instant;
  /** A boost of it is in no tag timeline; a server that only resembles Mastodon may show it there. */
  readonly isBoost?: boolean;
}

/** How a server fails: with an answer, in the middle of its JSON, with a redirect, or by showing only so many pages. */
type Trouble =
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "cut"; readonly fromPage: number }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "huge" }
  | { readonly kind: "same-page" };

/** https://docs.joinmastodon.org/api/rate-limits/ */
interface Window {
  readonly most: number;
  left: number;
  /** When `left` is `most` again, as the headers say it; null for a server that does not say. */
  readonly resetsAt: Temporal.Instant | null;
  /** Seconds. */
  readonly retryAfter?: number;
}

interface ServerOptions {
  /** What alone opens the streams. */
  readonly token?: string;
}

export interface TimelineServer extends AsyncDisposable {
  readonly url: URL;
  readonly calls: readonly string[];
  /** Puts a post there, or in the place of the one with the same uri. */
  put(post: TimelinePost): void;
  remove(uri: string): void;
  /** Removes all, and tells nobody. */
  clear(): void;
  /** The posts of a hashtag, by `uri`, the newest first, whether they are shown or not. */
  newest(tag: string): string[];
  trouble: Trouble | null;
  /** Shows the newest so many posts of a hashtag, and then an empty page. */
  shows: number;
  /** Null where calls are not limited. */
  window: Window | null;
  /** Shows its timelines only to whoever has the token. */
  isClosed: boolean;
  /** Stand at the top of each timeline in the place of posts. */
  readonly odd: unknown[];
  /** How many calls it refused since they were too many. */
  readonly refused: number;
  /** How many calls had the token, streams apart. */
  readonly callsWithToken: number;
  /** Hashtags that are listened to now. */
  streamed(): string[];
  /** How many streams were asked for, with the right token or not. */
  readonly streamCalls: number;
  cutStreams(): void;
}

/** Ids as Mastodon makes them: of the time of the post, so that what comes late stands where it belongs. */
const createIds = () => {
  let count = 0n;
  return (at: Temporal.Instant): bigint => (BigInt(at.epochMilliseconds) << 16n) | (count++ & 0xffffn);
};

/** https://docs.joinmastodon.org/methods/timelines/#tag */
const mostPerPage = 40;

/**
 * The tag timelines of a Mastodon server, newest first by its own ids, in pages of at most 40, and with a token its streams of hashtags
 * (https://docs.joinmastodon.org/methods/streaming/), which tell of an edit only where the post has the hashtag still.
 */
export const startTimelineServer = async ({ token }: ServerOptions = {}): Promise<TimelineServer> => {
  const posts = new Map<string, { readonly id: bigint; readonly post: TimelinePost }>();
  const calls: string[] = [];
  const nextId = createIds();

  const ofTag = (name: string) =>
    [...posts.values()].filter(({ post }) => post.tags.some((each) => each.toLowerCase() === name)).toSorted((a, b) => Number(b.id - a.id));
  let refused = 0;
  let callsWithToken = 0;
  const limits = (): Record<string, string> => {
    const window = server.window;
    if (window === null) return { "X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "290" };
    const reset: Record<string, string> =
      window.resetsAt === null ? {} : { "X-RateLimit-Reset": window.resetsAt.toString({ fractionalSecondDigits: 6 }) };
    return { "X-RateLimit-Limit": String(window.most), "X-RateLimit-Remaining": String(window.left), ...reset };
  };
  const answer = (response: ServerResponse, body: string): void => {
    response.writeHead(200, { "Content-Type": "application/json; charset=utf-8", ...limits() });
    response.end(body);
  };
  /** Counts a call; false where it was refused. */
  const admit = (response: ServerResponse): boolean => {
    const window = server.window;
    if (window === null) return true;
    if (window.left > 0) {
      window.left -= 1;
      return true;
    }
    refused += 1;
    const retry = window.retryAfter === undefined ? {} : { "Retry-After": String(window.retryAfter) };
    response.writeHead(429, { "Content-Type": "application/json", ...limits(), ...retry }).end('{"error":"Too many requests"}');
    return false;
  };
  const isKnown = (authorization: string | undefined): boolean => token !== undefined && authorization === `Bearer ${token}`;

  const toJson = ({ id, post }: { readonly id: bigint; readonly post: TimelinePost }): object => ({
    id: String(id),
    uri: post.uri,
    url: `https://example.org/@somebody/${id}`,
    created_at: post.createdAt.toString({ smallestUnit: "millisecond" }),
    edited_at: post.editedAt?.toString({ smallestUnit: "millisecond" }) ?? null,
    content: `<p>secret words ${post.tags.map((each) => `#${each}`).join(" ")}</p>`,
    account: { id: "1", acct: "somebody@example.org", username: "somebody" },
    reblog: post.isBoost === true ? { id: "1" } : null,
    tags: post.tags.map((each) => ({ name: each.toLowerCase(), url: `https://example.org/tags/${each}` })),
  });

  const sockets = new Map<WebSocket, string>();
  let streamCalls = 0;
  const tell = (event: string, tags: readonly string[], payload: string): void => {
    const names = new Set(tags.map((each) => each.toLowerCase()));
    for (const [socket, tag] of sockets) if (names.has(tag)) socket.send(JSON.stringify({ stream: ["hashtag", tag], event, payload }));
  };

  const http = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    calls.push(`${url.pathname}${url.search}`);
    if (isKnown(request.headers.authorization)) callsWithToken += 1;
    if (!admit(response)) return;
    const tag = /^\/api\/v1\/timelines\/tag\/([^/]+)$/.exec(url.pathname)?.[1];
    const viewed = /^\/api\/v1\/tags\/([^/]+)$/.exec(url.pathname)?.[1];
    if (viewed !== undefined && server.trouble === null) {
      // A server counts in its own way: here whatever it has, boosts and all.
      const uses = [...posts.values()].filter(({ post }) => post.tags.some((each) => each.toLowerCase() === viewed.toLowerCase())).length;
      answer(
        response,
        JSON.stringify({
          name: viewed,
          url: `https://example.org/tags/${viewed}`,
          history: [
            { day: "1", uses: String(uses), accounts: "1" },
            { day: "0", uses: "0", accounts: "0" },
          ],
        }),
      );
      return;
    }
    const maxId = url.searchParams.get("max_id");
    const limit = Number(url.searchParams.get("limit") ?? "20");
    if (request.method !== "GET" || tag === undefined || (maxId !== null && !/^\d+$/.test(maxId))) {
      response.writeHead(404, { "Content-Type": "application/json" }).end('{"error":"Record not found"}');
      return;
    }
    const trouble = server.trouble;
    if (trouble?.kind === "status") {
      response.writeHead(trouble.status, { "Content-Type": "application/json" }).end('{"error":"no"}');
      return;
    }
    if (trouble?.kind === "redirect") {
      response.writeHead(302, { location: trouble.to }).end();
      return;
    }
    if (server.isClosed && !isKnown(request.headers.authorization)) {
      response.writeHead(422, { "Content-Type": "application/json" }).end('{"error":"This method requires an authenticated user"}');
      return;
    }
    const name = decodeURIComponent(tag).toLowerCase();
    const page = ofTag(name)
      .slice(0, server.shows)
      .filter(({ id }) => maxId === null || trouble?.kind === "same-page" || id < BigInt(maxId))
      .slice(0, Math.min(limit, mostPerPage));
    const body = JSON.stringify([...(maxId === null ? server.odd : []), ...page.map(toJson)]);
    if (trouble?.kind === "huge") answer(response, `${body}${" ".repeat(9_000_000)}`);
    else if (trouble?.kind === "cut" && (maxId === null ? 1 : 2) >= trouble.fromPage) answer(response, body.slice(0, -5));
    else answer(response, body);
  });
  const streams = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request, socket, head) => {
    streamCalls += 1;
    const url = new URL(request.url ?? "/", "http://localhost");
    const tag = url.searchParams.get("tag");
    if (
      url.pathname !== "/api/v1/streaming" ||
      url.searchParams.get("stream") !== "hashtag" ||
      tag === null ||
      !isKnown(request.headers.authorization)
    ) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    streams.handleUpgrade(request, socket, head, (open) => {
      sockets.set(open, tag.toLowerCase());
      open.on("close", () => sockets.delete(open));
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  const server: TimelineServer = {
    url: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`),
    calls,
    put: (post) => {
      const before = posts.get(post.uri);
      const kept = { id: before?.id ?? nextId(post.createdAt), post };
      posts.set(post.uri, kept);
      tell(before === undefined ? "update" : "status.update", post.tags, JSON.stringify(toJson(kept)));
    },
    remove: (uri) => {
      const before = posts.get(uri);
      posts.delete(uri);
      if (before !== undefined) tell("delete", before.post.tags, String(before.id));
    },
    clear: () => posts.clear(),
    newest: (tag) => ofTag(tag).map(({ post }) => post.uri),
    shows: Number.POSITIVE_INFINITY,
    window: null,
    isClosed: false,
    odd: [],
    get callsWithToken() {
      return callsWithToken;
    },
    get refused() {
      return refused;
    },
    streamed: () => [...sockets.values()],
    get streamCalls() {
      return streamCalls;
    },
    cutStreams: () => {
      for (const socket of sockets.keys()) socket.terminate();
    },
    trouble: null,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.keys()) socket.terminate();
      http.closeAllConnections();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
    },
  };
  return server;
};
