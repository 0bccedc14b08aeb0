import type { Redis } from "ioredis";
import { passwordsOf } from "../config.ts";
import { createSecretFinder } from "../secrets.ts";
import { UserError } from "../user-error.ts";

/**
 * Connects to Redis or Valkey and checks that it will keep what it is given. From then on it reconnects by itself, for ever.
 * Throws `UserError`, without the password, where it cannot be reached or is set to throw keys away.
 */
export const connectRedis = async (redisUrl: string, onError: (error: Error) => void): Promise<Redis> => {
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
  try {
    await redis.connect();
    await refuseEviction(redis, where);
  } catch (error) {
    redis.disconnect();
    if (error instanceof UserError) throw error;
    throw new UserError(`${where} ${describe(reason ?? (error as Error), passwordsOf(redisUrl))}: check REDIS_URL.`, {
      cause: reason ?? error,
    });
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

const describe = (error: Error, passwords: readonly string[]): string => {
  if (/^(NOAUTH|WRONGPASS|ERR .*\bAUTH\b)/.test(error.message)) return "refuses the password";
  const code = "code" in error ? String(error.code) : "";
  // Whatever answers there may quote the password that it was given.
  const words = createSecretFinder(passwords)(error.message) ? "it gives a reason that cannot be repeated here" : error.message;
  return reasons[code] ?? `cannot be used (${words})`;
};
