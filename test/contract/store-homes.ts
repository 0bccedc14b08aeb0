import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { copyMadeDatabase } from "../made-database.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";

export interface StoreHome extends AsyncDisposable {
  readonly store: Store;
  /** Empties all tables but the record of decisions, which is only added to. */
  empty(): Promise<void>;
}

const temporaryFolder = (): Disposable & { path: string } => {
  const path = mkdtempSync(join(tmpdir(), "rollcall-store-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

const open = async (databaseUrl: string | undefined, resources: AsyncDisposableStack): Promise<StoreHome> => {
  const folder = resources.use(temporaryFolder());
  if (databaseUrl === undefined) await copyMadeDatabase(folder.path);
  const store = resources.use(await openStore({ databaseUrl, dataFolder: folder.path }));
  return {
    store,
    empty: async () => {
      await store.pool.query(
        "truncate rollcall.posts, rollcall.series, rollcall.deliveries, rollcall.withdrawals, rollcall.notices, rollcall.accounts, rollcall.job_runs, rollcall.petitions, rollcall.petition_news, rollcall.hashtag_counts, rollcall.hashtag_coverage, rollcall.hashtag_cursors, rollcall.hashtag_salts, rollcall.hashtag_posts, rollcall.hashtag_views, rollcall.hashtag_timelines, rollcall.list_watches",
      );
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
};

export const storeHomes = [
  { name: "PGlite", here: true, open: () => open(undefined, new AsyncDisposableStack()) },
  {
    name: "PostgreSQL",
    here: findPostgres() !== null,
    open: async () => {
      const resources = new AsyncDisposableStack();
      return open(resources.use(await startPostgres()).url, resources);
    },
  },
];
