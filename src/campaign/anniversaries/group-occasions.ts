import type { MarkedDay } from "../marked-day.ts";
import { isPetitionKind, petitionPostKinds, type OccasionPostKind } from "../planned-post.ts";
import { createOccasionFinder, inOrder, type OccasionContent } from "./find-occasions.ts";
import { isDayShown, isPetitionShown } from "./is-subject-shown.ts";
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

/** A day's occasions by the kind of the post and its subject. */
type Found = Readonly<Record<OccasionGroup["kind"], Map<string, Occasion[]>>>;

const postKindOf = (kind: OccasionKind): OccasionGroup["kind"] => (kind === "marked-day" || isPetitionKind(kind) ? kind : "anniversary");

/**
 * What happened to people on a day that became a marked day is told by the marked day, not a second time. A day that is kept every year may have
 * begun in another year than what it is kept for.
 */
const isPartOf = (occasion: Occasion, day: MarkedDay, marked: Occasion): boolean =>
  day.people.includes(occasion.subject) &&
  ["arrest", "sentence", "release", "death"].includes(occasion.kind) &&
  (day.kind === "yearly" || Temporal.PlainDate.compare(occasion.since, marked.since) === 0) &&
  Temporal.PlainDate.compare(occasion.on, marked.on) === 0;

/**
 * The posts of a day in the order of their subjects, marked days first, whatever the status of the people allows: one for each marked day, each petition, each person.
 * A marked day or a petition that names somebody who is withheld is left out.
 */
export const createOccasionGroups = (all: OccasionContent): ((date: Temporal.PlainDate) => OccasionGroup[]) => {
  const content: OccasionContent = {
    ...all,
    days: all.days.filter((day) => isDayShown(day, all)),
    petitions: new Map([...all.petitions].filter(([, petition]) => isPetitionShown(petition, all))),
  };
  const find = createOccasionFinder(content);

  /** The marked days of one date, each with what happened to people on it. */
  const groupMarked = (found: Found, told: Set<Occasion>): OccasionGroup[] =>
    content.days.flatMap((day): OccasionGroup[] => {
      const occasions = found["marked-day"].get(day.id) ?? [];
      const [first] = occasions;
      if (first === undefined) return [];
      const parts = day.people
        .flatMap((slug) => found.anniversary.get(slug) ?? [])
        .filter((occasion) => !told.has(occasion) && isPartOf(occasion, day, first));
      for (const part of parts) told.add(part);
      return [{ kind: "marked-day", subject: day.id, occasions: [...occasions, ...parts], people: day.people }];
    });

  return (date) => {
    const found: Found = {
      "marked-day": new Map(),
      "petition-launch": new Map(),
      "petition-deadline": new Map(),
      "petition-milestone": new Map(),
      "petition-closed": new Map(),
      anniversary: new Map(),
    };
    for (const occasion of find(date)) {
      const ofKind = found[postKindOf(occasion.kind)];
      const there = ofKind.get(occasion.subject);
      if (there === undefined) ofKind.set(occasion.subject, [occasion]);
      else there.push(occasion);
    }
    for (const ofKind of Object.values(found)) for (const occasions of ofKind.values()) if (occasions.length > 1) occasions.sort(inOrder);
    // Marked days come before the people, so that these can leave out what is told already.
    const told = new Set<Occasion>();
    const days = groupMarked(found, told);
    const others: OccasionGroup[] = [];
    for (const kind of [...petitionPostKinds, "anniversary"] as const) {
      for (const [subject, ofSubject] of found[kind]) {
        const occasions = told.size === 0 ? ofSubject : ofSubject.filter((occasion) => !told.has(occasion));
        if (occasions.length > 0) others.push({ kind, subject, occasions, people: kind === "anniversary" ? [subject] : [] });
      }
    }
    return [...days, ...others.sort((a, b) => (a.subject < b.subject ? -1 : 1))];
  };
};
