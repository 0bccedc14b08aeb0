import { sql, type Kysely } from "kysely";

/** How a campaigner said when, and posts that are repeated every year. */
export const timingsAndSeries = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`
      create table rollcall.series (
        number integer generated always as identity primary key,
        timing jsonb not null,
        first_year integer not null,
        accounts jsonb not null,
        words jsonb not null,
        ended_by text
      )`.execute(db);
    await sql`alter table rollcall.posts
      add column timing jsonb,
      add column series integer references rollcall.series (number),
      add column series_year integer`.execute(db);
    await sql`create unique index posts_of_series on rollcall.posts (series, series_year) where series is not null`.execute(db);
    // What is public and in a campaigner's own words is looked through whenever somebody becomes withheld.
    await sql`create index posts_written on rollcall.posts (id) where status = 'dispatched' and (words is not null or draft is not null)`.execute(
      db,
    );
    await seriesDecided.execute(db);
    await sql`create trigger decided after insert or update on rollcall.series for each row execute function rollcall.series_decided()`.execute(
      db,
    );
  },
};

const seriesDecided = sql`
  create function rollcall.series_decided() returns trigger language plpgsql as $body$
  begin
    insert into rollcall.decisions (kind, post_id, subject, who)
      values (case when tg_op = 'INSERT' then 'series-begun' when new.ended_by is distinct from old.ended_by then 'series-ended' else 'edited' end,
        'yearly/' || new.number, 'own', nullif(current_setting('rollcall.who', true), ''));
    return null;
  end $body$`;
