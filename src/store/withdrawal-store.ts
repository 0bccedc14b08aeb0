import { sql, type Kysely, type Selectable } from "kysely";
import type { Withdrawal, WithdrawalStore } from "../delivery/withdrawal-store.ts";
import type { Tables } from "./tables.ts";

/** What is out stays `failed` with its doubt, what is not is `skipped`; neither is ever sent. */
const stopDeliveries = async (db: Kysely<Tables>, ids: readonly string[], now: Temporal.Instant): Promise<void> => {
  if (ids.length === 0) return;
  await db
    .updateTable("deliveries")
    .set({
      state: sql`case when in_flight is null and published = '[]'::jsonb then 'skipped' else 'failed' end`,
      reason: "It was withdrawn.",
      retry_at: null,
      held: false,
      settled_at: now,
      claim_token: null,
      claim_until: null,
    })
    .where("id", "in", ids)
    // A claim that ran out is a dead worker's.
    .where((row) =>
      row.or([row("state", "in", ["due", "unknown"]), row.and([row("state", "=", "sending"), row("claim_until", "<=", now)])]),
    )
    .execute();
};

export const createWithdrawalStore = (db: Kysely<Tables>): WithdrawalStore => ({
  ask: (deliveryIds, askedBy, now) =>
    db.transaction().execute(async (trx) => {
      await stopDeliveries(trx, deliveryIds, now);
      for (const id of deliveryIds)
        await trx
          .insertInto("withdrawals")
          .values({ delivery_id: id, asked_by: askedBy })
          .onConflict((conflict) =>
            conflict
              .column("delivery_id")
              .doUpdateSet({ state: "due", asked_by: askedBy, retry_at: null, attempts: 0 })
              .where("withdrawals.state", "in", ["refused", "done"]),
          )
          .execute();
    }),

  stop: async (deliveryId, now) => {
    await stopDeliveries(db, [deliveryId], now);
    const row = await db.selectFrom("deliveries").select("state").where("id", "=", deliveryId).executeTakeFirst();
    return row !== undefined && row.state !== "sending";
  },

  find: async (deliveryId) => {
    const row = await db.selectFrom("withdrawals").selectAll().where("delivery_id", "=", deliveryId).executeTakeFirst();
    return row ? toWithdrawal(row) : null;
  },

  due: async (now) => {
    const rows = await db
      .selectFrom("withdrawals")
      .selectAll()
      .where("state", "=", "due")
      .where((row) => row.or([row("retry_at", "is", null), row("retry_at", "<=", now)]))
      .orderBy("delivery_id")
      .execute();
    return rows.map(toWithdrawal);
  },

  refused: async () => {
    const rows = await db
      .selectFrom("withdrawals")
      .selectAll()
      .where("state", "=", "refused")
      .orderBy("delivery_id", "desc")
      .limit(100)
      .execute();
    return rows.map(toWithdrawal);
  },

  finish: async (deliveryId, state, outcome) => {
    await db.updateTable("withdrawals").set({ state, outcome, retry_at: null }).where("delivery_id", "=", deliveryId).execute();
  },

  postpone: async (deliveryId, outcome, retryAt) => {
    await db
      .updateTable("withdrawals")
      .set({ outcome, retry_at: retryAt, attempts: sql`attempts + 1` })
      .where("delivery_id", "=", deliveryId)
      .where("state", "=", "due")
      .execute();
  },
});

const toWithdrawal = (row: Selectable<Tables["withdrawals"]>): Withdrawal => ({
  deliveryId: row.delivery_id,
  askedBy: row.asked_by,
  state: row.state,
  outcome: row.outcome,
  attempts: row.attempts,
  retryAt: row.retry_at,
});
