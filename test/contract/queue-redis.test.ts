import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { inspect } from "node:util";
import { setTimeout as later } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { Redis } from "ioredis";
import type { Carrier, Schedule } from "../../src/delivery/carrier.ts";
import { createCarrier, type CarrierOptions } from "../../src/queue/carrier.ts";
import { connectRedis } from "../../src/queue/redis-connection.ts";
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
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("local-secret");
  return error.message;
};

const schedules: readonly Schedule[] = [
  { name: "dispatch-due", every: { ms: 60_000 } },
  { name: "plan-posts", every: { ms: 3_600_000 } },
];

/** Handlers over a database with these open deliveries: `dispatch-due` hands them over, a delivery closes its own. */
const databaseOf = (open: Set<string>, carrier: Carrier, sending: (id: string) => Promise<void> | undefined = () => undefined) =>
  witness(
    async (id) => {
      await sending(id);
      open.delete(id);
      return null;
    },
    (name) => (name === "dispatch-due" ? carrier.hand([...open].map(ticket)) : undefined),
  );

const flush = async (url: string): Promise<void> => {
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
};

/** Next runs of schedules that are on the queue. */
const countRuns = async (url: string): Promise<number> => {
  await using carrier = await createCarrier(options(url));
  const { jobs } = await carrier.counts();
  return (jobs?.waiting ?? 0) + (jobs?.delayed ?? 0) + (jobs?.active ?? 0);
};

const ticket = (deliveryId: string) => ({ deliveryId, network: "telegram" as const, delayMs: 0 });

test("a REDIS_URL where nobody listens is refused without its password", async () => {
  const port = await freePort();
  expect(await refusal(`redis://:local-secret@127.0.0.1:${port}`)).toBe(
    `Redis at 127.0.0.1:${port} does not answer (connection refused): check REDIS_URL.`,
  );
});

test.each(["", ":local-secret@"])("a Redis that only answers that it is loading its data is refused after a while (%s)", async (user) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (said) => {
      // One answer for each command; an array of the protocol begins with `*`.
      for (const _ of String(said).matchAll(/^\*\d/gm)) socket.write("-LOADING Redis is loading the dataset in memory\r\n");
    });
  });
  const listening = once(server, "listening");
  server.listen(0, "127.0.0.1");
  await listening;
  const { port } = server.address() as AddressInfo;
  const error: unknown = await connectRedis(`redis://${user}127.0.0.1:${port}`, () => {}, 500).catch((reason: unknown) => reason);
  for (const socket of sockets) socket.destroy();
  server.close();
  expect(error).toBeInstanceOf(UserError);
  expect((error as Error).message).toBe(
    `Redis at 127.0.0.1:${port} takes connections but no commands yet, as while it reads its data: start Rollcall again when it is ready.`,
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

  test("that is a read-only replica is refused", async () => {
    await using primary = await startRedis();
    await using replica = await startRedis({ settings: { replicaof: `127.0.0.1 ${primary.port}` } });
    expect(await refusal(replica.url)).toBe(
      `Redis at 127.0.0.1:${replica.port} is a read-only replica: give REDIS_URL the address of the primary.`,
    );
  });

  test("that is full, cannot save, or forbids the queue its keys is refused, each in its own words", async () => {
    await using full = await startRedis({ settings: { maxmemory: "1" } });
    expect(await refusal(full.url)).toContain("takes no writes because its memory is full");

    await using unsaved = await startRedis({ settings: { "min-replicas-to-write": "1" } });
    expect(await refusal(unsaved.url)).toContain("cannot be used (NOREPLICAS ");

    await using strict = await startRedis();
    const owner = new Redis(strict.url);
    await owner.acl("SETUSER", "rollcall", "on", ">local-secret", "~other:*", "+@all");
    owner.disconnect();
    expect(await refusal(`redis://rollcall:local-secret@127.0.0.1:${strict.port}`)).toContain("give it the keys rollcall:*");
  });

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
    const first = await startRedis({ port });
    const open = new Set<string>();
    await using carrier = await createCarrier(options(first.url, { onError: (error) => errors.push(error), rewriteSchedulesEveryMs: 200 }));
    const seen = databaseOf(open, carrier);
    await carrier.schedule(schedules);
    await carrier.work(seen);
    await seen.ran(2);
    await first[Symbol.asyncDispose]();
    open.add("2026-12-01/profile/one@telegram");
    await expect.poll(() => errors.length).toBeGreaterThan(0);
    await using second = await startRedis({ port });
    await seen.begun(1);
    await expect.poll(() => countRuns(second.url)).toBe(schedules.length);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(errors.length);
  });

  test("that is emptied under a running worker is filled again by itself", async () => {
    await using redis = await startRedis();
    const open = new Set<string>();
    await using carrier = await createCarrier(options(redis.url, { rewriteSchedulesEveryMs: 200 }));
    const finish = Promise.withResolvers<void>();
    const seen = databaseOf(open, carrier, (id) => (id === "running" ? finish.promise : undefined));
    await carrier.schedule(schedules);
    await carrier.work(seen);
    await seen.ran(2);
    open.add("running").add("waiting-1").add("waiting-2");
    await carrier.hand([ticket("running"), { ...ticket("waiting-1"), delayMs: 3_600_000 }]);
    await seen.begun(1);
    await flush(redis.url);
    // What runs goes on, and the database says what else is open.
    await expect.poll(() => open.has("waiting-1") || open.has("waiting-2")).toBe(false);
    finish.resolve();
    await expect.poll(() => open.size).toBe(0);
    await expect.poll(() => countRuns(redis.url)).toBe(schedules.length);
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
