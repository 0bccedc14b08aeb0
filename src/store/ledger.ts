import { sql, type Kysely, type Selectable, type UpdateQueryBuilder, type UpdateResult, type Updateable } from "kysely";
import { ClaimLost, type Claim, type Delivery, type DeliveryState, type Ledger, type Settlement } from "../delivery/ledger.ts";
import type { SessionPool } from "./session-pool.ts";
import { toMicroseconds } from "./temporal-values.ts";
import { waiting } from "./post-store.ts";
import { schema, type DeliveriesTable, type Tables } from "./tables.ts";

type Update = UpdateQueryBuilder<Tables, "deliveries", "deliveries", UpdateResult>;

const claimLost = (claim: Claim): ClaimLost => new ClaimLost(`Another worker has taken over ${claim.delivery.id}.`);

/**
 * Every delivery costs a look, a claim and a settlement, or a look and a note that it was rehearsed. These are written out and go past
 * the query builder, which would take as long as the database does.
 */
const hot = {
  find: `select * from ${schema}.deliveries where id = $1`,
  claim: `update ${schema}.deliveries set state = 'sending', claim_token = $2, claim_until = $3, attempts = attempts + 1
    where id = $1 and ((state = 'due' and (retry_at is null or retry_at <= $4)) or (state = 'sending' and claim_until <= $4))
    returning *`,
  begin: `update ${schema}.deliveries set in_flight = $3, claim_until = $4, doubt_since = $5,
    composed = coalesce($6::jsonb, composed), basis = coalesce($7, basis), people = case when $6::jsonb is null then people else $8::jsonb end
    where id = $1 and state = 'sending' and claim_token = $2`,
  send: `update ${schema}.deliveries set state = 'sent', claim_token = null, claim_until = null, reason = null, retry_at = null, in_flight = null, held = false,
    composed = $3::jsonb, published = $4::jsonb, settled_at = $5
    where id = $1 and state = 'sending' and claim_token = $2`,
  rehearse: `update ${schema}.deliveries set state = 'sent', rehearsed = true, attempts = attempts + 1, reason = null, retry_at = null, held = false,
    composed = $2::jsonb, published = $3::jsonb, settled_at = $4, people = $5::jsonb
    where id = $1 and state = 'due'`,
} as const;

/** Something of it is public, or may be; what an outbox took never left this machine, and what is withdrawn is gone. */
const mayBeOut = sql<boolean>`not rehearsed and (published <> '[]'::jsonb or in_flight is not null)
  and not exists (select 1 from rollcall.withdrawals where delivery_id = deliveries.id and withdrawals.state = 'done')`;

const changed = async (update: { executeTakeFirst(): Promise<UpdateResult | undefined> }): Promise<boolean> =>
  ((await update.executeTakeFirst())?.numUpdatedRows ?? 0n) > 0n;

const text = (instant: Temporal.Instant): string => toMicroseconds(instant).toString();

export const createLedger = (db: Kysely<Tables>, pool: SessionPool): Ledger => {
  /** Writes under a claim; whoever has lost it writes nothing. */
  const write = async (claim: Claim, change: (update: Update) => Update): Promise<void> => {
    const { numUpdatedRows } = await change(db.updateTable("deliveries"))
      .where("id", "=", claim.delivery.id)
      .where("state", "=", "sending")
      .where("claim_token", "=", claim.token)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw claimLost(claim);
  };

  const writeHot = async (claim: Claim, statement: string, ...values: readonly unknown[]): Promise<void> => {
    const { rowCount } = await pool.query(statement, [claim.delivery.id, claim.token, ...values]);
    if (rowCount !== 1) throw claimLost(claim);
  };

  return {
    dispatch: (postId, deliveries) =>
      db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("posts")
          .set({ status: "dispatched", reason: null })
          .where("id", "=", postId)
          .where("status", "in", waiting)
          .where("held_by", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        if (deliveries.length > 0)
          await trx
            .insertInto("deliveries")
            .values(
              deliveries.map(({ id, kind, subject, account, network, at, notAfter, replyTo = null }) => ({
                id,
                post_id: postId,
                kind,
                subject,
                account,
                network,
                at,
                not_after: notAfter,
                reply_to: replyTo && JSON.stringify(replyTo),
              })),
            )
            .execute();
        return true;
      }),

    find: async (id) => {
      const { rows } = await pool.query<DeliveryRow>(hot.find, [id]);
      return rows[0] ? toDelivery(rows[0]) : null;
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

    inDoubt: async () => {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("state", "in", ["unknown", "failed"])
        .orderBy("at", "desc")
        .orderBy("id")
        .limit(100)
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

    hold: (id, reason, retryAt) =>
      changed(
        db
          .updateTable("deliveries")
          .set({ held: true, reason, retry_at: retryAt })
          .where("id", "=", id)
          .where("state", "=", "due")
          .where((row) => row.or([row("held", "=", false), row("reason", "is distinct from", reason)])),
      ),

    letGo: (id) =>
      changed(
        db
          .updateTable("deliveries")
          .set({ held: false, reason: null, retry_at: null })
          .where("id", "=", id)
          .where("state", "=", "due")
          .where("held", "=", true),
      ),

    skip: (id, reason, now) =>
      changed(
        db
          .updateTable("deliveries")
          .set({ state: "skipped", held: false, reason, retry_at: null, settled_at: now })
          .where("id", "=", id)
          .where("state", "=", "due")
          .where("in_flight", "is", null)
          .where(sql<boolean>`published = '[]'::jsonb`),
      ),

    confirm: (id, published, who, now) =>
      changed(
        db
          .updateTable("deliveries")
          .set({
            // All its parts are out with this one, or the thread goes on, unless it was given up.
            state: sql`case when in_flight + 1 >= jsonb_array_length(composed -> 'parts') then 'sent' when state = 'failed' then 'failed' else 'due' end`,
            settled_at: sql`case when in_flight + 1 >= jsonb_array_length(composed -> 'parts') then ${now}::timestamptz end`,
            published: sql`jsonb_set(published, array[in_flight::text], ${JSON.stringify(published)}::jsonb)`,
            in_flight: null,
            reason: null,
            retry_at: null,
            settled_by: who,
          })
          .where("id", "=", id)
          .where("state", "in", ["unknown", "failed"])
          .where("in_flight", "is not", null),
      ),

    resend: (id, who, notAfter) =>
      changed(
        db
          .updateTable("deliveries")
          .set({
            state: "due",
            in_flight: null,
            reason: null,
            retry_at: null,
            settled_at: null,
            settled_by: who,
            not_after: sql`greatest(not_after, ${notAfter}::timestamptz)`,
          })
          .where("id", "=", id)
          .where("state", "in", ["unknown", "failed"])
          .where(sql<boolean>`not exists (select 1 from rollcall.withdrawals where delivery_id = deliveries.id)`),
      ),

    refsOfOthers: async ({ id, account, at }) => {
      const rows = await db
        .selectFrom("deliveries")
        .select("published")
        .where("account", "=", account)
        .where("at", ">=", at.subtract({ hours: 72 }))
        .where("id", "<>", id)
        .where(sql<boolean>`published <> '[]'::jsonb`)
        .execute();
      return new Set(rows.flatMap(({ published }) => published.flatMap(({ ref, album = [] }) => [ref, ...album])));
    },

    publishedAbout: async (subject) => {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where((row) => row.or([row("subject", "=", subject), sql<boolean>`people @> ${JSON.stringify([subject])}::jsonb`]))
        .where(mayBeOut)
        .orderBy("at", "desc")
        .orderBy("id")
        .execute();
      return rows.map(toDelivery);
    },

    publishedSubjects: async () => {
      return db.selectFrom("deliveries").select(["kind", "subject", "people"]).distinct().where(mayBeOut).orderBy("subject").execute();
    },

    claim: async (id, now, leaseMs) => {
      const token = crypto.randomUUID();
      const { rows } = await pool.query<DeliveryRow>(hot.claim, [id, token, text(now.add({ milliseconds: leaseMs })), text(now)]);
      return rows[0] ? { delivery: toDelivery(rows[0]), token } : null;
    },

    rehearse: async (id, { composed, people }, published, now) => {
      const named = people == null ? null : JSON.stringify(people);
      const { rowCount } = await pool.query(hot.rehearse, [id, JSON.stringify(composed), JSON.stringify(published), text(now), named]);
      return rowCount === 1;
    },

    endClaims: async (now) => {
      await db
        .updateTable("deliveries")
        .set({ claim_until: now, doubt_since: sql`case when in_flight is null then doubt_since else ${now}::timestamptz end` })
        .where("state", "=", "sending")
        .execute();
    },

    begin: (claim, index, frozen, now, leaseMs) =>
      writeHot(
        claim,
        hot.begin,
        index,
        text(now.add({ milliseconds: leaseMs })),
        text(now),
        frozen && JSON.stringify(frozen.composed),
        frozen && frozen.basis,
        frozen?.people == null ? null : JSON.stringify(frozen.people),
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
        ? writeHot(claim, hot.send, JSON.stringify(settlement.composed), JSON.stringify(settlement.published), text(now))
        : write(claim, (update) => update.set(settled(settlement, now))),
  };
};

const settled = (settlement: Exclude<Settlement, { state: "sent" }>, now: Temporal.Instant): Updateable<DeliveriesTable> => {
  const free = { state: settlement.state, claim_token: null, claim_until: null, held: false };
  // `in_flight` stays: it says which part is in doubt.
  if (settlement.state === "due") {
    return { ...free, reason: settlement.reason, retry_at: settlement.retryAt, held: settlement.held === true };
  }
  return { ...free, reason: settlement.reason, retry_at: null, settled_at: now };
};

type DeliveryRow = Selectable<DeliveriesTable>;

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
  held: row.held,
  doubtSince: row.doubt_since,
  basis: row.basis,
  replyTo: row.reply_to,
  people: row.people,
});
