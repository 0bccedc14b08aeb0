import { isWhole, type Prisoner, type PrisonerFile } from "../prisoner.ts";
import { verifyCommand } from "../status-gate.ts";
import { factsApart, type FactApart } from "./facts-apart.ts";
import { joinStatus } from "./join-status.ts";
import { listedPerson, type ListedAs, type ListedPerson } from "./listed-person.ts";

export interface JoinedPerson {
  readonly prisoner: Prisoner;
  /** What the file and the lists say otherwise. */
  readonly apart: readonly FactApart[];
}

const importCommand = "npm run -s rollcall -- import FILE --apply";

const joinTwo = (first: ListedPerson["facts"], second: ListedPerson["facts"]): ListedPerson["facts"] => ({
  ...second,
  ...first,
  name: { ...second.name, ...first.name },
  trials: first.trials.length > 0 ? first.trials : second.trials,
  sources: { ...second.sources, ...first.sources },
});

/** Facts of several lists, the first one's where both have one. */
const joinFacts = ([first, ...others]: readonly [ListedPerson, ...ListedPerson[]]): ListedPerson["facts"] => {
  let joined = first.facts;
  for (const { facts } of others) joined = joinTwo(joined, facts);
  return joined;
};

const without = <T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> =>
  // What was left out of a file is not there, so that it hides nothing that a list says.
  Object.fromEntries(Object.entries(value).filter(([key, field]) => field !== undefined && !keys.includes(key as K))) as Omit<T, K>;

const howToEnd = (slug: string, listed: readonly ListedAs[]): string => {
  const pages = listed.flatMap(({ entry, header }) => entry.url ?? header.page ?? []);
  const where = pages.length === 0 ? "" : ` (${[...new Set(pages)].join(", ")})`;
  const isWaiting = listed.some(({ entry: { doubt } }) => doubt !== undefined);
  const apply = isWaiting ? `apply the import that says so (\`${importCommand}\`), or ` : "";
  // What was looked up on the day of a list, or before it, is not believed against that list.
  const latest = listed.map(({ asOf }) => asOf).reduce((one, other) => (other > one ? other : one), "");
  return `Look it up${where}, then ${apply}say \`${verifyCommand(slug)}\` with a DATE after ${latest}`;
};

/**
 * Somebody of one or more lists, with what their own file says, if they have one: field by field the file wins.
 * @param listed at least one; of two lists the first one's facts win
 */
export const joinPerson = (slug: string, file: PrisonerFile | null, listed: readonly [ListedAs, ...ListedAs[]]): JoinedPerson => {
  const [first, ...others] = listed;
  const people: [ListedPerson, ...ListedPerson[]] = [
    listedPerson(first, file?.sources),
    ...others.map((other) => listedPerson(other, file?.sources)),
  ];
  const facts = joinFacts(people);
  const { status, doubt, apart } = joinStatus(file?.status, people, `prisoners/${slug}.yaml`);
  const own = file === null ? null : without(file, "trials", "status", "name", "sources", "listed");
  const hasTrials = (file?.trials.length ?? 0) > 0;
  const prisoner: Prisoner = {
    spellings: [],
    hashtags: [],
    campaignHashtags: [],
    ...facts,
    ...own,
    ...(file?.listed !== undefined && { listed: file.listed }),
    name: { ...facts.name, ...file?.name },
    trials: hasTrials ? (file?.trials ?? []) : facts.trials,
    sources: { ...facts.sources, ...file?.sources },
    status,
    slug,
    list: {
      source: first.header.list,
      id: first.entry.id,
      asOf: first.asOf,
      // Who wrote all of a person down wants them spoken of; what leaves things to a list may be there for the search, or for what somebody looked up.
      admitted: (file !== null && isWhole(file)) || listed.some(({ entry }) => entry.admitted !== undefined),
      doubt: doubt === null ? null : `${doubt}. ${howToEnd(slug, listed)}`,
      saysTrials: !hasTrials,
    },
  };
  const facing = file === null ? [] : listed.flatMap((one) => factsApart(file, one));
  return { prisoner, apart: [...apart.map((message) => ({ path: ["status"], message })), ...facing] };
};
