import type { Kysely, Selectable } from "kysely";
import { unwatched, type ListWatch } from "../campaign/lists/list-watch.ts";
import type { ListStore } from "../delivery/list-store.ts";
import type { ListWatchesTable, Tables } from "./tables.ts";

const toWatch = (row: Selectable<ListWatchesTable>): ListWatch => ({
  askedAt: row.asked_at,
  tries: row.tries,
  doneOn: row.done_on,
  fetchedAt: row.fetched_at,
  state: row.state,
  version: row.version,
  digest: row.digest,
  sameSince: row.same_since,
  waits: row.waits,
  told: row.told,
  tellings: row.tellings,
  failedDays: row.failed_days,
  failedOn: row.failed_on,
  failure: row.failure,
  refusal: row.refusal,
  refusalToldAt: row.refusal_told_at,
});

const asJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

export const createListStore = (db: Kysely<Tables>): ListStore => ({
  watches: async () => {
    const rows = await db.selectFrom("list_watches").selectAll().orderBy("list").execute();
    return new Map(rows.map((row) => [row.list, toWatch(row)]));
  },
  change: (list, decide) =>
    db.transaction().execute(async (trx) => {
      // The row has to be there to be locked.
      await trx
        .insertInto("list_watches")
        .values({ list })
        .onConflict((conflict) => conflict.column("list").doNothing())
        .execute();
      const row = await trx.selectFrom("list_watches").selectAll().where("list", "=", list).forUpdate().executeTakeFirst();
      const { watch, result } = decide(row === undefined ? unwatched : toWatch(row));
      await trx
        .updateTable("list_watches")
        .set({
          asked_at: watch.askedAt,
          tries: watch.tries,
          done_on: watch.doneOn,
          fetched_at: watch.fetchedAt,
          state: watch.state,
          version: asJson(watch.version),
          digest: watch.digest,
          same_since: watch.sameSince,
          waits: asJson(watch.waits),
          told: JSON.stringify(watch.told),
          tellings: watch.tellings,
          failed_days: watch.failedDays,
          failed_on: watch.failedOn,
          failure: watch.failure,
          refusal: watch.refusal,
          refusal_told_at: watch.refusalToldAt,
        })
        .where("list", "=", list)
        .execute();
      return result;
    }),
});
