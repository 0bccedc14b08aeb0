import http from "node:http";
import https from "node:https";
import type { Telegram } from "telegraf";
import { mendTelegrafUploads } from "../mend-telegraf-uploads.ts";
import { asCallFailure, CallFailure } from "./call-failure.ts";

export interface BotApiOptions {
  readonly token: string;
  /** Where the Bot API is; Telegram's own server unless set. */
  readonly apiRoot?: string | undefined;
  /** Calls of one kind one after the other share connections; without it each has its own, and none is closed under it. */
  readonly shareConnections?: boolean;
  /** Breaks off every call that is still open. */
  readonly closed: AbortSignal;
}

interface CallOptions {
  /** For the whole call; 20 s unless set. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Calls one method of the Bot API once and gives its `result`. Throws `CallFailure` alone. */
export type CallBotApi = (method: string, payload: Readonly<Record<string, unknown>>, options?: CallOptions) => Promise<unknown>;

/** A signal that follows others as long as a call lasts: `AbortSignal.any` would hang on to them for as long as the program runs. */
const following = (signals: readonly AbortSignal[], timeoutMs: number): { readonly signal: AbortSignal } & Disposable => {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  }
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener("abort", abort);
    },
  };
};

const mostConnections = 64;
/** A shared connection that nobody used for so long is closed, before Telegram does that. */
const idleMs = 4000;

/** The only place that speaks with telegraf, which is loaded with the first call. */
export const createBotApi = ({
  token,
  apiRoot = "https://api.telegram.org",
  shareConnections = false,
  closed,
}: BotApiOptions): CallBotApi => {
  const root = `${apiRoot.trim().replace(/\/+$/, "")}/`;
  const open = async (): Promise<Telegram> => {
    if (!URL.canParse(root)) throw new CallFailure("refused", "TELEGRAM_API_ROOT is not the address of a Bot API server");
    const { Telegram: Client } = await import("telegraf");
    mendTelegrafUploads();
    const client = new Client(token.trim(), { apiRoot: root, webhookReply: false });
    const settings = shareConnections ? { keepAlive: true, timeout: idleMs, maxSockets: mostConnections } : { keepAlive: false };
    // telegraf takes no agent for http:// but in this way.
    client.options.agent = root.startsWith("http://") ? new http.Agent(settings) : new https.Agent(settings);
    return client;
  };
  let opened: Promise<Telegram> | undefined;

  return async (method, payload, { timeoutMs = 20_000, signal } = {}) => {
    using limit = following(signal === undefined ? [closed] : [closed, signal], timeoutMs);
    try {
      const client = await (opened ??= open());
      const call = client.callApi.bind(client) as (method: string, payload: object, options: { signal: AbortSignal }) => Promise<unknown>;
      return await call(method, { ...payload }, { signal: limit.signal });
    } catch (error) {
      throw asCallFailure(error);
    }
  };
};
