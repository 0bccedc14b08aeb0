import type { EventEmitter } from "node:events";

// oxlint-disable-next-line typescript/no-explicit-any -- what a row holds is between the query and its caller, as in `pg`
type Row = any;

export interface SessionResult<R = Row> {
  rows: R[];
  rowCount: number | null;
  command: string;
}

/** A session taken out of the pool: `pg.PoolClient`, as far as Kysely and the queue use it. */
export interface Session extends EventEmitter {
  query<R = Row>(text: string, parameters?: readonly unknown[]): Promise<SessionResult<R>>;
  release(destroy?: boolean): void;
}

/** `pg.Pool`, as far as Kysely and the queue use it. */
export interface SessionPool extends EventEmitter {
  query<R = Row>(text: string, parameters?: readonly unknown[]): Promise<SessionResult<R>>;
  connect(): Promise<Session>;
  end(): Promise<void>;
  readonly options: object;
}

/** Where the queue's tables live, and what a name without a schema means; Rollcall's own queries always name theirs. */
export const searchPath = "bullmq";
