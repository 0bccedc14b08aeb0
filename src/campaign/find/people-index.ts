import type { Prisoner } from "../prisoner.ts";
import { formsOfGivenName } from "./given-names.ts";
import { createNameMatcher, leastScore, type Candidate, type Candidates } from "./match-names.ts";
import { readQuery, type QueryWord } from "./query-words.ts";
import { createFoldOnce, phraseOf, recordedNames, type RecordedNames } from "./recorded-names.ts";
import { splitGlued } from "./split-glued.ts";

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

type Searchable = Pick<Prisoner, "slug" | "name" | "spellings" | "gender" | "consent">;

const mostPeople = 5;

const groupBy = (people: readonly RecordedNames[], keysOf: (recorded: RecordedNames) => Iterable<string>): Map<string, number[]> => {
  const groups = new Map<string, number[]>();
  for (const [index, recorded] of people.entries())
    for (const key of keysOf(recorded)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [index]);
      else group.push(index);
    }
  return groups;
};

const sure: Candidate = { score: 1, isSure: true, isNear: true };
const faint: Candidate = { score: leastScore, isSure: false, isNear: false };

/** The people are read once; whoever is withheld is not among them. */
export const createPeopleIndex = (everybody: Iterable<Searchable>): FindPeople => {
  const fold = createFoldOnce();
  const people = [...everybody]
    .filter(({ consent }) => consent !== "withheld")
    .map((prisoner) => ({ slug: prisoner.slug, name: prisoner.name.latin, recorded: recordedNames(prisoner, fold) }));
  const recorded = people.map((person) => person.recorded);
  const matchNames = createNameMatcher(recorded);
  const byGiven = groupBy(recorded, ({ given }) => given);
  const byPhrase = groupBy(recorded, ({ phrases }) => phrases);
  const bySlug = new Map(people.map(({ slug }, index) => [slug, index]));

  const withGivenName = ({ keys }: QueryWord): number[] => {
    const named = [...new Set(keys.flatMap((key) => [...formsOfGivenName(key)]).flatMap((key) => byGiven.get(key) ?? []))];
    return named.length > mostPeople ? [] : named;
  };

  const matchQuery = (query: string): Candidates => {
    const exact = bySlug.get(query.trim());
    // Only a slug tells people with the same name apart.
    if (exact !== undefined && /\d/u.test(query)) return new Map([[exact, sure]]);
    const { words, isPartial } = readQuery(query);
    const [first] = words;
    if (first === undefined) return new Map();
    const candidates = matchNames(words, isPartial);
    if (exact !== undefined) candidates.set(exact, sure);
    const phrases = [phraseOf(words.map(({ text }) => text))];
    if (!words.some(({ isAmbiguous }) => isAmbiguous)) phrases.push(phraseOf(words.map(({ exactKeys }) => [...exactKeys][0])));
    for (const phrase of phrases) for (const index of byPhrase.get(phrase) ?? []) candidates.set(index, { ...sure, isSure: !isPartial });
    if (words.length > 1) return candidates;
    for (const index of withGivenName(first)) if (!candidates.has(index)) candidates.set(index, faint);
    if (candidates.size === 0)
      for (const halves of splitGlued(first))
        for (const [index, candidate] of matchNames(halves, isPartial)) if (candidate.isSure) candidates.set(index, candidate);
    return candidates;
  };

  return (query) => {
    const candidates = matchQuery(query);
    const certain = [...candidates].filter(([, { isSure }]) => isSure);
    const isDirect = certain.length === 1 && [...candidates].every(([index, { isNear }]) => index === certain[0]?.[0] || !isNear);
    const found = (isDirect ? certain : [...candidates])
      .filter(([, { score }]) => score >= leastScore)
      .flatMap(([index, { score }]) =>
        people.slice(index, index + 1).map(({ slug, name }) => ({ slug, name, score: Number(score.toFixed(3)) })),
      )
      .sort((one, other) => other.score - one.score || (one.slug < other.slug ? -1 : 1))
      .slice(0, mostPeople);
    return { query, verdict: found.length === 0 ? "none" : isDirect ? "direct" : "choice", people: found };
  };
};
