import { sql, type Kysely } from "kysely";

/**
 * Whom a post names, where that is not its subject: a joint post of many, a marked day of those whom it is about. The plan keeps whom a post is to
 * name, a delivery whom its frozen words do name, so that somebody withheld later is found in what is public.
 */
export const occasionPeople = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`alter table rollcall.posts add column people jsonb`.execute(db);
    await sql`alter table rollcall.deliveries add column people jsonb`.execute(db);
  },
};
