import type { ListFile, RefusedRow } from "./list-row.ts";
import type { ListImport } from "./person-list.ts";

/** Figures that a person has looked at and confirmed: those of the file itself. */
export interface ConfirmedFigures {
  readonly active?: number | undefined;
  readonly rows?: number | undefined;
}

const grouped = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");

const people = (count: number): string => (count === 1 ? "1 person" : `${grouped(count)} people`);

const tenth = 0.1;
/** More rows than this share that cannot be read are no slips any more. */
const mostRefused = 0.05;
/** More names of known people than this share that are hidden at once, and than so many, are a source's slip: what they are known by would be lost. */
const mostHidden = 0.05;
const alwaysHidden = 50;
/** A file without ids must be about people whom the list knows. */
const leastKnown = 0.9;

const older = (asOf: string, last: ListImport): string | null =>
  asOf < last.asOf
    ? `The file is as of ${asOf}, and the list is as of ${last.asOf} already: an older file would take news back. If the day is wrong, give the right one with --as-of.`
    : null;

const tooManyRefused = (file: ListFile, refused: readonly RefusedRow[]): string | null => {
  const [first] = refused;
  if (first === undefined || refused.length <= file.total * mostRefused) return null;
  return `${grouped(refused.length)} of ${grouped(file.total)} rows cannot be gone by, the first in line ${first.line}: ${first.reason}. A list with so many is not imported.`;
};

const cutOff = (file: ListFile, last: ListImport, present: ReadonlySet<string>, confirmed: ConfirmedFigures): string | null => {
  if (confirmed.rows === file.total) return null;
  const isTailGone = last.tail.length > 0 && last.tail.every((id) => !present.has(id));
  const isShort = file.total < last.rows * (1 - tenth);
  if (!isTailGone && !isShort) return null;
  const what = isTailGone
    ? `None of the last ${last.tail.length === 1 ? "row" : `${last.tail.length} rows`} of the import of ${last.asOf} is in it`
    : "It has more than a tenth fewer rows";
  return `The file looks cut off. ${what}: it has ${grouped(file.total)} rows, and there were ${grouped(last.rows)}. If that is right, say --confirm-rows ${file.total}.`;
};

const activeMoved = ({ active: { total } }: ListFile, last: ListImport, confirmed: ConfirmedFigures): string | null => {
  if (confirmed.active === total || Math.abs(total - last.active) <= last.active * tenth) return null;
  return `${people(total)} are in prison by the file, and ${grouped(last.active)} were by the import of ${last.asOf}: a move by more than 10%. If that is right, say --confirm-active ${total}.`;
};

const tooManyHidden = ({ total }: ListFile, { newlyHidden, people: known, confirmed }: FileToJudge): string | null =>
  confirmed.rows === total || newlyHidden <= Math.max(alwaysHidden, known * mostHidden)
    ? null
    : `The file hides the names of ${people(newlyHidden)} who are in the list, of whom nothing but the id would be left. If that is right, say --confirm-rows ${total}.`;

const unknownPeople = (file: ListFile, known: number): string | null => {
  if (!file.rows.some(({ id }) => id.startsWith("~"))) return null;
  const nameless = file.rows.filter(({ id }) => id.startsWith("~")).length;
  if (known >= nameless * leastKnown) return null;
  return `The file has no ids, and only ${grouped(known)} of its ${people(nameless)} can be told to be in the list: import the export with ids (the CSV for machines), in the language of the first import.`;
};

export interface FileToJudge {
  readonly file: ListFile;
  /** Of the reading and of the comparing. */
  readonly refused: readonly RefusedRow[];
  readonly asOf: string;
  /** Null for a list that is not there yet. */
  readonly last: ListImport | null;
  /** Ids of the list that the file speaks of, in whatever way. */
  readonly present: ReadonlySet<string>;
  /** Rows without an id that were told to be somebody of the list. */
  readonly known: number;
  /** How many people the list has, and how many of them the file hides. */
  readonly people: number;
  readonly newlyHidden: number;
  readonly confirmed: ConfirmedFigures;
}

/** Why a file is not gone by at all, in one line, or null. */
export const refuseFile = (judged: FileToJudge): string | null => {
  const { file, refused, asOf, last, present, known, confirmed } = judged;
  const tooMany = tooManyRefused(file, refused);
  if (last === null) return tooMany;
  return (
    older(asOf, last) ??
    unknownPeople(file, known) ??
    tooMany ??
    cutOff(file, last, present, confirmed) ??
    activeMoved(file, last, confirmed) ??
    tooManyHidden(file, judged)
  );
};
