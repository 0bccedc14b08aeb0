import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrations } from "../../src/store/migrations/index.ts";
import { openStore } from "../../src/store/open-store.ts";
import { whileAlone } from "../../src/store/while-alone.ts";
import { UserError } from "../../src/user-error.ts";
import { freePort } from "../servers/free-port.ts";
import { findPostgres, startPostgres, type PostgresServer } from "../servers/postgres.ts";

const dataFolder = "/nonexistent";

const refusal = async (databaseUrl: string): Promise<string> => {
  const error: unknown = await openStore({ databaseUrl, dataFolder }).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error("It was not refused in words for a person.", { cause: error });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.cause)).not.toContain("local-secret");
  return error.message;
};

describe("a DATABASE_URL that leads nowhere is refused without its password:", () => {
  test("nobody listens", async () => {
    const port = await freePort();
    expect(await refusal(`postgres://rollcall:local-secret@127.0.0.1:${port}/rollcall`)).toBe(
      `The database at 127.0.0.1:${port}/rollcall does not answer (connection refused): check DATABASE_URL.`,
    );
  });

  test.each(["rollcall:local-secret", "mysql://rollcall:local-secret@127.0.0.1/rollcall", "local-secret"])("%s", async (url) => {
    expect(await refusal(url)).toBe("DATABASE_URL cannot be read: it looks like postgres://user:password@host:5432/database.");
  });
});

describe.skipIf(findPostgres() === null)("a PostgreSQL server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("is migrated once by many workers that start at the same moment", async () => {
    const databaseUrl = await server.createDatabase("many");
    await using stores = new AsyncDisposableStack();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openStore({ databaseUrl, dataFolder })));
    for (const store of opened) stores.use(store);
    const done = await opened[0]?.pool.query<{ name: string }>("select name from rollcall.migrations order by name");
    expect(done?.rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
    for (const store of opened) expect(await store.posts.held()).toEqual([]);
  });

  test("lets whoever counts hashtags for all processes write what was counted", async () => {
    await using store = await openStore({ databaseUrl: await server.createDatabase("alone"), dataFolder });
    const stop = new AbortController();
    let salts: readonly unknown[] = [];
    await whileAlone(store.pool, "hashtags", stop.signal, async () => {
      salts = await store.hashtags.salts(Temporal.Now.instant()).finally(() => stop.abort());
    });
    expect(salts).toHaveLength(1);
  });

  test("that lacks the database is refused", async () => {
    expect(await refusal(server.url.replace(/rollcall$/, "elsewhere"))).toMatch(
      /elsewhere does not exist on that server: check DATABASE_URL\.$/,
    );
  });

  test("that was written by a newer Rollcall is refused", async () => {
    const databaseUrl = await server.createDatabase("newer");
    {
      await using store = await openStore({ databaseUrl, dataFolder });
      await store.pool.query("insert into rollcall.migrations values ('9999-telepathy', now()::text)");
    }
    expect(await refusal(databaseUrl)).toContain("was written by a newer Rollcall (it has 9999-telepathy)");
  });

  test("gets the options of the URL beside Rollcall's own", async () => {
    const databaseUrl = `${await server.createDatabase("options")}?options=${encodeURIComponent("-c work_mem=5MB")}`;
    await using store = await openStore({ databaseUrl, dataFolder });
    const show = async (name: string) => (await store.pool.query(`show ${name}`)).rows[0];
    expect(await show("work_mem")).toEqual({ work_mem: "5MB" });
    expect(await show("search_path")).toEqual({ search_path: "bullmq" });
  });

  test("that drops its connections is asked again, and the process lives", async () => {
    const databaseUrl = await server.createDatabase("dropped");
    await using store = await openStore({ databaseUrl, dataFolder });
    await using other = await openStore({ databaseUrl, dataFolder });
    await store.accounts.write("bluesky", "sealed");
    await other.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'dropped' and pid <> pg_backend_pid()");
    await expect.poll(() => store.accounts.read("bluesky").catch(() => null)).toBe("sealed");
  });
});
