import { foldName } from "../find/fold-name.ts";

/** Of one name; more would be names that nobody has. */
const mostReadings = 8;

/**
 * Brings the spellings of a name in whatever script, language and order of its words to the same keys: two names may be one where they share a key.
 * Folds each word once, so that a whole list's names are folded in a moment.
 */
export const createNameKeys = (): ((name: string) => readonly string[]) => {
  const folded = new Map<string, readonly string[]>();
  const fold = (word: string): readonly string[] => {
    const known = folded.get(word);
    if (known !== undefined) return known;
    // The folding of names knows no digits, and two who are told apart by them are two.
    const keys = /\p{N}/u.test(word) ? [] : foldName(word);
    const found = keys.length > 0 ? keys : [word];
    folded.set(word, found);
    return found;
  };
  return (name) => {
    const words = name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}'’ʼ]+/gu) ?? [name];
    let readings: string[][] = [[]];
    for (const word of words) readings = readings.flatMap((before) => fold(word).map((key) => [...before, key])).slice(0, mostReadings);
    return [...new Set(readings.map((keys) => keys.sort().join(" ")))];
  };
};

export type NameKeys = ReturnType<typeof createNameKeys>;
