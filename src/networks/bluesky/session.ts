import type { Agent } from "@atproto/api";
import { PublishError } from "../../delivery/publish-error.ts";
import type { SessionStore } from "../../delivery/publisher.ts";
import { openBlueskyConnection, pdsOf, type BlueskyConnection } from "./connection.ts";
import { appPasswordHint, blueskyFailure, isTokenRefusal, neverReached, type BlueskyAttempt } from "./failure.ts";
import { inTurn, readSavedSession, writeSavedSession, type BlueskyTokens, type SavedBlueskySession } from "./saved-session.ts";

export interface BlueskySessionOptions {
  readonly account: string;
  /** The origin of the server that signs the account in. */
  readonly service: string;
  readonly handle: string;
  readonly appPassword: string;
  readonly sessions: SessionStore;
  readonly timeoutMs: number;
  readonly attempt: Omit<BlueskyAttempt, "doing">;
}

export interface BlueskyAccess {
  readonly agent: Agent;
  readonly did: string;
  readonly handle: string;
  /** Goes into each call, so that it ends in time. */
  readonly signal: AbortSignal;
}

/** One account, signed in when it is first used. */
export interface BlueskySession extends AsyncDisposable {
  /**
   * Makes one call. Where the server refuses the token, it is renewed and the call made once more: such an answer means that nothing was done.
   * Throws the SDK's error of the call itself, and `PublishError` where signing in fails.
   */
  use<T>(call: (access: BlueskyAccess) => Promise<T>): Promise<T>;
}

const hourMs = 3_600_000;
/** 96 a day at the most: the daily limit of logins is documented as 300 and was seen to be 100. */
const loginsPerHour = 4;
/** How long a refused password is not tried again. */
const refusalPauseMs = 15 * 60_000;
/** Another process may have renewed the token, and that one may have expired too. */
const renewals = 2;

interface Answered {
  readonly did: string;
  readonly handle: string;
  readonly accessJwt: string;
  readonly refreshJwt: string;
  readonly didDoc?: unknown;
}

const asTokens = ({ did, handle, accessJwt, refreshJwt, didDoc }: Answered): BlueskyTokens => ({
  did,
  handle,
  accessJwt,
  refreshJwt,
  pds: pdsOf(didDoc),
});

/**
 * A session that outlives the process: kept encrypted in the store, used until the server calls its token expired, then refreshed,
 * and only without a session that works is the password sent. What a refresh gives is saved before it is used: the old refresh token
 * stays good for two hours (https://github.com/bluesky-social/atproto/pull/657), so that a crash in between loses nothing.
 */
export const createBlueskySession = (options: BlueskySessionOptions): BlueskySession => {
  const { account, service, handle, appPassword, sessions, attempt } = options;
  const key = { password: appPassword, context: [service, handle] };
  const connection: BlueskyConnection = openBlueskyConnection(options.timeoutMs);
  const now = (): number => attempt.clock().epochMilliseconds;
  const save = (saved: SavedBlueskySession): Promise<void> => writeSavedSession(sessions, account, key, saved);
  let held: BlueskyTokens | null = null;

  /** Null where the server has done with this refresh token for good. */
  const refresh = async (tokens: BlueskyTokens): Promise<BlueskyTokens | null> => {
    try {
      const { data } = await connection
        .agent(service, tokens.refreshJwt)
        .com.atproto.server.refreshSession(undefined, { signal: connection.signal() });
      return data.did === tokens.did ? { ...asTokens(data), pds: pdsOf(data.didDoc) ?? tokens.pds } : null;
    } catch (error) {
      if (isTokenRefusal(error)) return null;
      throw blueskyFailure(error, { ...attempt, doing: "sign-in" });
    }
  };

  const refuseWhilePaused = ({ logins, pause }: SavedBlueskySession): void => {
    const at = now();
    if (pause !== null && pause.from <= at && at < pause.until) {
      const minutes = Math.ceil((pause.until - at) / 60_000);
      if (pause.kind === "rate-limit") {
        throw new PublishError("rate-limit", `${attempt.host} asked to wait ${minutes} more min before signing in.`, {
          retryAfterMs: pause.until - at,
        });
      }
      throw new PublishError(
        "auth",
        `${attempt.host} refused the app password of ${handle} a short while ago; it is not tried again for ${minutes} min. ${appPasswordHint(attempt.prefix)}`,
      );
    }
    const [oldest] = logins;
    if (oldest !== undefined && logins.length >= loginsPerHour) {
      throw new PublishError(
        "rate-limit",
        `${handle} tried to sign in ${logins.length} times within an hour; Rollcall waits so as not to be locked out.`,
        {
          retryAfterMs: oldest + hourMs - at,
        },
      );
    }
  };

  /** Counted before it is tried, so that a crash right after it is counted too. */
  const login = async (saved: SavedBlueskySession): Promise<BlueskyTokens> => {
    const at = now();
    const before = { ...saved, tokens: null, logins: saved.logins.filter((tried) => at - hourMs < tried && tried <= at) };
    refuseWhilePaused(before);
    const counted = { ...before, logins: [...before.logins, at], pause: null };
    await save(counted);
    try {
      const { data } = await connection
        .agent(service, null)
        .com.atproto.server.createSession({ identifier: handle, password: appPassword }, { signal: connection.signal() });
      const tokens = asTokens(data);
      await save({ ...counted, tokens });
      return tokens;
    } catch (error) {
      const failure = blueskyFailure(error, { ...attempt, doing: "sign-in" });
      if (failure.kind === "auth" || failure.kind === "rate-limit") {
        await save({ ...counted, pause: { kind: failure.kind, from: at, until: at + (failure.retryAfterMs ?? refusalPauseMs) } });
      }
      if (neverReached(error)) await save(before);
      throw failure;
    }
  };

  /** Tokens other than those that were found stale. */
  const obtain = (stale: BlueskyTokens | null): Promise<BlueskyTokens> =>
    inTurn(sessions, account, async () => {
      const isNews = (tokens: BlueskyTokens | null): tokens is BlueskyTokens => tokens !== null && tokens.accessJwt !== stale?.accessJwt;
      if (isNews(held)) return held;
      const saved = await readSavedSession(sessions, account, key);
      if (isNews(saved.tokens)) return (held = saved.tokens);
      const last = saved.tokens ?? stale;
      const renewed = last === null ? null : await refresh(last);
      if (renewed === null) return (held = await login(saved));
      await save({ ...saved, tokens: renewed });
      return (held = renewed);
    });

  const access = ({ did, handle: current, accessJwt, pds }: BlueskyTokens): BlueskyAccess => ({
    agent: connection.agent(pds ?? service, accessJwt),
    did,
    handle: current,
    signal: connection.signal(),
  });

  const use: BlueskySession["use"] = async (call) => {
    let tokens = await obtain(null);
    for (let renewal = 0; ; renewal += 1) {
      try {
        return await call(access(tokens));
      } catch (error) {
        if (!isTokenRefusal(error) || renewal === renewals) throw error;
        tokens = await obtain(tokens);
      }
    }
  };

  return { use, [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose]() };
};
