import { randomBytes } from "node:crypto";
import { sql, type Kysely, type Transaction } from "kysely";
import type { Coverage, HashtagStore, KeptPost, StreamCursor, TagChange, TrackedNetwork } from "../campaign/hashtags/hashtag-store.ts";
import type { TimelineNote } from "../campaign/hashtags/judge-absent.ts";
import { hourOf, instantOfHour, type CountChange } from "../campaign/hashtags/seen-post.ts";
import type { KeptTag, Tables } from "./tables.ts";

/** How long a post is remembered, and how long a salt makes new hashes. */
const rememberedHours = 8 * 24;
/** A process may hash with a salt a little longer than it should. */
const saltEndHours = 24;
const keysAtOnce = 10_000;

type Db = Kysely<Tables> | Transaction<Tables>;

/** The end of a hour, so that it does not tell when exactly a post was seen. */
const forgetAt = (now: Temporal.Instant): Temporal.Instant => instantOfHour(hourOf(now.epochMilliseconds) + 1 + rememberedHours);

const toKept = ({ tags, ...row }: { key: string; sealed: string; tags: readonly KeptTag[] }): KeptPost => ({
  ...row,
  tags: new Map(tags.map(([tag, hour, by]) => [tag, { hour, by }])),
});

const readPosts = (db: Db, network: TrackedNetwork, keys: readonly string[] | "all") =>
  db
    .selectFrom("hashtag_posts")
    .select(["key", "sealed", "tags"])
    .where(keys === "all" ? sql<boolean>`network = ${network}` : sql<boolean>`key = any(${keys}::text[])`)
    .execute();

const writePosts = async (db: Db, network: TrackedNetwork, now: Temporal.Instant, posts: readonly KeptPost[]): Promise<void> => {
  if (posts.length === 0) return;
  const rows = posts.map(({ key, sealed, tags }) => ({
    key,
    sealed,
    tags: [...tags].map(([tag, { hour, by }]): KeptTag => [tag, hour, by]),
  }));
  // One parameter however many rows: a driver's own arrays of rows are slower, and limited.
  await sql`insert into rollcall.hashtag_posts (key, network, sealed, tags, forget_at)
    select key, ${network}, sealed, tags, ${forgetAt(now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (key text, sealed text, tags jsonb)
    on conflict (key) do update set sealed = excluded.sealed, tags = excluded.tags`.execute(db);
};

const writeCounts = async (db: Db, network: TrackedNetwork, changes: readonly CountChange[]): Promise<void> => {
  const sums = new Map<string, { tag: string; hour: string; by: number }>();
  for (const { tag, hour, by } of changes) {
    const id = `${hour} ${tag}`;
    const sum = sums.get(id) ?? { tag, hour: instantOfHour(hour).toString(), by: 0 };
    sum.by += by;
    sums.set(id, sum);
  }
  const rows = [...sums.values()].filter(({ by }) => by !== 0);
  if (rows.length === 0) return;
  await sql`insert into rollcall.hashtag_counts (tag, network, hour, count)
    select tag, ${network}, hour, by from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (tag text, hour timestamptz, by integer)
    on conflict (hour, tag, network) do update set count = hashtag_counts.count + excluded.count`.execute(db);
};

/** Takes what is complete now out of what was not. */
const completeCoverage = async (db: Db, { network, source, from, to }: Coverage): Promise<void> => {
  const within = sql<boolean>`network = ${network} and source = ${source} and not complete and to_at > ${from}::timestamptz and to_at <= ${to}::timestamptz`;
  await db.deleteFrom("hashtag_coverage").where(within).where("from_at", ">=", from).execute();
  await db.updateTable("hashtag_coverage").set({ to_at: from }).where(within).execute();
};

const writeCoverage = async (db: Db, coverage: Coverage): Promise<void> => {
  const { network, source, from, to, complete, tags } = coverage;
  const own = tags === undefined ? null : tags.toSorted();
  if (complete) await completeCoverage(db, coverage);
  const latest = db
    .selectFrom("hashtag_coverage")
    .select("id")
    .where("network", "=", network)
    .where("source", "=", source)
    .where("complete", "=", complete)
    .where(sql<boolean>`tags is not distinct from ${own}::text[]`)
    .where("from_at", "<=", from)
    .where("to_at", ">=", from)
    .orderBy("to_at", "desc")
    .limit(1);
  const { numUpdatedRows } = await db
    .updateTable("hashtag_coverage")
    .set({ to_at: sql`greatest(to_at, ${to}::timestamptz)` })
    .where("id", "=", latest)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await db.insertInto("hashtag_coverage").values({ network, source, from_at: from, to_at: to, complete, tags: own }).execute();
};

const writeCursor = async (db: Db, network: TrackedNetwork, { source, cursorUs, marks }: StreamCursor): Promise<void> => {
  const values = { source, cursor_us: cursorUs, marks: [...marks] };
  await db
    .insertInto("hashtag_cursors")
    .values({ network, ...values })
    .onConflict((conflict) => conflict.column("network").doUpdateSet(values))
    .execute();
};

const writeTimeline = async (db: Db, { source, tag, listedAt, last }: TimelineNote): Promise<void> => {
  const values = {
    listed_at: listedAt,
    shown: last?.shown ?? null,
    tail: last === null ? null : JSON.stringify(last.tail),
    begun_at: last?.begunAt ?? null,
  };
  await db
    .insertInto("hashtag_timelines")
    .values({ source, tag, ...values })
    .onConflict((conflict) => conflict.columns(["source", "tag"]).doUpdateSet(values))
    .execute();
};

/** One change at a time over all processes, since each goes by what it has read. */
const alone = <T>(db: Kysely<Tables>, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('rollcall.hashtags'))`.execute(transaction);
    return work(transaction);
  });

export const createHashtagStore = (db: Kysely<Tables>): HashtagStore => ({
  salts: (now) =>
    alone(db, async (transaction) => {
      await transaction
        .deleteFrom("hashtag_salts")
        .where("made_at", "<=", now.subtract({ hours: 2 * rememberedHours + saltEndHours }))
        .execute();
      const salts = await transaction.selectFrom("hashtag_salts").selectAll().orderBy("id", "desc").execute();
      const live = salts.map(({ id, secret }) => ({ id, secret }));
      const [newest] = salts;
      if (newest !== undefined && Temporal.Instant.compare(newest.made_at.add({ hours: rememberedHours }), now) > 0) return live;
      const secret = randomBytes(32).toString("hex");
      const { id } = await transaction
        .insertInto("hashtag_salts")
        .values({ secret, made_at: now })
        .returning("id")
        .executeTakeFirstOrThrow();
      return [{ id, secret }, ...live];
    }),

  change: (network, now, keys, decide) =>
    alone(db, async (transaction) => {
      const rows = keys.length === 0 ? [] : await readPosts(transaction, network, keys);
      const change: TagChange = decide(new Map(rows.map((row) => [row.key, toKept(row)])));
      await writePosts(transaction, network, now, change.posts);
      await writeCounts(transaction, network, change.counts);
      for (const coverage of change.coverage ?? []) await writeCoverage(transaction, coverage);
      for (const note of change.timelines ?? []) await writeTimeline(transaction, note);
      if (change.cursor !== undefined) await writeCursor(transaction, network, change.cursor);
    }),

  async *eachKey(network) {
    for (let last = ""; ;) {
      const rows = await db
        .selectFrom("hashtag_posts")
        .select("key")
        .where("network", "=", network)
        .where("key", ">", last)
        .orderBy("key")
        .limit(keysAtOnce)
        .execute();
      const end = rows.at(-1);
      if (end === undefined) return;
      yield rows.map(({ key }) => key);
      last = end.key;
    }
  },

  cursor: async (network) => {
    const row = await db.selectFrom("hashtag_cursors").selectAll().where("network", "=", network).executeTakeFirst();
    return row === undefined ? null : { source: row.source, cursorUs: Number(row.cursor_us), marks: row.marks };
  },

  counts: async (since) => {
    const rows = await db
      .selectFrom("hashtag_counts")
      .selectAll()
      .where("hour", ">=", instantOfHour(since))
      .where("count", "<>", 0)
      .orderBy("hour")
      .orderBy("network")
      .execute();
    return rows.map(({ hour, ...row }) => ({ ...row, hour: hourOf(hour.epochMilliseconds) }));
  },

  coverage: async () => {
    const rows = await db.selectFrom("hashtag_coverage").selectAll().orderBy("from_at").orderBy("id").execute();
    return rows.map(({ network, source, from_at, to_at, complete, tags }) => ({
      network,
      source,
      from: from_at,
      to: to_at,
      complete,
      ...(tags !== null && { tags }),
    }));
  },

  writeViews: async (views) => {
    for (const { source, tag, ...values } of views) {
      await db
        .insertInto("hashtag_views")
        .values({ source, tag, ...values })
        .onConflict((conflict) => conflict.columns(["source", "tag"]).doUpdateSet(values))
        .execute();
    }
  },

  views: () => db.selectFrom("hashtag_views").selectAll().orderBy("source").execute(),

  timelines: async () => {
    const rows = await db.selectFrom("hashtag_timelines").selectAll().execute();
    return rows.map(({ source, tag, listed_at, shown, tail, begun_at }) => ({
      source,
      tag,
      listedAt: listed_at,
      last: shown === null || tail === null || begun_at === null ? null : { shown, tail, begunAt: begun_at },
    }));
  },

  fillGap: async (network, { from, to }, source) => {
    await db
      .updateTable("hashtag_coverage")
      .set({ source })
      .where("network", "=", network)
      .where("from_at", "=", from)
      .where("to_at", "=", to)
      .where("complete", "=", false)
      .execute();
  },

  forget: async (now) => {
    await db
      .deleteFrom("hashtag_timelines")
      .where("listed_at", "<=", now.subtract({ hours: rememberedHours }))
      .execute();
    const { numDeletedRows } = await db.deleteFrom("hashtag_posts").where("forget_at", "<=", now).executeTakeFirst();
    return Number(numDeletedRows);
  },
});
