import { joinCounts } from "../campaign/lists/list-counts.ts";
import type { FileRemark } from "../campaign/lists/join-files.ts";
import { joinLists, type EntryNote } from "../campaign/lists/join-lists.ts";
import type { PersonList } from "../campaign/lists/person-list.ts";
import type { Content } from "../campaign/content.ts";
import type { FileValue } from "./check-file.ts";
import type { Fault } from "./fault.ts";

/** A file's value with the name that faults give the file. */
export interface NamedValue {
  readonly file: string;
  readonly value: FileValue;
}

export interface JoinedContent {
  /** Null without a `campaign.yaml`. */
  readonly content: Content | null;
  readonly faults: readonly Fault[];
  readonly notes: readonly Fault[];
}

type Of<K extends FileValue["kind"]> = Extract<FileValue, { kind: K }>;

/** Each person of a list stands on a line of its own, behind the header and the imports. */
const lineOf = ({ imports, entries }: PersonList, id: string): number => 2 + imports.length + entries.findIndex((entry) => entry.id === id);

/** All of a campaign's content from its files' values: what is in lists becomes people and counts like those that have files. */
export const joinContent = (folder: string, named: readonly NamedValue[]): JoinedContent => {
  const all = <K extends FileValue["kind"]>(kind: K): Of<K>[] =>
    named.flatMap(({ value }) => (value.kind === kind ? [value as Of<K>] : []));
  const campaign = all("campaign")[0]?.campaign;
  if (campaign === undefined) return { content: null, faults: [], notes: [] };
  const bySlug = <T extends { slug: string }>(entries: readonly T[]): Map<string, T> =>
    new Map(entries.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)).map((entry) => [entry.slug, entry]));
  const texts = new Map(all("texts").map(({ language, text }) => [language, text]));
  const order = [...new Set([...campaign.languages, ...texts.keys()])];
  const lists = all("list").map(({ list }) => list);
  const counted = all("counts");

  const people = joinLists(
    all("prisoner").map(({ prisoner }) => prisoner),
    lists,
  );
  const files = new Map(
    named.flatMap(({ file, value }) => (value.kind === "prisoner" ? [[value.prisoner.slug, { file, value }] as const] : [])),
  );
  const listFiles = new Map(
    named.flatMap(({ file, value }) => (value.kind === "list" ? [[value.list.header.list, { file, value }] as const] : [])),
  );
  const place = (remark: FileRemark | EntryNote): Fault[] => {
    const { message } = remark;
    if ("slug" in remark) {
      const found = files.get(remark.slug);
      return found === undefined ? [] : [{ file: found.file, ...found.value.place(remark.path), message }];
    }
    const found = listFiles.get(remark.source);
    return found === undefined ? [] : [{ file: found.file, line: lineOf(found.value.list, remark.id), column: 1, message }];
  };
  return {
    content: {
      campaign,
      prisoners: people.prisoners,
      counts: joinCounts(
        counted.flatMap(({ counts }) => counts),
        lists,
        (counter) => counted.find(({ counters }) => Object.hasOwn(counters, counter))?.counters[counter],
      ),
      days: all("calendar").flatMap(({ days }) => days),
      actions: all("actions").flatMap(({ rows }) => rows.actions),
      actionTotals: all("actions").flatMap(({ rows }) => rows.totals),
      petitions: bySlug(all("petition").map(({ petition }) => petition)),
      texts: new Map(order.flatMap((language) => (texts.has(language) ? [[language, texts.get(language) ?? ""]] : []))),
      folder,
    },
    faults: people.faults.flatMap(place),
    notes: people.notes.flatMap(place),
  };
};
