import type { Account } from "./config.ts";
import { settingsFault } from "./networks/settings-fault.ts";

/** What may be told of an account: nothing of its credentials but the names of those that lack. */
export interface AccountState {
  readonly id: string;
  readonly network: string;
  /** BCP 47. */
  readonly language: string;
  readonly mode: "live" | "rehearsal";
  /** Variables that are not set, so that it rehearses. */
  readonly missing: readonly string[];
  /** What is wrong with its settings, as far as can be seen without asking its network. */
  readonly fault: string | null;
}

export const accountState = (account: Account): AccountState => ({
  id: account.id,
  network: account.network,
  language: account.language,
  mode: account.missing.length > 0 ? "rehearsal" : "live",
  missing: account.missing,
  fault: settingsFault(account),
});
