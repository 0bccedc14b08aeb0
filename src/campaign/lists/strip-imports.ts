import type { ListedEntry } from "./list-entry.ts";
import type { ListImport } from "./person-list.ts";

const textOf = (value: unknown, key: string): string | undefined => {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === "string" ? found : undefined;
};

/** Imports that keep nothing but the id of people who are withheld now, whatever id they had in older ones. */
export const stripImports = (
  imports: readonly ListImport[],
  entries: readonly ListedEntry[],
  withheld: ReadonlySet<string>,
): ListImport[] => {
  const slugs = new Set(entries.flatMap((entry) => ("slug" in entry && withheld.has(entry.id) ? [entry.slug] : [])));
  return imports.map((one) => {
    if (one.before === undefined) return one;
    return {
      ...one,
      before: one.before.map((entry) => {
        const [id = "", slug] = [textOf(entry, "id"), textOf(entry, "slug")];
        return slug !== undefined && (withheld.has(id) || slugs.has(slug)) ? { id, withheld: true } : entry;
      }),
    };
  });
};
