import http from "node:http";
import https from "node:https";
import type { Telegram } from "telegraf";
import type { Clock } from "../../clock.ts";
import { refusalIn, type TelegramAttempt, telegramFailure, type TelegramPurpose } from "./failure.ts";
import { telegramApiRoot, type TelegramChannel } from "./settings.ts";
import { mendTelegrafUploads } from "../../mend-telegraf-uploads.ts";

export interface TelegramClientOptions {
  readonly token: string;
  readonly channel: TelegramChannel;
  /** With a slash at its end. */
  readonly apiRoot: string;
  readonly prefix: string;
  readonly clock: Clock;
  /** For the whole call, from the connection to the last byte of the answer. */
  readonly timeoutMs: number;
}

export interface TelegramCallOptions {
  /** `publish` unless set. */
  readonly purpose?: TelegramPurpose;
  /** Told of the Bot API's own refusal in its words; what it answers is the call's result, and nothing is thrown unless it is undefined. */
  readonly onRefusal?: (code: number, description: string) => unknown;
}

/** Calls one method of the Bot API once and gives its `result`. Throws `PublishError` alone. */
export type CallTelegram = (method: string, payload: Readonly<Record<string, unknown>>, options?: TelegramCallOptions) => Promise<unknown>;

interface Watched {
  connected: boolean;
  redirected: boolean;
  answer: TelegramAttempt["answer"];
}

/** What node:http calls for each request; not in its types. */
interface RequestTaker {
  addRequest(request: http.ClientRequest, ...rest: unknown[]): void;
}

/**
 * Opens a connection of its own for each call. A kept one may be closed by the other side just when it is used again,
 * and that looks the same as a lost answer, after which a person would have to be asked.
 * It takes one request alone: node-fetch follows redirects, and would carry the post to a place that nobody chose.
 */
const watchedAgent = (secure: boolean, seen: Watched): http.Agent => {
  const agent = secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    socket?.once(secure ? "secureConnect" : "connect", () => {
      seen.connected = true;
    });
    return socket;
  };
  const taker = agent as unknown as RequestTaker;
  const take = taker.addRequest.bind(agent);
  let taken = false;
  taker.addRequest = (request, ...rest) => {
    if (taken) {
      seen.redirected = true;
      throw new Error("redirected");
    }
    taken = true;
    request.once("response", ({ statusCode = 0, headers }) => {
      seen.answer = { status: statusCode, retryAfter: headers["retry-after"] };
    });
    take(request, ...rest);
  };
  return agent;
};

/** On the first call only: commands that need no network load no SDK. */
const loadTelegraf = async (): Promise<typeof Telegram> => {
  const telegraf = await import("telegraf");
  mendTelegrafUploads();
  return telegraf.Telegram;
};

export const createTelegramClient = (options: TelegramClientOptions): CallTelegram => {
  const { token, channel, apiRoot, prefix, clock, timeoutMs } = options;
  const secure = !apiRoot.startsWith("http://");
  return async (method, payload, { purpose = "publish", onRefusal } = {}) => {
    const Client = await loadTelegraf();
    const seen: Watched = { connected: false, redirected: false, answer: undefined };
    const agent = watchedAgent(secure, seen);
    const client = new Client(token, { apiRoot, agent, webhookReply: false });
    // For http:// telegraf forgets the agent that it was given.
    client.options.agent = agent;
    try {
      const call = client.callApi.bind(client) as (
        method: string,
        payload: object,
        options: { signal: AbortSignal },
      ) => ReturnType<Telegram["callApi"]>;
      return await call(method, { ...payload }, { signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      const refusal = refusalIn(error);
      const instead = refusal === null ? undefined : onRefusal?.(refusal.error_code, refusal.description);
      if (instead !== undefined) return instead;
      const customRoot = apiRoot !== telegramApiRoot;
      const attempt: TelegramAttempt = { ...seen, purpose, prefix, channel, token, customRoot, now: clock() };
      throw telegramFailure(error, attempt);
    } finally {
      agent.destroy();
    }
  };
};
