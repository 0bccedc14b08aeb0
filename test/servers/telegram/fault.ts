import type { ServerResponse } from "node:http";

/** How a call goes wrong. */
export type Failure =
  /** An answer in the Bot API's own form. */
  | { readonly kind: "error"; readonly status: number; readonly description: string; readonly retryAfter?: number }
  /** The connection breaks without an answer. */
  | { readonly kind: "cut" }
  /** No answer ever comes. */
  | { readonly kind: "hang" }
  /** The right answer, one byte at a time. */
  | { readonly kind: "drip"; readonly everyMs: number }
  /** The right answer, late. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Something in between answers with a page. */
  | { readonly kind: "html"; readonly status: number }
  /** Any other body. */
  | { readonly kind: "body"; readonly status: number; readonly body: string };

export interface Fault {
  readonly failure: Failure;
  /** Whether the call takes effect all the same, before its answer goes wrong. Drip and delay always do. */
  readonly takesEffect?: boolean;
  /** Only calls of this method; any call unless set. */
  readonly method?: string;
  /** How many calls go wrong; one unless set. */
  readonly times?: number;
}

/** Faults wait in line; each is used up by the calls that it fits. */
export const createFaultLine = () => {
  let line: { fault: Fault; left: number }[] = [];
  return {
    add: (fault: Fault): void => void line.push({ fault, left: fault.times ?? 1 }),
    take: (method: string): Fault | undefined => {
      const found = line.find(({ fault }) => fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase());
      if (found === undefined) return undefined;
      found.left -= 1;
      line = line.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
};

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const page = (status: number) =>
  `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>nginx/1.18.0</center></body></html>\n`;

const errorAnswer = ({ status, description, retryAfter }: Extract<Failure, { kind: "error" }>): string =>
  JSON.stringify({
    ok: false,
    error_code: status,
    description,
    ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
  });

const drip = (response: ServerResponse, body: Buffer, everyMs: number): void => {
  let at = 0;
  const timer = setInterval(() => {
    if (at >= body.length || response.destroyed) {
      clearInterval(timer);
      response.end();
      return;
    }
    response.write(body.subarray(at, at + 1));
    at += 1;
  }, everyMs);
};

/** Sends the answer the way that the failure has it. */
export const answerWrongly = (response: ServerResponse, failure: Failure, answer: Answer): void => {
  switch (failure.kind) {
    case "cut":
      response.destroy();
      return;
    case "hang":
      return;
    case "delay":
      setTimeout(() => response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body), failure.ms);
      return;
    case "drip":
      response.writeHead(answer.status, { "content-type": answer.type });
      drip(response, Buffer.from(answer.body), failure.everyMs);
      return;
    case "error":
      response.writeHead(failure.status, { "content-type": "application/json" }).end(errorAnswer(failure));
      return;
    case "html":
      response.writeHead(failure.status, { "content-type": "text/html" }).end(page(failure.status));
      return;
    case "body":
      response.writeHead(failure.status, { "content-type": "application/json" }).end(failure.body);
  }
};
