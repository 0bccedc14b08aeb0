import http from "node:http";
import https from "node:https";
import type { Telegram } from "telegraf";
import { refusalIn, type TelegramAttempt, telegramFailure, type TelegramPurpose } from "./failure.ts";
import { telegramApiRoot, type TelegramChannel } from "./settings.ts";
import { mendTelegrafUploads } from "./uploads.ts";

export interface TelegramClientOptions {
  readonly token: string;
  readonly channel: TelegramChannel;
  /** With a slash at its end. */
  readonly apiRoot: string;
  readonly prefix: string;
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

/**
 * Opens a connection of its own for each call. A kept one may be closed by the other side just when it is used again,
 * and that looks the same as a lost answer, after which a person would have to be asked.
 */
const watchedAgent = (secure: boolean, onConnected: () => void): http.Agent => {
  const agent = secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    socket?.once(secure ? "secureConnect" : "connect", onConnected);
    return socket;
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
  const { token, channel, apiRoot, prefix, timeoutMs } = options;
  const secure = !apiRoot.startsWith("http://");
  return async (method, payload, { purpose = "publish", onRefusal } = {}) => {
    const Client = await loadTelegraf();
    let connected = false;
    const agent = watchedAgent(secure, () => {
      connected = true;
    });
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
      const attempt: TelegramAttempt = { purpose, connected, prefix, channel, token, customRoot: apiRoot !== telegramApiRoot };
      throw telegramFailure(error, attempt);
    } finally {
      agent.destroy();
    }
  };
};
