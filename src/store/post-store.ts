import { sql, type Kysely, type Selectable } from "kysely";
import type { PlannedPost } from "../campaign/planned-post.ts";
import type { PostChange, PostDraft, PostStore, PostToPlan, StoredPost } from "../delivery/post-store.ts";
import type { PostsTable, Tables } from "./tables.ts";
import { toMicroseconds } from "./temporal-values.ts";

export const createPostStore = (db: Kysely<Tables>): PostStore => ({
  replan: (kind, from, to, posts) => db.transaction().execute((trx) => replan(trx, kind, from, to, posts)),
  find: async (id) => {
    const row = await db.selectFrom("posts").selectAll().where("id", "=", id).executeTakeFirst();
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
    const { numUpdatedRows } = await db
      .updateTable("posts")
      .set({ status, reason })
      .where("id", "=", id)
      .where("status", "in", waiting)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  add: (post, draft) => insert(db, post, draft),
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
  lastShown: (kind) =>
    db
      .selectFrom("posts")
      .select(["subject", (row) => row.fn.max("date").as("date")])
      .where("kind", "=", kind)
      .where("status", "=", "dispatched")
      .groupBy("subject")
      .orderBy("date")
      .orderBy("subject")
      .execute(),
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
  for (const post of posts) {
    const row = vanished.get(post.id);
    vanished.delete(post.id);
    const { id, subject, status, reason, basis = null } = post;
    if (!row) {
      if (await insert(trx, post)) changes.push({ id, kind, subject, before: null, after: status, reason, rewritten: false });
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
    changes.push({ id, kind, subject, before: row.status, after: status, reason, rewritten });
  }
  if (vanished.size > 0)
    await trx
      .deleteFrom("posts")
      .where("id", "in", [...vanished.keys()])
      .execute();
  for (const { id, subject, status } of vanished.values())
    changes.push({ id, kind, subject, before: status, after: null, reason: null, rewritten: false });
  return changes;
};

const insert = async (db: Kysely<Tables>, post: PostToPlan, draft?: PostDraft): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("posts")
    .values({ ...toRow(post), draft: draft === undefined ? null : JSON.stringify(draft) })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

const toRow = ({ id, kind, subject, date, at, notAfter, accounts, status, reason, basis = null }: PostToPlan) => ({
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
  ]);
