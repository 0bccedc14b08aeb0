import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import { openEmbeddedPostgres } from "./embedded-postgres.ts";
import { lockFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import { openPostgresServer } from "./postgres-server.ts";
import type { SessionPool } from "./session-pool.ts";
import { schema, type Tables } from "./tables.ts";
import { temporalPlugin } from "./temporal-values.ts";

export interface StoreOptions {
  /** A PostgreSQL server's; without it the database is embedded in `dataFolder`. */
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: string;
}

export interface Database extends AsyncDisposable {
  readonly db: Kysely<Tables>;
  /** The sessions under `db`. */
  readonly pool: SessionPool;
}

export const openDatabase = async ({ databaseUrl, dataFolder }: StoreOptions): Promise<Database> => {
  await using opened = new AsyncDisposableStack();
  if (!databaseUrl) opened.use(lockFolder(dataFolder));
  const pool = databaseUrl ? await openPostgresServer(databaseUrl) : await openEmbeddedPostgres(dataFolder);
  opened.defer(() => pool.end());
  // Kysely's type for `command` leaves out what a session may also answer; its dialect copes.
  const dialect = new PostgresDialect({ pool: pool as unknown as PostgresPool });
  const database = new Kysely<Tables>({ dialect, plugins: [temporalPlugin()] });
  await migrate(database);
  const kept = opened.move();
  return { db: database.withSchema(schema), pool, [Symbol.asyncDispose]: () => kept.disposeAsync() };
};
