import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { OwnTiming, SeriesTiming } from "../campaign/own/own-timing.ts";
import type { TrackedNetwork } from "../campaign/hashtags/hashtag-store.ts";
import type { OwnWords } from "../campaign/own/own-words.ts";
import type { ListVersion, ListWaits } from "../campaign/lists/list-watch.ts";
import type { Asking, Doubt } from "../campaign/petitions/petition-count.ts";
import type { PetitionNews } from "../campaign/petitions/petition-news.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Limits, Network } from "../compose/limits.ts";
import type { DeliveryState, ReplyTo } from "../delivery/ledger.ts";
import type { NoticeChoice } from "../delivery/notice-store.ts";
import type { PostDraft } from "../delivery/post-store.ts";
import type { WithdrawalState } from "../delivery/withdrawal-store.ts";
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
  basis: string | null;
  /** A campaigner's name. */
  approved_by: string | null;
  draft: Json<PostDraft> | null;
  words: Json<OwnWords> | null;
  /** Campaigners' names. */
  held_by: string | null;
  cancelled_by: string | null;
  timing: Json<OwnTiming> | null;
  /** The series that it is one year's post of. */
  series: number | null;
  series_year: number | null;
  /** Slugs; null: the subject alone. */
  people: Json<string[]> | null;
}

export interface SeriesTable {
  number: GeneratedAlways<number>;
  timing: Json<SeriesTiming>;
  first_year: number;
  accounts: Json<string[]>;
  words: Json<OwnWords>;
  /** A campaigner's name. */
  ended_by: string | null;
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
  held: Generated<boolean>;
  doubt_since: Temporal.Instant | null;
  basis: string | null;
  reply_to: Json<ReplyTo> | null;
  /** The campaigner who said what became of it. */
  settled_by: string | null;
  /** Slugs of those whom its frozen words name; null: the subject alone. */
  people: Json<string[]> | null;
}

export interface AccountsTable {
  id: string;
  session: string | null;
  limits: Json<Limits> | null;
  quiet_until: Temporal.Instant | null;
  paused_since: Temporal.Instant | null;
  pause_reason: string | null;
  probes: Generated<number>;
  probe_at: Temporal.Instant | null;
  trial_since: Temporal.Instant | null;
  /** Which delivery posted last, and when. */
  turn_delivery: string | null;
  turn_at: Temporal.Instant | null;
}

interface WithdrawalsTable {
  delivery_id: string;
  asked_by: string;
  state: Generated<WithdrawalState>;
  outcome: string | null;
  attempts: Generated<number>;
  retry_at: Temporal.Instant | null;
}

export interface NoticesTable {
  /** PostgreSQL's bigint: a driver gives it as text. */
  id: GeneratedAlways<string>;
  key: string;
  at: Temporal.Instant;
  text: string;
  choices: Json<readonly NoticeChoice[]>;
  message: string | null;
  answered_by: string | null;
  outcome: string | null;
}

/** Written by the database's own triggers, and by `note`. */
interface DecisionsTable {
  id: GeneratedAlways<string>;
  at: Generated<Temporal.Instant>;
  kind: string;
  post_id: string | null;
  subject: string | null;
  account: string | null;
  who: string | null;
  reason: string | null;
}

interface JobRunsTable {
  job: string;
  at: Temporal.Instant;
  ok: boolean;
  summary: string;
}

export interface PetitionsTable {
  /** Its slug. */
  petition: string;
  accepted: Json<StoredCount> | null;
  anchor: Json<Pick<StoredCount, "signatures" | "countedOn">> | null;
  held: Json<StoredCount> | null;
  platform_state: "open" | "closed" | null;
  state_of: string | null;
  state_asked_at: Temporal.Instant | null;
  asked_at: Temporal.Instant | null;
  asked_for: Asking | null;
  failure: string | null;
  failures: number;
}

/** A day is its text within JSON. */
interface StoredCount {
  readonly signatures: number;
  readonly countedOn: string;
  /** Campaigners' names. */
  readonly countedBy: string | null;
  readonly acceptedBy?: string | null;
  readonly source: string;
  readonly doubt?: Doubt;
  readonly refusedBy?: string | null;
}

export interface PetitionNewsTable {
  petition: string;
  kind: PetitionNews["kind"];
  mark: number;
  day: Temporal.PlainDate | null;
  signatures: number | null;
  counted_on: Temporal.PlainDate | null;
}

interface HashtagCountsTable {
  tag: string;
  network: TrackedNetwork;
  hour: Temporal.Instant;
  count: number;
}

interface HashtagCoverageTable {
  id: GeneratedAlways<string>;
  network: TrackedNetwork;
  source: string;
  from_at: Temporal.Instant;
  to_at: Temporal.Instant;
  complete: boolean;
  tags: string[] | null;
}

interface HashtagCursorsTable {
  network: TrackedNetwork;
  source: string;
  cursor_us: ColumnType<string, number, number>;
  marks: string[];
}

interface HashtagViewsTable {
  source: string;
  tag: string;
  uses: number;
  days: number;
  at: Temporal.Instant;
}

interface HashtagSaltsTable {
  id: GeneratedAlways<number>;
  secret: string;
  made_at: Temporal.Instant;
}

/** Hashtag, hour, and who shows it. */
export type KeptTag = readonly [tag: string, hour: number, by: readonly string[]];

interface HashtagPostsTable {
  key: string;
  network: TrackedNetwork;
  sealed: string;
  tags: Json<readonly KeptTag[]>;
  forget_at: Temporal.Instant;
}

interface HashtagTimelinesTable {
  source: string;
  tag: string;
  listed_at: Temporal.Instant;
  shown: number | null;
  tail: ColumnType<readonly string[] | null, string | null, string | null>;
  begun_at: Temporal.Instant | null;
}

export interface ListWatchesTable {
  list: string;
  asked_at: Temporal.Instant | null;
  tries: Generated<number>;
  done_on: Temporal.PlainDate | null;
  fetched_at: Temporal.Instant | null;
  state: string | null;
  version: Json<ListVersion> | null;
  digest: string | null;
  same_since: Temporal.PlainDate | null;
  waits: Json<ListWaits> | null;
  told: ColumnType<readonly string[], string | undefined, string>;
  tellings: Generated<number>;
  failed_days: Generated<number>;
  failed_on: Temporal.PlainDate | null;
  failure: string | null;
  refusal: string | null;
  refusal_told_at: Temporal.Instant | null;
}

export interface Tables {
  posts: PostsTable;
  series: SeriesTable;
  deliveries: DeliveriesTable;
  accounts: AccountsTable;
  job_runs: JobRunsTable;
  withdrawals: WithdrawalsTable;
  notices: NoticesTable;
  decisions: DecisionsTable;
  petitions: PetitionsTable;
  petition_news: PetitionNewsTable;
  hashtag_counts: HashtagCountsTable;
  hashtag_coverage: HashtagCoverageTable;
  hashtag_cursors: HashtagCursorsTable;
  hashtag_salts: HashtagSaltsTable;
  hashtag_views: HashtagViewsTable;
  hashtag_posts: HashtagPostsTable;
  hashtag_timelines: HashtagTimelinesTable;
  list_watches: ListWatchesTable;
}

/** Rollcall's own schema, so that its tables and the queue's (`bullmq`) never meet. */
export const schema = "rollcall";
