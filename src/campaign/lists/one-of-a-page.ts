import { areApart } from "../partial-date.ts";
import { isWithheld, type ListEntry } from "./list-entry.ts";
import { personPage } from "./person-page.ts";
import type { PersonList } from "./person-list.ts";
import { createNameIndex, namesOf } from "./same-name.ts";

/** What says most of today comes first: the death, then prison, then that the person was freed, then that they are recognised as none. */
const weightOf = ({ status, died }: ListEntry): number => {
  if (status === "np") return 3;
  if (died !== undefined) return 0;
  return status === "active" ? 1 : 2;
};

/** A list's people, told by their pages. */
export interface PagesOfList {
  /** Null where no entry has the page, or several people have. */
  of(url: string): ListEntry | null;
  /**
   * The entry that stands for a person who has several of one page: whoever was arrested twice, of whom the old one alone would say that they are free.
   * The entry itself where it does.
   */
  standsFor(entry: ListEntry): ListEntry;
}

const bornApart = (one: ListEntry, other: ListEntry): boolean =>
  one.born !== undefined && other.born !== undefined && areApart(one.born, other.born);

/** Entries of one page by person: an address alone, which a source may give to two people by mistake, makes nobody somebody else. */
const peopleOf = (entries: readonly ListEntry[]): ListEntry[][] => {
  const names = createNameIndex<ListEntry[]>();
  const people: ListEntry[][] = [];
  for (const entry of entries) {
    const named = { name: namesOf(entry), spellings: [] };
    const same = names.find(named).find((person) => !person.some((other) => bornApart(entry, other)));
    if (same !== undefined) same.push(entry);
    else {
      const person = [entry];
      people.push(person);
      names.add(named, person);
    }
  }
  return people;
};

/** The end of an address, which is enough to see that most pages are nobody else's. */
const endOf = (url: string): string => {
  const plain = url.endsWith("/") ? url.slice(0, -1) : url;
  return plain.slice(plain.lastIndexOf("/") + 1).toLowerCase();
};

export const pagesOfList = ({ entries }: PersonList): PagesOfList => {
  const byEnd = new Map<string, ListEntry[]>();
  for (const entry of entries) {
    if (isWithheld(entry) || entry.mayBeWithheld !== undefined || entry.url === undefined) continue;
    const end = endOf(entry.url);
    const there = byEnd.get(end);
    if (there === undefined) byEnd.set(end, [entry]);
    else there.push(entry);
  }
  const stand = new Map<ListEntry, ListEntry>();
  const shared = new Set<ListEntry>();
  for (const ofEnd of byEnd.values()) {
    if (ofEnd.length < 2) continue;
    for (const [page, ofPage] of Map.groupBy(ofEnd, ({ url = "" }) => personPage(url))) {
      if (page === null) continue;
      const people = peopleOf(ofPage);
      for (const person of people) {
        const [first] = person.toSorted((a, b) => weightOf(a) - weightOf(b));
        for (const entry of person) if (first !== undefined) stand.set(entry, first);
        if (people.length > 1) for (const entry of person) shared.add(entry);
      }
    }
  }
  const standsFor = (entry: ListEntry): ListEntry => stand.get(entry) ?? entry;
  return {
    of: (url) => {
      const page = personPage(url);
      const found = byEnd.get(endOf(url))?.find((entry) => personPage(entry.url ?? "") === page);
      return page === null || found === undefined || shared.has(found) ? null : standsFor(found);
    },
    standsFor,
  };
};
