import { sql, type Insertable, type Kysely, type Selectable } from "kysely";
import type { AccountStanding, AccountStore } from "../delivery/account-store.ts";
import type { AccountsTable, Tables } from "./tables.ts";

export const createAccountStore = (db: Kysely<Tables>): AccountStore => {
  const find = (account: string) => db.selectFrom("accounts").selectAll().where("id", "=", account).executeTakeFirst();

  const write = async (account: string, values: Omit<Insertable<AccountsTable>, "id">): Promise<void> => {
    await db
      .insertInto("accounts")
      .values({ id: account, ...values })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
      .execute();
  };

  /** What is changed under a condition needs a row to look at. */
  const ensure = async (account: string): Promise<void> => {
    await db
      .insertInto("accounts")
      .values({ id: account })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };

  return {
    read: async (account) => (await find(account))?.session ?? null,
    write: (account, session) => write(account, { session }),
    readLimits: async (account) => (await find(account))?.limits ?? null,
    writeLimits: (account, limits) => write(account, { limits: JSON.stringify(limits) }),

    standing: async (account) => toStanding((await find(account)) ?? { ...unused, id: account }),

    paused: async () => {
      const rows = await db.selectFrom("accounts").selectAll().where("paused_since", "is not", null).orderBy("id").execute();
      return rows.map(toStanding);
    },

    keepQuiet: async (account, until) => {
      await ensure(account);
      await db
        .updateTable("accounts")
        .set({ quiet_until: sql`greatest(quiet_until, ${until})` })
        .where("id", "=", account)
        .execute();
    },

    pause: async (account, reason, now, probeAt) => {
      await ensure(account);
      const { numUpdatedRows } = await db
        .updateTable("accounts")
        .set({
          paused_since: sql`coalesce(trial_since, ${now}::timestamptz)`,
          trial_since: null,
          pause_reason: reason,
          probes: sql`case when trial_since is null then 0 else probes + 1 end`,
          probe_at: probeAt,
        })
        .where("id", "=", account)
        .where("paused_since", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    probed: async (account, reason, probeAt) => {
      await db
        .updateTable("accounts")
        .set({ pause_reason: reason, probes: sql`probes + 1`, probe_at: probeAt })
        .where("id", "=", account)
        .where("paused_since", "is not", null)
        .execute();
    },

    probeSoon: async (now) => {
      await db.updateTable("accounts").set({ probe_at: now, probes: 0 }).where("paused_since", "is not", null).execute();
    },

    resume: async (account) => {
      const { numUpdatedRows } = await db
        .updateTable("accounts")
        .set({ paused_since: null, trial_since: sql`paused_since`, pause_reason: null, probe_at: null })
        .where("id", "=", account)
        .where("paused_since", "is not", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    proven: async (account) => {
      const { numUpdatedRows } = await db
        .updateTable("accounts")
        .set({ trial_since: null, probes: 0 })
        .where("id", "=", account)
        .where("trial_since", "is not", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    takeTurn: async (account, deliveryId, now, intervalMs) => {
      await ensure(account);
      const { numUpdatedRows } = await db
        .updateTable("accounts")
        .set({ turn_delivery: deliveryId, turn_at: now })
        .where("id", "=", account)
        .where((row) =>
          row.or([
            row("turn_at", "is", null),
            row("turn_delivery", "=", deliveryId),
            row("turn_at", "<=", now.subtract({ milliseconds: intervalMs })),
            // Of a clock that was ahead, such as a rehearsal's of another day.
            row("turn_at", ">", now),
          ]),
        )
        .executeTakeFirst();
      if (numUpdatedRows > 0n) return null;
      return ((await find(account))?.turn_at ?? now).add({ milliseconds: intervalMs });
    },

    yieldTurn: async (account, deliveryId) => {
      await db
        .updateTable("accounts")
        .set({ turn_delivery: null, turn_at: null })
        .where("id", "=", account)
        .where("turn_delivery", "=", deliveryId)
        .execute();
    },
  };
};

const unused = {
  session: null,
  limits: null,
  quiet_until: null,
  paused_since: null,
  pause_reason: null,
  probes: 0,
  probe_at: null,
  trial_since: null,
  turn_delivery: null,
  turn_at: null,
} satisfies Omit<Selectable<AccountsTable>, "id">;

const toStanding = (row: Selectable<AccountsTable>): AccountStanding => ({
  account: row.id,
  quietUntil: row.quiet_until,
  trialSince: row.trial_since,
  probes: row.probes,
  pause:
    row.paused_since === null
      ? null
      : { since: row.paused_since, reason: row.pause_reason ?? "", probeAt: row.probe_at ?? row.paused_since },
});
