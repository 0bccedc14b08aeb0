import type { Comparison } from "../src/campaign/lists/compare-lists.ts";
import type { ListFile, ReadFile } from "../src/campaign/lists/list-row.ts";
import type { ListVersion } from "../src/campaign/lists/list-watch.ts";
import type { PersonList } from "../src/campaign/lists/person-list.ts";

/** A list of content/ as it is now. */
export interface ListAtHand {
  /** Null where there is none. */
  readonly list: PersonList | null;
  /** Another one for another list, and where the campaign withholds somebody else. */
  readonly state: string;
  compare(file: ListFile, asOf: string): Promise<Comparison>;
  /** All or nothing; why nothing was written, or null. Not where the list was changed since it was opened. */
  save(next: PersonList): Promise<string | null>;
}

/** The lists in content/ and where they come from. */
export interface ListRoom {
  open(source: string): Promise<ListAtHand | { readonly complaint: string }>;
  /** Asks the source once. Throws `ListNotFetched`. */
  fetch(
    page: string,
    known: ListVersion | null,
  ): Promise<
    | { readonly kind: "same" }
    | {
        readonly kind: "file";
        readonly file: ReadFile;
        readonly version: ListVersion | null;
        /** Of its bytes. */
        readonly digest: string;
      }
  >;
  /** Has this process go by what content/ holds now. */
  reread(): Promise<void>;
}
