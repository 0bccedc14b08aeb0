import type { FindResult } from "../../../src/campaign/find/people-index.ts";
import { createSeededRandom } from "../../chaos/seeded-random.ts";
import { fullNamesOf, makePeople, type MadePerson } from "./make-people.ts";
import { spell, spellOtherwise, type Spelling } from "./spell.ts";
import { unknownName } from "./unknown-names.ts";

type Find = (query: string) => Pick<FindResult, "verdict" | "people">;

/** People, spellings of their names, and names of others; the same for the same seed. */
export interface Exam {
  readonly people: readonly MadePerson[];
  readonly known: readonly (Spelling & { readonly person: MadePerson })[];
  /** The ways to write that the search was not made for. */
  readonly otherwise: readonly (Spelling & { readonly person: MadePerson })[];
  readonly unknown: readonly string[];
}

export const createExam = (seed: number, { people: count = 9000, known = 1500, unknown = 400 } = {}): Exam => {
  const random = createSeededRandom(seed);
  const people = makePeople(random, count);
  const names = new Set(people.flatMap(fullNamesOf));
  const ask = (way: typeof spell): Exam["known"] =>
    Array.from({ length: known }, () => {
      const person = random.pick(people);
      return { ...way(random, person), person };
    });
  return {
    people,
    known: ask(spell),
    otherwise: ask(spellOtherwise),
    unknown: Array.from({ length: unknown }, () => unknownName(random, people, names)),
  };
};

/** How many were answered how. Homonyms cannot be told apart by a name, so that any of them is the right one. */
export interface KnownMarks {
  readonly direct: number;
  readonly choice: number;
  readonly missed: number;
  readonly wrong: readonly string[];
  /** Of right answers, directly or among those to choose from. */
  readonly rightShare: number;
}

export const markKnown = (find: Find, { people }: Exam, asked: Exam["known"]): KnownMarks => {
  const bySlug = new Map(people.map((person) => [person.sheet.slug, person]));
  const isSame = (slug: string, person: MadePerson): boolean => {
    const found = bySlug.get(slug);
    return found !== undefined && fullNamesOf(found).some((name, index) => name === fullNamesOf(person)[index]);
  };
  const marks = { direct: 0, choice: 0, missed: 0 };
  const wrong: string[] = [];
  for (const { query, person } of asked) {
    const { verdict, people: found } = find(query);
    const isThere = found.some(({ slug }) => isSame(slug, person));
    if (verdict === "direct" && !isThere) wrong.push(`${query} (${person.sheet.name.latin}): ${found[0]?.name}`);
    else if (!isThere) marks.missed += 1;
    else marks[verdict === "direct" ? "direct" : "choice"] += 1;
  }
  return { ...marks, wrong, rightShare: (marks.direct + marks.choice) / asked.length };
};

export interface UnknownMarks {
  readonly none: number;
  readonly choice: number;
  /** Somebody else's name that was answered with a person. */
  readonly wrong: readonly string[];
}

export const markUnknown = (find: Find, queries: readonly string[]): UnknownMarks => {
  const answers = queries.map((query) => ({ query, ...find(query) }));
  const withVerdict = (verdict: FindResult["verdict"]) => answers.filter((answer) => answer.verdict === verdict);
  return {
    none: withVerdict("none").length,
    choice: withVerdict("choice").length,
    wrong: withVerdict("direct").map(({ query, people }) => `${query}: ${people[0]?.name}`),
  };
};
