import SearchableMap from "minisearch/SearchableMap";
import { editDistance } from "./edit-distance.ts";
import type { NameMatch } from "./match-given-name.ts";
import type { QueryWord } from "./query-words.ts";

/** Who has a surname like the one that was written, by the person's place in the list. */
export interface SurnameIndex {
  add(key: string, person: number): void;
  /** Who has exactly this surname, in any spelling or case. */
  match(word: QueryWord): Map<number, NameMatch>;
  /** Adds who has a surname that is at most so many letters away. */
  matchMisspelt(word: QueryWord, mostSlips: 1 | 2, found: Map<number, NameMatch>): void;
  /** Who has a surname with the same consonants, roughly. */
  matchConsonants(word: QueryWord): Map<number, NameMatch>;
  /** Who has exactly this surname. */
  withKey(key: string): readonly number[];
}

const consonants = (key: string): string => key.replaceAll(/[aeiuû]/gu, "");

const alike: Readonly<Record<string, string>> = { š: "s", ž: "s", z: "s", č: "c", t: "c", ȟ: "g", k: "g", d: "c" };

/** Consonants that diacritics, digraphs and transcriptions confuse are one. */
const skeleton = (key: string): string => consonants(key).replaceAll(/[šžzčtȟkd]/gu, (letter) => alike[letter] ?? letter);

const similarity = (one: string, other: string): number => {
  const longest = Math.max(one.length, other.length);
  return longest === 0 ? 1 : 1 - editDistance(one, other, longest) / longest;
};

/** The mean of the likeness of the whole and that of the consonants, which misspellings touch less. */
const likeness = (one: string, other: string): number => (similarity(one, other) + similarity(consonants(one), consonants(other))) / 2;

const swapped = (key: string): string[] =>
  Array.from(
    { length: Math.max(0, key.length - 1) },
    (_, at) => key.slice(0, at) + key.slice(at + 1, at + 2) + key.slice(at, at + 1) + key.slice(at + 2),
  ).filter((other) => other !== key);

const note = (found: Map<number, NameMatch>, people: readonly number[], match: NameMatch): void => {
  for (const person of people) if ((found.get(person)?.likeness ?? -1) < match.likeness) found.set(person, match);
};

const addTo = (map: Map<string, number[]> | SearchableMap<number[]>, key: string, person: number): void => {
  const others = map.get(key);
  if (others === undefined) map.set(key, [person]);
  else if (others.at(-1) !== person) others.push(person);
};

const shortestWithSlip = 3;
const shortestWithTwoSlips = 5;
const shortestSkeleton = 3;
const leastLikeness = 0.6;

export const createSurnameIndex = (): SurnameIndex => {
  const people = new SearchableMap<number[]>();
  const keysBySkeleton = new Map<string, Set<string>>();
  const withKey = (key: string): readonly number[] => people.get(key) ?? [];
  return {
    withKey,
    add: (key, person) => {
      addTo(people, key, person);
      const bones = skeleton(key);
      const keys = keysBySkeleton.get(bones);
      if (keys === undefined) keysBySkeleton.set(bones, new Set([key]));
      else keys.add(key);
    },
    match: (word) => {
      const found = new Map<number, NameMatch>();
      for (const key of word.keys) note(found, withKey(key), { how: "same", likeness: 1 });
      for (const key of word.german) note(found, withKey(key), { how: "slip", likeness: 0.96 });
      const declined: NameMatch = word.isCyrillic ? { how: "declined", likeness: 0.97 } : { how: "slip", likeness: 0.93 };
      for (const key of word.nominatives) note(found, withKey(key), declined);
      return found;
    },
    matchMisspelt: (word, mostSlips, found) => {
      for (const key of word.keys) {
        if (key.length < shortestWithSlip) continue;
        const near = people.fuzzyGet(key, key.length < shortestWithTwoSlips ? 1 : mostSlips);
        for (const [other, [persons, distance]] of near)
          if (distance > 0) note(found, persons, { how: distance === 1 ? "slip" : "far", likeness: Math.min(0.95, likeness(key, other)) });
        for (const other of swapped(key)) note(found, withKey(other), { how: "slip", likeness: 0.9 });
      }
    },
    matchConsonants: (word) => {
      const found = new Map<number, NameMatch>();
      for (const key of [...word.keys, ...word.german]) {
        const bones = skeleton(key);
        if (bones.length < shortestSkeleton) continue;
        for (const other of keysBySkeleton.get(bones) ?? []) {
          const value = likeness(key, other);
          if (value >= leastLikeness) note(found, withKey(other), { how: "far", likeness: value });
        }
      }
      return found;
    },
  };
};
