import { z } from "zod";
import { PublishError } from "../../delivery/publish-error.ts";
import type { SessionStore } from "../../delivery/publisher.ts";
import { openSession, sealSession, type SealKey } from "./sealed-session.ts";

const tokensSchema = z.object({
  did: z.string(),
  handle: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
  /** Where the account lives, when its server names another place than the one that signs it in. */
  pds: z.string().nullable(),
});

const savedSchema = z.object({
  tokens: tokensSchema.nullable(),
  /** Milliseconds since 1970 of the logins of the last hour, tried ones too. */
  logins: z.array(z.number()),
  /** No login while it lasts: the server refused the password, or asked to wait. */
  pause: z.object({ kind: z.enum(["auth", "rate-limit"]), from: z.number(), until: z.number() }).nullable(),
});

export type BlueskyTokens = z.infer<typeof tokensSchema>;

/** What is remembered of an account from one process to the next. */
export type SavedBlueskySession = z.infer<typeof savedSchema>;

const nothing: SavedBlueskySession = { tokens: null, logins: [], pause: null };

const parse = (text: string): SavedBlueskySession => {
  try {
    return savedSchema.parse(JSON.parse(text));
  } catch {
    return nothing;
  }
};

/** A session sealed under another password or for another handle counts as none. Throws `unavailable` where the store fails. */
export const readSavedSession = async (sessions: SessionStore, account: string, key: SealKey): Promise<SavedBlueskySession> => {
  try {
    const sealed = await sessions.read(account);
    const text = sealed === null ? null : await openSession(sealed, key);
    return text === null ? nothing : parse(text);
  } catch (cause) {
    throw new PublishError("unavailable", `The saved session of ${account} could not be read; nothing was published.`, { cause });
  }
};

/** Throws `unavailable` where the store fails. */
export const writeSavedSession = async (
  sessions: SessionStore,
  account: string,
  key: SealKey,
  saved: SavedBlueskySession,
): Promise<void> => {
  const sealed = await sealSession(JSON.stringify(saved), key);
  try {
    await sessions.write(account, sealed);
  } catch (cause) {
    throw new PublishError("unavailable", `The session of ${account} could not be saved; nothing was published.`, { cause });
  }
};

const turns = new WeakMap<SessionStore, Map<string, Promise<unknown>>>();

/** One at a time for an account, over all publishers of this process that share the store: two of them never both sign in. */
export const inTurn = <T>(sessions: SessionStore, account: string, run: () => Promise<T>): Promise<T> => {
  const accounts = turns.get(sessions) ?? new Map<string, Promise<unknown>>();
  turns.set(sessions, accounts);
  const mine = (accounts.get(account) ?? Promise.resolve()).then(run, run);
  accounts.set(account, mine);
  return mine;
};
