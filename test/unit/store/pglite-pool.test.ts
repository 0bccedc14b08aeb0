import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPglitePool } from "../../../src/store/pglite-pool.ts";
import type { Session, SessionPool } from "../../../src/store/session-pool.ts";

describe("PGlite lent out like a pool of sessions", () => {
  let pool: SessionPool;
  beforeAll(async () => {
    pool = createPglitePool(await PGlite.create());
    await pool.query("create table words (word text)");
  });
  afterAll(() => pool.end());
  beforeEach(() => pool.query("truncate words"));

  const words = async (): Promise<string[]> => (await pool.query<{ word: string }>("select word from words")).rows.map(({ word }) => word);
  const add = (by: Session | SessionPool, word: string) => by.query("insert into words values ($1)", [word]);

  test("a transaction keeps others out until it is committed", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    const outside = add(pool, "outside");
    await add(client, "first");
    await add(client, "second");
    await client.query("COMMIT");
    client.release();
    await outside;
    expect(await words()).toEqual(["first", "second", "outside"]);
  });

  test("a transaction that failed keeps others out until it is rolled back", async () => {
    const client = await pool.connect();
    await client.query("begin");
    await add(client, "lost");
    await expect(client.query("select 1/0")).rejects.toMatchObject({ code: "22012" });
    const outside = add(pool, "outside");
    await expect(add(client, "lost too")).rejects.toMatchObject({ code: "25P02" });
    await client.query("rollback");
    client.release();
    await outside;
    expect(await words()).toEqual(["outside"]);
  });

  test("a client that is released inside of a transaction is rolled back, and the next gets its turn", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    await add(client, "lost");
    client.release();
    expect(await words()).toEqual([]);
    await expect(client.query("select 1")).rejects.toThrow("released");
  });

  test("a transaction begun without a client is rolled back", async () => {
    await pool.query("BEGIN");
    await add(pool, "kept");
    expect(await words()).toEqual(["kept"]);
  });

  test("turns are taken in the order in which they were asked for", async () => {
    const asked = Array.from({ length: 30 }, (_, index) => String(index));
    const clients = await Promise.all(asked.map(() => pool.connect()));
    await Promise.all(clients.map((client, index) => add(client, asked[index]!)));
    for (const client of clients) client.release();
    expect(await words()).toEqual(asked);
  });

  test("a failing query leaves the next ones alone", async () => {
    const results = await Promise.allSettled([pool.query("selec"), add(pool, "fine"), pool.query("select * from nowhere")]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
  });

  test("a client hears the channels that it listens to, and no others", async () => {
    const [listener, bystander] = [await pool.connect(), await pool.connect()];
    const heard: string[] = [];
    for (const [name, client] of Object.entries({ listener, bystander }))
      client.on("notification", ({ channel, payload }: { channel: string; payload: string }) =>
        heard.push(`${name}:${channel}:${payload}`),
      );
    await listener.query("-- a comment before it\n LISTEN bullmq_jobs;\n");
    await listener.query("LISTEN bullmq_jobs");
    await bystander.query("LISTEN elsewhere");
    await pool.query("select pg_notify('bullmq_jobs', 'one')");
    await listener.query("UNLISTEN bullmq_jobs");
    await pool.query("select pg_notify('bullmq_jobs', 'two')");
    await listener.query("LISTEN bullmq_jobs");
    listener.release();
    await pool.query("select pg_notify('bullmq_jobs', 'three')");
    await pool.query("select pg_notify('elsewhere', 'four')");
    bystander.release();
    await pool.query("select 1");
    expect(heard).toEqual(["listener:bullmq_jobs:one", "bystander:elsewhere:four"]);
  });

  test("ends after the queries that were asked before, and takes none after", async () => {
    const ending = createPglitePool(await PGlite.create());
    const before = ending.query("select 1 as one");
    const ended = ending.end();
    await expect(ending.query("select 1")).rejects.toThrow("after calling end on the pool");
    expect((await before).rows).toEqual([{ one: 1 }]);
    await ended;
    await ending.end();
  });
});
