import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, systemClock } from "../../../src/clock.ts";
import { answerFaulty, type Fault, write } from "./fault.ts";
import { defaultInstance } from "./instance.ts";
import { createRateCounter, mastodonRateLimits, type MastodonRateLimits } from "./rate-limits.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { readParameters } from "./request.ts";
import { route } from "./routes.ts";
import {
  createSnowflakes,
  type InstanceSettings,
  type MastodonCharacter,
  type ServerState,
  type StoredMedia,
  type StoredStatus,
  type StoredToken,
} from "./state.ts";

export interface MastodonServerOptions {
  readonly clock?: Clock;
  /** 0, a free one, unless set. */
  readonly port?: number;
  /** One account `campaign` with a token for everything, unless set. */
  readonly tokens?: readonly StoredToken[];
  readonly character?: MastodonCharacter;
  readonly instance?: Partial<InstanceSettings>;
  /** How often a picture is looked at until it is ready; 0 answers the upload with 200. */
  readonly pollsUntilReady?: number;
  readonly rateLimits?: Partial<MastodonRateLimits>;
  readonly raceWindowMs?: number;
}

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly idempotencyKey: string | undefined;
  readonly status: number | null;
}

/** A post as the contract tests over all networks look at it. */
interface PostedStatus {
  readonly id: string;
  readonly text: string;
  readonly replyTo: string | null;
  readonly language: string;
  readonly media: readonly { readonly alt: string; readonly bytes: number; readonly mediaType: string }[];
  readonly url: string;
}

export interface MastodonServer extends AsyncDisposable {
  readonly url: string;
  /** The first account's. */
  readonly token: string;
  readonly statuses: ReadonlyMap<string, StoredStatus>;
  readonly media: ReadonlyMap<string, StoredMedia>;
  readonly requests: readonly SeenRequest[];
  /** Everything that is public, oldest first. */
  posts(): PostedStatus[];
  /** Lets the next request that it fits fail; several wait in line. */
  fail(fault: Fault): void;
  /** Puts a status there that nobody checks. */
  addStatus(status: Partial<StoredStatus> & { readonly text: string }): StoredStatus;
  become(character: MastodonCharacter): void;
  /** Lets the processing of every picture fail. */
  failProcessing(): void;
}

const everything: StoredToken = {
  token: "test-token-of-the-campaign",
  account: { id: "109", username: "campaign" },
  scopes: ["read", "write"],
};

/**
 * A server with Mastodon's API, as strict as the real one and no kinder: it refuses what Mastodon 4.4 refuses, in its words.
 * Listens on 127.0.0.1, keeps everything in memory.
 */
export const startMastodonServer = async (options: MastodonServerOptions = {}): Promise<MastodonServer> => {
  const clock = options.clock ?? systemClock;
  const tokens = options.tokens ?? [everything];
  const requests: SeenRequest[] = [];
  const faults: { fault: Fault; left: number }[] = [];
  let origin = "";
  const state: ServerState = {
    clock,
    origin: () => origin,
    instance: { ...defaultInstance, ...options.instance },
    tokens,
    character: options.character ?? "honours",
    pollsUntilReady: options.pollsUntilReady ?? 0,
    processingFails: false,
    statuses: new Map(),
    media: new Map(),
    idempotency: new Map(),
    racing: new Map(),
    raceWindowMs: options.raceWindowMs ?? 50,
    nextId: createSnowflakes(clock),
  };
  const count = createRateCounter({ ...mastodonRateLimits, ...options.rateLimits }, clock);

  const perform = async (request: IncomingMessage, url: URL): Promise<Reply> => {
    let headers: Readonly<Record<string, string>> = {};
    try {
      const method = request.method ?? "GET";
      const given = /^Bearer (.*)$/.exec(request.headers.authorization ?? "")?.[1];
      const token = tokens.find((each) => each.token === given);
      const kinds: (keyof MastodonRateLimits)[] = ["calls"];
      if (method === "POST" && /^\/api\/v\d+\/media$/.test(url.pathname)) kinds.push("uploads");
      if (method === "DELETE" && /^\/api\/v1\/statuses\/\d+$/.test(url.pathname)) kinds.push("deletes");
      if (["max_id", "min_id", "since_id"].some((name) => url.searchParams.get(name))) kinds.push("paging");
      const verdict = count(token?.token ?? "nobody", kinds);
      ({ headers } = verdict);
      // Read in any case: an answer before the end of an upload would look like a cut connection.
      const parameters = await readParameters(request, url);
      if (!verdict.allowed) throw new Refusal(429, "Too many requests");
      if (given !== undefined && token === undefined) throw new Refusal(401, "The access token is invalid");
      const header = request.headers["idempotency-key"];
      const reply = await route(state, {
        method,
        path: url.pathname,
        parameters,
        token,
        idempotencyKey: Array.isArray(header) ? header[0] : header,
      });
      return { ...reply, headers: { ...headers, ...reply.headers } };
    } catch (error) {
      if (error instanceof Refusal) return json({ error: error.message }, error.status, headers);
      return json({ error: `The test server itself failed: ${String(error)}` }, 500, headers);
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", origin);
    const seen = { method: request.method ?? "GET", path: url.pathname, search: url.search, status: null as number | null };
    const header = request.headers["idempotency-key"];
    requests.push(Object.assign(seen, { idempotencyKey: Array.isArray(header) ? header[0] : header }));
    const reply = async () => {
      const made = await perform(request, url);
      seen.status = made.status;
      return made;
    };
    const waiting = faults.find(
      ({ fault, left }) => left > 0 && (fault.method ?? seen.method) === seen.method && seen.path.startsWith(fault.path ?? ""),
    );
    if (waiting === undefined) {
      write(response, await reply());
      return;
    }
    waiting.left -= 1;
    // A server reads what it is sent before it answers with an error page.
    if (waiting.fault.when === "before" && waiting.fault.answer.kind === "answer") await readParameters(request, url);
    await answerFaulty(response, waiting.fault, reply);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: origin,
    token: tokens[0]!.token,
    statuses: state.statuses,
    media: state.media,
    requests,
    posts: () =>
      [...state.statuses.values()].map((status) => ({
        id: status.id,
        text: status.text,
        replyTo: status.inReplyToId,
        language: status.language,
        media: status.mediaIds.map((id) => {
          const { description, bytes, mediaType } = state.media.get(id)!;
          return { alt: description, bytes: bytes.length, mediaType };
        }),
        url: `${origin}/@${tokens.find(({ account }) => account.id === status.accountId)!.account.username}/${status.id}`,
      })),
    fail(fault) {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    addStatus(given) {
      const createdAt = given.createdAt ?? clock();
      const status: StoredStatus = {
        id: state.nextId(createdAt),
        accountId: tokens[0]!.account.id,
        spoilerText: "",
        sensitive: false,
        visibility: "public",
        language: "en",
        createdAt,
        editedAt: null,
        inReplyToId: null,
        reblogOf: null,
        mediaIds: [],
        idempotencyKey: null,
        ...given,
      };
      state.statuses.set(status.id, status);
      return status;
    },
    become(character) {
      state.character = character;
    },
    failProcessing() {
      state.processingFails = true;
    },
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};
