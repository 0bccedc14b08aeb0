import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * - `answer`: the server never hears of the request.
 * - `cut-before`: the line breaks before the server hears of it.
 * - `cut-after`: the server has done it and answered, and the line breaks before the answer is through.
 * - `replace-after`: the server has done it, and something in between answers for it.
 * - `hang`: no answer ever comes; the server does not hear of it.
 * - `hang-after`: the server has done it, and no answer ever comes.
 * - `cut-within`: the server has done it, and the line breaks in the middle of its answer.
 * - `drip`: the server has done it, and of the answer comes a byte at a time, for ever.
 * - `delay`: a late answer.
 */
export type Fault =
  | {
      readonly kind: "answer" | "replace-after";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly kind: "cut-before" | "cut-after" | "cut-within" | "hang" | "hang-after" }
  /** A second unless set. */
  | { readonly kind: "drip"; readonly everyMs?: number }
  | { readonly kind: "delay"; readonly ms: number };

interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Stands before any HTTP server and breaks what it is told to break. */
export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** How many requests had this in their path. */
  count(pathPart: string): number;
  /** Breaks the next request whose path has `pathPart`; several wait in line. */
  next(pathPart: string, fault: Fault): void;
  /** Breaks every request whose path has `pathPart`, until `heal`. */
  always(pathPart: string, fault: Fault): void;
  heal(): void;
  /** Connections that clients hold open. */
  connections(): number;
}

export const xrpcError = (status: number, error: string, headers: Record<string, string> = {}): Fault => ({
  kind: "answer",
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify({ error, message: `${error} from the fault proxy` }),
});

/** What a gateway says for a server that is away. */
export const htmlPage = (status: number): Fault => ({
  kind: "answer",
  status,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>Oops</title><h1>Something in between</h1>",
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

const forward = (target: URL, incoming: IncomingMessage, body: string | Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers: { ...incoming.headers, host: target.host, connection: "close" } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: Buffer.concat(chunks) }));
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });

const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const { connection: _, "transfer-encoding": __, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": String(body.length) });
  response.end(body);
};

const sendHalf = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const { connection: _, "transfer-encoding": __, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": String(body.length + 1) });
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.socket?.destroy());
};

const drip = (response: ServerResponse, { status, headers, body }: Answer, everyMs: number): void => {
  const { connection: _, "transfer-encoding": __, "content-length": ___, ...kept } = headers;
  response.writeHead(status, kept);
  let sent = 0;
  const timer = setInterval(() => {
    // White space goes on for ever after JSON's end and before.
    response.write(sent < body.length - 1 ? body.subarray(sent, sent + 1) : " ");
    sent += 1;
  }, everyMs);
  response.once("close", () => clearInterval(timer));
};

export const createFaultProxy = async (target: string): Promise<FaultProxy> => {
  const targetUrl = new URL(target);
  const seen: SeenRequest[] = [];
  const queued: { readonly pathPart: string; readonly fault: Fault }[] = [];
  const lasting: { readonly pathPart: string; readonly fault: Fault }[] = [];
  const sockets = new Set<Socket>();

  const faultFor = (path: string): Fault | undefined => {
    const place = queued.findIndex(({ pathPart }) => path.includes(pathPart));
    if (place >= 0) return queued.splice(place, 1)[0]?.fault;
    return lasting.find(({ pathPart }) => path.includes(pathPart))?.fault;
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = incoming.url ?? "/";
    const fault = faultFor(path);
    if (fault?.kind === "cut-before") {
      incoming.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    seen.push({ method: incoming.method ?? "GET", path, headers: incoming.headers, body: body.toString("utf8") });
    if (fault?.kind === "hang") return;
    if (fault?.kind === "answer") {
      send(response, { status: fault.status, headers: { ...fault.headers }, body: Buffer.from(fault.body ?? "") });
      return;
    }
    if (fault?.kind === "delay") await wait(fault.ms);
    const answer = await forward(targetUrl, incoming, body);
    if (fault?.kind === "hang-after") return;
    if (fault?.kind === "cut-within") {
      sendHalf(response, answer);
      return;
    }
    if (fault?.kind === "drip") {
      drip(response, answer, fault.everyMs ?? 1000);
      return;
    }
    if (fault?.kind === "cut-after") {
      incoming.socket.destroy();
      return;
    }
    if (fault?.kind === "replace-after") {
      send(response, { status: fault.status, headers: { ...fault.headers }, body: Buffer.from(fault.body ?? "") });
      return;
    }
    send(response, answer);
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: seen,
    count: (pathPart) => seen.filter(({ path }) => path.includes(pathPart)).length,
    next: (pathPart, fault) => void queued.push({ pathPart, fault }),
    always: (pathPart, fault) => void lasting.push({ pathPart, fault }),
    heal: () => {
      queued.length = 0;
      lasting.length = 0;
    },
    connections: () => sockets.size,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
