import { compareIds, isTakenDown, isWithheld, type ListEntry } from "./list-entry.ts";
import { personPage } from "./person-page.ts";
import type { PersonList } from "./person-list.ts";
import { stripImports } from "./strip-imports.ts";

const pageOf = ({ url }: ListEntry): string | null => (url === undefined ? null : personPage(url));

/** The ids that a person has in a list: sources have several of one page at times, and whoever takes one down means the person. */
const idsOfPerson = ({ entries }: PersonList, id: string): Set<string> => {
  const people = entries.filter((entry): entry is ListEntry => !isWithheld(entry));
  const found = people.find((entry) => entry.id === id);
  const page = found === undefined ? null : pageOf(found);
  return new Set([id, ...people.flatMap((entry) => (page !== null && pageOf(entry) === page ? [entry.id] : []))]);
};

/**
 * The list with nothing left of a person but the ids, in what could be taken back, too: of everybody who has the person's page. Somebody who is not in it yet
 * never will be.
 */
export const withholdEntry = (list: PersonList, id: string): PersonList => {
  const ids = idsOfPerson(list, id);
  const withheld = [...ids].map((one) => ({ id: one, withheld: true as const }));
  return {
    ...list,
    imports: stripImports(list.imports, list.entries, ids, "withheld"),
    entries: [...list.entries.filter((entry) => !ids.has(entry.id)), ...withheld].sort((a, b) => compareIds(a.id, b.id)),
  };
};

/** Whom a word names: by id or by slug; null where nobody who is shown has it. */
export const entryNamed = (list: PersonList, word: string): ListEntry | null =>
  list.entries.find((entry): entry is ListEntry => !isWithheld(entry) && (entry.id === word || entry.slug === word)) ?? null;

/** Ids of whom one list withholds, and another one, which it was made of, did not yet. */
export const newlyTakenDown = (before: PersonList, after: PersonList): string[] => {
  const old = new Set(before.entries.filter(isTakenDown).map(({ id }) => id));
  return after.entries.filter((entry) => isTakenDown(entry) && !old.has(entry.id)).map(({ id }) => id);
};
