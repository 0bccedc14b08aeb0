import { sql, type Kysely } from "kysely";

/**
 * Approval and hand-written words of a post, what a delivery that was begun relies on, what keeps an account from being used,
 * withdrawals, what campaigners are to be told, and the record of every decision.
 *
 * The record is written by the database itself, in the transaction of the change that it tells of: no way of changing a post can forget it.
 */
export const decisions = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`alter table rollcall.posts
      add column basis text,
      add column approved_by text,
      add column draft jsonb`.execute(db);
    await sql`alter table rollcall.deliveries
      add column held boolean not null default false,
      add column doubt_since timestamptz,
      add column basis text,
      add column reply_to jsonb,
      add column settled_by text`.execute(db);
    await sql`alter table rollcall.accounts
      add column quiet_until timestamptz,
      add column paused_since timestamptz,
      add column pause_reason text,
      add column probes integer not null default 0,
      add column probe_at timestamptz,
      add column trial_since timestamptz,
      add column turn_delivery text,
      add column turn_at timestamptz`.execute(db);
    await sql`
      create table rollcall.withdrawals (
        delivery_id text primary key references rollcall.deliveries (id),
        asked_by text not null,
        state text not null default 'due' check (state in ('due', 'done', 'refused')),
        outcome text,
        attempts integer not null default 0,
        retry_at timestamptz
      )`.execute(db);
    await sql`create index withdrawals_due on rollcall.withdrawals (delivery_id) where state = 'due'`.execute(db);
    await sql`
      create table rollcall.notices (
        id bigint generated always as identity primary key,
        key text not null unique,
        at timestamptz not null,
        text text not null,
        choices jsonb not null default '[]',
        message bigint,
        answered_by text,
        outcome text
      )`.execute(db);
    await sql`create index notices_untold on rollcall.notices (id) where message is null`.execute(db);
    await sql`create index notices_of_message on rollcall.notices (message)`.execute(db);
    await sql`
      create table rollcall.decisions (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        kind text not null,
        post_id text,
        subject text,
        account text,
        who text,
        reason text
      )`.execute(db);
    await sql`create index decisions_of_post on rollcall.decisions (post_id, id)`.execute(db);
    await sql`create index decisions_of_subject on rollcall.decisions (subject, id)`.execute(db);
    for (const body of [appendOnly, postDecided, deliveryDecided, withdrawalDecided, accountDecided]) await body.execute(db);
    for (const trigger of triggers) await trigger.execute(db);
  },
};

const appendOnly = sql`
  create function rollcall.refuse_change() returns trigger language plpgsql as $body$
  begin
    raise exception 'the record of decisions is only added to';
  end $body$`;

const postDecided = sql`
  create function rollcall.post_decided() returns trigger language plpgsql as $body$
  begin
    if tg_op = 'DELETE' then
      insert into rollcall.decisions (kind, post_id, subject) values ('removed', old.id, old.subject);
      return null;
    end if;
    if tg_op = 'UPDATE' and new.approved_by is distinct from old.approved_by then
      insert into rollcall.decisions (kind, post_id, subject, who)
        values (case when new.approved_by is null then 'approval-taken-back' else 'approved' end, new.id, new.subject, coalesce(new.approved_by, old.approved_by));
    end if;
    if tg_op = 'INSERT' or row(new.status, new.reason, new.at, new.accounts) is distinct from row(old.status, old.reason, old.at, old.accounts) then
      insert into rollcall.decisions (kind, post_id, subject, reason)
        values (case new.status when 'scheduled' then 'planned' else new.status end, new.id, new.subject, new.reason);
    elsif new.basis is distinct from old.basis then
      insert into rollcall.decisions (kind, post_id, subject) values ('rewritten', new.id, new.subject);
    end if;
    return null;
  end $body$`;

const deliveryDecided = sql`
  create function rollcall.delivery_decided() returns trigger language plpgsql as $body$
  begin
    if new.settled_by is not null and old.state in ('unknown', 'failed')
        and (new.state in ('due', 'sent') or (new.state = old.state and new.in_flight is distinct from old.in_flight)) then
      insert into rollcall.decisions (kind, post_id, subject, account, who, reason)
        values ('settled', new.post_id, new.subject, new.account, new.settled_by,
          case when new.in_flight is null and jsonb_array_length(new.published) > jsonb_array_length(old.published)
            then 'it is there' else 'send it again' end);
    end if;
    if new.state <> old.state and new.state in ('sent', 'failed', 'skipped', 'unknown') then
      insert into rollcall.decisions (kind, post_id, subject, account, reason)
        values (case when new.rehearsed then 'rehearsed' else new.state end, new.post_id, new.subject, new.account,
          coalesce(new.reason, case when new.state = 'sent' then new.published -> 0 ->> 'url' end));
    elsif new.held and (not old.held or new.reason is distinct from old.reason) then
      insert into rollcall.decisions (kind, post_id, subject, account, reason)
        values ('held', new.post_id, new.subject, new.account, new.reason);
    end if;
    return null;
  end $body$`;

const withdrawalDecided = sql`
  create function rollcall.withdrawal_decided() returns trigger language plpgsql as $body$
  begin
    if tg_op = 'INSERT' or new.state <> old.state then
      insert into rollcall.decisions (kind, post_id, subject, account, who, reason)
        select case new.state when 'due' then 'withdrawal-asked' when 'done' then 'withdrawn' else 'withdrawal-refused' end,
          post_id, subject, account, new.asked_by, new.outcome
        from rollcall.deliveries where id = new.delivery_id;
    end if;
    return null;
  end $body$`;

const accountDecided = sql`
  create function rollcall.account_decided() returns trigger language plpgsql as $body$
  begin
    if (new.paused_since is null) <> (old.paused_since is null) then
      insert into rollcall.decisions (kind, account, reason)
        values (case when new.paused_since is null then 'resumed' else 'paused' end, new.id, new.pause_reason);
    end if;
    return null;
  end $body$`;

const triggers = [
  sql`create trigger refuse_change before update or delete on rollcall.decisions for each row execute function rollcall.refuse_change()`,
  sql`create trigger refuse_truncate before truncate on rollcall.decisions for each statement execute function rollcall.refuse_change()`,
  sql`create trigger decided after insert or update or delete on rollcall.posts for each row execute function rollcall.post_decided()`,
  sql`create trigger decided after update on rollcall.deliveries for each row execute function rollcall.delivery_decided()`,
  sql`create trigger decided after insert or update on rollcall.withdrawals for each row execute function rollcall.withdrawal_decided()`,
  sql`create trigger decided after update on rollcall.accounts for each row execute function rollcall.account_decided()`,
];
