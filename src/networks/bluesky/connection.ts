import { Agent } from "@atproto/api";
import { Agent as Dispatcher, fetch } from "undici";
import { mayCarrySecrets } from "./settings.ts";

/** The way to an account's servers. Closing it ends the calls under way and closes every socket. */
export interface BlueskyConnection extends AsyncDisposable {
  /** An SDK agent that speaks to `origin` with this token; the SDK then neither refreshes nor repeats anything by itself. */
  agent(origin: string, token: string | null): Agent;
  /** Ends a call after the time-out, or when the connection is closed. */
  signal(): AbortSignal;
}

export const openBlueskyConnection = (timeoutMs: number): BlueskyConnection => {
  const dispatcher = new Dispatcher({ connect: { timeout: timeoutMs } });
  const closing = new AbortController();

  const agent = (origin: string, token: string | null): Agent =>
    new Agent({
      fetchHandler: async (path, init) => {
        const headers = new Headers(init.headers);
        if (token !== null) headers.set("authorization", `Bearer ${token}`);
        const answer = await fetch(new URL(path, origin), {
          ...(init as object),
          headers: [...headers],
          // A redirect could carry the password or the post to a place that nobody chose.
          redirect: "manual",
          dispatcher,
        });
        return answer;
      },
    });

  return {
    agent,
    signal: () => AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await dispatcher.destroy();
    },
  };
};

/** The account's own server out of a DID document; null where none is named or it may not be trusted with tokens. */
export const pdsOf = (didDocument: unknown): string | null => {
  const services = (didDocument as { service?: unknown } | null | undefined)?.service;
  if (!Array.isArray(services)) return null;
  for (const service of services as { id?: unknown; serviceEndpoint?: unknown }[]) {
    if (typeof service?.id !== "string" || !service.id.endsWith("#atproto_pds")) continue;
    const { serviceEndpoint } = service;
    if (typeof serviceEndpoint !== "string" || !URL.canParse(serviceEndpoint)) return null;
    const url = new URL(serviceEndpoint);
    return mayCarrySecrets(url) ? url.origin : null;
  }
  return null;
};
