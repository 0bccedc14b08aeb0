/** What a card picture says; every line of it is also said by `alt`. */
export interface CardFacts {
  /** How the card looks: a call, a release, a remembrance, a day that is not one person's, or the place of a post that was taken back. */
  readonly tone: "imprisoned" | "released" | "memory" | "day" | "withdrawn";
  /** The campaign's name, small. */
  readonly campaign: string;
  /** Whose card it is, a list of names where it is several people's; of a marked day or a petition its title. */
  readonly name: string;
  /** The same name in another script; null where no verified form is known. */
  readonly otherName: string | null;
  /** The fact of the day: `Held for 1,923 days`. Empty on a card about nobody, as `asOf` can be. */
  readonly fact: string;
  /** A second, smaller line, such as the dates of arrest and release; null where nothing is known. */
  readonly detail: string | null;
  /** `Status as of 15 December 2025`. */
  readonly asOf: string;
  /** The whole card in words. */
  readonly alt: string;
}
