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

/**
 * Why a count is not taken without a person.
 * - `first`: there was none before, and it is 0 from a platform, or more than any petition has had.
 * - `drop`: it is lower than the accepted one.
 * - `jump`: it is more than a fifth a day above the one of the day before.
 */
export type Doubt = "first" | "drop" | "jump";

/** A count that waits for a person. */
export interface HeldCount extends PetitionCount {
  readonly doubt: Doubt;
  /** The campaigner who said that it is not right: the same number again is no news then. */
  readonly refusedBy: string | null;
}

/** What is known of a petition's signatures. */
export interface PetitionStanding {
  /** The newest count that is taken for true; it stays, with its date, whatever fails. */
  readonly accepted: (PetitionCount & { readonly acceptedBy: string | null }) | null;
  /** What more counts of the accepted one's day are held against: the last one of a day before it, or the first of all, or one that a person accepted. */
  readonly anchor: Pick<PetitionCount, "signatures" | "countedOn"> | null;
  readonly held: HeldCount | null;
  /** What the platform last said of it. */
  readonly platformState: "open" | "closed" | null;
  /** `platformKey` of the petition that the state was read of. */
  readonly stateOf: string | null;
  /** When its platform was last asked for the state, whatever came of it. */
  readonly stateAskedAt: Temporal.Instant | null;
  /** When its platform was last asked for anything; null where it never was. */
  readonly askedAt: Temporal.Instant | null;
  /** What for. */
  readonly askedFor: Asking | null;
  /** Why the last call brought no count; null where it did. */
  readonly failure: string | null;
  /** Calls in a row that brought none. */
  readonly failures: number;
}

/** What one call asks a platform for: the number alone, or, where that is another address, its record with the state and the number. */
export type Asking = "count" | "state";

export const noStanding: PetitionStanding = {
  accepted: null,
  anchor: null,
  held: null,
  platformState: null,
  stateOf: null,
  stateAskedAt: null,
  askedAt: null,
  askedFor: null,
  failure: null,
  failures: 0,
};

/** A rise of more than this percentage in a day is looked at by a person. */
const jumpPercent = 20;
/** Days without a count add up to a doubling at most, since nobody has looked at them. */
const mostJumpDays = 5;
/** No petition on any platform has had so many: the largest, of 2019, had 6.1 million. */
const plausibleFirst = 10_000_000;

/** What a count of that day is held against where it has risen. */
export const baseOf = (
  { accepted, anchor }: Pick<PetitionStanding, "accepted" | "anchor">,
  countedOn: Temporal.PlainDate,
): Pick<PetitionCount, "signatures" | "countedOn"> | null =>
  accepted !== null && Temporal.PlainDate.compare(countedOn, accepted.countedOn) <= 0 ? (anchor ?? accepted) : accepted;

const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  Math.min(mostJumpDays, Math.max(1, from.until(to, { largestUnit: "days" }).days));

/**
 * Whether a count needs a person; null where it can be taken as it is.
 *
 * It is held against the last accepted count of a day before it, so that several counts of one day cannot climb on each other's shoulders. After days
 * without a count each of them has its fifth, and all together a doubling. As long as a count is held no day adds to that: waiting makes nothing true.
 */
export const doubtOf = (
  { accepted, anchor, held }: Pick<PetitionStanding, "accepted" | "anchor" | "held">,
  { signatures, countedOn, countedBy }: PetitionCount,
): Doubt | null => {
  if (accepted === null) return signatures > plausibleFirst || (signatures === 0 && countedBy === null) ? "first" : null;
  if (signatures < accepted.signatures) return "drop";
  const base = baseOf({ accepted, anchor }, countedOn) ?? accepted;
  const days = daysBetween(base.countedOn, held === null ? countedOn : accepted.countedOn);
  // In whole numbers: 120 of 100 is a fifth, and not more.
  return (signatures - base.signatures) * 100 > base.signatures * jumpPercent * days ? "jump" : null;
};

/** The standing with a new count: accepted, or held for a person. */
export const withCount = (standing: PetitionStanding, count: PetitionCount): PetitionStanding => {
  const { held } = standing;
  const doubt = doubtOf(standing, count);
  if (doubt !== null)
    return held?.refusedBy != null && held.signatures === count.signatures
      ? standing
      : { ...standing, held: { ...count, doubt, refusedBy: null } };
  const base = baseOf(standing, count.countedOn) ?? count;
  return {
    ...standing,
    accepted: { ...count, acceptedBy: null },
    anchor: { signatures: base.signatures, countedOn: base.countedOn },
    held: null,
  };
};

/** The standing with the held count accepted by a person; the same where none is held. */
export const withHeldAccepted = (standing: PetitionStanding, acceptedBy: string): PetitionStanding => {
  if (standing.held === null) return standing;
  const { doubt: _, refusedBy: __, ...count } = standing.held;
  const { signatures, countedOn } = count;
  return { ...standing, accepted: { ...count, acceptedBy }, anchor: { signatures, countedOn }, held: null };
};

/** The standing with the held count said to be wrong: it stays known, so that it is not asked about again. */
export const withHeldRefused = (standing: PetitionStanding, refusedBy: string): PetitionStanding =>
  standing.held === null ? standing : { ...standing, held: { ...standing.held, refusedBy } };
