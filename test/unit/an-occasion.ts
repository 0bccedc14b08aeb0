import type { Occasion, OccasionKind } from "../../src/campaign/anniversaries/occasion.ts";
import { knownDay } from "../../src/campaign/partial-date.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";

const datesFor = (kind: OccasionKind, { born, detained, trials, status }: Prisoner): (string | undefined)[] => {
  if (kind === "birthday") return [born?.date];
  if (kind === "sentence") return trials.map(({ date }) => date);
  return [kind === "release" || kind === "death" ? status.since : detained?.date];
};

/** What can be an occasion of somebody, by status. */
export const kindsOf = {
  imprisoned: ["birthday", "arrest", "sentence", "day-count", "half-term"],
  released: ["birthday", "arrest", "sentence", "release"],
  died: ["arrest", "sentence", "death"],
  unknown: [],
} as const satisfies Record<Prisoner["status"]["kind"], readonly OccasionKind[]>;

/** An occasion that goes back to a day of its own: the last one that is known to the day. */
export const occasion = (prisoner: Prisoner, kind: OccasionKind, years = 6, daysAhead = 0): Occasion => {
  const since = datesFor(kind, prisoner)
    .flatMap((date) => (date === undefined ? [] : (knownDay(date) ?? [])))
    .at(-1);
  if (since === undefined) throw new Error(`${prisoner.slug} has no day for a ${kind}`);
  const common = { kind, subject: prisoner.slug, since, daysAhead };
  if (kind === "day-count") return { ...common, on: since.add({ days: 2000 }), years: 0, days: 2000 };
  if (kind === "half-term") return { ...common, on: since.add({ days: 2008 }), years: 0, days: null };
  return { ...common, on: since.add({ years }), years, days: null };
};

/** Kinds that somebody has a known day for. */
export const kindsWithDay = (prisoner: Prisoner): OccasionKind[] =>
  kindsOf[prisoner.status.kind].filter((kind) => datesFor(kind, prisoner).some((date) => date !== undefined && knownDay(date) !== null));
