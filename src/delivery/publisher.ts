import type { ComposedPart } from "../compose/composed-post.ts";
import type { Limits, Network } from "../compose/limits.ts";

/** One part of a thread on its way to one account. */
export interface Outgoing {
  /** The delivery's id, `2026-12-01/profile/andrei-aliaksandrau@bluesky`: with `index`, the root of every key that tells repeats apart. */
  readonly deliveryId: string;
  /** When the post was due. With the id it fixes everything a network is told about time, so that a repeat is the same to the byte. */
  readonly at: Temporal.Instant;
  /** 0 for the first part. */
  readonly index: number;
  readonly part: ComposedPart;
  /** BCP 47. */
  readonly language: string;
  /** The thread so far; null for the first part. */
  readonly thread: { readonly root: Published; readonly parent: Published } | null;
}

/** A part that is out. Plain JSON, kept in the ledger. */
export interface Published {
  /** The network's own name for it: an at:// URI, a status id, a message id. */
  readonly ref: string;
  /** Bluesky only: the record's hash, which a reply must name. */
  readonly cid?: string | undefined;
  /** Where a person can see it; null where there is no such page. */
  readonly url: string | null;
}

/**
 * What to do about a part whose answer was lost:
 * it is out (`Published`), sending it again can not make a second one (`send-again`), or nobody can tell (`unknown`).
 */
export type Recovery = Published | "send-again" | "unknown";

export interface AccountCheck {
  readonly ok: boolean;
  /** One sentence for a campaigner: who is signed in, or what is wrong and how to mend it. Never holds a secret. */
  readonly message: string;
}

/**
 * One account on one network. Methods throw `PublishError` and nothing else; none retries by itself,
 * since retries happen in one layer, the queue's.
 */
export interface Publisher extends AsyncDisposable {
  readonly network: Network;
  /** The account's id in `campaign.yaml`. */
  readonly account: string;
  /** False for an outbox: nothing leaves this machine. */
  readonly live: boolean;
  /** The account's limits as its server states them now; the defaults where the server does not answer. Never throws. */
  limits(): Promise<Limits>;
  publish(outgoing: Outgoing): Promise<Published>;
  /** Called instead of a second `publish` when the answer to the first was lost. */
  recover(outgoing: Outgoing): Promise<Recovery>;
  /** Tries the credentials without publishing anything. Never throws. */
  check(): Promise<AccountCheck>;
}

/** Where a publisher keeps its session between runs: already encrypted text, or nothing. */
export interface SessionStore {
  read(account: string): Promise<string | null>;
  write(account: string, session: string): Promise<void>;
}
