import type { TimelineNote } from "./judge-absent.ts";
import type { CountChange, Hour, SeenPost } from "./seen-post.ts";

/** Networks whose hashtags are counted. */
export type TrackedNetwork = "bluesky" | "mastodon" | "telegram";

/** A secret under which posts are hashed: the older one only to find what it has hashed. */
export interface Salt {
  readonly id: number;
  /** 32 bytes, as hex. */
  readonly secret: string;
}

/** A stretch of time in which a source was listened to. */
export interface Coverage {
  readonly network: TrackedNetwork;
  /** A server's host name; a Telegram channel's `@name`; `searchPosts` for what was looked up afterwards; `nobody` for a gap. */
  readonly source: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** False where there may have been more. */
  readonly complete: boolean;
  /** The hashtags that were listened for, folded; left out where it is true of every one. */
  readonly tags?: readonly string[];
}

/** Where a stream is to be taken up again. */
export interface StreamCursor {
  /** The host name of the instance that it is of. */
  readonly source: string;
  /** Microseconds since 1970. */
  readonly cursorUs: number;
  /** Salted hashes of the last messages there, to find the place again on another instance. */
  readonly marks: readonly string[];
}

export interface HourCount {
  readonly tag: string;
  readonly network: TrackedNetwork;
  readonly hour: Hour;
  readonly count: number;
}

/** A post as it lies in the database: the time of the latest news of it is sealed, since it would tell which post it is. */
export interface KeptPost extends Pick<SeenPost, "tags"> {
  /** A salted hash of the network's own id of the post. */
  readonly key: string;
  readonly sealed: string;
}

/** How often a Mastodon server itself says that a hashtag was used: its own view, which is never added to another number. */
export interface TagView {
  /** The server's host name. */
  readonly source: string;
  /** Folded. */
  readonly tag: string;
  readonly uses: number;
  /** Of the last so many days. */
  readonly days: number;
  readonly at: Temporal.Instant;
}

/** What is kept together or not at all. */
export interface TagChange {
  /** Each key once. */
  readonly posts: readonly KeptPost[];
  readonly counts: readonly CountChange[];
  readonly cursor?: StreamCursor | undefined;
  /** Lengthens the source's stretch for the same hashtags that ends at `from` or later, else begins a new one. Of what is complete by now, nothing is incomplete any more. */
  readonly coverage?: readonly Coverage[];
  /** Each in the place of the one of its server and hashtag. */
  readonly timelines?: readonly TimelineNote[];
}

export interface HashtagStore {
  /** The salts that are in use, the one to hash with first. Makes a new one when its time has come, and destroys those that nothing is hashed with any more. */
  salts(now: Temporal.Instant): Promise<readonly Salt[]>;
  /**
   * Reads what is known of the posts and writes what `decide` makes of it, in one transaction, one at a time over all processes.
   * What is new is forgotten eight days after `now`. With `all` every post of the network is read.
   */
  change(
    network: TrackedNetwork,
    now: Temporal.Instant,
    keys: readonly string[] | "all",
    decide: (known: ReadonlyMap<string, KeptPost>) => TagChange,
  ): Promise<void>;
  /** The keys of every post that is remembered of a network, some thousands at a time. */
  eachKey(network: TrackedNetwork): AsyncIterable<readonly string[]>;
  cursor(network: TrackedNetwork): Promise<StreamCursor | null>;
  /** Hours that begin at `since` or later; those without posts are left out. */
  counts(since: Hour): Promise<readonly HourCount[]>;
  /** By time. */
  coverage(): Promise<readonly Coverage[]>;
  /** In the place of what each server said of each hashtag before. */
  writeViews(views: readonly TagView[]): Promise<void>;
  views(): Promise<readonly TagView[]>;
  /** What is remembered of the last readings of timelines. */
  timelines(): Promise<readonly TimelineNote[]>;
  /** A gap that was looked up afterwards is one no more. */
  fillGap(network: TrackedNetwork, gap: Pick<Coverage, "from" | "to">, source: string): Promise<void>;
  /** Forgets the posts whose time is over; how many. */
  forget(now: Temporal.Instant): Promise<number>;
}
