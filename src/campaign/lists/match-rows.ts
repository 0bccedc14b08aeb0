import type { ListEntry } from "./list-entry.ts";
import type { ListRow, RefusedRow } from "./list-row.ts";
import type { NameKeys } from "./name-keys.ts";
import { personPage } from "./person-page.ts";

/** Whose row is whose entry. */
export interface MatchedRows {
  /** Null for somebody who is not in the list. */
  readonly pairs: readonly { readonly row: ListRow; readonly entry: ListEntry | null }[];
  readonly refused: readonly RefusedRow[];
  /** Entries that no row and no refusal speaks of. */
  readonly missing: readonly ListEntry[];
}

/** Somebody whom the source gives no id. */
const isNameless = (id: string): boolean => id.startsWith("~");

const pageOf = ({ url }: { readonly url?: string | null | undefined }): string | null => (url == null ? null : personPage(url));

/** Whoever has no id is told by name, birth date and date of detention together. */
const tripleOf = (name: string | undefined, { born, detained }: Pick<ListEntry, "born" | "detained">): string | null =>
  name === undefined ? null : JSON.stringify([name, born ?? null, detained ?? null]);

const namesOf = ({ names }: ListEntry): string[] => Object.values(names).filter((name) => name !== undefined);

/** Values by key, without those that have none. */
const groupBy = <T>(values: Iterable<T>, keyOf: (value: T) => string | null): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
};

const only = <T>(values: readonly T[] | undefined): T | null => (values?.length === 1 ? (values[0] ?? null) : null);

/**
 * Tells whose entry each row is: by the source's id; where an id is gone, by the page that exactly one new id has; and where the source gives no ids, by page,
 * or by name, birth date and date of detention together. Never by a name alone.
 * @param otherIds of rows that were refused or are hidden: nobody of these has got another id
 */
export const matchRows = (
  rows: readonly ListRow[],
  listed: readonly ListEntry[],
  otherIds: ReadonlySet<string>,
  nameKeys: NameKeys,
): MatchedRows => {
  const byId = new Map(listed.map((entry) => [entry.id, entry]));
  const unclaimed = new Set(listed);
  const refused: RefusedRow[] = [];
  const sound = new Set(rows);
  const refuse = (row: ListRow, reason: string): void => {
    sound.delete(row);
    refused.push({ line: row.line, id: row.id, reason });
  };
  const entryOf = new Map<ListRow, ListEntry>();
  const claim = (row: ListRow, entry: ListEntry): void => {
    entryOf.set(row, entry);
    unclaimed.delete(entry);
  };

  const shareName = (row: ListRow, entry: ListEntry): boolean => {
    const keys = new Set(nameKeys(row.name));
    return namesOf(entry).some((name) => nameKeys(name).some((key) => keys.has(key)));
  };
  /** An id that was given to somebody else: another page and another name; without pages, another name and another birth date. */
  const isSomebodyElse = (row: ListRow, entry: ListEntry): boolean => {
    const [page, known] = [pageOf(row), pageOf(entry)];
    const differ =
      page !== null && known !== null ? page !== known : row.born !== undefined && entry.born !== undefined && row.born !== entry.born;
    return differ && !shareName(row, entry);
  };

  const byRowId = groupBy(rows, ({ id }) => id);
  const open: ListRow[] = [];
  const doubled = new Set<string>();
  for (const row of rows) {
    const entry = byId.get(row.id);
    const others = (byRowId.get(row.id) ?? []).filter((other) => other !== row);
    if (others.length > 0) {
      doubled.add(row.id);
      const where = `line ${others.map(({ line }) => line).join(" and line ")}`;
      refuse(
        row,
        isNameless(row.id)
          ? `cannot be told apart from ${where}: name, birth date and date of detention are the same`
          : `the id ${row.id} is in ${where}, too: each person has one of their own`,
      );
    } else if (entry === undefined) open.push(row);
    else if (isSomebodyElse(row, entry))
      refuse(row, `the id ${row.id} was another person's, with another page and another name: ask the source`);
    else claim(row, entry);
  }
  // Nothing that the file says twice is said of anybody, that somebody is gone least of all.
  for (const id of doubled) {
    const entry = byId.get(id);
    if (entry !== undefined) unclaimed.delete(entry);
  }

  const isGone = ({ id }: ListEntry): boolean => !byRowId.has(id) && !otherIds.has(id);
  const rest = new Set(open);
  const join = (row: ListRow, entry: ListEntry): void => {
    rest.delete(row);
    claim(row, entry);
  };

  const goneByPage = groupBy([...unclaimed].filter(isGone), pageOf);
  for (const [page, candidates] of groupBy(open, pageOf)) {
    const [row, entry] = [only(candidates), only(goneByPage.get(page))];
    // Real pages have several people at times: where the name is known in this language, it must be the same, too.
    if (row !== null && entry !== null && (entry.names[row.language] === undefined || shareName(row, entry))) join(row, entry);
  }

  for (const language of new Set(rows.map((row) => row.language))) {
    const waiting = [...rest].filter((row) => row.language === language);
    if (waiting.length === 0) continue;
    const known = groupBy([...unclaimed].filter(isGone), (entry) => tripleOf(entry.names[language], entry));
    for (const [triple, candidates] of groupBy(waiting, (row) => tripleOf(row.name, row))) {
      const row = only(candidates);
      const holders = known.get(triple) ?? [];
      const entry = only(holders);
      // Where both have an id of the source's, the source means two people.
      if (row !== null && entry !== null && (isNameless(row.id) || isNameless(entry.id))) join(row, entry);
      else if (row !== null && holders.length > 1 && isNameless(row.id)) {
        rest.delete(row);
        for (const holder of holders) unclaimed.delete(holder);
        refuse(row, "cannot be told apart: several people of the list have this name, birth date and date of detention");
      }
    }
  }

  return {
    pairs: [...sound].map((row) => ({ row, entry: entryOf.get(row) ?? null })),
    refused,
    missing: [...unclaimed].filter(({ id }) => !otherIds.has(id)),
  };
};
