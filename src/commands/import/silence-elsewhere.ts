import { entriesElsewhere } from "../../campaign/lists/entries-elsewhere.ts";
import { isWithheld, type ListEntry } from "../../campaign/lists/list-entry.ts";
import type { PersonList } from "../../campaign/lists/person-list.ts";
import type { Prisoner } from "../../campaign/prisoner.ts";
import { saveList } from "../../content/save-list.ts";
import { openLists } from "./choose-list.ts";

/**
 * Has other lists show nobody in the place of those of whom a list is about to keep nothing but the id: they were left out for being maybe the same, and
 * nothing could tell so from then on. Whoever they are, `import admit` by name shows them. Answers why it could not be written, or null.
 */
export const silenceElsewhere = async (
  folder: string,
  before: PersonList | null,
  after: PersonList,
  prisoners: Iterable<Prisoner>,
): Promise<string | null> => {
  const left = new Set(after.entries.filter(isWithheld).map(({ id }) => id));
  const people = (before?.entries ?? []).filter((entry): entry is ListEntry => !isWithheld(entry) && left.has(entry.id));
  if (people.length === 0) return null;
  const shown = new Set([...prisoners].flatMap(({ list }) => (list === undefined ? [] : [`${list.source} ${list.id}`])));
  for (const { source, read, list } of await openLists(folder)) {
    if (source === after.header.list) continue;
    const ids = new Set(entriesElsewhere(people, list, (id) => shown.has(`${source} ${id}`)));
    const entries = list.entries.map((entry) =>
      !isWithheld(entry) && ids.has(entry.id) ? { ...entry, mayBeWithheld: true as const } : entry,
    );
    const complaint = ids.size === 0 ? null : await saveList(folder, source, read, { ...list, entries });
    if (complaint !== null) return complaint;
  }
  return null;
};
