import type { PetitionStanding } from "../campaign/petitions/petition-count.ts";
import type { PetitionNews, PetitionsCounted } from "../campaign/petitions/petition-news.ts";

/** What a change makes of a petition's standing. */
interface PetitionChange<T> {
  readonly standing: PetitionStanding;
  /** What was seen with it; what is known already stays as it was. */
  readonly news: readonly PetitionNews[];
  readonly result: T;
}

export interface PetitionStore {
  counted(): Promise<PetitionsCounted>;
  /**
   * Changes one petition's standing by what it is at that moment, with nobody else in between.
   * @param decide gets the keys (`newsKey`) of all its news so far, too; it may be called again where the database says so
   */
  change<T>(petition: string, decide: (standing: PetitionStanding, known: ReadonlySet<string>) => PetitionChange<T>): Promise<T>;
}
