import { sql, type Kysely, type Selectable, type UpdateQueryBuilder, type UpdateResult, type Updateable } from "kysely";
import { ClaimLost, type Claim, type Delivery, type DeliveryState, type Ledger, type Settlement } from "../delivery/ledger.ts";
import { waiting } from "./post-store.ts";
import type { DeliveriesTable, Tables } from "./tables.ts";

type Update = UpdateQueryBuilder<Tables, "deliveries", "deliveries", UpdateResult>;

export const createLedger = (db: Kysely<Tables>): Ledger => {
  /** Writes under a claim; whoever has lost it writes nothing. */
  const write = async (claim: Claim, change: (update: Update) => Update): Promise<void> => {
    const { numUpdatedRows } = await change(db.updateTable("deliveries"))
      .where("id", "=", claim.delivery.id)
      .where("state", "=", "sending")
      .where("claim_token", "=", claim.token)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new ClaimLost(`Another worker has taken over ${claim.delivery.id}.`);
  };

  return {
    dispatch: (postId, deliveries) =>
      db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("posts")
          .set({ status: "dispatched", reason: null })
          .where("id", "=", postId)
          .where("status", "in", waiting)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        if (deliveries.length > 0)
          await trx
            .insertInto("deliveries")
            .values(
              deliveries.map(({ id, account, network, at, notAfter }) => ({
                id,
                post_id: postId,
                account,
                network,
                at,
                not_after: notAfter,
              })),
            )
            .execute();
        return true;
      }),

    find: async (id) => {
      const row = await db.selectFrom("deliveries").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? toDelivery(row) : null;
    },

    ofPost: async (postId) => {
      const rows = await db.selectFrom("deliveries").selectAll().where("post_id", "=", postId).orderBy("id").execute();
      return rows.map(toDelivery);
    },

    open: async () => {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("state", "in", ["due", "sending"])
        .orderBy("at")
        .orderBy("id")
        .execute();
      return rows.map(toDelivery);
    },

    countByState: async () => {
      const rows = await db
        .selectFrom("deliveries")
        .select(["state", sql<number>`count(*)::integer`.as("count")])
        .groupBy("state")
        .execute();
      const none: Record<DeliveryState, number> = { due: 0, sending: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 };
      return Object.assign(none, Object.fromEntries(rows.map(({ state, count }) => [state, count])));
    },

    claim: async (id, now, leaseMs) => {
      const token = crypto.randomUUID();
      const row = await db
        .updateTable("deliveries")
        .set((delivery) => ({
          state: "sending",
          claim_token: token,
          claim_until: now.add({ milliseconds: leaseMs }),
          attempts: delivery("attempts", "+", 1),
        }))
        .where("id", "=", id)
        .where((delivery) =>
          delivery.or([
            delivery.and([delivery("state", "=", "due"), delivery.or([delivery("retry_at", "is", null), delivery("retry_at", "<=", now)])]),
            delivery.and([delivery("state", "=", "sending"), delivery("claim_until", "<=", now)]),
          ]),
        )
        .returningAll()
        .executeTakeFirst();
      return row ? { delivery: toDelivery(row), token } : null;
    },

    freeze: (claim, composed) => write(claim, (update) => update.set({ composed: JSON.stringify(composed) })),

    begin: (claim, index, now, leaseMs) =>
      write(claim, (update) => update.set({ in_flight: index, claim_until: now.add({ milliseconds: leaseMs }) })),

    // By its place, not by appending: an answer that is recorded again must not become a second part.
    record: (claim, index, published) =>
      write(claim, (update) =>
        update.set({
          published: sql`jsonb_set(published, array[${String(index)}]::text[], ${JSON.stringify(published)}::jsonb)`,
          in_flight: null,
        }),
      ),

    retract: (claim, index) => write(claim, (update) => update.set({ in_flight: sql`nullif(in_flight, ${index}::integer)` })),

    settle: (claim, settlement, now) => write(claim, (update) => update.set(settled(settlement, now))),
  };
};

const settled = (settlement: Settlement, now: Temporal.Instant): Updateable<DeliveriesTable> => {
  const free = { state: settlement.state, claim_token: null, claim_until: null };
  if (settlement.state === "sent")
    return { ...free, reason: null, retry_at: null, rehearsed: settlement.rehearsed, in_flight: null, settled_at: now };
  // `in_flight` stays in the other states: it says which part is in doubt.
  if (settlement.state === "due") return { ...free, reason: settlement.reason, retry_at: settlement.retryAt };
  return { ...free, reason: settlement.reason, retry_at: null, settled_at: now };
};

const toDelivery = (row: Selectable<DeliveriesTable>): Delivery => ({
  id: row.id,
  postId: row.post_id,
  account: row.account,
  network: row.network,
  at: row.at,
  notAfter: row.not_after,
  state: row.state,
  reason: row.reason,
  composed: row.composed,
  published: row.published,
  inFlight: row.in_flight,
  attempts: row.attempts,
  retryAt: row.retry_at,
  rehearsed: row.rehearsed,
  settledAt: row.settled_at,
});
