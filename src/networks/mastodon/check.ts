import type { AccountCheck } from "../../delivery/publisher.ts";
import { PublishError } from "../../delivery/publish-error.ts";
import type { MastodonClient } from "./client.ts";

const needed = ["read:accounts", "read:statuses", "write:media", "write:statuses"] as const;

const grants = (scopes: readonly string[], scope: string): boolean =>
  scopes.includes(scope) || scopes.includes(scope.slice(0, scope.indexOf(":")));

const howToGetToken = (host: string): string =>
  `on ${host} open Preferences → Development → New application, tick ${needed.join(", ")}, and give Rollcall the access token that it shows`;

const scopesOf = (application: unknown): readonly string[] | null => {
  if (typeof application !== "object" || application === null || !("scopes" in application)) return null;
  const { scopes } = application;
  return Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string") ? scopes : null;
};

/** Tries the token: who it belongs to, and whether its application may do all that Rollcall needs, where the server tells (Mastodon 4.3 and later). */
export const checkMastodonAccount = async (client: MastodonClient, host: string, timeoutMs: number): Promise<AccountCheck> => {
  try {
    const { answer: account } = await client.call({ purpose: "read", timeoutMs, run: (api) => api.v1.accounts.verifyCredentials() });
    const name: unknown = account?.username;
    if (typeof name !== "string") return { ok: false, message: `${host} does not answer like a Mastodon server: is its address right?` };
    const scopes = await client
      .call({ purpose: "read", timeoutMs, run: (api) => api.v1.apps.verifyCredentials() })
      .then(({ answer }) => scopesOf(answer))
      .catch(() => null);
    const missing = scopes === null ? [] : needed.filter((scope) => !grants(scopes, scope));
    if (missing.length === 0) return { ok: true, message: `Signed in as @${name}@${host}.` };
    return { ok: false, message: `Signed in as @${name}@${host}, but the token may not do ${missing.join(", ")}: ${howToGetToken(host)}.` };
  } catch (error) {
    if (!(error instanceof PublishError)) return { ok: false, message: `${host} could not be asked.` };
    const mend = error.kind === "auth" ? ` For a new one: ${howToGetToken(host)}.` : "";
    return { ok: false, message: error.message + mend };
  }
};
