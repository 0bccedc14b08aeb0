import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { listIdSchema, listNameSchema } from "../campaign/lists/list-entry.ts";
import type { ListLanguage, ListRow, ListStatus } from "../campaign/lists/list-row.ts";
import { certainlyBefore, type PartialDate } from "../campaign/partial-date.ts";
import { urlSchema } from "../campaign/prisoner.ts";
import type { Layout } from "./layouts.ts";
import { readArticles } from "./read-articles.ts";
import type { Cells } from "./read-csv.ts";
import { readDate } from "./read-date.ts";
import { cleanName, isHiddenName, nameFault } from "./read-name.ts";
import { readSentence } from "./read-sentence.ts";
import { languageOfName, readGender, readOwnStatus, readStatusCode, readStatusWords, readDeath, saysJournalist } from "./read-words.ts";

/** One row: what it says, that the source hides the name, or why it says nothing that can be gone by. */
export type RowRead = { readonly id: string | null } & (
  | { readonly kind: "row"; readonly row: ListRow; readonly notes: readonly string[] }
  | {
      readonly kind: "hidden";
      readonly status: ListStatus | null;
      readonly gender: "F" | "M" | null;
      readonly isJournalist: boolean;
      /** Question marks stand in its place. */ readonly isQuestioned: boolean;
    }
  | { readonly kind: "refused"; readonly reason: string }
);

export interface RowContext {
  readonly layout: Layout | "own-json";
  /** Of names that do not show theirs. */
  readonly language: ListLanguage | null;
  /** `2026-11-21`: what is after it has not happened. */
  readonly today: string;
}

/** A cell's words for a message: short, in one line. */
const quoted = (words: string): string => {
  const plain = words.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  return `"${plain.length > 40 ? `${plain.slice(0, 39)}…` : plain}"`;
};

const isPublicPage = (url: string): boolean => {
  if (!urlSchema.safeParse(url).success) return false;
  const host = new URL(url).hostname;
  return isIP(host.replaceAll(/[[\]]/g, "")) === 0 && !/\.(?:local|internal|localhost|lan|home\.arpa)\.?$/i.test(host);
};

/** A page in whichever language it is opened. */
const pageOf = (url: string): string => {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/^\/(?:en|ru|be)(?=\/)/, "")}${search}`;
};

const languageOfPage = (url: string): ListLanguage | null =>
  (/^\/(en|ru|be)\/person\//.exec(new URL(url).pathname)?.[1] as ListLanguage | undefined) ?? null;

/** What stands for an id where the source has none: the page, or the name and two dates. */
const idOf = (...facts: readonly (string | undefined)[]): string =>
  `~${createHash("sha256")
    .update(facts.map((fact) => fact ?? "").join("\n"))
    .digest("hex")
    .slice(0, 12)}`;

const isPlainId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id) && listIdSchema.safeParse(id).success;

type Fact = "born" | "detained" | "verdict" | "released" | "died";
const factNames: Readonly<Record<Fact, string>> = {
  born: "the date of birth",
  detained: "the date of the detention",
  verdict: "the date of the verdict",
  released: "the date of the release",
  died: "the date of the death",
};

/** What the date cells say; a date that cannot be is left out and told in `notes`. */
const readDates = (cells: Cells, facts: readonly Fact[], today: string, notes: string[]): Partial<Record<Fact, PartialDate>> => {
  const dates: Partial<Record<Fact, PartialDate>> = {};
  for (const fact of facts) {
    const date = readDate(cells[fact] ?? "");
    if (date === undefined) continue;
    if (date === null) notes.push(`${factNames[fact]} is no date that can be told: left out`);
    else if (date > today.slice(0, date.length)) notes.push(`${factNames[fact]} is in the future: left out`);
    else dates[fact] = date;
  }
  for (const fact of ["detained", "verdict", "released", "died"] as const) {
    const date = dates[fact];
    if (dates.born === undefined || date === undefined || !certainlyBefore(date, dates.born)) continue;
    notes.push(`${factNames.born} is after ${factNames[fact]}: both left out`);
    delete dates.born;
    delete dates[fact];
  }
  for (const fact of ["released", "died"] as const) {
    const date = dates[fact];
    if (dates.detained === undefined || date === undefined || !certainlyBefore(date, dates.detained)) continue;
    notes.push(`${factNames[fact]} is before ${factNames.detained}: left out`);
    delete dates[fact];
  }
  return dates;
};

interface Named {
  readonly name: string;
  readonly language: ListLanguage;
}

/** The name and its language, "hidden", or what is wrong with it. */
const readName = (
  cells: Cells,
  { layout, language }: RowContext,
  pageLanguage: ListLanguage | null,
): Named | "hidden" | { readonly fault: string } => {
  const isOwn = layout === "own-json" || layout.layout === "own-csv";
  const given = ([cells.name, cells.nameBe, cells.nameRu] as const).map((words) => cleanName(words ?? ""));
  const shown = given.filter((name) => name !== "");
  if (shown.length === 0 || shown.some(isHiddenName)) return "hidden";
  for (const [index, words] of [cells.name, cells.nameBe, cells.nameRu].entries()) {
    const name = given[index] ?? "";
    if (name === "") continue;
    const fault =
      nameFault(words ?? "", name) ?? (listNameSchema.safeParse(name).success ? null : "the name cannot be published as it stands");
    if (fault !== null) return { fault };
  }
  const [name = "", nameBe = "", nameRu = ""] = given;
  if (name === "") return nameBe === "" ? { name: nameRu, language: "ru" } : { name: nameBe, language: "be" };
  const script = languageOfName(name);
  // The column or the page says which language a name in Cyrillic is in, unless its letters say otherwise.
  const said =
    script === "en"
      ? "en"
      : (script ?? [pageLanguage, isOwn ? null : layout.language, language].find((one) => one === "be" || one === "ru") ?? null);
  if (said !== null) return { name, language: said };
  return isOwn
    ? { fault: "the name is in Cyrillic, in Belarusian or in Russian: write it under name_be or name_ru" }
    : { name, language: "ru" };
};

const readStatus = (words: string, { layout }: RowContext): { readonly status: ListStatus; readonly died?: true } | null => {
  if (layout === "own-json" || layout.layout === "own-csv") return readOwnStatus(words);
  const status = layout.layout === "viasna" ? readStatusCode(words) : readStatusWords(words);
  return status === null ? null : { status };
};

export const readRow = (cells: Cells, line: number, context: RowContext): RowRead => {
  const givenId = cleanName(cells.id ?? "");
  const id = isPlainId(givenId) ? givenId : null;
  const refused = (reason: string): RowRead => ({ kind: "refused", id, reason });
  const hasIds = cells.id !== undefined;
  const status = readStatus(cells.status ?? "", context);
  const gender = readGender(cells.gender ?? "");
  const isJournalist = saysJournalist(cells.work ?? "");

  const url = (cells.url ?? "").trim();
  const isPage = url !== "" && isPublicPage(url);
  const named = readName(cells, context, isPage ? languageOfPage(url) : null);
  if (named === "hidden") {
    const isQuestioned = /\?{2}/.test(`${cells.name ?? ""}${cells.nameBe ?? ""}${cells.nameRu ?? ""}`);
    return { kind: "hidden", id, status: status?.status ?? null, gender: gender ?? null, isJournalist, isQuestioned };
  }

  if (hasIds && givenId === "") return refused("it has no id");
  if (hasIds && id === null) return refused("its id is none: letters, digits, dots, hyphens and underscores, 64 at most");
  if ("fault" in named) return refused(named.fault);
  if (status === null) {
    const words = (cells.status ?? "").trim();
    return refused(words === "" ? "it has no status" : `its status ${quoted(words)} is not one that is known`);
  }
  if (url !== "" && !isPage) return refused("its url is not the address of a public web page");

  const notes: string[] = [];
  // A release that is planned is no release.
  const facts: Fact[] = ["born", "detained", "verdict", ...(status.status === "former" ? (["released"] as const) : []), "died"];
  const death = readDeath(cells.died ?? "");
  const diedOn = death.kind === "dated" ? death.wordsOfDate : "";
  const dayOfDeath = readDate(diedOn);
  // A day that is yet to come, or is none of the calendar, is nobody's death.
  const isDated = typeof dayOfDeath === "string" && dayOfDeath <= context.today.slice(0, dayOfDeath.length);
  const hasDied = status.died === true || death.kind === "death" || isDated;
  const dates = readDates({ ...cells, died: diedOn }, facts, context.today, notes);
  if (death.kind === "unclear") notes.push("what it says of a death is no date and no word for one that is known: left out");
  if (gender === null) notes.push("the gender is a word that is not known: left out");
  const articles = readArticles(cells.articles ?? "");
  if (articles === null) notes.push("the articles cannot be told for certain: left out");
  const sentence = readSentence(cells.sentence ?? "");

  const key = id ?? (isPage ? idOf(pageOf(url)) : idOf(named.name, dates.born, dates.detained));
  const row: ListRow = {
    line,
    id: key,
    url: isPage ? url : null,
    name: named.name,
    language: named.language,
    status: status.status,
    ...((gender === "F" || gender === "M") && { gender }),
    ...(dates.born !== undefined && { born: dates.born }),
    ...(dates.detained !== undefined && { detained: dates.detained }),
    ...(articles && { articles }),
    ...(dates.verdict !== undefined && { verdict: dates.verdict }),
    ...(sentence !== undefined && { sentence }),
    ...(dates.released !== undefined && { released: dates.released }),
    ...(hasDied && { died: dates.died ?? (true as const) }),
    ...(isJournalist && { journalist: true as const }),
  };
  return { kind: "row", id: key, row, notes };
};
