/**
 * - `scheduled`: will be handed out when it is due.
 * - `held`: a person must look at `reason` first.
 * - `dispatched`: its deliveries exist; the ledger knows the rest.
 * - `skipped`: will not go out, `reason` says why.
 */
export type PostStatus = "scheduled" | "held" | "dispatched" | "skipped";

/**
 * - `profile`: one person a day.
 * - `freed`: the news of a release, never sent without a campaigner's yes.
 * - `correction`: a reply to a post of ours that said something else.
 * - `own`: a campaigner wrote it.
 * - `anniversary`: everything that a day brings for one person.
 * - `joint`: the same for many people in one post; its subject is `anniversaries`.
 * - `marked-day`: a day of `calendar.yaml`; its subject is the day's id.
 * - `petition-launch`, `petition-deadline`, `petition-milestone`, `petition-closed`: the subject is the petition's slug.
 */
export type PostKind = "profile" | "freed" | "correction" | "own" | OccasionPostKind;

/** The subject of the one post that speaks of many people: no person's. */
export const jointSubject = "anniversaries";

export const petitionPostKinds = ["petition-launch", "petition-deadline", "petition-milestone", "petition-closed"] as const;
export type PetitionPostKind = (typeof petitionPostKinds)[number];
/** Kinds that speak of occasions (`occasionsOf`), which their date, kind and subject are enough to find again. */
export const occasionPostKinds = ["anniversary", "joint", "marked-day", ...petitionPostKinds] as const;
export type OccasionPostKind = (typeof occasionPostKinds)[number];

export const isOccasionPost = <P extends { readonly kind: PostKind }>(post: P): post is P & { readonly kind: OccasionPostKind } =>
  (occasionPostKinds as readonly PostKind[]).includes(post.kind);

export const isPetitionKind = (kind: string): kind is PetitionPostKind => (petitionPostKinds as readonly string[]).includes(kind);

/** One post of the plan, for all its accounts. */
export interface PlannedPost {
  /** `2026-12-01/profile/andrei-aliaksandrau`: date, kind, subject. */
  readonly id: string;
  readonly kind: PostKind;
  /** The prisoner's slug, or what its kind says; `ownSubject` where a campaigner wrote it about nobody. */
  readonly subject: string;
  /** The day in the campaign's zone. */
  readonly date: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  /** After this instant it is skipped. */
  readonly notAfter: Temporal.Instant;
  /** Ids of accounts in `campaign.yaml`. */
  readonly accounts: readonly string[];
  readonly status: PostStatus;
  /** Why it is held or skipped. */
  readonly reason: string | null;
  /** Slugs of those whom an occasion's post is to name; left out or null: of a person's post the subject alone. */
  readonly people?: readonly string[] | null;
}

/** That a subject had its day. */
export interface Showing {
  readonly subject: string;
  readonly date: Temporal.PlainDate;
}
