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
  /** Telegram only: the ids of an album's other messages, so that taking the post back takes all of them. */
  readonly album?: readonly string[] | undefined;
  /** Where a person can see it; null where there is no such page. */
  readonly url: string | null;
}

/**
 * What to do about a part whose answer was lost:
 * it is out (`Published`), sending it again can not make a second one (`send-again`), or nobody can tell (`unknown`).
 */
export type Recovery = Published | "send-again" | "unknown";

/** What takes the place of a post where the network refuses to delete it. It names nobody. */
export interface NeutralPost {
  readonly text: string;
  /** The file of a PNG without a name on it, for posts whose picture says who they are of. Read only when it is needed. */
  readonly picture: string;
}

/** Gone, or replaced by the neutral post. */
export type Withdrawal = "deleted" | "edited";

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
  /**
   * @param lastLook asked when everything else is done, pictures uploaded, right before the call that makes the part public.
   *   What it throws comes out as it is, and nothing is public then.
   */
  publish(outgoing: Outgoing, lastLook?: () => Promise<void>): Promise<Published>;
  /** True where the same part can be sent again at any time without becoming a second post, so that a repeat need not wait until the first has settled. */
  readonly repeatsAreHarmless: boolean;
  /**
   * How long a `publish` that was given up (its answer lost, its process gone) may still take effect on the network, and how long that may take to show there.
   * `recover` is not to be asked earlier: it would miss what comes later.
   * Count from when it was given up: a part's pictures are uploaded before the call that makes it public.
   */
  readonly settlesWithinMs: number;
  /**
   * Called instead of a second `publish` when the answer to the first was lost, `settlesWithinMs` after that at the earliest.
   * @param others the network's names of this account's other parts: what says the same there is not this part
   */
  recover(outgoing: Outgoing, others?: ReadonlySet<string>): Promise<Recovery>;
  /**
   * Takes a part back, with everything that belongs to it (an album's other pictures). What is gone already counts as deleted, so that repeating does no harm,
   * and a lost answer is `unavailable`. `neutral` is asked for where deleting is refused. `rejected` where the network lets us do neither: then a person must.
   */
  withdraw(published: Published, neutral: () => Promise<NeutralPost>): Promise<Withdrawal>;
  /**
   * The part that a link names, as a campaigner copies it from the network's page; null where it cannot belong to this account, or no link says enough.
   * Makes no call: whether anything is there is not known.
   */
  locate(url: string): Published | null;
  /** Tries the credentials without publishing anything. Never throws. */
  check(): Promise<AccountCheck>;
  /** Where the network can be searched for a hashtag only by who is signed in: a page of what it finds, newest first. */
  findTagged?(query: TagQuery): Promise<TaggedPage>;
}

export interface TagQuery {
  /** Without `#`. */
  readonly tag: string;
  readonly since: Temporal.Instant;
  readonly until: Temporal.Instant;
  /** Null for the first page. */
  readonly cursor: string | null;
}

export interface TaggedPage {
  /** `record` is what somebody wrote: of any shape, and not to be kept. */
  readonly posts: readonly { readonly uri: string; readonly indexedAt: string; readonly record: unknown }[];
  /** Null after the last page. */
  readonly cursor: string | null;
}

/** Where a publisher keeps its session between runs: already encrypted text, or nothing. */
export interface SessionStore {
  read(account: string): Promise<string | null>;
  write(account: string, session: string): Promise<void>;
}
