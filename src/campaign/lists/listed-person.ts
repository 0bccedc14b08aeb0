import { certainlyBefore } from "../partial-date.ts";
import type { Prisoner, PrisonerFile } from "../prisoner.ts";
import type { ListEntry } from "./list-entry.ts";
import { standingOf, type ListStanding } from "./list-standing.ts";
import type { ListHeader } from "./person-list.ts";
import { personPage } from "./person-page.ts";
import { namesOf } from "./same-name.ts";

/** An entry with the list that it is of. */
export interface ListedAs {
  readonly entry: ListEntry;
  readonly header: ListHeader;
  /** The day that the list speaks for. */
  readonly asOf: string;
}

type Facts = Pick<Prisoner, "name" | "gender" | "born" | "detained" | "trials" | "category" | "link" | "sources" | "consent">;

/** What a list says of somebody, in our terms. */
export interface ListedPerson {
  readonly facts: Facts;
  readonly standing: ListStanding;
  /** What the list is called under `sources`. */
  readonly key: string;
}

/** A file may have a source of the list's name that is another page: then the list has a key of its own. */
const keyIn = ({ header, entry }: ListedAs, sources: PrisonerFile["sources"]): string => {
  const own = sources !== undefined && Object.hasOwn(sources, header.list) ? sources[header.list] : undefined;
  const isSamePage = own?.url !== undefined && entry.url !== undefined && personPage(own.url) === personPage(entry.url);
  return own === undefined || isSamePage ? header.list : `${header.list}-list`;
};

const trialsOf = ({ verdict, articles, sentence, detained, released }: ListEntry, source: string): Prisoner["trials"] => {
  if (verdict === undefined && articles === undefined && sentence === undefined) return [];
  const isApart =
    verdict !== undefined &&
    ((detained !== undefined && certainlyBefore(verdict, detained)) || (released !== undefined && certainlyBefore(released, verdict)));
  return [
    {
      ...(verdict !== undefined && { date: verdict }),
      ...(articles !== undefined && { articles }),
      ...(sentence !== undefined && { sentence }),
      ...(isApart && { atLiberty: true as const }),
      source,
    },
  ];
};

/** @param sources those that a person's file has of its own */
export const listedPerson = (listed: ListedAs, sources?: PrisonerFile["sources"]): ListedPerson => {
  const { entry, header, asOf } = listed;
  const key = keyIn(listed, sources);
  const { gender, born, detained, journalist, url } = entry;
  const page = url ?? header.page;
  return {
    key,
    standing: standingOf(entry, header, asOf),
    facts: {
      name: namesOf(entry),
      ...(gender !== undefined && { gender }),
      ...(born !== undefined && { born: { date: born, source: key } }),
      ...(detained !== undefined && { detained: { date: detained, source: key } }),
      ...(journalist === true && { category: "journalist" as const }),
      trials: trialsOf(entry, key),
      consent: "no_family_objection_known",
      ...(url !== undefined && { link: key }),
      sources: { [key]: { title: header.title, ...(page !== undefined && { url: page }) } },
    },
  };
};
