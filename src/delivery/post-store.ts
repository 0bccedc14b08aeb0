import type { OwnTiming } from "../campaign/own/own-timing.ts";
import type { OwnWords } from "../campaign/own/own-words.ts";
import type { PlannedPost, PostKind, PostStatus, Showing } from "../campaign/planned-post.ts";

/** What a post says that nobody could make from `content/` alone. */
export interface PostDraft {
  /** The post that it corrects. */
  readonly corrects: string;
  /** The day on which that one went out, in the campaign's zone. */
  readonly correctsDate: string;
  /** What was recorded of the person then (`statusBasis`). */
  readonly basis: string;
  /** A campaigner's own words by language; in a language that is not there the correction is written from the recorded facts. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface StoredPost extends PlannedPost {
  /** The campaigner's name; null where nobody has. */
  readonly approvedBy: string | null;
  readonly draft: PostDraft | null;
  /** What a campaigner wrote for it; null where all is made from the record. */
  readonly words: OwnWords | null;
  /** The campaigner who keeps it back until they, or another, let it go; null where nobody does. */
  readonly heldBy: string | null;
  readonly cancelledBy: string | null;
  /** How the campaigner said when; null for what the plan makes. */
  readonly timing: OwnTiming | null;
  /** The series that it is one year's post of. */
  readonly series: YearOfSeries | null;
  /** What its words rely on, as the plan has it; null where no plan made it. */
  readonly basis: string | null;
  readonly people: readonly string[] | null;
}

interface YearOfSeries {
  /** `yearly/1` */
  readonly id: string;
  readonly year: number;
}

/** What is known of an own post beside its words. */
export interface OwnPlace {
  readonly timing: OwnTiming;
  readonly series?: YearOfSeries;
}

/** What a campaigner changes of a post that waits; what is left out stays. */
interface PostEdit extends Partial<Pick<PlannedPost, "date" | "at" | "notAfter" | "accounts">> {
  /** Null: what is made from the record again. */
  readonly words?: OwnWords | null;
  /** False where what is said changes: who approved it approved something else. */
  readonly keepsApproval: boolean;
  readonly timing?: OwnTiming;
  /** Of a series, which has no other post of that year. */
  readonly year?: number;
}

/** A post of the plan with what its words will rely on (`statusBasis`). */
export interface PostToPlan extends PlannedPost {
  readonly basis?: string | null;
}

/** A waiting post that planning again has changed, added or removed. */
export interface PostChange {
  readonly id: string;
  readonly kind: PostKind;
  readonly subject: string;
  /** Null where it is new. */
  readonly before: PostStatus | null;
  /** Null where it is not in the plan any more. */
  readonly after: PostStatus | null;
  readonly reason: string | null;
  /** What its words relied on before; null where it is new, or nobody had noted it. */
  readonly basis: string | null;
  /** That is another now, so they will be others. */
  readonly rewritten: boolean;
}

/** The plan as the database keeps it. */
export interface PostStore {
  /**
   * Makes the waiting (scheduled or held) posts of a kind whose date is in [from, to] exactly `posts`, in one transaction:
   * new ones are added, changed ones updated, vanished ones removed. Dispatched and skipped posts stay as they are, also where `posts` names their id;
   * so do words written by hand, and what is held by hand stays held.
   * Calling it twice changes nothing the second time. Answers with what it changed.
   */
  replan(kind: PostKind, from: Temporal.PlainDate, to: Temporal.PlainDate, posts: readonly PostToPlan[]): Promise<PostChange[]>;
  find(id: string): Promise<StoredPost | null>;
  /** The post of a series that waits, or with a year the one of that year, whatever became of it; null where there is none. */
  findOfSeries(seriesId: string, year?: number): Promise<StoredPost | null>;
  /** By date, then instant, then id; both ends included. */
  between(from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<StoredPost[]>;
  /** Scheduled posts whose instant has come, the earliest first. */
  due(now: Temporal.Instant): Promise<StoredPost[]>;
  /** All posts in status `held`, the earliest first. */
  held(): Promise<StoredPost[]>;
  /** From `scheduled` or `held` to another status; false where the post is not waiting any more, or a campaigner holds it and it is not skipped. */
  settle(id: string, status: "held" | "skipped" | "scheduled", reason: string | null): Promise<boolean>;
  /** Adds one post unless its id is there, or its series has a post of that year. The record names the author of its words. */
  add(post: PlannedPost, draft?: PostDraft | null, words?: OwnWords, place?: OwnPlace): Promise<boolean>;
  /** False where it does not wait. */
  edit(id: string, change: PostEdit, who: string): Promise<boolean>;
  /** Follows a timing that means another instant by now. False where it does not wait, or is there already. */
  move(id: string, to: Pick<PlannedPost, "date" | "at" | "notAfter"> & { readonly timing: OwnTiming }): Promise<boolean>;
  /** Holds a post until `letGo`, however often the plan is made again. False where it does not wait. */
  holdByHand(id: string, who: string, reason: string): Promise<boolean>;
  /** Ends a hold by hand: it is scheduled, and asked about again by the gate. False where nobody holds it. */
  letGo(id: string, who: string): Promise<boolean>;
  /** It is skipped for good. False where it does not wait. */
  cancel(id: string, who: string, reason: string): Promise<boolean>;
  /** What was handed out in campaigners' own words, all or in part. */
  written(): Promise<StoredPost[]>;
  /** The ids of a post's corrections. */
  correctionsOf(id: string): Promise<string[]>;
  /** Notes who approved a post that waits, or takes the approval back with null. False where it does not wait. */
  approve(id: string, who: string | null): Promise<boolean>;
  /** Posts of that kind that were approved and wait: by whom. */
  approvals(kind: PostKind): Promise<ReadonlyMap<string, string>>;
  /** The dates on which the subjects of a kind had a dispatched post, the last one of each subject. */
  lastShown(kind: PostKind): Promise<Showing[]>;
  /** The same of posts that were skipped. */
  lastSkipped(kind: PostKind): Promise<Showing[]>;
}
