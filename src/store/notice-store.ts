import type { Kysely, Selectable } from "kysely";
import type { Notice, NoticeStore } from "../delivery/notice-store.ts";
import type { NoticesTable, Tables } from "./tables.ts";

export const createNoticeStore = (db: Kysely<Tables>): NoticeStore => {
  const select = () => db.selectFrom("notices").selectAll();
  return {
    add: async ({ key, text, choices = [], at }) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("notices")
        .values({ key, text, at, choices: JSON.stringify(choices) })
        .onConflict((conflict) => conflict.column("key").doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    untold: async () => (await select().where("message", "is", null).orderBy("id").execute()).map(toNotice),
    told: async (id, message) => {
      await db
        .updateTable("notices")
        .set({ message: String(message) })
        .where("id", "=", String(id))
        .execute();
    },
    find: async (id) => {
      const row = await select().where("id", "=", String(id)).executeTakeFirst();
      return row ? toNotice(row) : null;
    },
    ofMessage: async (message) => {
      const row = await select().where("message", "=", String(message)).orderBy("id", "desc").executeTakeFirst();
      return row ? toNotice(row) : null;
    },
    answered: async (id, who, outcome) => {
      await db
        .updateTable("notices")
        .set({ answered_by: who, outcome })
        .where("id", "=", String(id))
        .where("answered_by", "is", null)
        .execute();
    },
  };
};

const toNotice = ({ id, key, at, text, choices, message, answered_by, outcome }: Selectable<NoticesTable>): Notice => ({
  id: Number(id),
  key,
  at,
  text,
  choices,
  message: message === null ? null : Number(message),
  answeredBy: answered_by,
  outcome,
});
