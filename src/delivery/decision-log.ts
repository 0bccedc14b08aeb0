/** One line of the record of who did what. It names campaigners as `campaign.yaml` names them, and never a reader. */
export interface Decision {
  /** The database's own clock, whatever day is rehearsed. */
  readonly at: Temporal.Instant;
  /**
   * Of posts: `planned`, `held`, `let-go`, `edited`, `rewritten`, `approved`, `approval-taken-back`, `dispatched`, `skipped`, `removed`.
   * Of a post on one account: `sent`, `rehearsed`, `held`, `unknown`, `failed`, `skipped`, `settled`, `withdrawal-asked`, `withdrawn`, `withdrawal-refused`.
   * Of accounts: `paused`, `resumed`. Of `content/`: `content-read`, `content-refused`.
   */
  readonly kind: string;
  readonly postId: string | null;
  /** The prisoner's slug. */
  readonly subject: string | null;
  readonly account: string | null;
  readonly who: string | null;
  readonly reason: string | null;
}

interface DecisionQuery {
  /** Decisions about this post, or about this person. */
  readonly about?: string | undefined;
  readonly since?: Temporal.Instant | undefined;
  readonly limit: number;
}

/**
 * Append-only. What is decided of posts, deliveries, withdrawals and accounts is written with the change itself;
 * `note` is for what changes nothing else in the database.
 */
export interface DecisionLog {
  note(decision: { readonly kind: "content-read" | "content-refused"; readonly reason: string | null }): Promise<void>;
  /** The newest `limit`, the oldest of them first. */
  read(query: DecisionQuery): Promise<Decision[]>;
}
