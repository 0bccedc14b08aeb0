import { sql, type Kysely, type Selectable, type Updateable } from "kysely";
import type { OwnWords } from "../campaign/own/own-words.ts";
import { idOfSeries, numberOfSeries } from "../delivery/series-store.ts";
import type { PlannedPost, PostKind, PostStatus, Showing } from "../campaign/planned-post.ts";
import type { OwnPlace, PostChange, PostDraft, PostStore, PostToPlan, StoredPost } from "../delivery/post-store.ts";
import type { PostsTable, Tables } from "./tables.ts";
import { toMicroseconds } from "./temporal-values.ts";

export const createPostStore = (db: Kysely<Tables>): PostStore => ({
  replan: (kind, from, to, posts) => db.transaction().execute((trx) => replan(trx, kind, from, to, posts)),
  find: async (id) => {
    const row = await db.selectFrom("posts").selectAll().where("id", "=", id).executeTakeFirst();
    return row ? toPost(row) : null;
  },
  findOfSeries: async (seriesId, year) => {
    const ofSeries = db.selectFrom("posts").selectAll().where("series", "=", numberOfSeries(seriesId));
    const row = await (year === undefined ? ofSeries.where("status", "in", waiting) : ofSeries.where("series_year", "=", year))
      .orderBy("series_year", "desc")
      .executeTakeFirst();
    return row ? toPost(row) : null;
  },
  between: async (from, to) => {
    const rows = await db
      .selectFrom("posts")
      .selectAll()
      .where("date", ">=", from)
      .where("date", "<=", to)
      .orderBy("date")
      .orderBy("at")
      .orderBy("id")
      .execute();
    return rows.map(toPost);
  },
  due: async (now) => {
    const rows = await db
      .selectFrom("posts")
      .selectAll()
      .where("status", "=", "scheduled")
      .where("at", "<=", now)
      .orderBy("at")
      .orderBy("id")
      .execute();
    return rows.map(toPost);
  },
  held: async () => {
    const rows = await db.selectFrom("posts").selectAll().where("status", "=", "held").orderBy("at").orderBy("id").execute();
    return rows.map(toPost);
  },
  settle: async (id, status, reason) => {
    let update = db.updateTable("posts").set({ status, reason }).where("id", "=", id).where("status", "in", waiting);
    if (status !== "skipped") update = update.where("held_by", "is", null);
    const { numUpdatedRows } = await update.executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  add: (post, draft, words, place) => saidBy(db, words?.author ?? null, (trx) => insert(trx, post, draft, words, place)),
  edit: (id, { words, date, at, notAfter, accounts, timing, year, keepsApproval }, who) =>
    changeByHand(db, id, who, {
      ...(words !== undefined && { words: words === null ? null : JSON.stringify(words) }),
      ...(date !== undefined && { date }),
      ...(at !== undefined && { at }),
      ...(notAfter !== undefined && { not_after: notAfter }),
      ...(accounts !== undefined && { accounts: JSON.stringify(accounts) }),
      ...(timing !== undefined && { timing: JSON.stringify(timing) }),
      ...(year !== undefined && { series_year: year }),
      ...(!keepsApproval && { approved_by: null }),
    }),
  move: async (id, { date, at, notAfter, timing }) => {
    const to = { date, at, not_after: notAfter, timing: JSON.stringify(timing) };
    const { numUpdatedRows } = await db
      .updateTable("posts")
      .set(to)
      .where("id", "=", id)
      .where("status", "in", waiting)
      .where((row) => row.or([row("at", "!=", at), row("date", "!=", date), sql<boolean>`timing is distinct from ${to.timing}::jsonb`]))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  holdByHand: (id, who, reason) => changeByHand(db, id, who, { status: "held", reason, held_by: who }),
  letGo: (id, who) => changeByHand(db, id, who, { status: "scheduled", reason: null, held_by: null }, true),
  cancel: (id, who, reason) => changeByHand(db, id, who, { status: "skipped", reason, cancelled_by: who }),
  written: async () => {
    const rows = await db
      .selectFrom("posts")
      .selectAll()
      .where("status", "=", "dispatched")
      .where((row) => row.or([row("words", "is not", null), row("draft", "is not", null)]))
      .orderBy("id")
      .execute();
    return rows.map(toPost);
  },
  correctionsOf: async (id) => {
    const rows = await db
      .selectFrom("posts")
      .select("id")
      .where("kind", "=", "correction")
      .where(sql<boolean>`draft ->> 'corrects' = ${id}`)
      .orderBy("at", "desc")
      .execute();
    return rows.map((row) => row.id);
  },
  approve: async (id, who) => {
    const { numUpdatedRows } = await db
      .updateTable("posts")
      .set({ approved_by: who })
      .where("id", "=", id)
      .where("status", "in", waiting)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  approvals: async (kind) => {
    const rows = await db
      .selectFrom("posts")
      .select(["id", "approved_by"])
      .where("kind", "=", kind)
      .where("status", "in", waiting)
      .where("approved_by", "is not", null)
      .execute();
    return new Map(rows.map(({ id, approved_by }) => [id, approved_by ?? ""]));
  },
  lastShown: (kind) => lastOf(db, kind, "dispatched"),
  lastSkipped: (kind) => lastOf(db, kind, "skipped"),
});

const lastOf = (db: Kysely<Tables>, kind: PostKind, status: PostStatus): Promise<Showing[]> =>
  db
    .selectFrom("posts")
    .select(["subject", (row) => row.fn.max("date").as("date")])
    .where("kind", "=", kind)
    .where("status", "=", status)
    .groupBy("subject")
    .orderBy("date")
    .orderBy("subject")
    .execute();

/** Lets the database's own record say who did it. */
export const saidBy = <T>(db: Kysely<Tables>, who: string | null, change: (trx: Kysely<Tables>) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    if (who !== null) await sql`select set_config('rollcall.who', ${who}, true)`.execute(trx);
    return change(trx);
  });

/** Changes a post that waits; with `held`, one that a campaigner holds. */
const changeByHand = (db: Kysely<Tables>, id: string, who: string, change: Updateable<PostsTable>, held = false): Promise<boolean> =>
  saidBy(db, who, async (trx) => {
    let update = trx
      .updateTable("posts")
      .set({ id, ...change })
      .where("id", "=", id)
      .where("status", "in", waiting);
    if (held) update = update.where("held_by", "is not", null);
    const { numUpdatedRows } = await update.executeTakeFirst();
    return numUpdatedRows > 0n;
  });

/** What the plan may still change. */
export const waiting = ["scheduled", "held"] as const;

const replan: (trx: Kysely<Tables>, ...args: Parameters<PostStore["replan"]>) => ReturnType<PostStore["replan"]> = async (
  trx,
  kind,
  from,
  to,
  posts,
) => {
  // Two workers may plan at once; the second then finds the first one's plan and changes nothing.
  await sql`select pg_advisory_xact_lock(hashtext('rollcall.replan'))`.execute(trx);
  const rows = await trx
    .selectFrom("posts")
    .selectAll()
    .where("kind", "=", kind)
    .where("date", ">=", from)
    .where("date", "<=", to)
    .where("status", "in", waiting)
    .forUpdate()
    .execute();
  const vanished = new Map(rows.map((row) => [row.id, row]));
  const changes: PostChange[] = [];
  for (const wanted of posts) {
    const row = vanished.get(wanted.id);
    vanished.delete(wanted.id);
    // Only a campaigner ends what a campaigner holds.
    const post = row?.held_by == null ? wanted : { ...wanted, status: row.status, reason: row.reason };
    const { id, subject, status, reason, basis = null } = post;
    if (!row) {
      if (await insert(trx, post)) changes.push({ id, kind, subject, before: null, after: status, reason, basis: null, rewritten: false });
      continue;
    }
    const rewritten = row.basis !== null && row.basis !== basis;
    if (isSame(toPost(row), post) && row.basis === basis) continue;
    // Who approved it approved other words.
    const approval = rewritten ? { approved_by: null } : {};
    await trx
      .updateTable("posts")
      .set({ ...toRow(post), ...approval })
      .where("id", "=", id)
      .execute();
    changes.push({ id, kind, subject, before: row.status, after: status, reason, basis: row.basis, rewritten });
  }
  if (vanished.size > 0)
    await trx
      .deleteFrom("posts")
      .where("id", "in", [...vanished.keys()])
      .execute();
  for (const { id, subject, status, basis } of vanished.values())
    changes.push({ id, kind, subject, before: status, after: null, reason: null, basis, rewritten: false });
  return changes;
};

const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

const insert = async (
  db: Kysely<Tables>,
  post: PostToPlan,
  draft?: PostDraft | null,
  words?: OwnWords,
  place?: OwnPlace,
): Promise<boolean> => {
  const { timing, series } = place ?? {};
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("posts")
    .values({
      ...toRow(post),
      draft: json(draft),
      words: json(words),
      timing: json(timing),
      ...(series !== undefined && { series: numberOfSeries(series.id), series_year: series.year }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

const toRow = ({ id, kind, subject, date, at, notAfter, accounts, status, reason, basis = null, people = null }: PostToPlan) => ({
  id,
  kind,
  subject,
  date,
  at,
  not_after: notAfter,
  accounts: JSON.stringify(accounts),
  status,
  reason,
  basis,
  people: json(people),
});

const toPost = (row: Selectable<PostsTable>): StoredPost => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  date: row.date,
  at: row.at,
  notAfter: row.not_after,
  accounts: row.accounts,
  status: row.status,
  reason: row.reason,
  approvedBy: row.approved_by,
  draft: row.draft,
  words: row.words,
  heldBy: row.held_by,
  cancelledBy: row.cancelled_by,
  timing: row.timing,
  series: row.series === null || row.series_year === null ? null : { id: idOfSeries(row.series), year: row.series_year },
  basis: row.basis,
  people: row.people,
});

const isSame = (a: PlannedPost, b: PlannedPost): boolean => fingerprint(a) === fingerprint(b);

const fingerprint = (post: PlannedPost): string =>
  JSON.stringify([
    post.kind,
    post.subject,
    post.date,
    toMicroseconds(post.at),
    toMicroseconds(post.notAfter),
    post.accounts,
    post.status,
    post.reason,
    post.people ?? null,
  ]);
