import type { PartialDate } from "../src/campaign/partial-date.ts";
import { foldName } from "../src/campaign/find/fold-name.ts";
import { makePeople } from "./bench/find/make-people.ts";
import { createSeededRandom, type SeededRandom } from "./chaos/seeded-random.ts";

/** Somebody made up, as a list of political prisoners knows them. */
export interface SyntheticPerson {
  readonly id: string;
  /** The last segment of the person's page. */
  readonly page: string;
  readonly names: { readonly en: string; readonly be: string; readonly ru: string };
  readonly status: "active" | "former" | "np";
  readonly gender: "F" | "M";
  readonly born?: PartialDate;
  readonly detained?: PartialDate;
  /** As in content/: `361-1 p.1`. */
  readonly articles: readonly string[];
  readonly verdict?: PartialDate;
  /** `free` is a decision in words that no sentence can be read from. */
  readonly sentence?: { readonly years?: number; readonly months?: number; readonly fine?: true } | "free";
  readonly released?: PartialDate | undefined;
  readonly died?: PartialDate | true;
  readonly journalist: boolean;
  /** The source does not show the name. */
  readonly hidden: boolean;
}

/** Ids by kind, sorted by number: what the second week must be told to differ by from the first. */
interface ExpectedChanges {
  readonly new: string[];
  readonly freed: string[];
  readonly died: string[];
  readonly unrecognised: string[];
  readonly corrected: string[];
  /** Gone from the file, or hidden in it now. */
  readonly vanished: string[];
  /** Of the new ones, those with a name that somebody else has. */
  readonly sameName: string[];
}

export interface SyntheticList {
  /** In the order of the source's file: by id. */
  readonly people: readonly SyntheticPerson[];
  /** Empty lists for the first week. */
  readonly changes: ExpectedChanges;
}

export interface SyntheticListOptions {
  readonly seed: number;
  /** Of the first week; 8,700 unless set, not below 400. */
  readonly rows?: number;
  readonly week?: 1 | 2;
}

const articleStock =
  "342 p.1|342 p.1|342 p.1|368 p.1|368|369|361-1 p.1|361-1 p.3|361-2 p.1|361-4|130 p.1|130 p.3|293 p.2|357|361|364|243|295-3".split("|");

const two = (number: number): string => String(number).padStart(2, "0");

const dayBetween = (random: SeededRandom, from: number, to: number): PartialDate =>
  `${random.whole(from, to)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;

/** Mostly the day, now and then only the month or the year. */
const cutDate = (random: SeededRandom, day: PartialDate): PartialDate => {
  const share = random.number(1);
  return share < 0.9 ? day : share < 0.97 ? day.slice(0, 7) : day.slice(0, 4);
};

type NamedOnly = Pick<SyntheticPerson, "names" | "gender"> & { readonly slug: string };

/** Nobody shares a name with anybody, in any script, however the search folds it. */
const uniquelyNamed = (random: SeededRandom, count: number): NamedOnly[] => {
  const taken = new Set<string>();
  const people: NamedOnly[] = [];
  while (people.length < count) {
    for (const { sex, given, surname, sheet } of makePeople(random, count * 2)) {
      const names = { en: sheet.name.latin, be: `${given.be} ${surname.be}`, ru: `${given.ru} ${surname.ru}` };
      const keys = Object.values(names).map((name) =>
        name
          .split(" ")
          .map((word) => foldName(word.toLowerCase()).join("/"))
          .join(" "),
      );
      if (people.length === count || keys.some((key) => taken.has(key))) continue;
      for (const key of keys) taken.add(key);
      people.push({ names, gender: sex, slug: names.en.toLowerCase().replaceAll(/[^a-z]+/g, "-") });
    }
  }
  return people;
};

const sentenceOf = (random: SeededRandom): SyntheticPerson["sentence"] => {
  const share = random.number(1);
  if (share < 0.08) return "free";
  if (share < 0.13) return { fine: true };
  const years = random.whole(1, 15);
  if (share < 0.35) return { years, months: random.pick([2, 3, 6, 9]) };
  return share < 0.38 ? { months: random.pick([3, 6, 9]) } : { years };
};

const personOf = (
  random: SeededRandom,
  { names, gender, slug }: NamedOnly,
  id: number,
  status: SyntheticPerson["status"],
): SyntheticPerson => {
  const detainedYear = random.whole(2020, 2024);
  const hasVerdict = random.chance(0.85);
  return {
    id: String(id),
    page: slug,
    names,
    status,
    gender,
    ...(random.chance(0.9) && { born: cutDate(random, dayBetween(random, 1950, 2003)) }),
    ...(random.chance(0.95) && { detained: cutDate(random, dayBetween(random, detainedYear, detainedYear)) }),
    articles: random.chance(0.95)
      ? [...new Set(Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => random.pick(articleStock)))]
      : [],
    ...(hasVerdict && { verdict: cutDate(random, dayBetween(random, detainedYear + 1, detainedYear + 1)), sentence: sentenceOf(random) }),
    ...(status === "former" && random.chance(0.5) && { released: cutDate(random, dayBetween(random, detainedYear + 1, 2025)) }),
    ...(status === "former" && random.chance(0.002) && { died: random.chance(0.5) ? true : dayBetween(random, 2025, 2025) }),
    journalist: random.chance(0.03),
    hidden: false,
  };
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => Number(a.id) - Number(b.id);

/** 22 groups of one name, 12 pages with several ids, 8 hidden names; one person in eight is in prison, two thirds were. */
const firstWeek = (random: SeededRandom, rows: number): { readonly people: SyntheticPerson[]; readonly spare: NamedOnly[] } => {
  const named = uniquelyNamed(random, rows + 100);
  let id = 0;
  const people = named.slice(0, rows).map((one) => {
    id += random.whole(1, 3);
    const share = random.number(1);
    return personOf(random, one, id, share < 0.13 ? "active" : share < 0.8 ? "former" : "np");
  });
  for (let group = 0; group < 22; group += 1) {
    const [from, to] = [people[group * 2]!, people[group * 2 + 1]!];
    people[group * 2 + 1] = { ...to, names: from.names, gender: from.gender, page: `${from.page}-2` };
  }
  for (let pair = 0; pair < 12; pair += 1) {
    const at = 60 + pair * 2;
    people[at + 1] = { ...people[at + 1]!, page: people[at]!.page };
  }
  for (let at = 100; at < 108; at += 1) people[at] = { ...people[at]!, hidden: true };
  return { people, spare: named.slice(rows) };
};

const corrections: readonly ((random: SeededRandom, person: SyntheticPerson) => SyntheticPerson)[] = [
  (_, person) => ({ ...person, born: person.born === "1971-02-03" ? "1971-02-04" : "1971-02-03" }),
  (_, person) => ({ ...person, detained: person.detained === "2020-08-11" ? "2020-08-12" : "2020-08-11" }),
  (_, person) => ({ ...person, articles: [...person.articles, "411 p.2"] }),
  (_, person) => ({ ...person, verdict: person.verdict === "2023-03-03" ? "2023-03-06" : "2023-03-03" }),
  (_, person) => ({ ...person, sentence: { years: 17 } }),
];

/**
 * The second week's list, and in what it differs: about 30 new names (three of them shared with somebody), 5 recognised after all, 3 back in prison; 52 freed, 3 died,
 * 4 recognised no more, 40 corrected, 2 with another id, 5 gone and 2 hidden now. Fewer in a shorter list.
 */
const secondWeek = (random: SeededRandom, first: readonly SyntheticPerson[], spare: readonly NamedOnly[]): SyntheticList => {
  const share = (count: number): number => Math.max(1, Math.round((count * first.length) / 8700));
  // Behind the planted groups, so that every difference is what it seems.
  const movable = random.shuffle(first.slice(120));
  const take = (status: SyntheticPerson["status"], count: number): SyntheticPerson[] => {
    const taken = movable.filter((person) => person.status === status && person.died === undefined).slice(0, count);
    for (const person of taken) movable.splice(movable.indexOf(person), 1);
    return taken;
  };
  const changed = new Map<string, SyntheticPerson | null>();
  const change = (people: readonly SyntheticPerson[], to: (person: SyntheticPerson) => SyntheticPerson | null): string[] =>
    people.map((person) => {
      changed.set(person.id, to(person));
      return person.id;
    });
  let id = Number(first.at(-1)!.id);
  const nextId = (): number => (id += random.whole(1, 2));

  const freed = change(take("active", share(52)), (person) => ({
    ...person,
    status: "former",
    ...(random.chance(0.7) && { released: dayBetween(random, 2026, 2026).replace(/-\d\d-/, "-10-") }),
  }));
  const died = change(take("active", share(3)), (person) => ({ ...person, status: "former", died: "2026-10-12" }));
  const unrecognised = change(take("active", share(4)), (person) => ({ ...person, status: "np" }));
  const recognised = change([...take("np", share(5)), ...take("former", share(3))], (person) => ({
    ...person,
    status: "active",
    released: undefined,
  }));
  const corrected = change([...take("active", share(20)), ...take("former", share(20))], (person) =>
    random.pick(corrections)(random, person),
  );
  const gone = change([...take("active", share(3)), ...take("former", share(2))], () => null);
  const nowHidden = change(take("active", share(2)), (person) => ({ ...person, hidden: true }));
  const renumbered = take("active", share(2)).map((person) => {
    const again = { ...person, id: String(nextId()) };
    changed.set(person.id, null);
    return again;
  });
  const newcomers = spare.slice(0, share(27)).map((one) => personOf(random, one, nextId(), "active"));
  const namesakes = take("former", share(3)).map((known) => ({
    ...personOf(random, { ...known, slug: `${known.page}-2` }, nextId(), "active"),
  }));
  const people = first.flatMap((person) => changed.get(person.id) ?? (changed.has(person.id) ? [] : [person]));
  const sorted = (ids: readonly string[]): string[] => [...ids].sort((a, b) => Number(a) - Number(b));
  return {
    people: [...people, ...renumbered, ...newcomers, ...namesakes].sort(byId),
    changes: {
      new: sorted([...recognised, ...newcomers.map((one) => one.id), ...namesakes.map((one) => one.id)]),
      freed: sorted(freed),
      died: sorted(died),
      unrecognised: sorted(unrecognised),
      corrected: sorted([...corrected, ...renumbered.map((one) => one.id)]),
      vanished: sorted([...gone, ...nowHidden]),
      sameName: sorted(namesakes.map((one) => one.id)),
    },
  };
};

/** A list as large as Viasna's, of made-up people; the same seed makes the same list, and week 2 is what became of week 1. */
export const syntheticList = ({ seed, rows = 8700, week = 1 }: SyntheticListOptions): SyntheticList => {
  if (rows < 400) throw new Error("A synthetic list has at least 400 rows: what is planted in it needs them.");
  const { people, spare } = firstWeek(createSeededRandom(seed), rows);
  if (week === 1) return { people, changes: { new: [], freed: [], died: [], unrecognised: [], corrected: [], vanished: [], sameName: [] } };
  return secondWeek(createSeededRandom(seed + 1), people, spare);
};
