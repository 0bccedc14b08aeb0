import type { Limits } from "../compose/limits.ts";
import type { SessionStore } from "./publisher.ts";

/** What the database remembers of each account of the campaign. */
export interface AccountStore extends SessionStore {
  /** The limits that its server last stated; null where none were ever read. */
  readLimits(account: string): Promise<Limits | null>;
  writeLimits(account: string, limits: Limits): Promise<void>;
}
