import type { Insertable, Kysely } from "kysely";
import type { AccountStore } from "../delivery/account-store.ts";
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

  return {
    read: async (account) => (await find(account))?.session ?? null,
    write: (account, session) => write(account, { session }),
    readLimits: async (account) => (await find(account))?.limits ?? null,
    writeLimits: (account, limits) => write(account, { limits: JSON.stringify(limits) }),
  };
};
