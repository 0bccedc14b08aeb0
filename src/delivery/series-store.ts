import type { SeriesTiming } from "../campaign/own/own-timing.ts";
import type { OwnWords } from "../campaign/own/own-words.ts";

/** A post that is repeated every year: what each year's post begins as. Each of them is judged, approved, changed and cancelled by itself. */
export interface Series {
  /** `yearly/1`. */
  readonly id: string;
  readonly timing: SeriesTiming;
  /** The first year that has a post. */
  readonly firstYear: number;
  readonly accounts: readonly string[];
  readonly words: OwnWords;
  /** The campaigner who cancelled it; null while it goes on. */
  readonly endedBy: string | null;
  /** The last year that has a post; null where none has. */
  readonly lastYear: number | null;
  /** One year's post waits, so that the next year's is not made yet. */
  readonly waits: boolean;
}

export interface SeriesStore {
  /** Answers with its id. The record names the author of its words. */
  begin(series: Pick<Series, "timing" | "firstYear" | "accounts" | "words">): Promise<string>;
  find(id: string): Promise<Series | null>;
  /** Those that have not ended, by their numbers. */
  going(): Promise<Series[]>;
  /** False where it has ended. */
  edit(id: string, change: Partial<Pick<Series, "timing" | "firstYear" | "accounts" | "words">>, who: string): Promise<boolean>;
  /** False where it has ended already. */
  end(id: string, who: string): Promise<boolean>;
}

const pattern = /^yearly\/([1-9]\d{0,8})$/;

export const idOfSeries = (number: number): string => `yearly/${number}`;

/** Null where the id is none of a series. */
export const numberOfSeries = (id: string): number | null => {
  const [, number] = pattern.exec(id) ?? [];
  return number === undefined ? null : Number(number);
};
