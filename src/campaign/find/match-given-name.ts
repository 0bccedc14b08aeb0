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

/** So many letters may be wrong in a word of this length. */
const mostWrong = (length: number): number => (length < 3 ? 0 : length < 4 ? 1 : length < 8 ? 2 : 3);

const matchMisspelt = (word: QueryWord, key: string): NameMatch | null => {
  let nearest = Infinity;
  for (const written of word.keys) {
    const most = mostWrong(written.length);
    for (const form of formsOfGivenName(key)) {
      const distance = most === 0 ? 1 : editDistance(written, form, most);
      if (distance <= most && distance < nearest) nearest = distance;
    }
  }
  if (nearest === 1) return { how: "slip", likeness: 0.85 };
  // Another first name is no misspelling of this one.
  if (nearest === Infinity || word.keys.some(isGivenName)) return null;
  return { how: "far", likeness: nearest === 2 ? 0.7 : 0.6 };
};

/** How a word of a query may be the first name with this key; null where it is not. */
export const matchGivenName = (word: QueryWord, key: string): NameMatch | null => {
  if (word.isInitial) return matchInitial(word, key);
  const kinships = new Set(word.keys.map((written) => kinshipOf(written, key)));
  if (kinships.has("same")) return { how: "same", likeness: 1 };
  if (word.isAmbiguous && word.german.some((written) => kinshipOf(written, key) === "same")) return { how: "same", likeness: 0.99 };
  if (kinships.has("short")) return { how: "slip", likeness: 0.9 };
  const nominatives = [...word.nominatives].filter(isGivenName);
  if (nominatives.some((nominative) => kinshipOf(nominative, key) === "same")) {
    // Аляксандра is a woman as she is, and a man in the genitive; Виктору may be Віктар or Вікторыя, once softness is dropped.
    const isClear =
      word.isCyrillic && ![...word.keys, ...nominatives].some((other) => isGivenName(other) && kinshipOf(other, key) !== "same");
    return isClear ? { how: "declined", likeness: 0.97 } : { how: "slip", likeness: 0.88 };
  }
  return matchMisspelt(word, key);
};
