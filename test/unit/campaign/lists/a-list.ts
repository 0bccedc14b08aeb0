import type { Doubt, ListedEntry, ListEntry } from "../../../../src/campaign/lists/list-entry.ts";
import type {
  ActiveFigures,
  ListFile,
  ListLanguage,
  ListLayout,
  ListRow,
  ListStatus,
  ReadFile,
  RefusedRow,
} from "../../../../src/campaign/lists/list-row.ts";
import type { ChangeKind, ListHeader, ListImport, PersonList } from "../../../../src/campaign/lists/person-list.ts";

const spelled = (id: number, alphabet: string): string => String(id).replaceAll(/\d/g, (digit) => `${alphabet.charAt(Number(digit))}a`);

/** A name that nobody else of another number has. */
export const nameOf = (id: number, language: ListLanguage = "en"): string =>
  language === "en" ? `Person B${spelled(id, "bdfgklmnrs")}` : `Асоба Б${spelled(id, "бдфгклмнрс").replaceAll("a", "а")}`;

const pageOf = (id: number | string, language: ListLanguage = "en"): string =>
  `https://prisoners.spring96.org/${language}/person/person-${id}`;

export const aRow = (id: number | string, status: ListStatus = "active", row: Partial<ListRow> = {}): ListRow => ({
  line: 2,
  id: String(id),
  url: pageOf(id),
  name: nameOf(Number(id) || 0),
  language: "en",
  status,
  ...row,
});

const figures = (rows: readonly ListRow[]): ActiveFigures => {
  const active = rows.filter(({ status }) => status === "active");
  return { total: active.length, women: active.filter(({ gender }) => gender === "F").length, journalists: null };
};

export interface FileParts {
  readonly layout?: ListLayout;
  readonly refused?: readonly RefusedRow[];
  readonly hidden?: ListFile["hidden"];
  readonly total?: number;
  readonly active?: ActiveFigures;
}

/** What reading somebody else's file comes to. */
export const aFile = (
  given: readonly ListRow[],
  { layout = "viasna", refused = [], hidden = [], total, active }: FileParts = {},
): ListFile => {
  const rows = given.map((row, index) => ({ ...row, line: index + 2 }));
  return {
    kind: "read",
    layout,
    language: rows[0]?.language ?? "en",
    rows,
    refused,
    hidden,
    total: total ?? rows.length + refused.length + hidden.length,
    active: active ?? figures(rows),
    tail: rows.slice(-20).map(({ id }) => id),
  } satisfies ReadFile;
};

export const anEntry = (
  id: number,
  status: ListStatus = "active",
  entry: Partial<ListEntry> & { readonly doubt?: Doubt } = {},
): ListEntry => ({
  id: String(id),
  slug: `person-${id}`,
  url: pageOf(id),
  names: { en: nameOf(id) },
  status,
  ...entry,
});

const header: ListHeader = { list: "viasna", counter: "Viasna", title: "Viasna: list of political prisoners" };

/** A list as of 2026-11-13. */
export const aList = (entries: readonly ListedEntry[], given: Partial<ListImport> = {}): PersonList => {
  const applied: ChangeKind[] = ["new"];
  const active = entries.filter((entry) => "status" in entry && entry.status === "active").length;
  return {
    header,
    imports: [
      {
        import: 1,
        at: "2026-11-13T09:00:00Z",
        asOf: "2026-11-13",
        by: null,
        layout: "viasna",
        rows: entries.length,
        active,
        applied,
        tail: entries.slice(-20).map(({ id }) => id),
        first: true,
        ...given,
      },
    ],
    entries,
  };
};
