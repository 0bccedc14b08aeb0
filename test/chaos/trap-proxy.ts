import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Network } from "../../src/compose/limits.ts";
import { kindByPath, kindOfRequest, type RequestKind } from "./request-kind.ts";

/**
 * When the worker dies, seen from the request that it made:
 * - `half-read`: half of the body has come; the server never hears of it.
 * - `arrived`: all of it has come; the server never hears of it.
 * - `written-late`: all of it has come; the server does it after the worker's death.
 * - `written`: the server has done it; its answer is on no wire yet.
 * - `answered`: the answer has been sent; the worker dies `delayMs` later.
 */
export type TrapMoment = "half-read" | "arrived" | "written-late" | "written" | "answered";

export interface Trap {
  readonly kinds: readonly RequestKind[];
  readonly moment: TrapMoment;
  /** Which of the requests that fit: 1 is the first. */
  readonly nth: number;
  readonly delayMs: number;
  /** Kills the worker, and resolves when it is dead. */
  spring(kind: RequestKind): Promise<void>;
}

/** Stands before a lane's server and kills the worker at the moment that it is told. */
export interface TrapProxy extends AsyncDisposable {
  readonly url: string;
  /** In place of the trap before; null lets everything through. */
  set(trap: Trap | null): void;
  /** Resolves when no request is on its way to the server any more: what was sent has then happened or never will. */
  quiet(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Of an upload whose length nobody states. */
const halfOfUnknownBytes = 8192;

const forward = (target: URL, incoming: IncomingMessage, body: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    // Answers are read on their way, so none may be packed.
    const { "transfer-encoding": _, expect: __, "accept-encoding": ___, ...headers } = incoming.headers;
    const outgoing = request(
      new URL(incoming.url ?? "/", target),
      {
        method: incoming.method,
        agent: false,
        headers: { ...headers, ...(body.length > 0 ? { "content-length": body.length } : {}), host: target.host, connection: "close" },
      },
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

export const createTrapProxy = async (network: Network, target: string): Promise<TrapProxy> => {
  const targetUrl = new URL(target);
  const sockets = new Set<Socket>();
  const underWay = new Set<Promise<void>>();
  let trap: Trap | null = null;
  let fitted = 0;

  /** The trap, where this request is the one that springs it; nobody else then does. */
  const caught = (kind: RequestKind, early: boolean): Trap | null => {
    if (trap === null || !trap.kinds.includes(kind) || early !== (trap.moment === "half-read")) return null;
    fitted += 1;
    if (fitted !== trap.nth) return null;
    const sprung = trap;
    trap = null;
    return sprung;
  };

  /** Null where the trap sprang in the middle. */
  const read = async (incoming: IncomingMessage): Promise<Buffer | null> => {
    const kind = kindByPath(network, incoming.method ?? "GET", incoming.url ?? "/");
    // On Telegram a picture comes with its post.
    const sprung = caught(network === "telegram" && kind === "post" ? "upload" : kind, true);
    const stated = Number(incoming.headers["content-length"] ?? Number.NaN);
    const half = Number.isNaN(stated) ? halfOfUnknownBytes : stated / 2;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (sprung === null || bytes < half) continue;
      await sprung.spring("upload");
      return null;
    }
    return Buffer.concat(chunks);
  };

  const send = (response: ServerResponse, { status, headers, body }: Answer): Promise<void> =>
    new Promise((resolve) => {
      const { connection: _, "transfer-encoding": __, "content-length": ___, ...kept } = headers;
      // A PDS names itself as the place of the account; the worker must stay on this side.
      const told = /json/.test(headers["content-type"] ?? "")
        ? Buffer.from(body.toString("utf8").replaceAll(`http://localhost:${targetUrl.port}`, url()))
        : body;
      // Whoever asked may be dead already.
      if (response.destroyed || response.socket === null || response.socket.destroyed) return resolve();
      response.once("close", resolve);
      response.writeHead(status, { ...kept, "content-length": String(told.length) });
      response.end(told, () => resolve());
    });

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(incoming);
    if (body === null) return;
    const kind = kindOfRequest(network, incoming.method ?? "GET", incoming.url ?? "/", body);
    const sprung = caught(kind, false);
    if (sprung?.moment === "arrived") return sprung.spring(kind);
    if (sprung?.moment === "written-late") {
      await sprung.spring(kind);
      await forward(targetUrl, incoming, body);
      return;
    }
    const answer = await forward(targetUrl, incoming, body);
    if (sprung?.moment === "written") return sprung.spring(kind);
    const sent = send(response, answer);
    if (sprung === null) return sent;
    await sent;
    if (sprung.delayMs > 0) await wait(sprung.delayMs);
    return sprung.spring(kind);
  };

  const server = createServer((incoming, response) => {
    const done = handle(incoming, response)
      .catch(() => {})
      .finally(() => {
        underWay.delete(done);
        if (!response.writableEnded) response.destroy();
      });
    underWay.add(done);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: url(),
    set: (next) => {
      trap = next;
      fitted = 0;
    },
    quiet: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
