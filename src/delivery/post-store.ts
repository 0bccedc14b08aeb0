import type { PlannedPost, PostKind, Showing } from "../campaign/planned-post.ts";

/** The plan as the database keeps it. */
export interface PostStore {
  /**
   * Makes the waiting (scheduled or held) posts of a kind whose date is in [from, to] exactly `posts`, in one transaction:
   * new ones are added, changed ones updated, vanished ones removed. Dispatched and skipped posts stay as they are, also where `posts` names their id.
   * Calling it twice changes nothing the second time.
   */
  replan(
    kind: PostKind,
    from: Temporal.PlainDate,
    to: Temporal.PlainDate,
    posts: readonly PlannedPost[],
  ): Promise<{ added: number; changed: number; removed: number }>;
  find(id: string): Promise<PlannedPost | null>;
  /** By date, then instant, then id; both ends included. */
  between(from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<PlannedPost[]>;
  /** Scheduled posts whose instant has come, the earliest first. */
  due(now: Temporal.Instant): Promise<PlannedPost[]>;
  /** All posts in status `held`, the earliest first. */
  held(): Promise<PlannedPost[]>;
  /** From `scheduled` or `held` to another status; false where the post is not waiting any more. */
  settle(id: string, status: "held" | "skipped" | "scheduled", reason: string | null): Promise<boolean>;
  /** Adds one post unless its id is there. */
  add(post: PlannedPost): Promise<boolean>;
  /** The dates on which the subjects of a kind had a dispatched post, the last one of each subject. */
  lastShown(kind: PostKind): Promise<Showing[]>;
}
