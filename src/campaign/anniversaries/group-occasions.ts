import type { MarkedDay } from "../marked-day.ts";
import type { OccasionPostKind } from "../planned-post.ts";
import { createOccasionFinder, type OccasionContent } from "./find-occasions.ts";
import type { Occasion, OccasionKind } from "./occasion.ts";

/** What one post of a day speaks of. */
export interface OccasionGroup {
  readonly kind: Exclude<OccasionPostKind, "joint">;
  readonly subject: string;
  /** At least one. Of a marked day the day itself comes first. */
  readonly occasions: readonly Occasion[];
  /** Slugs of those whose status has to be looked at. */
  readonly people: readonly string[];
}

const postKindOf = (kind: OccasionKind): OccasionGroup["kind"] =>
  kind === "marked-day" || kind === "petition-deadline" || kind === "petition-milestone" ? kind : "anniversary";

/** What happened to people on a day that became a marked day is told by the marked day, not a second time. */
const isPartOf = (occasion: Occasion, day: MarkedDay, marked: Occasion): boolean =>
  day.kind === "anniversary" &&
  day.people.includes(occasion.subject) &&
  ["arrest", "sentence", "release", "death"].includes(occasion.kind) &&
  Temporal.PlainDate.compare(occasion.since, marked.since) === 0 &&
  Temporal.PlainDate.compare(occasion.on, marked.on) === 0;

/**
 * The posts of a day in the order of their subjects, marked days first, whatever the status of the people allows: one for each marked day, each petition, each person.
 * A marked day that speaks of somebody who is withheld is left out, since its id and its title may name them.
 */
export const createOccasionGroups = (content: OccasionContent): ((date: Temporal.PlainDate) => OccasionGroup[]) => {
  const find = createOccasionFinder(content);
  const marked = new Map(content.days.map((day) => [day.id, day]));
  const isNamed = (slug: string): boolean => (content.prisoners.get(slug)?.consent ?? "withheld") !== "withheld";

  return (date) => {
    const bySubject = Map.groupBy(find(date), ({ kind, subject }) => `${postKindOf(kind)}/${subject}`);
    const told = new Set<Occasion>();
    const days: OccasionGroup[] = [];
    const others: OccasionGroup[] = [];
    // Marked days are known before the people, so that these can leave out what is told already.
    const entries = [...bySubject.values()].map((occasions) => ({ occasions, day: marked.get(occasions[0]?.subject ?? "") }));
    for (const { occasions, day } of entries) {
      const [first] = occasions;
      if (first?.kind !== "marked-day" || day === undefined || !day.people.every(isNamed)) continue;
      const parts = day.people
        .flatMap((slug) => bySubject.get(`anniversary/${slug}`) ?? [])
        .filter((occasion) => !told.has(occasion) && isPartOf(occasion, day, first));
      for (const part of parts) told.add(part);
      days.push({ kind: "marked-day", subject: day.id, occasions: [...occasions, ...parts], people: day.people });
    }
    for (const { occasions } of entries) {
      const left = occasions.filter((occasion) => !told.has(occasion));
      const [first] = left;
      const kind = first === undefined ? "marked-day" : postKindOf(first.kind);
      if (first === undefined || kind === "marked-day") continue;
      const { subject } = first;
      others.push({ kind, subject, occasions: left, people: kind === "anniversary" ? [subject] : [] });
    }
    return [...days, ...others.sort((a, b) => (a.subject < b.subject ? -1 : 1))];
  };
};
