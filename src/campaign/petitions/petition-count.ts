/** More signatures than this are a mistake, whoever says so. */
export const mostSignatures = 1_000_000_000;

/** A number of signatures with all that has to stand beside it. Of those who signed nothing is known. */
export interface PetitionCount {
  readonly signatures: number;
  /** The day of the count. */
  readonly countedOn: Temporal.PlainDate;
  /** The campaigner who read it and typed it in; null where the platform was asked. Names of campaigners are for campaigners. */
  readonly countedBy: string | null;
  /** The page or the address that it was read from. */
  readonly source: string;
}

/** Why a count is not taken without a person: it is lower than the one before, or more than a fifth higher within a day. */
export type Doubt = "drop" | "jump";

/** What is known of a petition's signatures. */
export interface PetitionStanding {
  /** The newest count that is taken for true; it stays, with its date, whatever fails. */
  readonly accepted: (PetitionCount & { readonly acceptedBy: string | null }) | null;
  readonly held: (PetitionCount & { readonly doubt: Doubt }) | null;
  /** What the platform last said of it. */
  readonly platformState: "open" | "closed" | null;
  /** When its platform was last asked; null where it never was. */
  readonly askedAt: Temporal.Instant | null;
  /** Why the last call brought no count; null where it did. */
  readonly failure: string | null;
  /** Calls in a row that brought none. */
  readonly failures: number;
}

export const noStanding: PetitionStanding = {
  accepted: null,
  held: null,
  platformState: null,
  askedAt: null,
  failure: null,
  failures: 0,
};

/** A rise of more than this share in a day is looked at by a person. */
const jumpShare = 0.2;

/**
 * Whether a count needs a person, held against the newest accepted one; null where it can be taken as it is.
 * After days without a count each of them has its fifth; a count that is held keeps its doubt however many days pass.
 */
export const doubtOf = ({ accepted, held }: Pick<PetitionStanding, "accepted" | "held">, count: PetitionCount): Doubt | null => {
  if (accepted === null) return null;
  if (count.signatures < accepted.signatures) return "drop";
  const days = held === null ? Math.max(1, accepted.countedOn.until(count.countedOn, { largestUnit: "days" }).days) : 1;
  // In whole numbers: 120 of 100 is a fifth, and not more.
  return (count.signatures - accepted.signatures) * 100 > accepted.signatures * Math.round(jumpShare * 100) * days ? "jump" : null;
};

/** The standing with a new count: accepted, or held for a person. */
export const withCount = (standing: PetitionStanding, count: PetitionCount): PetitionStanding => {
  const doubt = doubtOf(standing, count);
  return doubt === null
    ? { ...standing, accepted: { ...count, acceptedBy: null }, held: null }
    : { ...standing, held: { ...count, doubt } };
};

/** The standing with the held count accepted by a person; the same where none is held. */
export const withHeldAccepted = (standing: PetitionStanding, acceptedBy: string): PetitionStanding => {
  if (standing.held === null) return standing;
  const { doubt: _, ...count } = standing.held;
  return { ...standing, accepted: { ...count, acceptedBy }, held: null };
};
