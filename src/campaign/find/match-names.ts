import { editDistance } from "./edit-distance.ts";
import { isSpelling } from "./fold-name.ts";
import { isGivenName } from "./given-names.ts";
import { matchGivenName, type NameMatch } from "./match-given-name.ts";
import { arePatronymicsAtOdds, isPatronymic } from "./patronymic.ts";
import type { QueryWord } from "./query-words.ts";
import type { RecordedNames } from "./recorded-names.ts";
import { createSurnameIndex } from "./surname-index.ts";

/** How far somebody's name is what was asked for. */
export interface Candidate {
  /** From 0 to 1. */
  readonly score: number;
  /** What was asked for is this person's name and nothing else. */
  readonly isSure: boolean;
  /** It is this person's name but for one slip, so that this person may be meant. */
  readonly isNear: boolean;
}

/** By the person's place in the list. */
export type Candidates = Map<number, Candidate>;

/** Nobody below this is offered. */
export const leastScore = 0.6;
/** People of one surname whose first names are others are offered up to this many. */
const fewPeople = 5;
const surnameWeight = 0.6;
/** A surname by itself says less than a name. */
const aloneWeight = 0.8;
/** Of a word that is no part of the name. */
const strangerPenalty = 0.05;
const leastGuess = 0.4;

interface SurnameMatches {
  /** The words that were taken for the surname. */
  readonly used: readonly QueryWord[];
  readonly matches: ReadonlyMap<number, NameMatch>;
}

const same: NameMatch = { how: "same", likeness: 1 };
/** One half of a surname, or a surname that is the same but for what some systems do not show. */
const half: NameMatch = { how: "slip", likeness: 0.9 };
const inexact: NameMatch = { how: "slip", likeness: 0.96 };

/** Men's surnames that end in a consonant are declined, women's are not. */
const areSameCase = (surname: NameMatch, given: NameMatch, { surnames, sex }: RecordedNames): boolean => {
  const endsInConsonant = [...surnames].every((key) => /[^aeu]$/u.test(key));
  if (!endsInConsonant) return given.how === "declined" || surname.how === "same";
  return given.how === "declined" && surname.how === (sex === "M" ? "declined" : "same");
};

const isSameName = (surname: NameMatch, given: NameMatch, recorded: RecordedNames): boolean =>
  surname.how === "same" && given.how === "same"
    ? true
    : surname.how !== "slip" && surname.how !== "far" && given.how === "declined" && areSameCase(surname, given, recorded);

const isNearName = (surname: NameMatch, given: NameMatch): boolean =>
  surname.how !== "far" && given.how !== "far" && (surname.how !== "slip" || given.how !== "slip");

/** Is a word beside the name a part of it too: another surname, a second first name, behind the first name a patronymic that is not another one? */
const isOf = (word: QueryWord, isBehindGivenName: boolean, { given, surnames, surnameParts, patronymics }: RecordedNames): boolean =>
  word.isInitial ||
  word.keys.some((key) => given.has(key) || surnames.has(key) || surnameParts.has(key)) ||
  (isBehindGivenName && word.keys.some((key) => isPatronymic(key) && ![...patronymics].some((other) => arePatronymicsAtOdds(key, other))));

const exactKeysOf = (used: readonly QueryWord[]): string[] => {
  const [first, second] = used.map(({ exactKeys }) => [...exactKeys]);
  if (first === undefined || second === undefined) return first ?? [];
  return first.flatMap((start) => second.flatMap((end) => [start + end, end + start]));
};

const longestEnding = 2;

const shareStem = (one: string, other: string): boolean => {
  const stem = Math.min(one.length, other.length) - longestEnding;
  return isSpelling(one.slice(0, stem), other.slice(0, stem));
};

/** The finer folding has the last word on what is the same surname. */
const refine = (match: NameMatch, used: readonly QueryWord[], { exactSurnames }: RecordedNames): NameMatch => {
  if (match.how === "slip" || match.how === "far") return match;
  const keys = exactKeysOf(used);
  const agrees =
    match.how === "same"
      ? keys.some((key) => [...exactSurnames].some((surname) => isSpelling(key, surname))) && !used.some(({ isAmbiguous }) => isAmbiguous)
      : keys.some((key) => [...exactSurnames].some((surname) => shareStem(key, surname)));
  return agrees ? match : inexact;
};

/** How like a word is to somebody's first name, whatever it is: from 0 to 1. */
const guess = (words: readonly QueryWord[], given: ReadonlySet<string>): number =>
  Math.max(
    0,
    ...words
      .filter(({ keys }) => !keys.some(isGivenName))
      .flatMap(({ keys }) =>
        keys.flatMap((key) => [...given].map((name) => 1 - editDistance(key, name, 9) / Math.max(key.length, name.length))),
      ),
  );

const createGivenMatcher = (): ((
  words: readonly QueryWord[],
  given: ReadonlySet<string>,
) => { word: QueryWord; match: NameMatch } | null) => {
  const known = new Map<QueryWord, Map<string, NameMatch | null>>();
  const matchOnce = (word: QueryWord, key: string): NameMatch | null => {
    const answers = known.get(word) ?? new Map<string, NameMatch | null>();
    known.set(word, answers);
    const answer = answers.get(key);
    if (answer !== undefined) return answer;
    const match = matchGivenName(word, key);
    answers.set(key, match);
    return match;
  };
  return (words, given) => {
    let best: { word: QueryWord; match: NameMatch } | null = null;
    for (const word of words)
      for (const key of given) {
        const match = matchOnce(word, key);
        if (match !== null && match.likeness > (best?.match.likeness ?? 0)) best = { word, match };
      }
    return best;
  };
};

const groupByPart = (people: readonly RecordedNames[]): Map<string, number[]> => {
  const groups = new Map<string, number[]>();
  for (const [index, { surnameParts }] of people.entries())
    for (const key of surnameParts) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [index]);
      else group.push(index);
    }
  return groups;
};

/** Everybody whose name the words of a query may be. Nothing is sure where more was asked than the words say (`isPartial`). */
export const createNameMatcher = (people: readonly RecordedNames[]): ((words: readonly QueryWord[], isPartial: boolean) => Candidates) => {
  const surnames = createSurnameIndex();
  for (const [index, recorded] of people.entries()) for (const key of recorded.surnames) surnames.add(key, index);
  const byPart = groupByPart(people);

  const everybody = (persons: readonly number[] | undefined, match: NameMatch): Map<number, NameMatch> =>
    new Map((persons ?? []).map((person) => [person, match]));

  const matchSurnames = (words: readonly QueryWord[]): SurnameMatches[] => {
    const full = words.filter(({ isInitial }) => !isInitial);
    const exact = full.map((word) => ({ word, matches: surnames.match(word) }));
    for (const { word, matches } of exact) {
      const isTaken = exact.some((other) => other.word !== word && other.matches.size > 0);
      // A first name beside a surname that is there is no misspelt surname.
      if (matches.size === 0 && isTaken && word.keys.some(isGivenName)) continue;
      surnames.matchMisspelt(word, matches.size > 0 ? 1 : 2, matches);
    }
    return [
      ...exact.map(({ word, matches }) => ({ used: [word], matches })),
      ...full.slice(1).map((word, index) => {
        const before = full[index] ?? word;
        const joined = before.keys.flatMap((start) => word.keys.flatMap((end) => [start + end, end + start]));
        return {
          used: [before, word],
          matches: everybody(
            joined.flatMap((key) => surnames.withKey(key)),
            same,
          ),
        };
      }),
      ...full.map((word) => ({
        used: [word],
        matches: everybody(
          word.keys.flatMap((key) => byPart.get(key) ?? []),
          half,
        ),
      })),
    ];
  };

  const judge = (words: readonly QueryWord[], isPartial: boolean, surnameMatches: readonly SurnameMatches[]): Candidates => {
    const candidates: Candidates = new Map();
    const matchGiven = createGivenMatcher();
    const note = (person: number, { score, isSure, isNear }: Candidate): void => {
      const before = candidates.get(person) ?? { score: 0, isSure: false, isNear: false };
      candidates.set(person, {
        score: Math.max(before.score, score),
        isSure: before.isSure || isSure,
        isNear: before.isNear || isNear,
      });
    };
    for (const { used, matches } of surnameMatches) {
      const others = words.filter((word) => !used.includes(word));
      const isFew = matches.size <= fewPeople;
      for (const [index, match] of matches) {
        const recorded = people[index];
        if (recorded === undefined) continue;
        const surname = refine(match, used, recorded);
        if (others.length === 0) {
          note(index, { score: surname.likeness * aloneWeight, isSure: false, isNear: surname.how !== "far" });
          continue;
        }
        const given = matchGiven(others, recorded.given);
        if (given === null) {
          if (surname.how !== "same") continue;
          const guessed = guess(others, recorded.given);
          if (isFew || guessed >= leastGuess) note(index, { score: leastScore + guessed / 20, isSure: false, isNear: false });
          continue;
        }
        const strangers = others.filter(
          (word) => word !== given.word && !isOf(word, words.indexOf(word) === words.indexOf(given.word) + 1, recorded),
        ).length;
        const likeness = surnameWeight * surname.likeness + (1 - surnameWeight) * given.match.likeness;
        note(index, {
          score: Math.max(leastScore, likeness - strangerPenalty * strangers),
          isSure: !isPartial && strangers === 0 && isSameName(surname, given.match, recorded),
          isNear: isNearName(surname, given.match),
        });
      }
    }
    return candidates;
  };

  return (words, isPartial) => {
    const found = judge(words, isPartial, matchSurnames(words));
    if (found.size > 0 || words.length < 2) return found;
    const full = words.filter(({ isInitial }) => !isInitial);
    return judge(
      words,
      isPartial,
      full.map((word) => ({ used: [word], matches: surnames.matchConsonants(word) })),
    );
  };
};
