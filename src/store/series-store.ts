import { sql, type Kysely, type Selectable, type Updateable } from "kysely";
import { idOfSeries, numberOfSeries, type Series, type SeriesStore } from "../delivery/series-store.ts";
import { saidBy, waiting } from "./post-store.ts";
import type { SeriesTable, Tables } from "./tables.ts";

export const createSeriesStore = (db: Kysely<Tables>): SeriesStore => {
  const change = async (id: string, values: Updateable<SeriesTable>, who: string): Promise<boolean> => {
    const number = numberOfSeries(id);
    if (number === null) return false;
    return saidBy(db, who, async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable("series")
        .set(values)
        .where("number", "=", number)
        .where("ended_by", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    });
  };
  return {
    begin: ({ timing, firstYear, accounts, words }) =>
      saidBy(db, words.author, async (trx) => {
        const { number } = await trx
          .insertInto("series")
          .values({
            timing: JSON.stringify(timing),
            first_year: firstYear,
            accounts: JSON.stringify(accounts),
            words: JSON.stringify(words),
          })
          .returning("number")
          .executeTakeFirstOrThrow();
        return idOfSeries(number);
      }),
    find: async (id) => {
      const number = numberOfSeries(id);
      if (number === null) return null;
      const row = await read(db).where("series.number", "=", number).executeTakeFirst();
      return row ? toSeries(row) : null;
    },
    going: async () => (await read(db).where("series.ended_by", "is", null).orderBy("series.number").execute()).map(toSeries),
    edit: (id, { timing, firstYear, accounts, words }, who) =>
      change(
        id,
        {
          ...(timing !== undefined && { timing: JSON.stringify(timing) }),
          ...(firstYear !== undefined && { first_year: firstYear }),
          ...(accounts !== undefined && { accounts: JSON.stringify(accounts) }),
          ...(words !== undefined && { words: JSON.stringify(words) }),
        },
        who,
      ),
    end: (id, who) => change(id, { ended_by: who }, who),
  };
};

/** With how far each came. */
const read = (db: Kysely<Tables>) =>
  db
    .selectFrom("series")
    .leftJoin("posts", "posts.series", "series.number")
    .selectAll("series")
    .select((row) => [
      row.fn.max("posts.series_year").as("last_year"),
      sql<boolean>`coalesce(bool_or(posts.status in (${sql.join([...waiting])})), false)`.as("waits"),
    ])
    .groupBy("series.number");

type SeriesRow = Selectable<SeriesTable> & { readonly last_year: number | null; readonly waits: boolean };

const toSeries = (row: SeriesRow): Series => ({
  id: idOfSeries(row.number),
  timing: row.timing,
  firstYear: row.first_year,
  accounts: row.accounts,
  words: row.words,
  endedBy: row.ended_by,
  lastYear: row.last_year,
  waits: row.waits,
});
