import { sql, type Kysely } from "kysely";

/** What campaigners write and decide of posts by hand. Whoever does so is told to the record by `rollcall.who`, set for the transaction. */
export const campaignersQueue = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`alter table rollcall.posts
      add column words jsonb,
      add column held_by text,
      add column cancelled_by text`.execute(db);
    await postDecided.execute(db);
  },
};

const postDecided = sql`
  create or replace function rollcall.post_decided() returns trigger language plpgsql as $body$
  declare
    decider text := nullif(current_setting('rollcall.who', true), '');
  begin
    if tg_op = 'DELETE' then
      insert into rollcall.decisions (kind, post_id, subject) values ('removed', old.id, old.subject);
      return null;
    end if;
    if tg_op = 'UPDATE' and new.words is distinct from old.words then
      insert into rollcall.decisions (kind, post_id, subject, who) values ('edited', new.id, new.subject, decider);
    end if;
    if tg_op = 'UPDATE' and new.approved_by is distinct from old.approved_by then
      insert into rollcall.decisions (kind, post_id, subject, who)
        values (case when new.approved_by is null then 'approval-taken-back' else 'approved' end, new.id, new.subject,
          coalesce(new.approved_by, decider, old.approved_by));
    end if;
    if tg_op = 'UPDATE' and new.held_by is null and old.held_by is not null then
      insert into rollcall.decisions (kind, post_id, subject, who) values ('let-go', new.id, new.subject, decider);
    end if;
    if tg_op = 'INSERT' or row(new.status, new.reason, new.at, new.accounts) is distinct from row(old.status, old.reason, old.at, old.accounts) then
      insert into rollcall.decisions (kind, post_id, subject, who, reason)
        values (case new.status when 'scheduled' then 'planned' else new.status end, new.id, new.subject, decider, new.reason);
    elsif new.basis is distinct from old.basis then
      insert into rollcall.decisions (kind, post_id, subject) values ('rewritten', new.id, new.subject);
    end if;
    return null;
  end $body$`;
