import type { Occasion, OccasionKind } from "../anniversaries/occasion.ts";
import type { PetitionPostKind } from "../planned-post.ts";
import type { Prisoner } from "../prisoner.ts";

/** Occasions of a person; the others are of a day of the calendar or of a petition. */
type PersonOccasionKind = Exclude<OccasionKind, "marked-day" | PetitionPostKind>;
export type PersonOccasion = Occasion & { readonly kind: PersonOccasionKind };

/** What a day can be for somebody: the dead have no birthday here, and only people in prison have days that are counted. */
const kindsOf: Readonly<Record<Prisoner["status"]["kind"], readonly OccasionKind[]>> = {
  imprisoned: ["birthday", "arrest", "sentence", "day-count", "half-term"],
  released: ["birthday", "arrest", "sentence", "release"],
  died: ["arrest", "sentence", "death"],
  unknown: [],
};

/** The recorded days that an occasion of this kind can go back to. */
const daysFor = (kind: OccasionKind, { born, detained, trials, status }: Prisoner): readonly (string | undefined)[] => {
  if (kind === "birthday") return [born?.date];
  if (kind === "sentence") return trials.map(({ date }) => date);
  return [kind === "release" || kind === "death" ? status.since : detained?.date];
};

/** 29 February is kept on 28 February or on 1 March. */
const isKeptOn = (since: Temporal.PlainDate, years: number, on: Temporal.PlainDate): boolean => {
  const day = since.add({ years });
  return on.equals(day) || (since.day !== day.day && on.equals(day.add({ days: 1 })));
};

const faultOf = ({ kind, subject, since, on, years, days }: Occasion, prisoner: Prisoner): string | null => {
  const { slug, status } = prisoner;
  if (subject !== slug) return `the occasion is of ${subject}`;
  if (!kindsOf[status.kind].includes(kind)) return `the status is ${status.kind}, so there is no ${kind}`;
  if (!daysFor(kind, prisoner).includes(since.toString())) return `there is no date ${since.toString()} for the ${kind}`;
  const held = since.until(on, { largestUnit: "days" }).days;
  if (held <= 0) return `${on.toString()} is not after ${since.toString()}, so there is no ${kind}`;
  if (kind === "half-term") return null;
  if (kind === "day-count")
    return days === held ? null : `${on.toString()} is day ${held} since ${since.toString()}, not day ${days ?? "unknown"}`;
  return years > 0 && isKeptOn(since, years, on) ? null : `${on.toString()} is not the day ${years} years after ${since.toString()}`;
};

/**
 * Holds what is to be written against what is recorded now, since a status may have changed, or a date been mended, after the occasions were found.
 * @throws Error where an occasion is none of this person's, and where there is none
 */
export const occasionsOfPerson = (occasions: readonly Occasion[], prisoner: Prisoner): readonly PersonOccasion[] => {
  const file = `prisoners/${prisoner.slug}.yaml`;
  if (occasions.length === 0) throw new Error(`${file}: there is no occasion to write of`);
  return occasions.map((occasion) => {
    const fault = faultOf(occasion, prisoner);
    if (fault !== null) throw new Error(`${file}: ${fault}`);
    // A kind that is among those of a status is a person's.
    return occasion as PersonOccasion;
  });
};
