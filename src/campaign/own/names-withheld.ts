import type { Prisoner } from "../prisoner.ts";
import { createIsNamed, nameWords, wordsOfAll } from "./words-of-names.ts";

/** Does a text name somebody who is withheld, in whatever script, case or spelling is recorded of them? Errs on the side of yes. */
export const namesWithheld = (texts: readonly string[], prisoners: ReadonlyMap<string, Prisoner>): boolean => {
  const withheld = [...prisoners.values()].filter(({ consent }) => consent === "withheld");
  if (withheld.length === 0) return false;
  const words = wordsOfAll(texts);
  const joined = words.join("");
  const isNamed = createIsNamed(words);
  return withheld.some(
    (prisoner) => isNamed(prisoner) || prisoner.hashtags.some((tag) => /\p{L}/u.test(tag) && joined.includes(nameWords(tag).join(""))),
  );
};
