import { isWithheld, type ListEntry } from "./list-entry.ts";
import { personPage } from "./person-page.ts";
import type { PersonList } from "./person-list.ts";
import { createNameIndex, namesOf } from "./same-name.ts";

/**
 * Ids of another list that go with a person who is taken down: whoever has the same page, and whoever was left out for being maybe the same person, who would
 * be shown from now on.
 * @param isShown whether somebody of that list is shown by it
 */
export const entriesElsewhere = (
  people: readonly ListEntry[],
  { entries }: PersonList,
  isShown: (id: string) => boolean,
): readonly string[] => {
  const pages = new Set(people.flatMap(({ url }) => (url === undefined ? [] : (personPage(url) ?? []))));
  const names = createNameIndex<true>();
  for (const person of people) names.add({ name: namesOf(person), spellings: [] }, true);
  const isThem = (entry: ListEntry): boolean =>
    (entry.url !== undefined && pages.has(personPage(entry.url) ?? "")) ||
    (!isShown(entry.id) && names.find({ name: namesOf(entry), spellings: [] }).length > 0);
  return entries.flatMap((entry) => (!isWithheld(entry) && isThem(entry) ? [entry.id] : []));
};
