import { applyDifference } from "./apply-difference.ts";
import type { ListDifference } from "./compare-lists.ts";
import { entryText } from "./entry-text.ts";
import { isWithheld, type ListedEntry } from "./list-entry.ts";
import { asOfList, dailyJob, type PersonList } from "./person-list.ts";

/** Of what was looked at on a day, without what only silences. */
const wordsOf = (entry: ListedEntry): string => {
  if (isWithheld(entry)) return entryText(entry);
  const { doubt: _doubt, seen: _seen, ...rest } = entry;
  return entryText(rest);
};

/**
 * That nothing becomes true to say which was not: everybody is as before, in doubt or withheld at most, and nobody is there who was not. Throws otherwise:
 * whatever the rules of applying become, no program changes by itself what is said of anybody.
 */
const demandSilence = (before: PersonList, after: PersonList): void => {
  const old = new Map(before.entries.map((entry) => [entry.id, entry]));
  for (const entry of after.entries) {
    const was = old.get(entry.id);
    if (isWithheld(entry)) continue;
    if (was === undefined || isWithheld(was) || wordsOf(was) !== wordsOf(entry) || (was.doubt !== undefined && entry.doubt === undefined))
      throw new Error(`The daily job would have changed what is said of ${entry.id}; it must only ever silence.`);
  }
};

/**
 * What is safe of a fetched list without a person: whoever left prison by it is in doubt, whoever a file of the campaign withholds is withheld here, too, and
 * the list speaks for the new day of those alone of whom the source says the very same. Whoever is new, corrected or otherwise changed is left as they were.
 */
export const applyFetched = (list: PersonList, difference: ListDifference, at: Temporal.Instant): PersonList => {
  const lastAsOf = asOfList(list) ?? undefined;
  const applied = applyDifference(list, difference, { kinds: new Set(), header: list.header, at, by: dailyJob });
  const before = new Map(difference.changes.flatMap((change) => (change.before === null ? [] : [[change.before.id, change.before]])));
  const entries = applied.entries.map((entry) => {
    const was = before.get(entry.id);
    if (was === undefined || isWithheld(entry) || entry.doubt !== undefined || entry.gone !== undefined) return entry;
    // A source that says other facts may mean somebody else: that is for a person to see before it counts as having looked.
    const seen = was.seen ?? lastAsOf;
    return seen === undefined ? entry : { ...entry, seen };
  });
  const next = { ...applied, entries };
  demandSilence(list, next);
  return next;
};

/** The list for a day on which the source said that its own is the very one that was gone by. */
export const moveOn = (list: PersonList, asOf: string, at: Temporal.Instant): PersonList => {
  const last = list.imports.at(-1);
  if (last === undefined || last.asOf >= asOf) return list;
  const { first: _first, before: _before, ...figures } = last;
  const made = {
    ...figures,
    import: last.import + 1,
    at: at.toString({ smallestUnit: "second" }),
    asOf,
    by: dailyJob,
    applied: [],
    before: [],
  };
  return { ...list, imports: [...list.imports, made] };
};

/** Whether applying has left everything as it was, for the same day, so that nothing needs to be written. */
export const saysTheSame = (before: PersonList, after: PersonList): boolean => {
  const [was, is] = [before.imports.at(-1), after.imports.at(-1)];
  if (was === undefined || is === undefined) return was === is;
  const isSameImport = was.asOf === is.asOf && was.rows === is.rows && was.active === is.active && was.women === is.women;
  return (
    isSameImport &&
    was.journalists === is.journalists &&
    before.entries.length === after.entries.length &&
    before.entries.every((entry, index) => entryText(entry) === entryText(after.entries[index] ?? entry))
  );
};
