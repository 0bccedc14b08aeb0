import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { CellKind, Layout } from "./layouts.ts";
import { findLayout } from "./find-layout.ts";
import { ListRefused } from "./list-refused.ts";
import { oddLetters } from "./odd-letters.ts";

/** A row's cells that are read, as they stand; the others are never looked at. */
export type Cells = Partial<Record<CellKind, string>>;

/** @param line in the file, from 1: where the row begins */
export type TakeRow = (cells: Cells, line: number) => void;

const maxRowBytes = 1024 * 1024;
const maxBlank = 100_000;
const maxHeaderChars = 65_536;
const lineBreak = /\r\n|\r|\n/g;

const breaksIn = (cells: readonly string[]): number => cells.reduce((count, cell) => count + (cell.match(lineBreak)?.length ?? 0), 0);

/** The end of the header: the first line break outside quotes, behind a line that only names the delimiter. */
const headerEnd = (text: string): number => {
  let isQuoted = false;
  for (let at = /^sep=.\r?\n/i.exec(text)?.[0].length ?? 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (text[at] === "\n" || text[at] === "\r")) return at;
  }
  return -1;
};

/** What comes at the end of a file that nobody cut off cannot be told from what was lost where a value is shorter and still a value. */
const isSafeEnd = (kind: CellKind | null): boolean => kind === null || kind === "status" || kind === "gender" || kind === "work";

const cutOff = (rows: number, lastLine: number, lastId: string | undefined): string =>
  rows === 0
    ? "before the first row"
    : `after the row in line ${lastLine}${lastId === undefined || !/^[\w.~-]{1,64}$/.test(lastId) ? "" : ` (id ${lastId})`}`;

/**
 * Hands over each row of a CSV. Throws `ListRefused` where the header is none, or a single row has too few or too many columns or a quote that does not end:
 * then nobody can tell which cell is which, or how much is missing.
 * @returns what the header says of the file
 */
export const readCsv = async (texts: AsyncIterator<string>, beginning: string, takerOf: (layout: Layout) => TakeRow): Promise<Layout> => {
  let text = beginning;
  while (headerEnd(text) === -1 && text.length < maxHeaderChars) {
    const next = await texts.next();
    if (next.done === true) break;
    text += next.value;
  }
  const end = headerEnd(text);
  const header = end === -1 ? text : text.slice(0, end);
  const oddHeader = oddLetters(header, 1);
  if (oddHeader !== null) throw new ListRefused(oddHeader);
  const { layout, delimiter, cells: kinds, linesBefore } = findLayout(header);

  const takeRow = takerOf(layout);

  let line = 1;
  let records = 0;
  let blank = 0;
  let lastEnd = "";
  let last: { readonly line: number; readonly id: string | undefined } = { line: 0, id: undefined };
  let odd: { readonly line: number; readonly columns: number } | null = null;
  const refuseOdd = (isLast: boolean): void => {
    if (odd === null) return;
    const { line: at, columns } = odd;
    const counted = `line ${at} has ${columns} ${columns === 1 ? "column" : "columns"} where the header has ${kinds.length}`;
    if (isLast && columns < kinds.length)
      throw new ListRefused(`${counted}: the file was cut off ${cutOff(records, last.line, last.id)}; export or load it again, whole`);
    throw new ListRefused(`${counted}: a delimiter or a quote is wrong there or in the row before it; export the list again`);
  };

  const take = (record: readonly string[]): null => {
    const at = line;
    line += 1 + breaksIn(record);
    if (at <= linesBefore + 1) return null;
    // A line without anything, or one of a spreadsheet with nothing in its cells.
    if (record.every((cell) => cell.trim() === "") && (record.length === 1 || record.length === kinds.length)) {
      blank += 1;
      if (blank > maxBlank) throw new ListRefused("the file has more than 100,000 empty lines: export the list again");
      return null;
    }
    refuseOdd(false);
    if (record.length !== kinds.length) {
      odd = { line: at, columns: record.length };
      return null;
    }
    const cells: Cells = {};
    for (const [index, kind] of kinds.entries()) if (kind !== null) cells[kind] = record[index] ?? "";
    takeRow(cells, at);
    records += 1;
    last = { line: at, id: cells.id?.trim() };
    return null;
  };

  const parser = parse({
    delimiter,
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: maxRowBytes,
    on_record: take,
  });
  async function* whole(): AsyncGenerator<string> {
    yield text;
    lastEnd = text.slice(-1);
    for (let next = await texts.next(); next.done !== true; next = await texts.next()) {
      yield next.value;
      lastEnd = next.value.slice(-1);
    }
  }
  // Nothing comes out at the other end: the rows were taken on the way.
  parser.resume();
  try {
    await pipeline(Readable.from(whole()), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    refuseOdd(false);
    if (error.code === "CSV_MAX_RECORD_SIZE")
      throw new ListRefused(
        `the row that begins in line ${line} has more than 1 MB, which no person's row has: a quote is not closed there, or something else than the list is in a cell; export the list again`,
        { cause: error },
      );
    if (error.code === "CSV_QUOTE_NOT_CLOSED")
      throw new ListRefused(
        `a quote in the row that begins in line ${line} is never closed: the file was cut off ${cutOff(records, last.line, last.id)}, or a quote is wrong there; export or load it again, whole`,
        { cause: error },
      );
    throw new ListRefused(
      `the row that begins in line ${line} has a quote (") in the wrong place, so its columns cannot be told apart: export the list again`,
      {
        cause: error,
      },
    );
  }
  refuseOdd(true);
  const lastKind = kinds.at(-1) ?? null;
  if (layout.layout === "own-csv" && records > 0 && lastEnd !== "\n" && lastEnd !== "\r" && !isSafeEnd(lastKind))
    throw new ListRefused(
      `the last line (${last.line}) does not end in a line break, so nobody can tell whether its last column was cut off: put a line break behind it, or write "category" as the last column`,
    );
  return layout;
};
