import type { ListLanguage, ListLayout } from "../campaign/lists/list-row.ts";

/** What a row is read from. Whatever else a file has is never looked at. */
const cellKinds = [
  "id",
  "url",
  "name",
  "nameBe",
  "nameRu",
  "status",
  "gender",
  "born",
  "detained",
  "articles",
  "verdict",
  "sentence",
  "released",
  "died",
  "work",
] as const;
export type CellKind = (typeof cellKinds)[number];

/** Null: a column that is known and never read. */
type Columns = Readonly<Record<string, CellKind | null>>;

export interface Layout {
  readonly layout: Exclude<ListLayout, "own-json">;
  /** Of the headings; null where they do not show it. */
  readonly language: ListLanguage | null;
  /** What people call it. */
  readonly title: string;
  /** Under their folded names. */
  readonly columns: Columns;
  readonly required: readonly CellKind[];
}

const machine: Columns = {
  id: "id",
  url: "url",
  name: "name",
  status: "status",
  gender: "gender",
  photo: null,
  description: null,
  birthday: "born",
  arrested: "detained",
  articles: "articles",
  prison: null,
  declaration: null,
  decision: "sentence",
  penalty: null,
  judge: null,
  councel: null,
  penalty_start_date: null,
  release_date: "released",
  verdict_date: "verdict",
  appeal_date: null,
  fake_terrorist_list: null,
  died: "died",
  clusters: "work",
};

/** The layout with headings has none of its own; who adds them will call them so. */
const idsAndPages: Columns = Object.fromEntries([
  ...["id", "№", "no", "no.", "number", "номер", "нумар"].map((name) => [name, "id"] as const),
  ...["url", "link", "page", "ссылка", "страница", "спасылка", "старонка"].map((name) => [name, "url"] as const),
]);

const english: Columns = {
  ...idsAndPages,
  "name and surname": "name",
  status: "status",
  "date of birth": "born",
  gender: "gender",
  "date of detention": "detained",
  "charges indicted": "articles",
  "date of verdict": "verdict",
  sentence: "sentence",
  decision: "sentence",
  penalty: null,
  judge: null,
  prosecutor: null,
  prison: null,
};

const russian: Columns = {
  ...idsAndPages,
  "имя и фамилия": "name",
  статус: "status",
  "дата рождения": "born",
  пол: "gender",
  "дата задержания": "detained",
  "предъявлены обвинения": "articles",
  "дата приговора": "verdict",
  "решение суда": "sentence",
  "вид наказания": null,
  судья: null,
  прокурор: null,
  "место заключения": null,
};

const belarusian: Columns = {
  ...idsAndPages,
  "імя і прозвішча": "name",
  статус: "status",
  "дата нараджэння": "born",
  пол: "gender",
  "дата затрымання": "detained",
  "прад'яўлены абвінавачванні": "articles",
  "дата прысуду": "verdict",
  "рашэнне суда": "sentence",
  "від пакарання": null,
  суддзя: null,
  пракурор: null,
  "месца зняволення": null,
};

/** Of partners' lists; documented in README.md. */
export const ownColumns: Columns = {
  id: "id",
  url: "url",
  name: "name",
  name_be: "nameBe",
  name_ru: "nameRu",
  gender: "gender",
  status: "status",
  born: "born",
  detained: "detained",
  articles: "articles",
  verdict: "verdict",
  sentence: "sentence",
  released: "released",
  died: "died",
  category: "work",
};

const withHeadings: readonly CellKind[] = ["name", "status", "born", "gender", "detained", "articles", "verdict", "sentence"];

export const layouts: readonly Layout[] = [
  {
    layout: "own-csv",
    language: null,
    title: "a CSV of Rollcall's own columns",
    columns: ownColumns,
    required: ["id", "status"],
  },
  {
    layout: "viasna",
    language: null,
    title: "Viasna's machine CSV",
    columns: machine,
    required: cellKinds.filter((kind) => Object.values(machine).includes(kind)),
  },
  { layout: "viasna-headings", language: "en", title: "Viasna's CSV with English headings", columns: english, required: withHeadings },
  { layout: "viasna-headings", language: "ru", title: "Viasna's CSV with Russian headings", columns: russian, required: withHeadings },
  {
    layout: "viasna-headings",
    language: "be",
    title: "Viasna's CSV with Belarusian headings",
    columns: belarusian,
    required: withHeadings,
  },
];

/** A column's name as the tables above have it. */
export const foldColumn = (name: string): string =>
  name
    .replaceAll(/[\u200B-\u200F\u2060\uFEFF]/gu, "")
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .trim()
    .toLowerCase()
    .replaceAll(/[’ʼ`‘′]/gu, "'");
