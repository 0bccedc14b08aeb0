import type { ListWaits, WaitingPerson } from "./list-watch.ts";
import { changeKinds, type ChangeKind, type ListImport } from "./person-list.ts";

const figure = (count: number): string => count.toLocaleString("en");

const words: Readonly<Record<ChangeKind, string>> = {
  freed: "freed",
  died: "died",
  new: "new",
  unrecognised: "recognised no more",
  corrected: "corrected",
  vanished: "gone from the list",
};

/** What a list of people of a kind is headed by. */
export const changeHeadings: Readonly<Record<ChangeKind, string>> = {
  freed: "Freed",
  died: "Died",
  new: "New",
  unrecognised: "Recognised no more",
  corrected: "Corrected",
  vanished: "Gone from the list, which is no release",
};

/** How much of each kind waits, in one line. */
export const sayCounts = ({ counts, hidden, refused }: ListWaits): string =>
  [
    ...changeKinds.flatMap((kind) => (counts[kind] === undefined ? [] : [`${figure(counts[kind])} ${words[kind]}`])),
    ...(hidden === 0 ? [] : [`${figure(hidden)} whose name the source shows no more`]),
    ...(refused === 0 ? [] : [`${figure(refused)} rows that cannot be gone by`]),
  ].join(", ");

/** Who waits, a line for each kind. `counts` says how many there are where not all are named. */
export const sayPeople = (people: readonly WaitingPerson[], counts: ListWaits["counts"], mostNamed: number): string[] =>
  changeKinds.flatMap((kind) => {
    const ofKind = people.filter((person) => person.kind === kind).slice(0, mostNamed);
    if (ofKind.length === 0) return [];
    const more = Math.max(0, (counts[kind] ?? 0) - ofKind.length);
    return [`${changeHeadings[kind]}: ${ofKind.map(({ name }) => name).join(", ")}${more === 0 ? "" : `, and ${figure(more)} more`}.`];
  });

/** The command that shows what a list would change, and then applies it. */
export const importCommand = (source: string, page: string): string =>
  `npm run -s rollcall -- import '${page.replaceAll("'", "%27")}'${source === "viasna" ? "" : ` --source ${source}`}`;

export interface ListNews {
  readonly source: string;
  readonly page: string;
  readonly last: Pick<ListImport, "active" | "asOf"> | undefined;
  readonly asOf: string;
  readonly active: number;
  readonly waits: ListWaits;
  /** Of whom campaigners have not been told yet. */
  readonly fresh: readonly WaitingPerson[];
  /** Why the list here could not be written; null where it was. */
  readonly unwritten: string | null;
}

const mostTold = 15;

/** What a fetched list says that nobody has applied yet, for campaigners. */
export const sayNews = ({ source, page, last, asOf, active, waits, fresh, unwritten }: ListNews): string => {
  const before = last === undefined ? "" : `, ${figure(last.active)} on ${last.asOf}`;
  const freshCounts: Partial<Record<ChangeKind, number>> = {};
  for (const { kind } of fresh) freshCounts[kind] = (freshCounts[kind] ?? 0) + 1;
  return [
    `The list ${source} was fetched: as of ${asOf} it has ${figure(active)} in prison${before}. It waits for you: ${sayCounts(waits)}.`,
    unwritten === null
      ? "Of whoever is not in prison by it nothing is said any more; nothing else was changed."
      : `NOTHING was changed, so that they are spoken of as before: ${unwritten}`,
    `To look at it and to apply it: \`${importCommand(source, page)}\``,
    ...sayPeople(fresh, freshCounts, mostTold),
  ].join("\n");
};
