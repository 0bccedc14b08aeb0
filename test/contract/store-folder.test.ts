import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { embeddedDatabaseExists, openStore } from "../../src/store/open-store.ts";
import { UserError } from "../../src/user-error.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { compileCache, quickNodeFlags } from "../quick-node.ts";

interface Writer extends AsyncDisposable {
  /** The accounts whose writing was acknowledged, in order. */
  readonly acknowledged: string[];
  /** Resolves when so many were acknowledged. */
  wrote(count: number): Promise<void>;
  readonly pid: number;
}

const startWriter = async (dataFolder: string, prefix: string): Promise<Writer> => {
  const script = new URL("./store-writer.ts", import.meta.url).pathname;
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, [...quickNodeFlags, script, dataFolder, prefix], {
    env: { ...process.env, ...compileCache },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const gone = once(child, "close");
  const acknowledged: string[] = [];
  const opened = Promise.withResolvers<void>();
  let waiting: { count: number; resolve: () => void } | undefined;
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "open") opened.resolve();
      else acknowledged.push(line);
    }
    if (waiting && acknowledged.length >= waiting.count) waiting.resolve();
  });
  void gone.then(() => opened.reject(new Error(`The writer ended before it began: ${complaints}`)));
  await opened.promise;
  return {
    acknowledged,
    wrote: (count) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting = { count, resolve };
      return promise;
    },
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
};

describe("the folder of the embedded database", () => {
  let folder: string;
  const makeFolder = () => mkdtempSync(join(tmpdir(), "rollcall-folder-"));
  beforeEach(async () => {
    folder = makeFolder();
    await copyMadeDatabase(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const refusal = async (dataFolder = folder): Promise<string> => {
    const error: unknown = await openStore({ dataFolder }).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof UserError)) throw new Error("It was not refused in words for a person.", { cause: error });
    expect(error.message).not.toContain("\n");
    return error.message;
  };

  test("keeps what was written, and can be opened again at once when it is closed", async () => {
    rmSync(join(folder, "pglite"), { recursive: true });
    expect(embeddedDatabaseExists(folder)).toBe(false);
    {
      await using store = await openStore({ dataFolder: folder });
      await store.accounts.write("bluesky", "sealed");
    }
    expect(embeddedDatabaseExists(folder)).toBe(true);
    await using store = await openStore({ dataFolder: folder });
    expect(await store.accounts.read("bluesky")).toBe("sealed");
  });

  test("killed with SIGKILL in the middle of writing, it has every acknowledged row, and the next start takes the folder over", async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      await using writer = await startWriter(folder, `round-${round}`);
      await writer.wrote(40 + round * 37);
      process.kill(writer.pid, "SIGKILL");
      await writer[Symbol.asyncDispose]();
      acknowledged.push(...writer.acknowledged);
    }
    await using store = await openStore({ dataFolder: folder });
    const kept = new Set((await store.pool.query<{ id: string }>("select id from rollcall.accounts")).rows.map((row) => row.id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });

  test("tells a second process who has it and what to do, and the first goes on unharmed", async () => {
    await using writer = await startWriter(folder, "first");
    expect(await refusal()).toMatch(
      new RegExp(
        String.raw`^Rollcall is already running in ${folder} \(process ${writer.pid}, since \d{4}-\d\d-\d\dT[\d:]+Z\): stop it, or use another DATA_DIR\.$`,
      ),
    );
    await writer.wrote(writer.acknowledged.length + 20);
  });

  test("is held against a second opener in the same process too", async () => {
    await using store = await openStore({ dataFolder: folder });
    expect(await refusal()).toContain(`process ${process.pid}`);
    await store.accounts.write("bluesky", "sealed");
  });

  test("is given to one of many that start at the same moment", async () => {
    const starting = Array.from({ length: 3 }, (_, start) => startWriter(folder, `start-${start}`).catch(() => null));
    const started = (await Promise.all(starting)).filter((writer) => writer !== null);
    for (const writer of started) await writer[Symbol.asyncDispose]();
    expect(started).toHaveLength(1);
  });

  test("whose first start was killed half way is made anew", async () => {
    rmSync(join(folder, "pglite", "base"), { recursive: true });
    writeFileSync(join(folder, "pglite.unfinished"), "");
    await using store = await openStore({ dataFolder: folder });
    expect(await store.posts.held()).toEqual([]);
    expect(readdirSync(folder)).not.toContain("pglite.unfinished");
  });

  test("that is broken is refused and left as it is", async () => {
    const control = join(folder, "pglite", "global", "pg_control");
    truncateSync(control, 100);
    expect(await refusal()).toContain(`The database in ${join(folder, "pglite")} cannot be opened`);
    rmSync(join(folder, "pglite", "PG_VERSION"));
    expect(await refusal()).toContain("put a backup in its place");
    expect(readdirSync(join(folder, "pglite"))).toContain("global");
  });

  test("that was written by a newer Rollcall is refused", async () => {
    {
      await using store = await openStore({ dataFolder: folder });
      await store.pool.query("insert into rollcall.migrations values ('9999-telepathy', now()::text)");
    }
    expect(await refusal()).toBe(
      "The database was written by a newer Rollcall (it has 9999-telepathy): update Rollcall, or use another database.",
    );
  });

  test("that is a file, or lies in one, is refused", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await refusal(file)).toContain(`The data folder ${file} is a file, not a folder`);
    expect(await refusal(join(file, "deeper"))).toContain("is a file, not a folder");
  });

  test("whose lock file is somebody else's is refused", async () => {
    writeFileSync(join(folder, "rollcall.lock"), "a shopping list\n");
    expect(await refusal()).toContain("rollcall.lock is not Rollcall's lock file");
  });

  // Root may write everywhere.
  test.skipIf(process.getuid?.() === 0)("that may not be written to is refused", async () => {
    chmodSync(folder, 0o555);
    expect(await refusal()).toContain("mend its permissions, or set DATA_DIR to another folder");
    expect(await refusal(join(folder, "deeper"))).toContain("set DATA_DIR to a folder that Rollcall may write to");
    chmodSync(folder, 0o755);
  });
});
