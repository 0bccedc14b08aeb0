import { sql, type Kysely } from "kysely";

// Migrations see the database as it was then, so they know no table types.
export const postsAndDeliveries = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`
      create table rollcall.posts (
        id text primary key,
        kind text not null,
        subject text not null,
        date date not null,
        at timestamptz not null,
        not_after timestamptz not null,
        accounts jsonb not null,
        status text not null check (status in ('scheduled', 'held', 'dispatched', 'skipped')),
        reason text
      )`.execute(db);
    await sql`create index posts_by_date on rollcall.posts (date, at, id)`.execute(db);
    await sql`create index posts_waiting on rollcall.posts (at, id) where status in ('scheduled', 'held')`.execute(db);
    await sql`create index posts_shown on rollcall.posts (kind, subject, date) where status = 'dispatched'`.execute(db);
    await sql`
      create table rollcall.deliveries (
        id text primary key,
        post_id text not null references rollcall.posts (id),
        kind text not null,
        subject text not null,
        account text not null,
        network text not null,
        at timestamptz not null,
        not_after timestamptz not null,
        state text not null default 'due' check (state in ('due', 'sending', 'sent', 'unknown', 'failed', 'skipped')),
        reason text,
        composed jsonb,
        published jsonb not null default '[]',
        in_flight integer,
        attempts integer not null default 0,
        retry_at timestamptz,
        rehearsed boolean not null default false,
        settled_at timestamptz,
        claim_token text,
        claim_until timestamptz,
        check ((state = 'sending') = (claim_token is not null and claim_until is not null))
      )`.execute(db);
    await sql`create index deliveries_of_post on rollcall.deliveries (post_id)`.execute(db);
    await sql`create index deliveries_open on rollcall.deliveries (at, id) where state in ('due', 'sending')`.execute(db);
    await sql`create table rollcall.accounts (id text primary key, session text, limits jsonb)`.execute(db);
    await sql`create table rollcall.job_runs (job text primary key, at timestamptz not null, ok boolean not null, summary text not null)`.execute(
      db,
    );
  },
};
