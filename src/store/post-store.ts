import { sql, type Kysely, type Selectable } from "kysely";
import type { PlannedPost } from "../campaign/planned-post.ts";
import type { PostStore } from "../delivery/post-store.ts";
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
  add: (post) => insert(db, post),
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
  let [added, changed, removed] = [0, 0, 0];
  for (const post of posts) {
    const row = vanished.get(post.id);
    vanished.delete(post.id);
    if (!row) added += Number(await insert(trx, post));
    else if (!isSame(toPost(row), post)) {
      await trx.updateTable("posts").set(toRow(post)).where("id", "=", post.id).execute();
      changed += 1;
    }
  }
  if (vanished.size > 0) {
    const { numDeletedRows } = await trx
      .deleteFrom("posts")
      .where("id", "in", [...vanished.keys()])
      .executeTakeFirst();
    removed = Number(numDeletedRows);
  }
  return { added, changed, removed };
};

const insert = async (db: Kysely<Tables>, post: PlannedPost): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("posts")
    .values(toRow(post))
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

const toRow = ({ notAfter, accounts, ...post }: PlannedPost) => ({ ...post, not_after: notAfter, accounts: JSON.stringify(accounts) });

const toPost = ({ not_after, ...row }: Selectable<PostsTable>): PlannedPost => ({ ...row, notAfter: not_after });

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
