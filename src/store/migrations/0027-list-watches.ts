import { sql, type Kysely } from "kysely";

/** What is known of the daily fetching of lists: when, which version, and what waits for a campaigner. The lists themselves are files. */
export const listWatches = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`
      create table rollcall.list_watches (
        list text primary key,
        asked_at timestamptz,
        tries integer not null default 0,
        done_on date,
        fetched_at timestamptz,
        state text,
        version jsonb,
        digest text,
        same_since date,
        waits jsonb,
        told jsonb not null default '[]',
        tellings integer not null default 0,
        failed_days integer not null default 0,
        failed_on date,
        failure text,
        refusal text,
        refusal_told_at timestamptz
      )`.execute(db);
  },
};
