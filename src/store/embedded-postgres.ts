import { existsSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import { UserError } from "../user-error.ts";
import { createPglitePool } from "./pglite-pool.ts";
import { searchPath, type SessionPool } from "./session-pool.ts";
import { temporalParsers } from "./temporal-values.ts";

/** What a server does in the background and PGlite, one process without workers, never does by itself. */
const upkeepEveryMs = 60 * 60_000;

/** Opens PGlite in `<folder>/pglite`. The folder must be locked for this process. */
export const openEmbeddedPostgres = async (folder: string): Promise<SessionPool> => {
  const pgliteFolder = join(folder, "pglite");
  const unfinished = join(folder, "pglite.unfinished");
  // A first start that was killed leaves a folder that looks like a database and is none; nobody has written to it yet.
  if (existsSync(unfinished)) rmSync(pgliteFolder, { recursive: true, force: true });
  const isNew = !existsSync(pgliteFolder) || (statSync(pgliteFolder).isDirectory() && readdirSync(pgliteFolder).length === 0);
  if (isNew) writeFileSync(unfinished, "");
  const pglite = await start(pgliteFolder, isNew);
  if (isNew) rmSync(unfinished);
  const upkeep = setInterval(() => {
    // Without autovacuum dead rows stay, and without a checkpointer the write-ahead log grows until the process ends.
    void pool
      .query("VACUUM")
      .then(() => pool.query("CHECKPOINT"))
      .catch((error: unknown) => pool.emit("error", error));
  }, upkeepEveryMs);
  upkeep.unref();
  const pool = createPglitePool(pglite, () => clearInterval(upkeep));
  return pool;
};

/** The database writes when it opens, and opens a log file of 16 MB. */
const neededBytes = 20_000_000;

const isFull = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < neededBytes;
};

const settings = Object.entries({ search_path: searchPath, shared_buffers: "16MB", timezone: "UTC" });

const start = async (pgliteFolder: string, isNew: boolean): Promise<PGlite> => {
  try {
    // PGlite would fill a folder that has other things in it, or take what is left of a database for nothing.
    if (!isNew && !existsSync(join(pgliteFolder, "PG_VERSION"))) throw new Error("it has no PG_VERSION");
    if (isNew) await make(pgliteFolder);
    const { PGlite: Pglite } = await import("@electric-sql/pglite");
    return await Pglite.create(pgliteFolder, {
      parsers: temporalParsers,
      startParams: [...Pglite.defaultStartParams, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    });
  } catch (error) {
    if (!isNew && isFull(pgliteFolder)) {
      throw new UserError(
        `The database in ${pgliteFolder} cannot be opened, since the disk is full: make room, and start again. Nothing in it is lost.`,
        {
          cause: error,
        },
      );
    }
    throw new UserError(
      isNew
        ? `The database in ${pgliteFolder} cannot be made: see that the disk has 100 MB free and that Rollcall may write there.`
        : `The database in ${pgliteFolder} cannot be opened: put a backup in its place, or move it away to begin with an empty one.`,
      { cause: error },
    );
  }
};

const make = async (pgliteFolder: string): Promise<void> => {
  // Rejects with the thread's error.
  await once(new Worker(new URL("./embedded-postgres-maker.ts", import.meta.url), { workerData: pgliteFolder }), "exit");
};
