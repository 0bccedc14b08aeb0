import type { Redis } from "ioredis";
import { passwordsOf } from "../config.ts";
import { createSecretFinder } from "../secrets.ts";
import { UserError } from "../user-error.ts";

/**
 * Connects to Redis or Valkey and checks that it will take and keep what it is given. From then on it reconnects by itself, for ever.
 * Throws `UserError`, without the password, where it cannot be reached, is not ready in time, refuses writes or is set to throw keys away.
 * @param readyWithinMs one that has just started reads its data first
 */
export const connectRedis = async (redisUrl: string, onError: (error: Error) => void, readyWithinMs = 15_000): Promise<Redis> => {
  const url = URL.parse(redisUrl);
  if (!url || !/^rediss?:$/.test(url.protocol))
    throw new UserError("REDIS_URL cannot be read: it looks like redis://:password@host:6379 (rediss:// with TLS).");
  const where = `Redis at ${url.host}`;
  const { Redis: Client } = await import("ioredis");
  let connected = false;
  let reason: Error | undefined;
  const redis = new Client(redisUrl, {
    lazyConnect: true,
    connectTimeout: 10_000,
    // Commands wait while the connection is down, as BullMQ wants it: the database says what is due, so nothing is lost.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => (connected ? Math.min(attempt * 200, 5_000) : null),
  });
  redis.on("error", (error: Error) => {
    reason ??= error;
    if (connected) onError(error);
  });
  const late = setTimeout(() => {
    if (redis.status === "connect") reason ??= new Error("LOADING");
    redis.disconnect();
  }, readyWithinMs);
  try {
    await redis.connect();
    await refuseEviction(redis, where);
    await redis.set("rollcall:written-at-start", "", "PX", 1);
  } catch (error) {
    redis.disconnect();
    if (error instanceof UserError) throw error;
    const said = describe(reason ?? (error as Error), passwordsOf(redisUrl));
    // Without the refusal itself, whose fields hold the command that was refused, and with it the password.
    throw new UserError(`${where} ${said}`, { cause: new Error(said) });
  } finally {
    clearTimeout(late);
  }
  connected = true;
  return redis;
};

/** A Redis that is short of memory would drop jobs, and with them posts until the database is asked again. */
const refuseEviction = async (redis: Redis, where: string): Promise<void> => {
  // INFO, not CONFIG GET, which hosted servers forbid.
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info("memory"))?.[1];
  if (policy === undefined || policy === "noeviction") return;
  throw new UserError(
    `${where} may throw jobs away when memory is short (maxmemory-policy is ${policy}): set "maxmemory-policy noeviction" in its configuration.`,
  );
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "does not answer (connection refused)",
  ECONNRESET: "does not answer (connection reset)",
  ETIMEDOUT: "does not answer (timed out)",
  ENOTFOUND: "cannot be found (unknown host)",
  EAI_AGAIN: "cannot be found (the name server does not answer)",
};

/** By the word that a refusal begins with. */
const refusals: Readonly<Record<string, string>> = {
  NOAUTH: "refuses the password: check REDIS_URL.",
  WRONGPASS: "refuses the password: check REDIS_URL.",
  READONLY: "is a read-only replica: give REDIS_URL the address of the primary.",
  LOADING: "takes connections but no commands yet, as while it reads its data: start Rollcall again when it is ready.",
  MISCONF: "takes no writes because it could not save to its disk: look at its log, and start Rollcall again when that is mended.",
  OOM: "takes no writes because its memory is full: raise maxmemory or free some, and start Rollcall again.",
  NOPERM: "does not let this user do what the queue needs: give it the keys rollcall:* and all commands (ACL SETUSER).",
};

const describe = (error: Error, passwords: readonly string[]): string => {
  const refusal = refusals[/^[A-Z]+/.exec(error.message)?.[0] ?? ""];
  if (refusal) return refusal;
  if (/^ERR .*\bAUTH\b/.test(error.message)) return "refuses the password: check REDIS_URL.";
  const code = "code" in error ? String(error.code) : "";
  // Whatever answers there may quote the password that it was given.
  const words = createSecretFinder(passwords)(error.message) ? "it gives a reason that cannot be repeated here" : error.message;
  return `${reasons[code] ?? `cannot be used (${words})`}: check REDIS_URL.`;
};
