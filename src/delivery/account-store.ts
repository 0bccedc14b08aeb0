import type { Limits } from "../compose/limits.ts";
import type { SessionStore } from "./publisher.ts";

/** What keeps an account from being used now. */
export interface AccountStanding {
  readonly account: string;
  /** Its server asked to be left alone until then; null where it did not. */
  readonly quietUntil: Temporal.Instant | null;
  /** Its credentials were refused; null where they work. */
  readonly pause: AccountPause | null;
  /** Its credentials were accepted again, and nothing has gone out since: the start of the pause that this ended. Null where there is nothing to prove. */
  readonly trialSince: Temporal.Instant | null;
  /** How often its credentials were refused in a row, without anything going out. */
  readonly probes: number;
}

interface AccountPause {
  readonly since: Temporal.Instant;
  /** What the network said, for a campaigner. */
  readonly reason: string;
  /** When to try the credentials next. */
  readonly probeAt: Temporal.Instant;
}

/** What the database remembers of each account of the campaign. */
export interface AccountStore extends SessionStore {
  /** The limits that its server last stated; null where none were ever read. */
  readLimits(account: string): Promise<Limits | null>;
  writeLimits(account: string, limits: Limits): Promise<void>;
  standing(account: string): Promise<AccountStanding>;
  /** Accounts whose credentials were refused. */
  paused(): Promise<AccountStanding[]>;
  /** Nothing is asked of its server before that instant; a shorter wait never replaces a longer one. */
  keepQuiet(account: string, until: Temporal.Instant): Promise<void>;
  /**
   * Nothing is sent before its credentials work again. False where it is paused already. A pause that follows a trial is the same pause: some tokens
   * may look around and not post.
   */
  pause(account: string, reason: string, now: Temporal.Instant, probeAt: Temporal.Instant): Promise<boolean>;
  /** Its credentials were tried and still do not work. */
  probed(account: string, reason: string, probeAt: Temporal.Instant): Promise<void>;
  /** Whoever starts may bring other credentials: those of paused accounts are tried at the next look. */
  probeSoon(now: Temporal.Instant): Promise<void>;
  /** Its credentials are accepted: it may try. False where it was not paused. */
  resume(account: string): Promise<boolean>;
  /** Something went out: the trial is over. False where there was none. */
  proven(account: string): Promise<boolean>;
  /**
   * Reserves the account for one post: after it, another has to wait for `intervalMs`. The same delivery keeps its turn.
   * Answers null, or the instant at which to ask again.
   */
  takeTurn(account: string, deliveryId: string, now: Temporal.Instant, intervalMs: number): Promise<Temporal.Instant | null>;
  /** Nothing came of it: the turn is free for the next. */
  yieldTurn(account: string, deliveryId: string): Promise<void>;
}
