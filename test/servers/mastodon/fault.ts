import type { ServerResponse } from "node:http";
import type { Reply } from "./reply.ts";

/** What goes wrong with an answer. */
export type FaultyAnswer =
  /** The connection is cut without one. */
  | { readonly kind: "cut" }
  /** Nothing is ever said; the connection stays open. */
  | { readonly kind: "silence" }
  /** The real answer's status line and headers, then a byte of its body every `msPerByte`. */
  | { readonly kind: "drip"; readonly msPerByte: number }
  /** The real answer, later. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Another answer. Without a body: an HTML page where `html`, else Mastodon's JSON for the status. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly html?: boolean;
    };

export interface Fault {
  /** Whether the server does what it is asked before it fails. */
  readonly when: "before" | "after";
  readonly answer: FaultyAnswer;
  /** Only requests of this method and whose path begins so; all others pass. */
  readonly method?: string;
  readonly path?: string;
  /** How many requests it befalls; 1 unless set. */
  readonly times?: number;
}

const page = "<!DOCTYPE html><html><head><title>We're sorry, but something went wrong</title></head><body><h1>Oops</h1></body></html>";

const replaced = (answer: Extract<FaultyAnswer, { kind: "answer" }>): Reply => {
  const body = answer.body ?? (answer.html ? page : JSON.stringify({ error: `Fault ${answer.status}` }));
  const type = answer.html ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  return { status: answer.status, headers: { "Content-Type": type, ...answer.headers }, body };
};

export const write = (response: ServerResponse, reply: Reply): void => {
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
};

/** Answers in the faulty way. `reply` makes the real answer, and is not asked where the request must not be done. */
export const answerFaulty = async (response: ServerResponse, fault: Fault, reply: () => Promise<Reply>): Promise<void> => {
  const { answer } = fault;
  const real = fault.when === "after" || answer.kind === "drip" || answer.kind === "delay" ? await reply() : null;
  if (answer.kind === "cut") response.destroy();
  if (answer.kind === "answer") write(response, replaced(answer));
  if (answer.kind === "delay" && real) {
    setTimeout(() => write(response, real), answer.ms).unref();
  }
  if (answer.kind === "drip" && real) {
    response.writeHead(real.status, real.headers);
    const bytes = Buffer.from(real.body);
    let sent = 0;
    const timer = setInterval(() => {
      if (response.destroyed || sent >= bytes.length) {
        clearInterval(timer);
        response.end();
        return;
      }
      response.write(bytes.subarray(sent, (sent += 1)));
    }, answer.msPerByte);
    timer.unref();
  }
};
