import type { Kysely, Selectable } from "kysely";
import { noStanding, type PetitionCount, type PetitionStanding } from "../campaign/petitions/petition-count.ts";
import { newsKey, type PetitionNews } from "../campaign/petitions/petition-news.ts";
import type { PetitionStore } from "../delivery/petition-store.ts";
import type { PetitionNewsTable, PetitionsTable, Tables } from "./tables.ts";

const toCount = <C extends { readonly countedOn: string }>(count: C) => ({
  ...count,
  countedOn: Temporal.PlainDate.from(count.countedOn),
});

const toStanding = (row: Selectable<PetitionsTable>): PetitionStanding => ({
  accepted: row.accepted === null ? null : { ...toCount(row.accepted), acceptedBy: row.accepted.acceptedBy ?? null },
  anchor: row.anchor === null ? null : toCount(row.anchor),
  held: row.held === null ? null : { ...toCount(row.held), doubt: row.held.doubt ?? "jump", refusedBy: row.held.refusedBy ?? null },
  platformState: row.platform_state,
  stateOf: row.state_of,
  stateAskedAt: row.state_asked_at,
  askedAt: row.asked_at,
  askedFor: row.asked_for,
  failure: row.failure,
  failures: row.failures,
});

const toNews = ({ petition, kind, mark, day, signatures, counted_on }: Selectable<PetitionNewsTable>): PetitionNews => ({
  petition,
  kind,
  mark,
  day,
  count: signatures === null || counted_on === null ? null : { signatures, countedOn: counted_on },
});

/** A day becomes its text within JSON by itself. */
const asJson = (count: Pick<PetitionCount, "signatures" | "countedOn"> | null): string | null =>
  count === null ? null : JSON.stringify(count);

export const createPetitionStore = (db: Kysely<Tables>): PetitionStore => ({
  counted: async () => {
    const [standings, news] = await Promise.all([
      db.selectFrom("petitions").selectAll().orderBy("petition").execute(),
      db.selectFrom("petition_news").selectAll().orderBy("petition").orderBy("kind").orderBy("mark").execute(),
    ]);
    return { standings: new Map(standings.map((row) => [row.petition, toStanding(row)])), news: news.map(toNews) };
  },
  change: (petition, decide) =>
    db.transaction().execute(async (trx) => {
      // The row has to be there to be locked.
      await trx
        .insertInto("petitions")
        .values({ petition, failures: 0 })
        .onConflict((conflict) => conflict.column("petition").doNothing())
        .execute();
      const row = await trx.selectFrom("petitions").selectAll().where("petition", "=", petition).forUpdate().executeTakeFirst();
      const told = await trx.selectFrom("petition_news").select(["kind", "mark"]).where("petition", "=", petition).execute();
      const { standing, news, result } = decide(row === undefined ? noStanding : toStanding(row), new Set(told.map(newsKey)));
      await trx
        .updateTable("petitions")
        .set({
          accepted: asJson(standing.accepted),
          anchor: asJson(standing.anchor),
          held: asJson(standing.held),
          platform_state: standing.platformState,
          state_of: standing.stateOf,
          state_asked_at: standing.stateAskedAt,
          asked_at: standing.askedAt,
          asked_for: standing.askedFor,
          failure: standing.failure,
          failures: standing.failures,
        })
        .where("petition", "=", petition)
        .execute();
      for (const { kind, mark, day, count } of news) {
        await trx
          .insertInto("petition_news")
          .values({ petition, kind, mark, day, signatures: count?.signatures ?? null, counted_on: count?.countedOn ?? null })
          .onConflict((conflict) => conflict.columns(["petition", "kind", "mark"]).doNothing())
          .execute();
      }
      return result;
    }),
});
