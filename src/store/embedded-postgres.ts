import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  const isNew = !existsSync(join(pgliteFolder, "PG_VERSION"));
  if (isNew) writeFileSync(unfinished, "");
  const pglite = await create(pgliteFolder);
  if (isNew) rmSync(unfinished, { force: true });

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

const create = async (pgliteFolder: string): Promise<PGlite> => {
  const { PGlite: Pglite } = await import("@electric-sql/pglite");
  try {
    return await Pglite.create(pgliteFolder, {
      parsers: temporalParsers,
      startParams: [
        ...Pglite.defaultStartParams,
        ...Object.entries({ search_path: searchPath, shared_buffers: "16MB", timezone: "UTC" }).flatMap(([name, value]) => [
          "-c",
          `${name}=${value}`,
        ]),
      ],
    });
  } catch (error) {
    throw new UserError(
      `The database in ${pgliteFolder} cannot be opened: put a backup in its place, or move it away to begin with an empty one.`,
      { cause: error },
    );
  }
};
