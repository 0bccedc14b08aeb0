import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

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
  | { readonly kind: "same-page" }
  | { readonly kind: "limited"; readonly callsLeft: number };

export interface TimelineServer extends AsyncDisposable {
  readonly url: URL;
  readonly calls: readonly string[];
  /** Puts a post there, or in the place of the one with the same uri. */
  put(post: TimelinePost): void;
  remove(uri: string): void;
  trouble: Trouble | null;
}

/** Ids as Mastodon makes them: of the time of the post, so that what comes late stands where it belongs. */
const createIds = () => {
  let count = 0n;
  return (at: Temporal.Instant): bigint => (BigInt(at.epochMilliseconds) << 16n) | (count++ & 0xffffn);
};

/** https://docs.joinmastodon.org/methods/timelines/#tag */
const mostPerPage = 40;

/** The tag timelines of a Mastodon server, newest first by its own ids, in pages of at most 40. */
export const startTimelineServer = async (): Promise<TimelineServer> => {
  const posts = new Map<string, { readonly id: bigint; readonly post: TimelinePost }>();
  const calls: string[] = [];
  const nextId = createIds();

  const answer = (response: ServerResponse, body: string, callsLeft = 290): void => {
    response.writeHead(200, {
      "Content-Type": "application/json; charset=utf-8",
      "X-RateLimit-Limit": "300",
      "X-RateLimit-Remaining": String(callsLeft),
    });
    response.end(body);
  };

  const http = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    calls.push(`${url.pathname}${url.search}`);
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
    const name = decodeURIComponent(tag).toLowerCase();
    const page = [...posts.values()]
      .filter(({ post }) => post.tags.some((each) => each.toLowerCase() === name))
      .filter(({ id }) => maxId === null || trouble?.kind === "same-page" || id < BigInt(maxId))
      .toSorted((a, b) => Number(b.id - a.id))
      .slice(0, Math.min(limit, mostPerPage));
    const body = JSON.stringify(
      page.map(({ id, post }) => ({
        id: String(id),
        uri: post.uri,
        url: `https://example.org/@somebody/${id}`,
        created_at: post.createdAt.toString({ smallestUnit: "millisecond" }),
        edited_at: post.editedAt?.toString({ smallestUnit: "millisecond" }) ?? null,
        content: `<p>secret words ${post.tags.map((each) => `#${each}`).join(" ")}</p>`,
        account: { id: "1", acct: "somebody@example.org", username: "somebody" },
        reblog: post.isBoost === true ? { id: "1" } : null,
        tags: post.tags.map((each) => ({ name: each.toLowerCase(), url: `https://example.org/tags/${each}` })),
      })),
    );
    if (trouble?.kind === "huge") answer(response, `${body}${" ".repeat(9_000_000)}`);
    else if (trouble?.kind === "cut" && (maxId === null ? 1 : 2) >= trouble.fromPage) answer(response, body.slice(0, -5));
    else answer(response, body, trouble?.kind === "limited" ? trouble.callsLeft : undefined);
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  const server: TimelineServer = {
    url: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`),
    calls,
    put: (post) => {
      posts.set(post.uri, { id: posts.get(post.uri)?.id ?? nextId(post.createdAt), post });
    },
    remove: (uri) => {
      posts.delete(uri);
    },
    trouble: null,
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
    },
  };
  return server;
};
