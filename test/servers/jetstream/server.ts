import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";

interface StreamLine {
  readonly timeUs: number;
  readonly text: string;
  /** It is sent as a frame that breaks the protocol, which ends the connection. */
  readonly isBroken?: boolean;
}

export interface JetstreamServer extends AsyncDisposable {
  /** `ws://127.0.0.1:…/subscribe` */
  readonly url: URL;
  /** The cursors that were asked for, in their order; null for none. */
  readonly asked: readonly (number | null)[];
  /** Adds to what the server has and sends it to whoever listens. */
  say(...lines: readonly StreamLine[]): void;
  /** Ends every connection at once, without a word. */
  cut(): void;
  /** Cuts the next connection after so many messages; several wait in line. */
  cutAfter(...messages: readonly number[]): void;
  /** Forgets what is older. */
  forgetBefore(timeUs: number): void;
  /** Resolves when somebody listens who has been sent all that there is. */
  caughtUp(): Promise<void>;
}

export interface JetstreamServerOptions {
  /** Version 1 begins a cursor that is too old with what it has, and does not say so; version 2 refuses it. */
  readonly version?: 1 | 2;
  /** How version 2 refuses: before the stream begins, or by ending it at once. */
  readonly refusal?: "answer" | "close" | "message";
}

const collectionOf = (text: string): string | null => {
  try {
    const event = JSON.parse(text) as { kind?: unknown; commit?: { collection?: unknown } };
    return event.kind === "commit" && typeof event.commit?.collection === "string" ? event.commit.collection : null;
  } catch {
    // Lines that are none must reach the listener, or nobody would know what it makes of them.
    return null;
  }
};

/**
 * A Jetstream as strict as the real ones (https://github.com/bluesky-social/jetstream): cursors are inclusive and in microseconds, one of the future
 * means what comes from now on, and accounts and identities are told of whatever collections are wanted. What it was told to say it says in that order.
 */
export const startJetstreamServer = async ({ version = 1, refusal = "answer" }: JetstreamServerOptions = {}): Promise<JetstreamServer> => {
  const lines: StreamLine[] = [];
  const asked: (number | null)[] = [];
  const cuts: number[] = [];
  const listeners = new Map<WebSocket, { readonly wanted: ReadonlySet<string>; readonly connection: Duplex; left: number }>();
  let waiting: (() => void)[] = [];
  let floorUs = 0;

  const isTooOld = (cursor: string | null): boolean => version === 2 && cursor !== null && Number(cursor) < floorUs;

  const refuse = (request: IncomingMessage): string | null => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "ws://localhost");
    if (pathname !== "/subscribe") return "404 Not Found";
    const cursor = searchParams.get("cursor");
    if (cursor !== null && !/^\d{1,18}$/.test(cursor)) return "400 Bad Request";
    const wanted = searchParams.getAll("wantedCollections");
    if (wanted.length > 100 || wanted.some((name) => !/^[a-z0-9.-]+\.(\*|[A-Za-z0-9]+)$/.test(name))) return "400 Bad Request";
    return refusal === "answer" && isTooOld(cursor) ? "400 Bad Request" : null;
  };

  const send = (socket: WebSocket, { text, isBroken = false }: StreamLine): void => {
    const listener = listeners.get(socket);
    if (listener === undefined) return;
    const collection = collectionOf(text);
    if (collection !== null && listener.wanted.size > 0 && !listener.wanted.has(collection)) return;
    if (listener.left <= 0) {
      listeners.delete(socket);
      // What is on its way may arrive.
      socket.close();
      return;
    }
    listener.left -= 1;
    if (isBroken) listener.connection.write(Buffer.from([0xff, 0x00]));
    else socket.send(text);
  };

  const http = createServer((_, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  http.on("upgrade", (request, connection, head) => {
    const refused = refuse(request);
    if (refused !== null) {
      connection.end(`HTTP/1.1 ${refused}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const { searchParams } = new URL(request.url ?? "/", "ws://localhost");
      if (isTooOld(searchParams.get("cursor"))) {
        if (refusal === "message") socket.send(JSON.stringify({ error: "CursorTooOld", message: "the cursor is too old" }));
        if (refusal === "message") socket.close(1000);
        else socket.close(1008, "CursorTooOld");
        return;
      }
      const cursor = searchParams.has("cursor") ? Number(searchParams.get("cursor")) : null;
      asked.push(cursor);
      listeners.set(socket, {
        wanted: new Set(searchParams.getAll("wantedCollections")),
        connection,
        left: cuts.shift() ?? Number.POSITIVE_INFINITY,
      });
      socket.on("close", () => listeners.delete(socket));
      // Everything from the first line at the cursor on, in the order of the stream.
      const from = cursor === null ? lines.length : lines.findIndex(({ timeUs }) => timeUs >= Math.max(cursor, floorUs));
      if (from !== -1) for (const line of lines.slice(from)) send(socket, line);
      for (const resolve of waiting) resolve();
      waiting = [];
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });

  const cut = (): void => {
    for (const socket of sockets.clients) socket.terminate();
    listeners.clear();
  };
  return {
    url: new URL(`ws://127.0.0.1:${(http.address() as AddressInfo).port}/subscribe`),
    asked,
    say: (...said) => {
      lines.push(...said);
      for (const socket of listeners.keys()) for (const line of said) send(socket, line);
    },
    cut,
    cutAfter: (...messages) => {
      cuts.push(...messages);
    },
    forgetBefore: (timeUs) => {
      floorUs = timeUs;
      lines.splice(0, lines.length, ...lines.filter((line) => line.timeUs >= timeUs));
    },
    caughtUp: async () => {
      if (listeners.size > 0) return;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    },
    [Symbol.asyncDispose]: async () => {
      cut();
      sockets.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
    },
  };
};
