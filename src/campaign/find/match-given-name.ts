import { editDistance } from "./edit-distance.ts";
import { formsOfGivenName, isGivenName, kinshipOf } from "./given-names.ts";
import type { QueryWord } from "./query-words.ts";

/**
 * `same`: the name in another spelling or language. `declined`: the name in another case. `slip`: a letter from it, or a short form of it: somebody
 * else may be meant. `far`: a guess.
 */
export interface NameMatch {
  readonly how: "same" | "declined" | "slip" | "far";
  /** From 0 to 1. */
  readonly likeness: number;
}

const matchInitial = (word: QueryWord, key: string): NameMatch | null =>
  [...formsOfGivenName(key)].some((form) => word.keys.some((initial) => form.startsWith(initial))) ? { how: "far", likeness: 0.75 } : null;

const matchMisspelt = (word: QueryWord, key: string): NameMatch | null => {
  let nearest = 3;
  for (const written of word.keys) {
    const most = written.length < 3 ? 0 : written.length < 6 ? 1 : 2;
    if (most === 0) continue;
    for (const form of formsOfGivenName(key)) nearest = Math.min(nearest, editDistance(written, form, Math.min(most, nearest - 1)));
  }
  if (nearest === 1) return { how: "slip", likeness: 0.85 };
  return nearest === 2 ? { how: "far", likeness: 0.7 } : null;
};

/** How a word of a query may be the first name with this key; null where it is not. */
export const matchGivenName = (word: QueryWord, key: string): NameMatch | null => {
  if (word.isInitial) return matchInitial(word, key);
  const kinships = new Set(word.keys.map((written) => kinshipOf(written, key)));
  if (kinships.has("same")) return { how: "same", likeness: 1 };
  if (word.german.some((written) => kinshipOf(written, key) === "same")) return { how: "same", likeness: 0.99 };
  if (kinships.has("short")) return { how: "slip", likeness: 0.9 };
  for (const nominative of word.nominatives)
    if (kinshipOf(nominative, key) === "same")
      // Аляксандра is a woman as she is, and a man in the genitive.
      return word.isCyrillic && !word.keys.some(isGivenName) ? { how: "declined", likeness: 0.97 } : { how: "slip", likeness: 0.88 };
  return matchMisspelt(word, key);
};
