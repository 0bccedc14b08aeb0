import { sql, type Kysely } from "kysely";

/** What counts are held against within a day, and which of its two addresses a platform was asked at; of those who signed still nothing. */
export const petitionStates = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`
      alter table rollcall.petitions
        add column anchor jsonb,
        add column state_of text,
        add column state_asked_at timestamptz,
        add column asked_for text check (asked_for in ('count', 'state'))`.execute(db);
  },
};
