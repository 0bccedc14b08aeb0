import { slugFor } from "./entry-slug.ts";
import { compareIds, isTakenDown, isWithheld, listEntrySchema, type ListEntry } from "./list-entry.ts";
import type { ListFile, ListRow, RefusedRow } from "./list-row.ts";
import { matchRows } from "./match-rows.ts";
import { createNameKeys, type NameKeys } from "./name-keys.ts";
import { absenceOf, changeOf, type PersonChange } from "./person-change.ts";
import { personPage } from "./person-page.ts";
import type { PersonList } from "./person-list.ts";
import { refuseFile, type ConfirmedFigures } from "./refuse-file.ts";

/** What comparing must know beside the list and the file. */
export interface CompareOptions {
  /** The day that the file speaks for. */
  readonly asOf: string;
  readonly confirmed?: ConfirmedFigures;
  /** Slugs outside of this list, with the id in it of whoever has them, or null where they are nobody's of this list. */
  readonly slugs?: ReadonlyMap<string, string | null>;
  /** Names of people outside of this list who are not known to be in it. */
  readonly otherNames?: readonly string[];
  /** Whom hand-written files withhold: ids of this list, and people's pages as `personPage` has them. */
  readonly withheld?: { readonly ids: ReadonlySet<string>; readonly pages: ReadonlySet<string> };
}

/** What a file would change of a list. Names nobody who is withheld. */
export interface ListDifference {
  readonly kind: "difference";
  readonly file: ListFile;
  readonly asOf: string;
  /** By the order of the ids. */
  readonly changes: readonly PersonChange[];
  /** Ids of those who are new or have a new name, where somebody else may have that name, too. */
  readonly sameName: readonly string[];
  /** Rows that cannot be gone by: whatever is known of these people stays. */
  readonly refused: readonly RefusedRow[];
  /** Ids of the list whose rows were refused. */
  readonly unread: ReadonlySet<string>;
  /** Ids that hand-written files withhold, or that have the page of whoever is withheld, and of which the list does not say so yet. */
  readonly toWithhold: ReadonlySet<string>;
  /** Withheld ids that the file does not have, where it has new ones: each of these may be one of them, and has `mayBeWithheld`. */
  readonly lost: readonly string[];
}

export type Comparison = ListDifference | { readonly kind: "refused"; readonly reason: string };

const byIdOfAfter = (a: PersonChange, b: PersonChange): number => compareIds(a.after.id, b.after.id);

const isNamedAnew = ({ kind, before, corrected }: PersonChange, language: ListRow["language"]): boolean =>
  before === null ? kind === "new" : corrected.includes("names") && before.names[language] !== undefined;

/** One source writes a name in one way, if not in one order: within its list other letters are another name, however close. */
const plainKey = (name: string): string =>
  (
    name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [name]
  )
    .sort()
    .join(" ");

/** Whose name is another's, too, of those that are new or renamed; that of others in any spelling. */
const findSameNames = (
  people: readonly { readonly id: string; readonly names: readonly string[] }[],
  renamed: ReadonlyMap<string, string>,
  otherNames: readonly string[],
  nameKeys: NameKeys,
): string[] => {
  if (renamed.size === 0) return [];
  const holders = new Map<string, string | null>();
  const hold = (key: string, id: string): void => {
    const holder = holders.get(key);
    // Null stands for several.
    holders.set(key, holder === undefined || holder === id ? id : null);
  };
  for (const { id, names } of people) for (const name of names) hold(plainKey(name), id);
  const others = new Set(otherNames.flatMap((name) => nameKeys(name)));
  const isShared = (id: string, name: string): boolean => {
    const key = plainKey(name);
    return (holders.has(key) && holders.get(key) !== id) || (others.size > 0 && nameKeys(name).some((folded) => others.has(folded)));
  };
  return [...renamed].filter(([id, name]) => isShared(id, name)).map(([id]) => id);
};

const firstIssue = (entry: ListEntry): string | null => {
  const [issue] = listEntrySchema.safeParse(entry).error?.issues ?? [];
  return issue === undefined ? null : `${issue.path.join(".") || "the row"} ${issue.message}`;
};

/** What a file would change of a list, or of none; or why nothing of the file is gone by. Changes nothing. */
export const compareLists = (list: PersonList | null, file: ListFile, options: CompareOptions): Comparison => {
  const { asOf, slugs = new Map(), otherNames = [], withheld: byFiles } = options;
  const nameKeys = createNameKeys();
  const last = list?.imports.at(-1) ?? null;
  const entries = list?.entries ?? [];
  const known = new Set(entries.filter(isTakenDown).map(({ id }) => id));
  // Nothing of a withheld person's page is kept, but whoever is in the file under the page again is the same one.
  const pagesOfKnown = file.rows.flatMap(({ id, url }) => (url !== null && known.has(id) ? (personPage(url) ?? []) : []));
  const withheldPages = new Set([...(byFiles?.pages ?? []), ...pagesOfKnown]);
  const hasPageOfWithheld = ({ url }: { readonly url?: string | null | undefined }): boolean =>
    url != null && withheldPages.size > 0 && withheldPages.has(personPage(url) ?? "");
  const withheld = new Set([
    ...known,
    ...(byFiles?.ids ?? []),
    ...file.rows.filter(hasPageOfWithheld).map(({ id }) => id),
    ...entries.filter((entry) => !isWithheld(entry) && hasPageOfWithheld(entry)).map(({ id }) => id),
  ]);
  const listed = entries.filter((entry): entry is ListEntry => !isWithheld(entry) && !withheld.has(entry.id));
  const isSpokenOf = ({ id }: { readonly id: string | null }): boolean => id === null || !withheld.has(id);

  const rows = file.rows.filter(isSpokenOf);
  const hidden = new Set(file.hidden.flatMap(({ id }) => (id === null ? [] : [id])));
  const refusedBefore = file.refused.filter(isSpokenOf);
  const otherIds = new Set([...hidden, ...refusedBefore.flatMap(({ id }) => (id === null ? [] : [id]))]);
  const matched = matchRows(rows, listed, otherIds, nameKeys);
  const refused = [...refusedBefore, ...matched.refused];
  const absent = [...matched.missing, ...listed.filter(({ id }) => hidden.has(id))];
  const absentIds = new Set(absent.map(({ id }) => id));
  const unread = new Set(refused.flatMap(({ id }) => (id === null || absentIds.has(id) ? [] : [id])));
  const changes: PersonChange[] = [];
  const taken = new Set(listed.map(({ slug }) => slug));
  const withFiles = new Set(slugs.values());
  const seen = new Set([...file.rows.map(({ id }) => id), ...otherIds, ...file.refused.map(({ id }) => id)]);
  const lost = [...known].filter((id) => !seen.has(id)).sort(compareIds);
  const people: { readonly id: string; readonly names: readonly string[] }[] = [];
  const renamed = new Map<string, string>();

  for (const { row, entry } of matched.pairs) {
    const slug = entry?.slug ?? slugFor(row, (wanted) => taken.has(wanted) || (slugs.has(wanted) && slugs.get(wanted) !== row.id));
    const change = changeOf(entry, row, file.layout, slug, lost.length > 0);
    const issue = change === null || isWithheld(change.after) ? null : firstIssue(change.after);
    if (issue !== null) {
      refused.push({ line: row.line, id: row.id, reason: issue });
      if (entry !== null) unread.add(entry.id);
      continue;
    }
    taken.add(slug);
    const id = change?.after.id ?? row.id;
    people.push({ id, names: [row.name, ...Object.values(entry?.names ?? {}).filter((name) => name !== undefined)] });
    if (change === null) continue;
    changes.push(change);
    if (isNamedAnew(change, row.language)) renamed.set(id, row.name);
  }
  for (const entry of absent) {
    const change = absenceOf(entry, { isHidden: hidden.has(entry.id), hasFile: withFiles.has(entry.id), asOf });
    if (change !== null) changes.push(change);
  }

  const told = matched.pairs.filter(({ row, entry }) => row.id.startsWith("~") && entry !== null).length;
  const present = new Set([
    ...file.rows.map(({ id }) => id),
    ...matched.pairs.flatMap(({ entry }) => (entry === null ? [] : [entry.id])),
    ...otherIds,
  ]);
  const reason = refuseFile({
    file,
    refused,
    asOf,
    last,
    present,
    known: told,
    people: listed.length,
    newlyHidden: listed.filter(({ id }) => hidden.has(id)).length,
    confirmed: options.confirmed ?? {},
  });
  if (reason !== null) return { kind: "refused", reason };
  return {
    kind: "difference",
    file,
    asOf,
    changes: changes.sort(byIdOfAfter),
    sameName: findSameNames(people, renamed, otherNames, nameKeys).sort(compareIds),
    refused: refused.sort((a, b) => a.line - b.line),
    unread,
    toWithhold: withheld.difference(known),
    lost: changes.some(({ after }) => "mayBeWithheld" in after) ? lost : [],
  };
};
