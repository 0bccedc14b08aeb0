import type { ListDifference } from "./compare-lists.ts";
import { entryText, orderEntry } from "./entry-text.ts";
import { compareIds, isTakenDown, isWithheld, listIdSchema, type ListedEntry } from "./list-entry.ts";
import { applyChange } from "./person-change.ts";
import { changeKinds, dailyJob, type ChangeKind, type ListHeader, type ListImport, type PersonList } from "./person-list.ts";
import { stripImports } from "./strip-imports.ts";

export interface ApplyOptions {
  /** What of the difference is applied. Whoever left prison by the rest of it is in doubt from now on. */
  readonly kinds: ReadonlySet<ChangeKind>;
  /** Of a list that is not there yet. */
  readonly header: ListHeader;
  readonly at: Temporal.Instant;
  /** Null where nobody gave a name. */
  readonly by: string | null;
}

/** So many of the newest imports that people made can be taken back, one after the other, and those of the daily job between them. */
const mostUndone = 10;
const mostKept = 60;

/** How many of the newest imports keep what they need to be taken back. */
const undoable = (imports: readonly ListImport[]): number => {
  let people = 0;
  const end = imports.toReversed().findIndex(({ by }) => {
    if (by !== dailyJob) people += 1;
    return people > mostUndone;
  });
  return Math.min(mostKept, end === -1 ? imports.length : end);
};

const byId = (entries: readonly ListedEntry[]): Map<string, ListedEntry> => new Map(entries.map((entry) => [entry.id, entry]));

const nextEntries = (list: PersonList | null, difference: ListDifference, kinds: ReadonlySet<ChangeKind>): Map<string, ListedEntry> => {
  const { changes, unread, toWithhold } = difference;
  const next = new Map<string, ListedEntry>();
  const changed = new Set(changes.flatMap(({ before }) => (before === null ? [] : [before.id])));
  const lastAsOf = list?.imports.at(-1)?.asOf;
  for (const entry of list?.entries ?? []) {
    if (changed.has(entry.id) || toWithhold.has(entry.id)) continue;
    if (isWithheld(entry)) next.set(entry.id, entry);
    else if (unread.has(entry.id)) {
      // What cannot be read is not looked up either: the day that the list speaks for stays what it was for this person.
      const seen = entry.seen ?? (entry.gone === undefined && entry.doubt === undefined ? lastAsOf : undefined);
      next.set(entry.id, seen === undefined ? entry : { ...entry, seen });
    } else {
      const { seen: _seen, ...rest } = entry;
      next.set(entry.id, entry.gone === undefined ? rest : entry);
    }
  }
  for (const id of toWithhold) next.set(id, { id, withheld: true });
  for (const change of changes) {
    const entry = applyChange(change, kinds);
    if (entry !== null) next.set(entry.id, entry);
  }
  return next;
};

/** What is needed to take it all back: entries as they were, and the ids alone of those who were not there. Whoever is withheld now stays so. */
const beforeOf = (old: ReadonlyMap<string, ListedEntry>, next: ReadonlyMap<string, ListedEntry>): object[] => {
  const ids = [...new Set([...old.keys(), ...next.keys()])].sort(compareIds);
  return ids.flatMap((id) => {
    const [was, is] = [old.get(id), next.get(id)];
    if (was === undefined) return [{ id }];
    const isKept = is !== undefined && (isWithheld(is) || entryText(was) === entryText(is));
    return isKept ? [] : [orderEntry(was)];
  });
};

/**
 * The list with the chosen kinds of a difference applied, and one import more. The difference must be of this very list. Adds the import also where nothing
 * differs: the list then speaks for a later day.
 */
export const applyDifference = (
  list: PersonList | null,
  difference: ListDifference,
  { kinds, header, at, by }: ApplyOptions,
): PersonList => {
  const { file, asOf } = difference;
  const old = byId(list?.entries ?? []);
  const next = nextEntries(list, difference, kinds);
  const stripped = [...next.values()].filter((entry) => isWithheld(entry) && !isWithheld(old.get(entry.id) ?? entry));
  const idsOf = (entries: readonly ListedEntry[]): Set<string> => new Set(entries.map(({ id }) => id));
  const imports = list?.imports ?? [];
  const last = imports.at(-1);
  const { total, women, journalists } = file.active;
  const made: ListImport = {
    import: (last?.import ?? 0) + 1,
    at: at.toString({ smallestUnit: "second" }),
    asOf,
    by,
    layout: file.layout,
    rows: file.total,
    active: total,
    ...(women !== null && { women }),
    ...(journalists !== null && { journalists }),
    applied: changeKinds.filter((kind) => kinds.has(kind)),
    tail: file.tail.filter((id) => listIdSchema.safeParse(id).success).slice(-20),
    ...(last === undefined ? { first: true as const } : { before: beforeOf(old, next) }),
  };
  const grown = [...imports, made];
  const oldest = grown.length - undoable(grown);
  const all = grown.map((one, index) => {
    if (index >= oldest || one.before === undefined) return one;
    const { before: _before, ...rest } = one;
    return rest;
  });
  return {
    header: list?.header ?? header,
    imports: stripImports(
      stripImports(all, list?.entries ?? [], idsOf(stripped.filter(isTakenDown)), "withheld"),
      list?.entries ?? [],
      idsOf(stripped.filter((entry) => !isTakenDown(entry))),
      "hidden",
    ),
    entries: [...next.values()].sort((a, b) => compareIds(a.id, b.id)),
  };
};
