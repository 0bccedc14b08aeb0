import { sql, type Kysely, type RawBuilder, type Selectable, type UpdateQueryBuilder, type UpdateResult, type Updateable } from "kysely";
import { ClaimLost, type Claim, type Delivery, type DeliveryState, type Ledger, type Settlement } from "../delivery/ledger.ts";
import { waiting } from "./post-store.ts";
import { schema, type DeliveriesTable, type PostsTable, type Tables } from "./tables.ts";

type Update = UpdateQueryBuilder<Tables, "deliveries", "deliveries", UpdateResult>;

const deliveriesTable = sql.table(`${schema}.deliveries`);
const postsTable = sql.table(`${schema}.posts`);

const claimLost = (claim: Claim): ClaimLost => new ClaimLost(`Another worker has taken over ${claim.delivery.id}.`);

export const createLedger = (db: Kysely<Tables>): Ledger => {
  /** Writes under a claim; whoever has lost it writes nothing. */
  const write = async (claim: Claim, change: (update: Update) => Update): Promise<void> => {
    const { numUpdatedRows } = await change(db.updateTable("deliveries"))
      .where("id", "=", claim.delivery.id)
      .where("state", "=", "sending")
      .where("claim_token", "=", claim.token)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw claimLost(claim);
  };

  const writeRaw = async (claim: Claim, changes: RawBuilder<unknown>): Promise<void> => {
    const { numAffectedRows } = await sql`
      update ${deliveriesTable} set ${changes}
      where id = ${claim.delivery.id} and state = 'sending' and claim_token = ${claim.token}`.execute(db);
    if (numAffectedRows !== 1n) throw claimLost(claim);
  };

  const deliveries = () =>
    db
      .selectFrom("deliveries")
      .innerJoin("posts", "posts.id", "deliveries.post_id")
      .selectAll("deliveries")
      .select(["posts.kind", "posts.subject"]);

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
      const row = await deliveries().where("deliveries.id", "=", id).executeTakeFirst();
      return row ? toDelivery(row) : null;
    },

    ofPost: async (postId) => {
      const rows = await deliveries().where("post_id", "=", postId).orderBy("deliveries.id").execute();
      return rows.map(toDelivery);
    },

    open: async () => {
      const rows = await deliveries().where("state", "in", ["due", "sending"]).orderBy("deliveries.at").orderBy("deliveries.id").execute();
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

    // Claiming, beginning and settling are what every delivery costs: written out, they take half the time that they take to build.
    claim: async (id, now, leaseMs) => {
      const token = crypto.randomUUID();
      const until = now.add({ milliseconds: leaseMs });
      const { rows } = await sql<DeliveryRow>`
        with claimed as (
          update ${deliveriesTable}
          set state = 'sending', claim_token = ${token}, claim_until = ${until}, attempts = attempts + 1
          where id = ${id} and (
            (state = 'due' and (retry_at is null or retry_at <= ${now}))
            or (state = 'sending' and claim_until <= ${now})
          )
          returning *
        )
        select claimed.*, posts.kind, posts.subject from claimed join ${postsTable} as posts on posts.id = claimed.post_id`.execute(db);
      const [row] = rows;
      return row ? { delivery: toDelivery(row), token } : null;
    },

    begin: (claim, index, composed, now, leaseMs) =>
      writeRaw(
        claim,
        sql`in_flight = ${index}, claim_until = ${now.add({ milliseconds: leaseMs })},
          composed = coalesce(${composed === null ? null : JSON.stringify(composed)}::jsonb, composed)`,
      ),

    // By its place, not by appending: an answer that is recorded again must not become a second part.
    record: (claim, index, published) =>
      write(claim, (update) =>
        update.set({
          published: sql`jsonb_set(published, array[${String(index)}]::text[], ${JSON.stringify(published)}::jsonb)`,
          in_flight: null,
        }),
      ),

    retract: (claim, index) => write(claim, (update) => update.set({ in_flight: sql`nullif(in_flight, ${index}::integer)` })),

    settle: (claim, settlement, now) =>
      settlement.state === "sent"
        ? writeRaw(
            claim,
            sql`state = 'sent', claim_token = null, claim_until = null, reason = null, retry_at = null, in_flight = null,
              rehearsed = ${settlement.rehearsed}, settled_at = ${now},
              composed = ${JSON.stringify(settlement.composed)}::jsonb, published = ${JSON.stringify(settlement.published)}::jsonb`,
          )
        : write(claim, (update) => update.set(settled(settlement, now))),
  };
};

const settled = (settlement: Exclude<Settlement, { state: "sent" }>, now: Temporal.Instant): Updateable<DeliveriesTable> => {
  const free = { state: settlement.state, claim_token: null, claim_until: null };
  // `in_flight` stays: it says which part is in doubt.
  if (settlement.state === "due") return { ...free, reason: settlement.reason, retry_at: settlement.retryAt };
  return { ...free, reason: settlement.reason, retry_at: null, settled_at: now };
};

/** A delivery with what its post says of it. */
type DeliveryRow = Selectable<DeliveriesTable> & Pick<Selectable<PostsTable>, "kind" | "subject">;

const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  postId: row.post_id,
  kind: row.kind,
  subject: row.subject,
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
