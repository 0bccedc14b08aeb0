import SearchableMap from "minisearch/SearchableMap";
import { editDistance } from "./edit-distance.ts";
import type { NameMatch } from "./match-given-name.ts";
import type { QueryWord } from "./query-words.ts";

/** Who has a surname like the one that was written, by the person's place in the list. */
export interface SurnameIndex {
  add(key: string, person: number): void;
  match(word: QueryWord): Map<number, NameMatch>;
  /** Who has exactly this surname. */
  withKey(key: string): readonly number[];
}

const consonants = (key: string): string => key.replaceAll(/[aeiu]/gu, "");

const similarity = (one: string, other: string): number => {
  const longest = Math.max(one.length, other.length);
  return longest === 0 ? 1 : 1 - editDistance(one, other, longest) / longest;
};

const swapped = (key: string): string[] =>
  Array.from(
    { length: Math.max(0, key.length - 1) },
    (_, at) => key.slice(0, at) + key.slice(at + 1, at + 2) + key.slice(at, at + 1) + key.slice(at + 2),
  ).filter((other) => other !== key);

/** How many letters may be wrong. */
const mostSlips = (key: string): number => (key.length < 3 ? 0 : key.length < 5 ? 1 : 2);

const worth = (match: NameMatch | undefined): number => match?.likeness ?? -1;

export const createSurnameIndex = (): SurnameIndex => {
  const people = new SearchableMap<number[]>();
  const withKey = (key: string): readonly number[] => people.get(key) ?? [];
  return {
    withKey,
    add: (key, person) => {
      const others = people.get(key);
      if (others === undefined) people.set(key, [person]);
      else if (others.at(-1) !== person) others.push(person);
    },
    match: (word) => {
      const found = new Map<number, NameMatch>();
      const note = (persons: readonly number[], match: NameMatch): void => {
        for (const person of persons) if (worth(found.get(person)) < match.likeness) found.set(person, match);
      };
      for (const key of word.keys) note(withKey(key), { how: "same", likeness: 1 });
      for (const key of word.german) note(withKey(key), { how: "same", likeness: 0.99 });
      const isThere = found.size > 0;
      for (const key of word.nominatives)
        note(withKey(key), { how: word.isCyrillic ? "declined" : "slip", likeness: word.isCyrillic ? 0.97 : 0.93 });
      for (const key of word.keys) {
        const near = people.fuzzyGet(key, isThere ? Math.min(1, mostSlips(key)) : mostSlips(key));
        for (const [other, [persons, distance]] of near)
          if (distance > 0)
            note(persons, {
              how: distance === 1 ? "slip" : "far",
              likeness: Math.min(0.95, (similarity(key, other) + similarity(consonants(key), consonants(other))) / 2),
            });
        for (const other of swapped(key)) note(withKey(other), { how: "slip", likeness: 0.9 });
      }
      return found;
    },
  };
};
