import type { Prisoner, PrisonerFile } from "../prisoner.ts";
import { verifyCommand } from "../status-gate.ts";
import { isAgainst, wordsOf } from "./join-status.ts";
import { standingOf, type ListStanding } from "./list-standing.ts";
import type { ListedAs } from "./listed-person.ts";
import { namesOf } from "./same-name.ts";

/** An entry that may be somebody who is there already, by the name alone. */
export interface Namesake extends ListedAs {
  /** Of whoever is there. */
  readonly slug: string;
}

/** What an entry says against somebody whom it may be, for the note on the entry. */
interface Contradiction extends Namesake {
  readonly message: string;
}

export interface ContradictedPeople {
  readonly prisoners: readonly Prisoner[];
  readonly contradictions: readonly Contradiction[];
}

interface Against {
  readonly namesake: Namesake;
  readonly standing: ListStanding;
}

/** So many are named; more share no name. */
const mostNamed = 3;

const sourceOf = ({ header }: ListedAs): string => header.list;

/** Who of one list is against somebody, and whether that holds: another one of the name who is where the record says may be the person. */
const againstIn = ({ status }: Prisoner, file: PrisonerFile | undefined, namesakes: readonly Namesake[]) => {
  const all = namesakes.map((namesake): Against => ({ namesake, standing: standingOf(namesake.entry, namesake.header, namesake.asOf) }));
  const agreeing = all.find(({ standing }) => !standing.isDoubtful && standing.kind === status.kind);
  const against = all.filter(({ standing }) => isAgainst(status.kind, file?.status?.checked, standing));
  return { against, agreeing, holding: against.filter(({ standing }) => standing.isDead || agreeing === undefined) };
};

/** What is recorded of somebody, as a campaigner is told it. */
const sayOwn = ({ slug, status, list }: Prisoner, file: PrisonerFile | undefined, lists: ReadonlyMap<string, string>): string => {
  const checked = status.checked === undefined ? "" : `${file?.status === undefined ? ", as of " : ", checked "}${status.checked}`;
  if (file?.status !== undefined || list === undefined) return `prisoners/${slug}.yaml ${wordsOf[status.kind]}${checked}`;
  return `${lists.get(list.source) ?? list.source}${checked}${checked === "" ? "" : ","} ${wordsOf[status.kind]}`;
};

const howToEnd = (prisoner: Prisoner, holding: readonly Against[]): string => {
  const { slug, list, listed } = prisoner;
  const pages = holding.flatMap(({ namesake: { entry, header } }) => entry.url ?? header.page ?? []);
  const where = pages.length === 0 ? "" : ` (${[...new Set(pages)].join(", ")})`;
  const ids = Object.fromEntries(holding.map(({ namesake }) => [sourceOf(namesake), namesake.entry.id]));
  const said = { ...(list !== undefined && { [list.source]: list.id }), ...listed, ...ids };
  const written = Object.entries(said).map(([source, id]) => `${source}: ${JSON.stringify(id)}`);
  const none = Object.keys(ids).map((source) => `${source}: none`);
  const link = `write into prisoners/${slug}.yaml who it is: listed: { ${written.join(", ")} }, or ${none.join(", ")} there where it is somebody else`;
  const latest = holding.map(({ standing: { asOf } }) => asOf).reduce((one, other) => (other > one ? other : one), "");
  // A look at somebody who is dead by a list was at somebody else.
  const look = holding.some(({ standing }) => standing.isDead) ? "" : `; or say \`${verifyCommand(slug)}\` with a DATE after ${latest}`;
  return `Look it up${where}, then ${link}${look}`;
};

const sayEntry = ({ namesake: { entry }, standing }: Against): string =>
  `${standing.says}: ${namesOf(entry).latin} (${entry.id}), who may be the same`;

/**
 * Holds whoever would be spoken of as in prison while an entry that may be this person, and that no file tells apart, says otherwise: freed, recognised no more,
 * gone, or in doubt. One of several namesakes in a list holds nobody while another of them is in prison by it: that may be the person as well, and a
 * common name is not to silence somebody for good. A dead one always does, of whoever was freed, too.
 * @param counters by the lists' names
 */
export const contradictPeople = (
  prisoners: readonly Prisoner[],
  files: readonly PrisonerFile[],
  namesakes: readonly Namesake[],
  counters: ReadonlyMap<string, string>,
): ContradictedPeople => {
  const fileOf = new Map(files.map((file) => [file.slug, file]));
  const bySlug = Map.groupBy(namesakes, ({ slug }) => slug);
  const contradictions: Contradiction[] = [];
  const contradict = (prisoner: Prisoner): Prisoner => {
    const own = bySlug.get(prisoner.slug);
    if (own === undefined || prisoner.consent === "withheld") return prisoner;
    const file = fileOf.get(prisoner.slug);
    const says = sayOwn(prisoner, file, counters);
    const found = [...Map.groupBy(own, sourceOf).values()].map((ofList) => againstIn(prisoner, file, ofList));
    const holding = found.flatMap((ofList) => ofList.holding);
    for (const { against, agreeing, holding: holds } of found)
      for (const one of against) {
        const end = holds.includes(one)
          ? `nothing is said of where ${prisoner.slug} is until then`
          : `${agreeing?.namesake.entry.id ?? "another one"} of the same name is not against it, so that ${prisoner.slug} is spoken of: say which one it is`;
        contradictions.push({ ...one.namesake, message: `the two contradict (${says}; ${one.standing.says}): ${end}` });
      }
    if (holding.length === 0) return prisoner;
    const named = holding.slice(0, mostNamed);
    const { sources, note } = prisoner.status;
    return {
      ...prisoner,
      // Nothing that knows of kinds alone says a thing of today.
      status: { kind: "unknown", sources, ...(note !== undefined && { note }) },
      contradicted: `${[says, ...named.map(sayEntry)].join("; ")}. ${howToEnd(prisoner, named)}`,
    };
  };
  return { prisoners: prisoners.map(contradict), contradictions };
};
