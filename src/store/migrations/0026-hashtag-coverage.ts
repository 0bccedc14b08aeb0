import { sql, type Kysely } from "kysely";

/** For which hashtags somebody listened, and what was said last, by which a place is found again on another instance. */
export const hashtagCoverage = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`alter table rollcall.hashtag_coverage add column tags text[]`.execute(db);
    await sql`alter table rollcall.hashtag_cursors add column marks text[] not null default '{}'`.execute(db);
  },
};
