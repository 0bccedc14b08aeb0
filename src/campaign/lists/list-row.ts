import type { PartialDate } from "../partial-date.ts";
import type { Sentence } from "../prisoner.ts";

/** The languages that a source's export can be in. */
export const listLanguages = ["en", "be", "ru"] as const;
export type ListLanguage = (typeof listLanguages)[number];

/** What a source says of where somebody is: in prison as a political prisoner, freed, or recognised as none (any more, or never). */
export const listStatuses = ["active", "former", "np"] as const;
export type ListStatus = (typeof listStatuses)[number];

/** What a row of somebody else's file says of one person, in our terms whatever the layout. What it does not say is left out. */
export interface ListRow {
  /** In the file, from 1, for messages. */
  readonly line: number;
  /** The source's own; `~` and 12 hex digits where the layout has none. */
  readonly id: string;
  /** The person's page at the source. */
  readonly url: string | null;
  /** As the source writes it, in one line. */
  readonly name: string;
  /** Of the name. */
  readonly language: ListLanguage;
  readonly status: ListStatus;
  readonly gender?: "F" | "M";
  readonly born?: PartialDate;
  readonly detained?: PartialDate;
  /** As in `361-1 p.1`. */
  readonly articles?: readonly string[];
  readonly verdict?: PartialDate;
  readonly sentence?: Sentence;
  /** Only of whoever is `former`. */
  readonly released?: PartialDate;
  /** True where the source says so without a date. */
  readonly died?: PartialDate | true;
  readonly journalist?: true;
}

/** A row that says nothing that can be gone by, and why. */
export interface RefusedRow {
  readonly line: number;
  readonly id: string | null;
  readonly reason: string;
}

export const listLayouts = ["viasna", "viasna-headings", "own-csv", "own-json"] as const;
export type ListLayout = (typeof listLayouts)[number];

/** How many rows are `active`. */
export interface ActiveFigures {
  readonly total: number;
  /** Null where the file does not tell women from men. */
  readonly women: number | null;
  /** Null where the file does not say who is a journalist. */
  readonly journalists: number | null;
}

/** All of somebody else's file. */
export interface ListFile {
  readonly kind: "read";
  readonly layout: ListLayout;
  readonly language: ListLanguage;
  readonly rows: readonly ListRow[];
  readonly refused: readonly RefusedRow[];
  /** What was left out of rows that are gone by, and why, such as a birth date in the future. */
  readonly notes?: readonly { readonly line: number; readonly id: string; readonly note: string }[];
  /** Rows whose name the source does not show. */
  readonly hidden: readonly { readonly line: number; readonly id: string | null }[];
  /** Rows of people in the file, whatever became of them here. */
  readonly total: number;
  /** Hidden rows included. */
  readonly active: ActiveFigures;
  /** The ids of the last 20 rows, in the file's order. */
  readonly tail: readonly string[];
}

/** A file, or the reason why none of it is gone by, in one line. */
export type ReadFile = ListFile | { readonly kind: "refused"; readonly reason: string };
