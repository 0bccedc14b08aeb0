import { editDistance } from "../campaign/find/edit-distance.ts";
import { ownColumns, type CellKind } from "./layouts.ts";
import { ListRefused } from "./list-refused.ts";
import type { Cells, TakeRow } from "./read-csv.ts";

/** An array cannot be read piece by piece, as lines can. */
const maxArrayChars = 16 * 1024 * 1024;
const maxLineChars = 1024 * 1024;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sentenceWords = ({ years, months, fine, ...rest }: Readonly<Record<string, unknown>>): string | null => {
  if (Object.keys(rest).length > 0) return null;
  const words = [typeof years === "number" && `${years} years`, typeof months === "number" && `${months} months`].filter(Boolean).join(" ");
  return fine === true ? [words, "fine"].filter(Boolean).join(", ") : words;
};

/** A value as a CSV's cell would have it; null where it is of a kind that none of our columns is. */
const cellOf = (kind: CellKind | null, value: unknown): string | null => {
  if (value === null || value === false) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  if (value === true) return kind === "died" ? "yes" : null;
  if (kind === "sentence" && isRecord(value)) return sentenceWords(value);
  if (Array.isArray(value) && (kind === "articles" || kind === "work"))
    return value.every((item) => typeof item === "string") ? value.join("\n") : null;
  return null;
};

const cellsOf = (value: unknown, where: string): Cells => {
  if (!isRecord(value))
    throw new ListRefused(
      `${where} is not an object with our columns: each person must be one, such as {"id": "1", "name": …, "status": …}`,
    );
  const cells: Cells = {};
  for (const [name, given] of Object.entries(value)) {
    const kind = Object.hasOwn(ownColumns, name) ? ownColumns[name] : undefined;
    if (kind === undefined || kind === null) {
      const meant = Object.keys(ownColumns).find((column) => editDistance(name.toLowerCase(), column, 2) <= Math.min(2, column.length / 3));
      const plain = name.replaceAll(/[\p{C}\s]+/gu, " ").slice(0, 40);
      throw new ListRefused(
        `${where} has "${plain}", which is none of our columns${meant === undefined ? "." : `; did you mean "${meant}"?`} They are ${Object.keys(ownColumns).join(", ")}`,
      );
    }
    const cell = cellOf(kind, given);
    if (cell === null) throw new ListRefused(`"${name}" of ${where} is not of a kind that can be read: give it as a text`);
    cells[kind] = cell;
  }
  for (const name of ["id", "status"] as const) cells[name] ??= "";
  return cells;
};

const parseJson = (text: string, fault: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ListRefused(fault, { cause: error });
  }
};

/** Reads a JSON array of our own columns, or one object a line (https://jsonlines.org). Throws `ListRefused`. */
export const readJson = async (texts: AsyncIterator<string>, beginning: string, takeRow: TakeRow): Promise<void> => {
  let text = beginning;
  const more = async (): Promise<boolean> => {
    const next = await texts.next();
    if (next.done !== true) text += next.value;
    return next.done !== true;
  };
  if (text.trimStart().startsWith("[")) {
    while (await more())
      if (text.length > maxArrayChars)
        throw new ListRefused("the array is larger than 16 MB: write one object a line instead (JSON Lines)");
    const people = parseJson(text, "the file is no whole JSON array: it was cut off, or something in it is not JSON; export it again");
    if (!Array.isArray(people)) throw new ListRefused("the file is no JSON array of people");
    for (const [index, person] of people.entries()) takeRow(cellsOf(person, `person ${index + 1} of the array`), index + 1);
    return;
  }
  let line = 1;
  let isMore = true;
  while (isMore) {
    isMore = await more();
    const ended = text.split("\n");
    text = isMore ? (ended.pop() ?? "") : "";
    if (text.length > maxLineChars)
      throw new ListRefused(`line ${line} is longer than a person can be: write one object a line, or one array`);
    for (const one of ended) {
      const where = `line ${line}`;
      if (one.trim() !== "")
        takeRow(
          cellsOf(
            parseJson(one, `${where} is no whole JSON object: the file was cut off, or something in it is not JSON; export it again`),
            where,
          ),
          line,
        );
      line += 1;
    }
  }
};
