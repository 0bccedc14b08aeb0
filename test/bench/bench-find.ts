import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { createPeopleIndex, type FindResult } from "../../src/campaign/find/people-index.ts";
import { createExam, markKnown, markUnknown, type Exam } from "./find/measure-find.ts";
import { median, round, timeMs } from "./median.ts";

type Find = (query: string) => Pick<FindResult, "verdict" | "people">;

interface Scored {
  readonly slug: string;
  readonly name: string;
  /** From 0 to 1, 1 the best. */
  readonly score: number;
}

const leastDirect = 0.9;
const leastGap = 0.1;
const leastChoice = 0.6;

/** The rule that a plain search would be used with: direct from 0.9 with a gap of 0.1 to the next, a choice of five from 0.6. */
const judge = (found: readonly Scored[]): Pick<FindResult, "verdict" | "people"> => {
  const [first, second] = found;
  if (first === undefined || first.score < leastChoice) return { verdict: "none", people: [] };
  const isDirect = first.score >= leastDirect && first.score - (second?.score ?? 0) >= leastGap;
  return {
    verdict: isDirect ? "direct" : "choice",
    people: isDirect ? [first] : found.filter(({ score }) => score >= leastChoice).slice(0, 5),
  };
};

const sheetsOf = ({ people }: Exam) =>
  people.map(({ sheet }) => ({ slug: sheet.slug, name: sheet.name.latin, be: sheet.name.be ?? "", ru: sheet.name.ru ?? "" }));

const createFuse = (exam: Exam): Find => {
  const fuse = new Fuse(sheetsOf(exam), { keys: ["name", "be", "ru"], includeScore: true, ignoreLocation: true, threshold: 0.4 });
  return (query) => judge(fuse.search(query, { limit: 6 }).map(({ item, score = 1 }) => ({ ...item, score: 1 - score })));
};

const createMiniSearch = (exam: Exam): Find => {
  const index = new MiniSearch({
    idField: "slug",
    fields: ["name", "be", "ru"],
    storeFields: ["name"],
    searchOptions: { fuzzy: 0.3, combineWith: "AND" },
  });
  index.addAll(sheetsOf(exam));
  return (query) => {
    const found = index.search(query).slice(0, 6);
    // Its scores have no upper end: what is best here is 1.
    const best = found[0]?.score ?? 1;
    return judge(found.map(({ id, name, score }) => ({ slug: String(id), name: String(name), score: score / best })));
  };
};

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

const rounds = 3;

/** Each query's best of a few rounds: what the machine does beside it is no part of the search. */
const measureMs = async (find: Find, queries: readonly string[]): Promise<{ p50Ms: number; p99Ms: number }> => {
  const best: number[] = [];
  for (const query of queries) {
    const times: number[] = [];
    for (let each = 0; each < rounds; each += 1) times.push(await timeMs(() => find(query)));
    best.push(Math.min(...times));
  }
  return { p50Ms: round(percentile(best, 0.5)), p99Ms: round(percentile(best, 0.99)) };
};

const mark = async (find: Find, exam: Exam, share: number) => {
  const part = <T>(list: readonly T[]): readonly T[] => list.slice(0, Math.ceil(list.length * share));
  const describe = (asked: Exam["known"]) => {
    const { direct, choice, missed, wrong } = markKnown(find, exam, asked);
    return { right: direct, choice, missed, wrong: wrong.length };
  };
  const { none, choice, wrong } = markUnknown(find, part(exam.unknown));
  return {
    spellings: describe(part(exam.known)),
    otherSpellings: describe(part(exam.otherwise)),
    namesThatAreNotThere: { none, choice, wrong: wrong.length },
    ...(await measureMs(
      find,
      part(exam.known).map(({ query }) => query),
    )),
  };
};

/** Made-up people and spellings of their names, through our search and through the two that one would take from the shelf. */
export const benchFind = async () => {
  const exam = createExam(5);
  const builds: number[] = [];
  const sheets = createExam(6, { people: 10_000, known: 0, unknown: 0 }).people.map(({ sheet }) => ({ ...sheet, gender: undefined }));
  for (let each = 0; each < rounds; each += 1) builds.push(await timeMs(() => createPeopleIndex(sheets)));
  const ours = createPeopleIndex(exam.people.map(({ sheet }) => ({ ...sheet, gender: undefined })));
  return {
    indexOf10000PeopleMs: round(median(builds)),
    ours: await mark(ours, exam, 1),
    // They take so long that a tenth of the names must do.
    fuse: await mark(createFuse(exam), exam, 0.1),
    miniSearch: await mark(createMiniSearch(exam), exam, 0.1),
  };
};
