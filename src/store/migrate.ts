import { sql, type Kysely } from "kysely";
import { UserError } from "../user-error.ts";
import { migrations } from "./migrations/index.ts";
import { schema } from "./tables.ts";

const table = "migrations";

/**
 * Brings the tables up to date, forward only. Several processes may start at once: one migrates, the others wait for it.
 * Throws `UserError` where a newer Rollcall has written the database.
 */
export const migrate = async <T>(db: Kysely<T>): Promise<void> => {
  const wanted = Object.keys(migrations);
  const done = await readDone(db);
  refuseNewer(done);
  if (done.length === wanted.length) return;
  const { Migrator } = await import("kysely/migration");
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: schema,
    migrationTableName: table,
    migrationLockTableName: "migrations_lock",
  });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    // A newer program may have migrated between our look and our turn.
    refuseNewer(await readDone(db));
    throw error;
  }
};

const readDone = async <T>(db: Kysely<T>): Promise<string[]> => {
  const found = await sql<{ found: boolean }>`select to_regclass(${`${schema}.${table}`}) is not null as found`.execute(db);
  if (!found.rows[0]?.found) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(`${schema}.${table}`)} order by name`.execute(db);
  return rows.map((row) => row.name);
};

const refuseNewer = (done: readonly string[]): void => {
  const unknown = done.find((name) => !Object.hasOwn(migrations, name));
  if (unknown)
    throw new UserError(`The database was written by a newer Rollcall (it has ${unknown}): update Rollcall, or use another database.`);
};
