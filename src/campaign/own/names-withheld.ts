import type { Prisoner } from "../prisoner.ts";
import { createIsNamed, nameWords, wordsOfAll } from "./words-of-names.ts";

/** Of thousands of people few are withheld, and texts are asked about again and again: no list of all is made first. */
const withheldAmong = (prisoners: ReadonlyMap<string, Prisoner>): Prisoner[] => {
  const withheld: Prisoner[] = [];
  for (const prisoner of prisoners.values()) if (prisoner.consent === "withheld") withheld.push(prisoner);
  return withheld;
};

/** Does a text name somebody who is withheld, in whatever script, case or spelling is recorded of them? Errs on the side of yes. */
export const namesWithheld = (texts: readonly string[], prisoners: ReadonlyMap<string, Prisoner>): boolean => {
  const withheld = withheldAmong(prisoners);
  if (withheld.length === 0) return false;
  const words = wordsOfAll(texts);
  const joined = words.join("");
  const isNamed = createIsNamed(words);
  return withheld.some(
    (prisoner) => isNamed(prisoner) || prisoner.hashtags.some((tag) => /\p{L}/u.test(tag) && joined.includes(nameWords(tag).join(""))),
  );
};
