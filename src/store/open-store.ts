import { statSync } from "node:fs";
import { join } from "node:path";
import type { HashtagStore } from "../campaign/hashtags/hashtag-store.ts";
import type { AccountStore } from "../delivery/account-store.ts";
import type { DecisionLog } from "../delivery/decision-log.ts";
import type { Ledger } from "../delivery/ledger.ts";
import type { ListStore } from "../delivery/list-store.ts";
import type { NoticeStore } from "../delivery/notice-store.ts";
import type { PetitionStore } from "../delivery/petition-store.ts";
import type { PostStore } from "../delivery/post-store.ts";
import type { RunLog } from "../delivery/run-log.ts";
import type { SeriesStore } from "../delivery/series-store.ts";
import type { WithdrawalStore } from "../delivery/withdrawal-store.ts";
import { UserError } from "../user-error.ts";
import { createAccountStore } from "./account-store.ts";
import { openDatabase, type StoreOptions } from "./database.ts";
import { createDecisionLog } from "./decision-log.ts";
import { createHashtagStore } from "./hashtag-store.ts";
import { createLedger } from "./ledger.ts";
import { createListStore } from "./list-store.ts";
import { createNoticeStore } from "./notice-store.ts";
import { createPetitionStore } from "./petition-store.ts";
import { createPostStore } from "./post-store.ts";
import { createRunLog } from "./run-log.ts";
import { createSeriesStore } from "./series-store.ts";
import type { SessionPool } from "./session-pool.ts";
import { createWithdrawalStore } from "./withdrawal-store.ts";

export interface Store extends AsyncDisposable {
  readonly posts: PostStore;
  readonly series: SeriesStore;
  readonly ledger: Ledger;
  readonly accounts: AccountStore;
  readonly withdrawals: WithdrawalStore;
  readonly decisions: DecisionLog;
  readonly notices: NoticeStore;
  readonly petitions: PetitionStore;
  readonly lists: ListStore;
  readonly runs: RunLog;
  readonly hashtags: HashtagStore;
  /** The database's sessions, for a queue that rides on the same database. */
  readonly pool: SessionPool;
}

/**
 * Opens the database and brings its tables up to date. Throws `UserError` where a person must act: the folder is in use or cannot
 * be written, the server cannot be reached, or the tables are newer than this program.
 */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const database = await openDatabase(options);
  const { db, pool } = database;
  return {
    posts: createPostStore(db),
    series: createSeriesStore(db),
    ledger: createLedger(db, pool),
    accounts: createAccountStore(db),
    withdrawals: createWithdrawalStore(db),
    decisions: createDecisionLog(db),
    notices: createNoticeStore(db),
    petitions: createPetitionStore(db),
    lists: createListStore(db),
    runs: createRunLog(db),
    hashtags: createHashtagStore(db),
    pool,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
};

/** Throws `UserError` where that cannot be seen. False where nothing was ever stored: whoever only reads need not make a database. */
export const embeddedDatabaseExists = (dataFolder: string): boolean => {
  try {
    return statSync(join(dataFolder, "pglite", "PG_VERSION"), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A file in the folder's place: there is no database, and whoever makes one is told.
    if (code === "ENOTDIR") return false;
    throw new UserError(
      `The data folder ${dataFolder} cannot be read (${code}): mend its permissions, or set DATA_DIR to another folder.`,
      {
        cause: error,
      },
    );
  }
};
