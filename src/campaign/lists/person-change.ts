import { isWithheld, type Doubt, type ListedEntry, type ListEntry } from "./list-entry.ts";
import type { ListLayout, ListRow } from "./list-row.ts";
import type { ChangeKind } from "./person-list.ts";
import { personPage } from "./person-page.ts";

/** What a file would change of one person. */
export interface PersonChange {
  /** What became of the person; null where only facts differ. */
  readonly kind: Exclude<ChangeKind, "corrected"> | null;
  /** What else differs, by the entry's keys: applied as `corrected`. `id` where the source gave the person another id. */
  readonly corrected: readonly string[];
  /** Null for somebody who was not there. */
  readonly before: ListEntry | null;
  /** With everything applied. */
  readonly after: ListedEntry;
}

/** Where somebody is, or is not any more: what changes with `freed`, `died` and the like. */
const standingKeys = ["status", "released", "died", "admitted", "doubt", "gone", "seen", "mayBeWithheld"] as const;
const factKeys = ["gender", "born", "detained", "articles", "verdict", "sentence", "journalist"] as const;

type Standing = Pick<ListEntry, (typeof standingKeys)[number]>;

const pick = <T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> => {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key];
  return picked as Pick<T, K>;
};

/** Whatever the order of the keys. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [first, second] = [Object.entries(a), Object.entries(b)];
  return first.length === second.length && first.every(([key, value]) => isSame(value, (b as Record<string, unknown>)[key]));
};

/** Only the machine's layout has a column for everything, so that only its silence says that something is known no more. */
const saysAll = (layout: ListLayout): boolean => layout === "viasna";

const factsOf = (row: ListRow, before: ListEntry | null, layout: ListLayout): Omit<ListEntry, keyof Standing | "slug"> => ({
  id: row.id.startsWith("~") && before !== null ? before.id : row.id,
  ...(row.url !== null && (before?.url === undefined || personPage(before.url) !== personPage(row.url))
    ? { url: row.url }
    : pick(before ?? ({} as ListEntry), ["url"])),
  names: { ...before?.names, [row.language]: row.name },
  ...(before !== null && !saysAll(layout) && pick(before, factKeys)),
  ...(pick(row, factKeys) as Partial<ListEntry>),
});

const standingOf = (row: ListRow, before: ListEntry | null, layout: ListLayout): Standing => {
  const kept =
    before === null || saysAll(layout) ? {} : pick(before, ["died", ...(row.status === "former" ? (["released"] as const) : [])]);
  return {
    status: row.status,
    ...kept,
    ...pick(row, ["released", "died"]),
    ...(before !== null && pick(before, ["admitted", "mayBeWithheld"])),
  };
};

const kindOf = (before: ListEntry | null, after: Standing): PersonChange["kind"] => {
  if (before === null || before.gone !== undefined) return "new";
  if (after.died !== undefined && before.died === undefined) return "died";
  if (after.status === before.status) return null;
  if (after.status === "active") return "new";
  if (after.status === "np") return "unrecognised";
  return before.status === "active" && after.died === undefined ? "freed" : null;
};

const differing = (before: ListEntry, after: ListEntry, keys: readonly (keyof ListEntry)[]): string[] =>
  keys.filter((key) => !isSame(before[key], after[key]));

/**
 * What a row changes of an entry, or null where both say the same. The slug is left to whoever gives one.
 * @param isAnybody whether whoever is new may be somebody who is withheld
 */
export const changeOf = (
  before: ListEntry | null,
  row: ListRow,
  layout: ListLayout,
  slug: string,
  isAnybody: boolean,
): PersonChange | null => {
  const standing = standingOf(row, before, layout);
  const kind = kindOf(before, standing);
  // Whoever is in prison again was let into posts as somebody who was freed, or not at all.
  if (kind === "new") delete standing.admitted;
  const after: ListEntry = { ...factsOf(row, before, layout), slug, ...standing };
  if (before === null) return { kind, corrected: [], before, after: isAnybody ? { ...after, mayBeWithheld: true } : after };
  const corrected = differing(before, after, ["id", "url", "names", ...factKeys]);
  if (kind === null) corrected.push(...differing(before, after, ["status", "released", "died", "doubt"]));
  return kind === null && corrected.length === 0 ? null : { kind, corrected, before, after };
};

/**
 * What becomes of somebody whose row is gone, or whose name the source hides now; null where that is known.
 * @param hasFile whether the campaign names the person itself
 */
export const absenceOf = (
  before: ListEntry,
  { isHidden, hasFile, asOf }: { readonly isHidden: boolean; readonly hasFile: boolean; readonly asOf: string },
): PersonChange | null => {
  // Of whom the campaign has a file, which says no more than a page who it is: without the entry nothing would keep that file from speaking.
  if (isHidden && hasFile)
    return before.doubt === "hidden" ? null : { kind: "vanished", corrected: [], before, after: { ...before, doubt: "hidden" } };
  if (isHidden) return { kind: "vanished", corrected: [], before, after: { id: before.id, hidden: true } };
  if (before.gone !== undefined) return null;
  const { doubt: _doubt, seen: _seen, ...rest } = before;
  return { kind: "vanished", corrected: [], before, after: { ...rest, gone: asOf } };
};

/** Why nothing is said of the present of somebody whose change is left for later. */
const doubtOf = ({ kind, corrected, before, after }: PersonChange): Doubt | undefined => {
  if (before === null) return undefined;
  if (kind === "new" || kind === null) {
    const isOpposite =
      kind === "new" ? before.status === "former" || before.died !== undefined : corrected.includes("died") && isAlive(after);
    return isOpposite && before.gone === undefined ? "otherwise" : before.doubt;
  }
  return kind;
};

const isAlive = (entry: ListedEntry): boolean => !isWithheld(entry) && entry.died === undefined;

/** The entry with as much of a change as is applied; null where there is none then. What is left for later puts it in doubt. */
export const applyChange = (change: PersonChange, kinds: ReadonlySet<ChangeKind>): ListedEntry | null => {
  const { kind, before, after } = change;
  const isMoved = kind === null ? kinds.has("corrected") : kinds.has(kind);
  if (before === null) return isMoved ? after : null;
  // A name that its source hides is nobody's to show, whatever a campaigner has looked at.
  if (isWithheld(after) || after.doubt === "hidden") return after;
  const facts = kinds.has("corrected") ? after : before;
  const {
    seen: _seen,
    doubt: _doubt,
    ...standing
  } = pick<ListEntry, (typeof standingKeys)[number]>(isMoved ? after : before, standingKeys);
  const doubt = isMoved ? undefined : doubtOf(change);
  return {
    ...pick(facts, ["id", "url", "names", ...factKeys]),
    slug: before.slug,
    ...standing,
    ...(doubt !== undefined && { doubt }),
  };
};
