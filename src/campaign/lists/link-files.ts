import { notListed, type PrisonerFile } from "../prisoner.ts";
import { isWithheld, type ListEntry } from "./list-entry.ts";
import { pagesOfList, type PagesOfList } from "./one-of-a-page.ts";
import type { PersonList } from "./person-list.ts";

/** What a person's file says of a list: somebody of it, somebody whom it has taken down, nobody of it, or nothing. */
export type Link =
  | { readonly kind: "entry"; readonly entry: ListEntry }
  | { readonly kind: "withheld" }
  /** May be somebody who is withheld, and is nobody until a campaigner says that they are not. */
  | { readonly kind: "unnamed"; readonly id: string }
  | { readonly kind: "none" }
  | { readonly kind: "missing"; readonly id: string }
  | { readonly kind: "taken"; readonly entry: ListEntry; readonly by: string }
  | { readonly kind: "unsaid" };

/** One list with who of it the campaign's files are. */
export interface LinkedList {
  readonly list: PersonList;
  readonly pages: PagesOfList;
  /** By the slug of the file. */
  readonly links: ReadonlyMap<string, Link>;
  /** Entries that are somebody with a file. */
  readonly taken: ReadonlySet<ListEntry>;
}

/** By `listed`, or else by the person's page among the sources. What `listed` says comes before what pages say. */
export const linkFiles = (files: readonly PrisonerFile[], list: PersonList): LinkedList => {
  const source = list.header.list;
  const pages = pagesOfList(list);
  const byId = new Map(list.entries.map((entry) => [entry.id, entry]));
  const links = new Map<string, Link>();
  const owners = new Map<ListEntry, string>();
  const take = (slug: string, found: ListEntry): Link => {
    const entry = pages.standsFor(found);
    const by = owners.get(entry);
    if (by !== undefined) return { kind: "taken", entry, by };
    owners.set(entry, slug);
    return { kind: "entry", entry };
  };
  const idIn = ({ listed }: PrisonerFile): string | undefined =>
    listed !== undefined && Object.hasOwn(listed, source) ? listed[source] : undefined;
  const linkById = (slug: string, id: string): Link => {
    const entry = byId.get(id);
    if (id === notListed) return { kind: "none" };
    if (entry === undefined) return { kind: "missing", id };
    if (isWithheld(entry)) return { kind: "withheld" };
    return entry.mayBeWithheld === undefined ? take(slug, entry) : { kind: "unnamed", id };
  };
  const linkByPage = ({ slug, sources }: PrisonerFile): Link => {
    for (const { url } of Object.values(sources ?? {})) {
      const entry = url === undefined ? null : pages.of(url);
      if (entry !== null) return take(slug, entry);
    }
    return { kind: "unsaid" };
  };
  const sorted = files.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  for (const file of sorted) {
    const id = idIn(file);
    if (id !== undefined) links.set(file.slug, linkById(file.slug, id));
  }
  for (const file of sorted) if (!links.has(file.slug)) links.set(file.slug, linkByPage(file));
  return { list, pages, links, taken: new Set(owners.keys()) };
};
