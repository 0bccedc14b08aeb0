import { compareIds, isWithheld, type ListEntry } from "./list-entry.ts";
import type { PersonList } from "./person-list.ts";
import { stripImports } from "./strip-imports.ts";

/** The list with nothing left of a person but the id, in what could be taken back, too. Somebody who is not in it yet never will be. */
export const withholdEntry = (list: PersonList, id: string): PersonList => ({
  ...list,
  imports: stripImports(list.imports, list.entries, new Set([id])),
  entries: [...list.entries.filter((entry) => entry.id !== id), { id, withheld: true as const }].sort((a, b) => compareIds(a.id, b.id)),
});

/** Whom a word names: by id or by slug; null where nobody who is shown has it. */
export const entryNamed = (list: PersonList, word: string): ListEntry | null =>
  list.entries.find((entry): entry is ListEntry => !isWithheld(entry) && (entry.id === word || entry.slug === word)) ?? null;
