import { sql, type Kysely } from "kysely";

/**
 * What was counted of petitions: numbers, days and states, and nothing of those who signed. News is kept for good, so that nothing is told twice
 * after whatever drop and rise.
 */
export const petitions = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`
      create table rollcall.petitions (
        petition text primary key,
        accepted jsonb,
        held jsonb,
        platform_state text check (platform_state in ('open', 'closed')),
        asked_at timestamptz,
        failure text,
        failures integer not null default 0
      )`.execute(db);
    await sql`
      create table rollcall.petition_news (
        petition text not null,
        kind text not null check (kind in ('launch', 'milestone', 'closed')),
        mark integer not null,
        day date,
        signatures integer,
        counted_on date,
        primary key (petition, kind, mark)
      )`.execute(db);
  },
};
