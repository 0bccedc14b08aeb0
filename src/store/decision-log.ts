import type { Kysely } from "kysely";
import type { DecisionLog } from "../delivery/decision-log.ts";
import type { Tables } from "./tables.ts";

export const createDecisionLog = (db: Kysely<Tables>): DecisionLog => ({
  note: async ({ kind, reason }) => {
    await db.insertInto("decisions").values({ kind, reason }).execute();
  },
  read: async ({ about, since, limit }) => {
    let query = db.selectFrom("decisions").selectAll();
    if (about !== undefined) query = query.where((row) => row.or([row("post_id", "=", about), row("subject", "=", about)]));
    if (since !== undefined) query = query.where("at", ">=", since);
    const rows = await query.orderBy("id", "desc").limit(limit).execute();
    return rows
      .toReversed()
      .map(({ at, kind, post_id, subject, account, who, reason }) => ({ at, kind, postId: post_id, subject, account, who, reason }));
  },
});
