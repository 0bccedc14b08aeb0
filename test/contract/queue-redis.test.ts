import { setTimeout as later } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createCarrier, type CarrierOptions } from "../../src/queue/carrier.ts";
import type { SessionPool } from "../../src/store/session-pool.ts";
import { UserError } from "../../src/user-error.ts";
import { freePort } from "../servers/free-port.ts";
import { findRedis, startRedis } from "../servers/redis.ts";
import { witness } from "./queue-handlers.ts";

const options = (redisUrl: string, change: Partial<CarrierOptions> = {}): CarrierOptions => ({
  redisUrl,
  pool: {} as SessionPool,
  onError: () => {},
  ...change,
});

const refusal = async (redisUrl: string): Promise<string> => {
  const error: unknown = await createCarrier(options(redisUrl)).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error("It was not refused in words for a person.", { cause: error });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.cause)).not.toContain("local-secret");
  return error.message;
};

const ticket = (deliveryId: string) => ({ deliveryId, network: "telegram" as const, delayMs: 0 });

test("a REDIS_URL where nobody listens is refused without its password", async () => {
  const port = await freePort();
  expect(await refusal(`redis://:local-secret@127.0.0.1:${port}`)).toBe(
    `Redis at 127.0.0.1:${port} does not answer (connection refused): check REDIS_URL.`,
  );
});

test.each(["local-secret", "http://:local-secret@127.0.0.1"])("a REDIS_URL that is none is refused: %s", async (url) => {
  expect(await refusal(url)).toMatch(/^REDIS_URL cannot be read: it looks like /);
});

describe.skipIf(findRedis() === null)("Redis", () => {
  test("that wants another password is refused", async () => {
    await using redis = await startRedis({ password: "another-secret" });
    expect(await refusal(redis.url.replace("another", "local"))).toBe(
      `Redis at 127.0.0.1:${redis.port} refuses the password: check REDIS_URL.`,
    );
    expect(await refusal(`redis://127.0.0.1:${redis.port}`)).toContain("refuses the password");
  });

  test.each(["allkeys-lru", "volatile-ttl"])(
    "that may throw jobs away (%s) is refused, in words that say what to set",
    async (maxmemoryPolicy) => {
      await using redis = await startRedis({ maxmemoryPolicy });
      expect(await refusal(redis.url)).toBe(
        `Redis at 127.0.0.1:${redis.port} may throw jobs away when memory is short (maxmemory-policy is ${maxmemoryPolicy}): set "maxmemory-policy noeviction" in its configuration.`,
      );
    },
  );

  test("with a password works", async () => {
    await using redis = await startRedis({ password: "local-secret" });
    await using carrier = await createCarrier(options(redis.url));
    const seen = witness();
    await carrier.work(seen);
    await carrier.hand([ticket("one")]);
    await seen.begun(1);
    expect(seen.delivered).toEqual(["one"]);
  });

  test("that was lost and came back empty is reported once, and gets its deliveries and schedules again", async () => {
    const port = await freePort();
    const errors: Error[] = [];
    const lost = Promise.withResolvers<void>();
    const first = await startRedis({ port });
    await using carrier = await createCarrier(
      options(first.url, {
        onError: (error) => {
          errors.push(error);
          lost.resolve();
        },
      }),
    );
    const seen = witness();
    await carrier.schedule([{ name: "dispatch-due", every: { ms: 50 } }]);
    await carrier.work(seen);
    await seen.ran(2);
    await first[Symbol.asyncDispose]();
    await lost.promise;
    await using second = await startRedis({ port });
    await carrier.schedule([{ name: "dispatch-due", every: { ms: 50 } }]);
    await carrier.hand([ticket("after")]);
    await seen.begun(1);
    await seen.ran(seen.jobs.length + 3);
    expect(second.port).toBe(port);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(errors.length);
  });

  test("that is gone does not keep the program from ending", async () => {
    const redis = await startRedis();
    const carrier = await createCarrier(options(redis.url));
    await carrier.work(witness());
    await redis[Symbol.asyncDispose]();
    const closed = carrier[Symbol.asyncDispose]().then(() => "closed");
    expect(await Promise.race([closed, later(4_000, "still open", { ref: false })])).toBe("closed");
  });
});
