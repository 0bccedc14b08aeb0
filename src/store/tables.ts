import type { ColumnType, Generated } from "kysely";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Limits, Network } from "../compose/limits.ts";
import type { DeliveryState } from "../delivery/ledger.ts";
import type { PostKind, PostStatus } from "../campaign/planned-post.ts";
import type { Published } from "../delivery/publisher.ts";

/** Written as JSON text: a driver would take a bare array for an array of PostgreSQL's. */
type Json<T> = ColumnType<T, string, string>;

export interface PostsTable {
  id: string;
  kind: PostKind;
  subject: string;
  date: Temporal.PlainDate;
  at: Temporal.Instant;
  not_after: Temporal.Instant;
  accounts: Json<string[]>;
  status: PostStatus;
  reason: string | null;
}

export interface DeliveriesTable {
  id: string;
  post_id: string;
  /** The post's own, so that a delivery is read from one table. */
  kind: PostKind;
  subject: string;
  account: string;
  network: Network;
  at: Temporal.Instant;
  not_after: Temporal.Instant;
  state: Generated<DeliveryState>;
  reason: string | null;
  composed: Json<ComposedPost> | null;
  published: ColumnType<Published[], string | undefined, string>;
  in_flight: number | null;
  attempts: Generated<number>;
  retry_at: Temporal.Instant | null;
  rehearsed: Generated<boolean>;
  settled_at: Temporal.Instant | null;
  /** Set while `sending`: whoever knows it may write. */
  claim_token: string | null;
  claim_until: Temporal.Instant | null;
}

export interface AccountsTable {
  id: string;
  session: string | null;
  limits: Json<Limits> | null;
}

interface JobRunsTable {
  job: string;
  at: Temporal.Instant;
  ok: boolean;
  summary: string;
}

export interface Tables {
  posts: PostsTable;
  deliveries: DeliveriesTable;
  accounts: AccountsTable;
  job_runs: JobRunsTable;
}

/** Rollcall's own schema, so that its tables and the queue's (`bullmq`) never meet. */
export const schema = "rollcall";
