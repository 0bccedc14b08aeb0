import type { ListedEntry } from "./list-entry.ts";
import { personPage } from "./person-page.ts";
import type { ListImport } from "./person-list.ts";

const textOf = (value: unknown, key: string): string | undefined => {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === "string" ? found : undefined;
};

/**
 * Imports that keep nothing but the id of people of whom nothing else is kept now, whatever id they had in older ones.
 * @param mark why: of whoever is withheld, all that had one of their pages is withheld, too
 */
export const stripImports = (
  imports: readonly ListImport[],
  entries: readonly ListedEntry[],
  ids: ReadonlySet<string>,
  mark: "withheld" | "hidden",
): ListImport[] => {
  if (ids.size === 0) return [...imports];
  const stripped = entries.flatMap((entry) => ("slug" in entry && ids.has(entry.id) ? [entry] : []));
  const slugs = new Set(stripped.map(({ slug }) => slug));
  const pages = new Set(mark === "hidden" ? [] : stripped.flatMap(({ url }) => (url === undefined ? [] : (personPage(url) ?? []))));
  const isTheirs = (entry: unknown, id: string, slug: string): boolean => {
    if (ids.has(id) || slugs.has(slug)) return true;
    const url = pages.size === 0 ? undefined : textOf(entry, "url");
    return url !== undefined && pages.has(personPage(url) ?? "");
  };
  return imports.map((one) => {
    if (one.before === undefined) return one;
    return {
      ...one,
      before: one.before.map((entry) => {
        const [id = "", slug] = [textOf(entry, "id"), textOf(entry, "slug")];
        return slug !== undefined && isTheirs(entry, id, slug) ? { id, [mark]: true } : entry;
      }),
    };
  });
};
