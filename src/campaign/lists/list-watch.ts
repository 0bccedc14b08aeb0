import type { ChangeKind } from "./person-list.ts";

/** What a source's server said of the file that it gave, so that the next time only another one is sent. */
export interface ListVersion {
  /** Of the file, not of the page that links to it. */
  readonly url: string;
  readonly validators: { readonly etag?: string; readonly lastModified?: string };
}

/** Somebody of whom a fetched list says what nobody has applied yet. */
export interface WaitingPerson {
  readonly kind: ChangeKind;
  readonly id: string;
  readonly name: string;
}

/** What a fetched list says that nobody has applied yet. */
export interface ListWaits {
  readonly counts: Readonly<Partial<Record<ChangeKind, number>>>;
  /** Names the source shows no more. */
  readonly hidden: number;
  /** Rows that cannot be gone by. */
  readonly refused: number;
  /** At most so many of a kind as anybody reads; those with corrections alone are only counted. */
  readonly people: readonly WaitingPerson[];
}

/** What is known of the daily fetching of one list. Days are the campaign's. */
export interface ListWatch {
  readonly askedAt: Temporal.Instant | null;
  /** How often on the day of `askedAt`. */
  readonly tries: number;
  /** The last day whose fetching is over, whatever came of it. */
  readonly doneOn: Temporal.PlainDate | null;
  /** When the source last gave its list, or said that it is the same still. */
  readonly fetchedAt: Temporal.Instant | null;
  /** Of the list here, as it was when the version of the source's was gone by: with another one that version says nothing. */
  readonly state: string | null;
  readonly version: ListVersion | null;
  /** Of the file that was fetched last, and since when it has been the very same. */
  readonly digest: string | null;
  readonly sameSince: Temporal.PlainDate | null;
  readonly waits: ListWaits | null;
  /** What campaigners were told of what waits: kind and id. */
  readonly told: readonly string[];
  /** How often they were told of anything, so that a message that is told anew is another one. */
  readonly tellings: number;
  /** Days in a row on which the source could not be reached. */
  readonly failedDays: number;
  readonly failedOn: Temporal.PlainDate | null;
  readonly failure: string | null;
  /** Why the last fetched list was not gone by. */
  readonly refusal: string | null;
  /** When campaigners were told so. */
  readonly refusalToldAt: Temporal.Instant | null;
}

export const unwatched: ListWatch = {
  askedAt: null,
  tries: 0,
  doneOn: null,
  fetchedAt: null,
  state: null,
  version: null,
  digest: null,
  sameSince: null,
  waits: null,
  told: [],
  tellings: 0,
  failedDays: 0,
  failedOn: null,
  failure: null,
  refusal: null,
  refusalToldAt: null,
};
