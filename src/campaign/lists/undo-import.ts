import { z } from "zod";
import {
  compareIds,
  hiddenEntrySchema,
  isWithheld,
  listEntrySchema,
  listIdSchema,
  withheldEntrySchema,
  type ListedEntry,
} from "./list-entry.ts";
import type { PersonList } from "./person-list.ts";

const beforeSchema = z.array(z.union([listEntrySchema, withheldEntrySchema, hiddenEntrySchema, z.strictObject({ id: listIdSchema })]));

export type Undone =
  | { readonly kind: "undone"; readonly list: PersonList; readonly changed: number }
  /** `import`: the newest one, which alone can be taken back; null where there is none. */
  | { readonly kind: "not-newest"; readonly newest: number | null }
  /** It is too old, or what it kept cannot be read. */
  | { readonly kind: "forgotten" };

/**
 * The list as it was before its newest import. Whoever was withheld, or hidden by the source, stays so.
 * @param number of the import that is meant
 */
export const undoImport = (list: PersonList, number?: number): Undone => {
  const newest = list.imports.at(-1);
  if (newest === undefined || (number !== undefined && newest.import !== number))
    return { kind: "not-newest", newest: newest?.import ?? null };
  const imports = list.imports.slice(0, -1);
  if (newest.first === true) {
    const entries = list.entries.filter(isWithheld);
    return { kind: "undone", list: { ...list, imports, entries }, changed: list.entries.length - entries.length };
  }
  const { data: before } = beforeSchema.safeParse(newest.before);
  if (before === undefined) return { kind: "forgotten" };
  const entries = new Map<string, ListedEntry>(list.entries.map((entry) => [entry.id, entry]));
  for (const entry of before) {
    const present = entries.get(entry.id);
    if (present !== undefined && isWithheld(present)) continue;
    if ("slug" in entry || "withheld" in entry || "hidden" in entry) entries.set(entry.id, entry);
    else entries.delete(entry.id);
  }
  return {
    kind: "undone",
    list: { ...list, imports, entries: [...entries.values()].sort((a, b) => compareIds(a.id, b.id)) },
    changed: before.length,
  };
};
