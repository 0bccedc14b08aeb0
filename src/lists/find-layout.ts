import { parse } from "csv-parse/sync";
import { editDistance } from "../campaign/find/edit-distance.ts";
import { foldColumn, layouts, type CellKind, type Layout } from "./layouts.ts";
import { ListRefused } from "./list-refused.ts";

export interface FoundLayout {
  readonly layout: Layout;
  readonly delimiter: string;
  /** For each column of the file, in its order. */
  readonly cells: readonly (CellKind | null)[];
  /** Lines of the file before the header. */
  readonly linesBefore: number;
}

const isKnown = ({ columns }: Layout, name: string): boolean => Object.hasOwn(columns, foldColumn(name));

/** A column's name for a message: short, in one line. */
const quoted = (name: string): string => {
  const plain = name.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  return `"${plain.length > 40 ? `${plain.slice(0, 39)}…` : plain}"`;
};

const meant = (name: string, columns: readonly string[]): string => {
  const folded = foldColumn(name);
  const most = Math.max(1, Math.floor(folded.length / 3));
  const [best] = columns
    .map((column) => ({ column, distance: editDistance(folded, column, most) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((a, b) => a.distance - b.distance);
  return best === undefined ? "." : `; did you mean "${best.column}"?`;
};

/** The first column of a layout that is read as this. */
const nameOf = ({ columns }: Layout, kind: CellKind): string => Object.keys(columns).find((name) => columns[name] === kind) ?? kind;

const splitHeader = (header: string, delimiter: string): string[] => {
  try {
    return parse(header, { delimiter, relax_column_count: true, relax_quotes: true, to: 1 })[0] ?? [];
  } catch {
    return [];
  }
};

/** Throws `ListRefused` where a column is there twice, is not known, or is missing. */
const checkColumns = (layout: Layout, names: readonly string[]): readonly (CellKind | null)[] => {
  const { columns, required, title } = layout;
  for (const [index, name] of names.entries()) {
    if (foldColumn(name) === "")
      throw new ListRefused(`column ${index + 1} of ${names.length} has no name in the header: name it, or export the list again`);
    if (!isKnown(layout, name)) {
      const free = Object.keys(columns).filter((column) => !names.some((other) => foldColumn(other) === column));
      throw new ListRefused(
        `the column ${quoted(name)} is not one that ${title} is known to have${meant(name, free)} Nothing is read before somebody has looked at what it means: rename it, or take it out`,
      );
    }
  }
  const cells = names.map((name) => columns[foldColumn(name)] ?? null);
  for (const [index, name] of names.entries()) {
    const first = names.findIndex((other) => foldColumn(other) === foldColumn(name));
    const same = cells[index] === null ? first : cells.indexOf(cells[index] ?? null);
    if (Math.min(first, same) < index)
      throw new ListRefused(
        `the columns ${Math.min(first, same) + 1} and ${index + 1}, ${quoted(name)}, say the same thing: take one of them out`,
      );
  }
  const missing = required.filter((kind) => !cells.includes(kind)).map((kind) => `"${nameOf(layout, kind)}"`);
  if (layout.layout === "own-csv" && !cells.some((kind) => kind === "name" || kind === "nameBe" || kind === "nameRu"))
    missing.push('"name"');
  if (missing.length > 0)
    throw new ListRefused(
      `the ${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")} of ${title} ${missing.length === 1 ? "is" : "are"} missing: export the list again, whole`,
    );
  return cells;
};

/** Tells from a file's first lines what it is; throws `ListRefused` with what is wrong with the header. */
export const findLayout = (beginning: string): FoundLayout => {
  // Excel's own word for the delimiter.
  const told = /^(?:sep=([,;\t])\r?\n)/i.exec(beginning);
  const header = beginning.slice(told?.[0].length ?? 0);
  const linesBefore = told === null ? 0 : 1;
  const found = (told?.[1] === undefined ? [",", ";", "\t"] : [told[1]])
    .flatMap((delimiter) => {
      const names = splitHeader(header, delimiter);
      return layouts.map((layout) => ({ layout, delimiter, names, known: names.filter((name) => isKnown(layout, name)).length }));
    })
    .reduce((best, one) => (one.known > best.known ? one : best));
  const { layout, delimiter, names, known } = found;
  if (known < 2 || known * 2 < names.length)
    throw new ListRefused(
      "the first line is no header of a list that Rollcall knows: import Viasna's CSV, or a file whose first line is id,url,name,name_be,name_ru,gender,status,…",
    );
  return { layout, delimiter, cells: checkColumns(layout, names), linesBefore };
};
