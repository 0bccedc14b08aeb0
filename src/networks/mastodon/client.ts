import type { mastodon } from "masto";
import type { Dispatcher } from "undici";
import type { Clock } from "../../clock.ts";
import { type Exchange, type MastodonPurpose, mastodonFailure } from "./errors.ts";

interface MastodonCall<Answer> {
  readonly purpose: MastodonPurpose;
  readonly timeoutMs: number;
  /** What must not come back in an error's message, beside the token. */
  readonly secrets?: readonly string[];
  readonly run: (api: mastodon.rest.Client) => PromiseLike<Answer>;
}

/** One account's line to its server. */
export interface MastodonClient extends AsyncDisposable {
  /** Makes one call and tells the status of its answer. Throws `PublishError`. */
  call<Answer>(call: MastodonCall<Answer>): Promise<{ readonly answer: Answer; readonly status: number }>;
}

const load = async () => {
  const [{ createRestAPIClient }, { Agent }] = await Promise.all([import("masto"), import("undici")]);
  // Without HTTP/2 and with short-lived connections: one post a day gains nothing from an old connection that may be dead.
  return { createRestAPIClient, agent: new Agent({ allowH2: false, keepAliveTimeout: 2_000, connect: { timeout: 10_000 } }) };
};

const watch = (handler: Dispatcher.DispatchHandler, exchange: Exchange): Dispatcher.DispatchHandler => ({
  onRequestStart(controller, context) {
    exchange.sent = true;
    handler.onRequestStart?.(controller, context);
  },
  onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
  onResponseStart(controller, status, headers, statusMessage) {
    if (status >= 200) {
      exchange.status = status;
      exchange.headers = new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]));
    }
    handler.onResponseStart?.(controller, status, headers, statusMessage);
  },
  onResponseData: (...data) => handler.onResponseData?.(...data),
  onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
  onResponseError: (...error) => handler.onResponseError?.(...error),
});

/** `masto` over a connection that is watched: what left, and which status came back. Loaded at the first call. */
export const createMastodonClient = (options: { origin: string; token: string; clock: Clock }): MastodonClient => {
  const { origin, token, clock } = options;
  let loaded: ReturnType<typeof load> | undefined;
  return {
    async call({ purpose, timeoutMs, secrets = [], run }) {
      const { createRestAPIClient, agent } = await (loaded ??= load());
      const exchange: Exchange = { sent: false, status: undefined, headers: undefined };
      const dispatcher = agent.compose((dispatch) => (request, handler) => dispatch(request, watch(handler, exchange)));
      // A redirected POST would come back as a GET: better to hear of it.
      const requestInit = { dispatcher, redirect: "manual" } as unknown as RequestInit;
      const api = createRestAPIClient({ url: origin, accessToken: token, timeout: timeoutMs, log: "error", requestInit });
      try {
        return { answer: await run(api), status: exchange.status ?? 200 };
      } catch (error) {
        const host = new URL(origin).host;
        throw mastodonFailure(error, exchange, { purpose, host, now: clock(), secrets: [token, ...secrets] });
      }
    },
    async [Symbol.asyncDispose]() {
      if (loaded) await (await loaded).agent.destroy();
    },
  };
};
