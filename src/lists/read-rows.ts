import type { ListLanguage, ListLayout, ReadFile } from "../campaign/lists/list-row.ts";
import { createGathering } from "./gather-rows.ts";
import { ListRefused } from "./list-refused.ts";
import { createLetterWatch, oddLetters } from "./odd-letters.ts";
import { readCsv, type TakeRow } from "./read-csv.ts";
import { readJson } from "./read-json.ts";
import { readRow, type RowContext } from "./read-row.ts";
import { readText } from "./read-text.ts";

export interface ReadRowsOptions {
  /** Of names that show none: of a machine CSV without pages, or of names in Cyrillic that are the same in Belarusian and Russian. */
  readonly language?: ListLanguage;
  /** What is after it has not happened yet. */
  readonly today: Temporal.PlainDate;
}

const maxRows = 100_000;

const asSentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? "" : "."}`;

/** A row to go by, cells that have none of these columns at all. */
const lacksAll = (seen: ReadonlySet<string>, names: readonly string[]): boolean => names.every((name) => !seen.has(name));

const readSound = async (
  bytes: AsyncIterable<Uint8Array>,
  { language = null, today }: Omit<ReadRowsOptions, "language"> & { readonly language?: ListLanguage | null },
): Promise<ReadFile> => {
  const watch = createLetterWatch();
  const texts = readText(bytes, watch);
  let beginning = "";
  while (beginning.trim() === "") {
    const next = await texts.next();
    if (next.done === true) throw new ListRefused("the file is empty: export the list again");
    beginning += next.value;
  }
  const [sign = ""] = beginning.trimStart();
  if (sign === "<")
    throw new ListRefused("this is a web page, not a CSV, maybe one that asks to log in: save the list itself, by the link to its CSV");

  const gathering = createGathering();
  const seen = new Set<string>();
  let rows = 0;
  const takeAs = (layout: RowContext["layout"]): TakeRow => {
    const context: RowContext = { layout, language, today: today.toString() };
    return (cells, line) => {
      rows += 1;
      if (rows > maxRows) throw new ListRefused("the file has more than 100,000 rows: that is no list of political prisoners");
      for (const kind of Object.keys(cells)) seen.add(kind);
      const odd = watch.hasSeen() ? oddLetters(Object.values(cells).join("\n"), line) : null;
      if (odd !== null) throw new ListRefused(odd);
      gathering.add(readRow(cells, line, context), line);
    };
  };

  let layout: ListLayout = "own-json";
  if (sign === "[" || sign === "{") await readJson(texts, beginning, takeAs("own-json"));
  else {
    const found = await readCsv(texts, beginning, (foundLayout) => takeAs(foundLayout));
    layout = found.layout;
  }
  const odd = watch.complaint() ?? gathering.complaint();
  if (odd !== null) throw new ListRefused(odd);
  if (rows === 0) throw new ListRefused("the file has no rows: export the list again");
  const { active, ...gathered } = gathering.gathered(language ?? "en");
  return {
    kind: "read",
    layout,
    ...gathered,
    active: {
      total: active.total,
      women: lacksAll(seen, ["gender"]) ? null : active.women,
      journalists: lacksAll(seen, ["work"]) ? null : active.journalists,
    },
  };
};

/**
 * Reads somebody else's file: Viasna's machine CSV, its layout with headings in English, Russian or Belarusian, or our own columns as CSV or JSON. What must never be
 * imported is not looked at. Never throws for what is in the file: a file that cannot be gone by as a whole is refused with one line that says why.
 */
export const readRows = async (bytes: AsyncIterable<Uint8Array>, options: ReadRowsOptions): Promise<ReadFile> => {
  try {
    return await readSound(bytes, options);
  } catch (error) {
    if (error instanceof ListRefused) return { kind: "refused", reason: asSentence(error.message) };
    throw error;
  }
};
