import { isWithheld, type ListEntry } from "./list-entry.ts";
import type { PersonList } from "./person-list.ts";
import { personPage } from "./person-page.ts";

/** What says most of today comes first: the death, then prison, then that the person was freed, then that they are recognised as none. */
const weightOf = ({ status, died }: ListEntry): number => {
  if (status === "np") return 3;
  if (died !== undefined) return 0;
  return status === "active" ? 1 : 2;
};

/** A list's people, told by their pages. */
export interface PagesOfList {
  /** Null where no entry has the page. */
  of(page: string): ListEntry | null;
  /**
   * The entry that stands for a person who has several of one page: whoever was arrested twice, of whom the old one alone would say that they are free.
   * The entry itself where it does.
   */
  standsFor(entry: ListEntry): ListEntry;
}

export const pagesOfList = ({ entries }: PersonList): PagesOfList => {
  const pages = new Map<ListEntry, string>();
  const chosen = new Map<string, ListEntry>();
  for (const entry of entries) {
    if (isWithheld(entry) || entry.url === undefined) continue;
    const page = personPage(entry.url);
    if (page === null) continue;
    pages.set(entry, page);
    const other = chosen.get(page);
    if (other === undefined || weightOf(entry) < weightOf(other)) chosen.set(page, entry);
  }
  return {
    of: (page) => chosen.get(page) ?? null,
    standsFor: (entry) => chosen.get(pages.get(entry) ?? "") ?? entry,
  };
};
