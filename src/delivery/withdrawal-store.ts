/**
 * - `due`: asked for, and not done yet.
 * - `done`: nothing of the delivery is public any more, or a neutral line stands in its place.
 * - `refused`: the network does not let us; a person must look at the account.
 */
export type WithdrawalState = "due" | "done" | "refused";

/** One delivery that is to be taken back. */
export interface Withdrawal {
  readonly deliveryId: string;
  /** A campaigner's name. */
  readonly askedBy: string;
  readonly state: WithdrawalState;
  /** What was done, or why it was not. */
  readonly outcome: string | null;
  readonly attempts: number;
  /** Not to be tried before; null: at once. */
  readonly retryAt: Temporal.Instant | null;
}

export interface WithdrawalStore {
  /**
   * Asks for deliveries to be taken back, and stops what of them is not sent yet. One that is due already stays as it is; a refused or a done one is due again, since
   * what came late is found by looking again.
   */
  ask(deliveryIds: readonly string[], askedBy: string, now: Temporal.Instant): Promise<void>;
  /** Stops what of a delivery is not sent yet, so that it stays as it is. False where a worker is sending it just now. */
  stop(deliveryId: string, now: Temporal.Instant): Promise<boolean>;
  find(deliveryId: string): Promise<Withdrawal | null>;
  /** In state `due` whose wait is over. */
  due(now: Temporal.Instant): Promise<Withdrawal[]>;
  /** The newest first, at most 100 in state `refused`. */
  refused(): Promise<Withdrawal[]>;
  finish(deliveryId: string, state: "done" | "refused", outcome: string): Promise<void>;
  /** It could not be done now. */
  postpone(deliveryId: string, outcome: string, retryAt: Temporal.Instant): Promise<void>;
}
