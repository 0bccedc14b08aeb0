import type { ListWatch } from "../campaign/lists/list-watch.ts";

/** What is known of the daily fetching of lists. */
export interface ListStore {
  /** By the lists' names. */
  watches(): Promise<ReadonlyMap<string, ListWatch>>;
  /** Changes what is known of one list by what it is at that moment, with nobody else in between. `decide` may be called again where the database says so. */
  change<T>(source: string, decide: (watch: ListWatch) => { readonly watch: ListWatch; readonly result: T }): Promise<T>;
}
