import * as fc from "fast-check";
import { applyDifference } from "../../../../src/campaign/lists/apply-difference.ts";
import { compareLists, type CompareOptions, type ListDifference } from "../../../../src/campaign/lists/compare-lists.ts";
import type { ListFile, ListLanguage, ListRow } from "../../../../src/campaign/lists/list-row.ts";
import { changeKinds, type ChangeKind, type PersonList } from "../../../../src/campaign/lists/person-list.ts";
import { aFile, aList } from "./a-list.ts";

/** A move of half of a handful is no sign of anything; the tests of whole files have their own. */
const anyFigures = (file: ListFile) => ({ active: file.active.total, rows: file.total });

export const differenceOf = (list: PersonList | null, file: ListFile, options: Partial<CompareOptions> = {}): ListDifference => {
  const compared = compareLists(list, file, { asOf: "2026-11-20", confirmed: anyFigures(file), ...options });
  if (compared.kind === "refused") throw new Error(compared.reason);
  return compared;
};

const { header } = aList([]);

export const applied = (
  list: PersonList | null,
  file: ListFile,
  kinds: readonly ChangeKind[] = changeKinds,
  asOf = "2026-11-20",
): PersonList =>
  applyDifference(list, differenceOf(list, file, { asOf }), {
    kinds: new Set(kinds),
    header,
    at: Temporal.Instant.from(`${asOf}T09:00:00Z`),
    by: "Anna",
  });

const given = { en: ["Maria", "Ales", "Ivan"], be: ["Марыя", "Алесь", "Іван"], ru: ["Мария", "Алесь", "Иван"] };
const surname = {
  en: ["Kalesnikava", "Bialiatski", "Lukin"],
  be: ["Калеснікава", "Бяляцкі", "Лукін"],
  ru: ["Колесникова", "Беляцкий", "Лукин"],
};

const anyFacts = fc.record(
  {
    gender: fc.constantFrom("F" as const, "M" as const),
    born: fc.constantFrom("1982-04-24", "1982-04", "1982"),
    detained: fc.constantFrom("2020-09-07", "2020"),
    articles: fc.constantFrom(["361-1 p.1"], ["342", "130 p.3"]),
    verdict: fc.constantFrom("2021-09-06", "2021-09"),
    sentence: fc.constantFrom({ years: 11 }, { years: 2, months: 6 }, { fine: true as const }),
    died: fc.constantFrom("2026-10-01", true as const),
    journalist: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

const anyPerson = fc.record({
  id: fc.integer({ min: 1, max: 12 }),
  page: fc.integer({ min: 1, max: 6 }),
  name: fc.tuple(fc.nat(2), fc.nat(2)),
  status: fc.constantFrom("active" as const, "active" as const, "former" as const, "np" as const),
  released: fc.option(fc.constantFrom("2026-10", "2025-01-02"), { nil: undefined }),
  facts: anyFacts,
  /** What the source shows of the row. */
  shown: fc.constantFrom("row", "row", "row", "row", "row", "row", "hidden", "refused"),
});
type AnyPerson = typeof anyPerson extends fc.Arbitrary<infer T> ? T : never;

const rowOf = ({ id, page, name, status, released, facts }: AnyPerson, language: ListLanguage): ListRow => ({
  line: 2,
  id: String(id),
  url: `https://prisoners.spring96.org/${language}/person/page-${page}`,
  name: `${given[language][name[0]]} ${surname[language][name[1]]}`,
  language,
  status,
  ...facts,
  ...(status === "former" && released !== undefined && { released }),
});

/** A file with whatever may be in one: hidden and refused rows, pages and names that several have, any language. */
export const anyFile: fc.Arbitrary<ListFile> = fc
  .tuple(
    fc.uniqueArray(anyPerson, { selector: ({ id }) => id, maxLength: 10 }),
    fc.constantFrom("en" as const, "be" as const, "ru" as const),
  )
  .map(([people, language]) => {
    const rows = people.filter(({ shown }) => shown === "row").map((person) => rowOf(person, language));
    const ids = (shown: string) =>
      people.filter((person) => person.shown === shown).map(({ id }, index) => ({ line: 90 + index, id: String(id) }));
    const total = 1000;
    return aFile(rows, { hidden: ids("hidden"), refused: ids("refused").map((row) => ({ ...row, reason: "cannot be read" })), total });
  });

export const anyKinds: fc.Arbitrary<ChangeKind[]> = fc.subarray([...changeKinds]);
/** All kinds in any order. */
export const anyOrder: fc.Arbitrary<ChangeKind[]> = fc.shuffledSubarray([...changeKinds], { minLength: changeKinds.length });
