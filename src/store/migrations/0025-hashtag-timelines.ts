import { sql, type Kysely } from "kysely";

/** How far each Mastodon server's timelines went back when they were last read. */
export const hashtagTimelines = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`create table rollcall.hashtag_timelines (
      source text not null,
      tag text not null,
      listed_at timestamptz not null,
      shown integer,
      tail jsonb,
      begun_at timestamptz,
      primary key (source, tag)
    )`.execute(db);
  },
};
