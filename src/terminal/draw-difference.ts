import type { ChangeAgainst } from "../campaign/lists/changes-against.ts";
import type { ListDifference } from "../campaign/lists/compare-lists.ts";
import { differenceIds } from "../campaign/lists/difference-ids.ts";
import { isWithheld, type ListedEntry, type ListEntry } from "../campaign/lists/list-entry.ts";
import { changeHeadings } from "../campaign/lists/list-news.ts";
import type { PersonChange } from "../campaign/lists/person-change.ts";
import { changeKinds, type ChangeKind, type PersonList } from "../campaign/lists/person-list.ts";
import { coloured, dim, strong } from "./styles.ts";

/** At most so many people of a kind are named, unless all are wanted. */
const mostNamed = 20;

const figure = (count: number): string => count.toLocaleString("en");

export const nameOfEntry = ({ names: { en, be, ru } }: ListEntry): string => en ?? be ?? ru ?? "";

const headings: Readonly<Record<ChangeKind, string>> = { ...changeHeadings, vanished: `${changeHeadings.vanished}: ask a person` };

type Said = string | number | true | readonly string[] | object | undefined;

const say = (value: Said): string => {
  if (value === undefined) return "unknown";
  if (value === true) return "yes";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([key, part]) =>
      part === true ? key : typeof part === "number" ? `${part} ${part === 1 ? key.replace(/s$/, "") : key}` : `${String(part)} (${key})`,
    )
    .join(", ");
};

const sayCorrection = (key: string, before: ListEntry, after: ListedEntry): string =>
  key === "doubt"
    ? `no more in doubt (${say(before.doubt)})`
    : `${key} ${say(Reflect.get(after, key) as Said)}, was ${say(Reflect.get(before, key) as Said)}`;

const sayDate = (word: string, date: string | true | undefined): string => (date === undefined || date === true ? "" : `${word} ${date}`);

const sayNew = (before: ListEntry | null, after: ListEntry): string => {
  const where = { active: "in prison", former: "freed", np: "not recognised" }[after.status];
  if (before === null) return where;
  if (before.gone !== undefined) return `${where}, was gone since ${before.gone}`;
  return before.status === "former" || before.died !== undefined ? "in prison again" : "recognised now";
};

const detailOf = (kind: ChangeKind, { before, after, corrected }: PersonChange): string => {
  if (isWithheld(after)) return "";
  if (kind === "corrected") return before === null ? "" : corrected.map((key) => sayCorrection(key, before, after)).join("; ");
  if (kind === "new") return sayNew(before, after);
  if (kind === "freed") return sayDate("on", after.released);
  if (kind === "died") return sayDate("on", after.died);
  return kind === "vanished" || before === null ? "" : { active: "was in prison", former: "was freed", np: "" }[before.status];
};

const drawPerson = (kind: ChangeKind, change: PersonChange): string => {
  const { before, after } = change;
  if (isWithheld(after))
    return `  ${after.id}  the source does not show the name any more: whatever is applied, nothing but the id is kept`;
  if (after.doubt === "hidden")
    return `  ${after.id}  the source does not show the name any more: withheld at once, with prisoners/${after.slug}.yaml`;
  const shown = kind === "vanished" ? (before ?? after) : after;
  const parts = [strong(nameOfEntry(shown)), `(${shown.slug}, ${shown.id})`, detailOf(kind, change)].filter((part) => part !== "");
  return `  ${parts.join("  ")}${shown.url === undefined ? "" : `  ${dim(shown.url)}`}`;
};

const drawKind = (kind: ChangeKind, difference: ListDifference, all: boolean): string[] => {
  const changes = difference.changes.filter((change) => (kind === "corrected" ? change.corrected.length > 0 : change.kind === kind));
  if (changes.length === 0) return [];
  const shown = all ? changes : changes.slice(0, mostNamed);
  const more = changes.length - shown.length;
  return [
    "",
    `${coloured(headings[kind])}: ${figure(changes.length)}`,
    ...shown.map((change) => drawPerson(kind, change)),
    ...(more > 0 ? [dim(`  and ${figure(more)} more: --all shows them`)] : []),
  ];
};

const drawLines = (heading: string, lines: readonly string[], all: boolean): string[] => {
  if (lines.length === 0) return [];
  const shown = all ? lines : lines.slice(0, mostNamed);
  const more = lines.length - shown.length;
  return [
    "",
    `${coloured(heading)}: ${figure(lines.length)}`,
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [dim(`  and ${figure(more)} more: --all shows them`)] : []),
  ];
};

/** Somebody who is withheld may have got another id, and nothing is kept that could tell who. */
const drawLost = (lost: readonly string[], { changes }: ListDifference): string[] => {
  if (lost.length === 0) return [];
  const newcomers = changes.filter(({ after }) => !isWithheld(after) && after.mayBeWithheld !== undefined);
  const gone = lost.length === 1 ? "A withheld id is gone" : `${figure(lost.length)} withheld ids are gone`;
  return [
    "",
    strong(`${gone} (${lost.join(", ")}) and ${figure(newcomers.length)} new came: one of them may be that person.`),
    "Applied, the new ones are shown nowhere until `import admit` names them one by one; `import withhold ID` takes the person down again.",
  ];
};

const headline = ({ file, asOf }: ListDifference, source: string, list: PersonList | null): string => {
  const last = list?.imports.at(-1);
  const before = last === undefined ? ", the first import" : ` (${figure(last.active)} on ${last.asOf})`;
  return `${strong(source)}: ${figure(file.total)} rows as of ${asOf}, ${figure(file.active.total)} in prison${before}`;
};

/**
 * What a file would change of a list, for a terminal: how many of each kind, freed first, then who they are. Names nobody who is withheld.
 * @param against who outside of the list may be meant, and is recorded otherwise
 */
export const drawDifference = (
  difference: ListDifference,
  source: string,
  list: PersonList | null,
  { all, against }: { readonly all: boolean; readonly against: readonly ChangeAgainst[] },
): string => {
  const ids = differenceIds(difference);
  const counts = changeKinds.filter((kind) => ids[kind].length > 0).map((kind) => `${figure(ids[kind].length)} ${kind}`);
  const byId = new Map(difference.changes.map((change) => [change.after.id, change]));
  const sameName = difference.sameName.flatMap((id) => {
    const after = byId.get(id)?.after;
    return after === undefined || isWithheld(after) ? [] : [`${nameOfEntry(after)}  (${after.slug}, ${id})`];
  });
  const { refused, file, toWithhold, lost } = difference;
  return [
    headline(difference, source, list),
    counts.length === 0 ? "Nothing differs." : counts.join(", "),
    ...changeKinds.flatMap((kind) => drawKind(kind, difference, all)),
    ...drawLost(lost, difference),
    ...drawLines("Same name as somebody else, who may be the same person", sameName, all),
    ...drawLines(
      "Contradicts what is recorded of somebody of the same name, of whom nothing is said then until a file says who is who (`check` tells)",
      against.map(({ entry, slug, says }) => `${nameOfEntry(entry)}  (${entry.id}) may be ${slug}, and ${says}`),
      all,
    ),
    ...drawLines(
      "Rows that cannot be gone by, so that nothing changes for these people",
      refused.map(({ line, id, reason }) => `line ${line}${id === null ? "" : ` (${id})`}: ${reason}`),
      all,
    ),
    ...drawLines(
      "Left out of rows",
      (file.notes ?? []).filter(({ id }) => !toWithhold.has(id)).map(({ line, id, note }) => `line ${line} (${id}): ${note}`),
      all,
    ),
    ...(file.hidden.length === 0 ? [] : ["", `${figure(file.hidden.length)} rows whose name the source does not show are not imported.`]),
  ].join("\n");
};
