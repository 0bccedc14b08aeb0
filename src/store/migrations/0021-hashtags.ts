import { sql, type Kysely } from "kysely";

/** How often hashtags were used: totals that stay, and what tells posts apart for eight days. */
export const hashtags = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`create table rollcall.hashtag_counts (
      tag text not null,
      network text not null,
      hour timestamptz not null,
      count integer not null,
      primary key (hour, tag, network)
    )`.execute(db);
    await sql`create table rollcall.hashtag_coverage (
      id bigint generated always as identity primary key,
      network text not null,
      source text not null,
      from_at timestamptz not null,
      to_at timestamptz not null,
      complete boolean not null
    )`.execute(db);
    await sql`create table rollcall.hashtag_cursors (network text primary key, source text not null, cursor_us bigint not null)`.execute(
      db,
    );
    await sql`create table rollcall.hashtag_views (
      source text not null,
      tag text not null,
      uses integer not null,
      days integer not null,
      at timestamptz not null,
      primary key (source, tag)
    )`.execute(db);
    await sql`create table rollcall.hashtag_salts (
      id integer generated always as identity primary key,
      secret text not null,
      made_at timestamptz not null
    )`.execute(db);
    await sql`create table rollcall.hashtag_posts (
      key text primary key,
      network text not null,
      sealed text not null,
      tags jsonb not null,
      forget_at timestamptz not null
    )`.execute(db);
    await sql`create index hashtag_posts_by_end on rollcall.hashtag_posts (forget_at)`.execute(db);
  },
};
