import type { Prisoner } from "../prisoner.ts";
import { formsOfGivenName } from "./given-names.ts";
import { matchGivenName, type NameMatch } from "./match-given-name.ts";
import { arePatronymicsAtOdds, looksLikePatronymic } from "./patronymic.ts";
import { readQuery, type QueryWord } from "./query-words.ts";
import { phraseOf, recordedNames, type RecordedNames } from "./recorded-names.ts";
import { splitGlued } from "./split-glued.ts";
import { createSurnameIndex } from "./surname-index.ts";

interface FoundPerson {
  readonly slug: string;
  /** In Latin letters. */
  readonly name: string;
  /** From 0 to 1: how much the query is this person's name. */
  readonly score: number;
}

/**
 * `direct`: the one person who bears this name, whom nobody can be taken for who bears one like it. `choice`: up to five who may be meant, the likeliest
 * first; one person alone is a choice where it is not sure. `none`: nobody.
 */
export interface FindResult {
  readonly query: string;
  readonly verdict: "direct" | "choice" | "none";
  readonly people: readonly FoundPerson[];
}

/** Answers with the people whose name a query is, in whatever spelling, script, order or case. Never throws. */
export type FindPeople = (query: string) => FindResult;

type Searchable = Pick<Prisoner, "slug" | "name" | "spellings" | "consent">;

interface Person {
  readonly slug: string;
  readonly name: string;
  readonly recorded: RecordedNames;
}

interface Candidate {
  readonly score: number;
  /** The query is this person's name, whole and in order. */
  readonly isSure: boolean;
  /** The query is at most a slip away from this person's name. */
  readonly isNear: boolean;
}

const mostPeople = 5;
const leastScore = 0.6;
const surnameWeight = 0.6;
/** A surname by itself says less than a name. */
const aloneWeight = 0.8;

const isSameName = (surname: NameMatch, given: NameMatch): boolean =>
  given.how === "same" ? surname.how === "same" : given.how === "declined" && surname.how !== "slip" && surname.how !== "far";

const isNearName = (surname: NameMatch, given: NameMatch): boolean =>
  surname.how !== "far" && given.how !== "far" && (surname.how !== "slip" || given.how !== "slip");

/** Is a word beside the name a part of it too: another surname, a second first name, a patronymic that is not another one? */
const isOf = (word: QueryWord, { given, surnames, surnameParts, patronymics }: RecordedNames): boolean =>
  word.isInitial ||
  word.keys.some((key) => given.has(key) || surnames.has(key) || surnameParts.has(key)) ||
  word.keys.some((key) => looksLikePatronymic(key) && ![...patronymics].some((other) => arePatronymicsAtOdds(key, other)));

const groupBy = (people: readonly Person[], keysOf: (recorded: RecordedNames) => Iterable<string>): Map<string, number[]> => {
  const groups = new Map<string, number[]>();
  for (const [index, { recorded }] of people.entries())
    for (const key of keysOf(recorded)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [index]);
      else group.push(index);
    }
  return groups;
};

/** The people are read once; whoever is withheld is not among them. */
export const createPeopleIndex = (everybody: Iterable<Searchable>): FindPeople => {
  const people: Person[] = [];
  for (const prisoner of everybody)
    if (prisoner.consent !== "withheld") people.push({ slug: prisoner.slug, name: prisoner.name.latin, recorded: recordedNames(prisoner) });
  const surnames = createSurnameIndex();
  for (const [index, { recorded }] of people.entries()) {
    for (const key of recorded.surnames) surnames.add(key, index);
  }
  const byPart = groupBy(people, ({ surnameParts }) => surnameParts);
  const byGiven = groupBy(people, ({ given }) => given);
  const byPhrase = groupBy(people, ({ phrases }) => phrases);
  const bySlug = new Map(people.map(({ slug }, index) => [slug, index]));

  /** Everybody with a surname like one of the words; `used` tells which words were taken for it. */
  const matchSurnames = (
    words: readonly QueryWord[],
  ): { readonly used: readonly QueryWord[]; readonly matches: Map<number, NameMatch> }[] => [
    ...words.filter(({ isInitial }) => !isInitial).map((word) => ({ used: [word], matches: surnames.match(word) })),
    ...words.slice(1).map((word, index) => {
      const before = words[index];
      const joined = before?.keys.flatMap((start) => word.keys.flatMap((end) => [start + end, end + start])) ?? [];
      return {
        used: before === undefined ? [word] : [before, word],
        matches: new Map(
          joined.flatMap((key) => surnames.withKey(key)).map((person): [number, NameMatch] => [person, { how: "same", likeness: 1 }]),
        ),
      };
    }),
    ...words.map((word) => ({
      used: [word],
      matches: new Map(
        word.keys.flatMap((key) => byPart.get(key) ?? []).map((person): [number, NameMatch] => [person, { how: "slip", likeness: 0.9 }]),
      ),
    })),
  ];

  const matchNames = (words: readonly QueryWord[], isPartial: boolean): Map<number, Candidate> => {
    const candidates = new Map<number, Candidate>();
    const known = new Map<QueryWord, Map<string, NameMatch | null>>(words.map((word) => [word, new Map()]));
    const matchGiven = (word: QueryWord, key: string): NameMatch | null => {
      const answers = known.get(word);
      const answer = answers?.get(key);
      if (answer !== undefined) return answer;
      const match = matchGivenName(word, key);
      answers?.set(key, match);
      return match;
    };
    const note = (person: number, candidate: Candidate): void => {
      const before = candidates.get(person);
      candidates.set(
        person,
        before === undefined
          ? candidate
          : {
              score: Math.max(before.score, candidate.score),
              isSure: before.isSure || candidate.isSure,
              isNear: before.isNear || candidate.isNear,
            },
      );
    };
    for (const { used, matches } of matchSurnames(words)) {
      const others = words.filter((word) => !used.includes(word));
      for (const [index, surname] of matches) {
        const person = people[index];
        if (person === undefined) continue;
        if (others.length === 0) {
          note(index, { score: surname.likeness * aloneWeight, isSure: false, isNear: surname.how !== "far" });
          continue;
        }
        let best: { readonly word: QueryWord; readonly match: NameMatch } | null = null;
        for (const word of others)
          for (const key of person.recorded.given) {
            const match = matchGiven(word, key);
            if (match !== null && match.likeness > (best?.match.likeness ?? 0)) best = { word, match };
          }
        if (best === null) {
          const isRare = surname.how === "same" && surname.likeness === 1 && matches.size <= mostPeople;
          if (isRare) note(index, { score: leastScore, isSure: false, isNear: false });
          continue;
        }
        const { word: givenWord, match: given } = best;
        const strangers = others.filter((word) => word !== givenWord && !isOf(word, person.recorded)).length;
        note(index, {
          score: Math.max(leastScore, surnameWeight * surname.likeness + (1 - surnameWeight) * given.likeness - 0.05 * strangers),
          isSure: !isPartial && strangers === 0 && isSameName(surname, given),
          isNear: isNearName(surname, given),
        });
      }
    }
    const phrase = byPhrase.get(phraseOf(words.map(({ keys }) => keys[0] ?? "")));
    for (const index of phrase ?? []) note(index, { score: 1, isSure: !isPartial, isNear: true });
    return candidates;
  };

  const matchGivenAlone = (word: QueryWord): Map<number, Candidate> => {
    const named = new Set(word.keys.flatMap((key) => [...formsOfGivenName(key)]).flatMap((key) => byGiven.get(key) ?? []));
    return new Map(named.size > mostPeople ? [] : [...named].map((index) => [index, { score: leastScore, isSure: false, isNear: false }]));
  };

  const decide = (query: string, candidates: ReadonlyMap<number, Candidate>): FindResult => {
    const sure = [...candidates].filter(([, { isSure }]) => isSure);
    const [only] = sure;
    const isDirect = sure.length === 1 && [...candidates].every(([index, { isNear }]) => index === only?.[0] || !isNear);
    const chosen = isDirect ? sure : [...candidates];
    const found = chosen
      .filter(([, { score }]) => score >= leastScore)
      .flatMap(([index, { score }]) => {
        const person = people[index];
        return person === undefined ? [] : [{ slug: person.slug, name: person.name, score: Number(score.toFixed(3)) }];
      })
      .sort((one, other) => other.score - one.score || (one.slug < other.slug ? -1 : 1))
      .slice(0, mostPeople);
    return { query, verdict: found.length === 0 ? "none" : isDirect ? "direct" : "choice", people: found };
  };

  return (query) => {
    const exact = bySlug.get(query.trim());
    // Only a slug tells people with the same name apart.
    if (exact !== undefined && /\d/u.test(query)) return decide(query, new Map([[exact, { score: 1, isSure: true, isNear: true }]]));
    const { words, isPartial } = readQuery(query);
    const [first] = words;
    if (first === undefined) return decide(query, new Map());
    const candidates = matchNames(words, isPartial);
    if (words.length > 1) return decide(query, candidates);
    for (const [index, candidate] of matchGivenAlone(first)) if (!candidates.has(index)) candidates.set(index, candidate);
    for (const halves of candidates.size > 0 ? [] : splitGlued(first))
      for (const [index, candidate] of matchNames(halves, isPartial)) if (candidate.isSure) candidates.set(index, candidate);
    return decide(query, candidates);
  };
};
