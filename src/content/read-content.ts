import { join } from "node:path";
import type { Content } from "../campaign/content.ts";
import type { MessageTable } from "../campaign/words/messages.ts";
import type { FileValue } from "./check-file.ts";
import { checkFiles } from "./check-files.ts";
import { checkTexts } from "./check-texts.ts";
import { repeatedUniques } from "./repeated-uniques.ts";
import { readTree, type ContentFile, type ContentTree } from "./content-tree.ts";
import { arrangeFaults, type Fault } from "./fault.ts";
import type { Surroundings } from "./surroundings.ts";

export type ReadContent =
  | { readonly content: Content; readonly faults: readonly [] }
  /** `readable`: what has no fault of its own, for whoever must act all the same; null where campaign.yaml cannot be read. */
  | { readonly content: null; readonly readable: Content | null; readonly faults: readonly Fault[] };

export interface ReadOptions {
  /** Facts dated later than this are faults; without it the future is not looked for. */
  readonly today?: Temporal.PlainDate;
  /** The messages that texts must have; without it those that this program says. */
  readonly messages?: MessageTable;
}

const missingFiles = (folder: string, tree: ContentTree, languages: readonly string[] | null): Fault[] => {
  const faults: Fault[] = [];
  const taken = new Set([...tree.files, ...tree.faults].map(({ file }) => file));
  const want = (path: string, message: string): void => {
    const file = join(folder, path);
    if (!taken.has(file)) faults.push({ file, line: 1, column: 1, message });
  };
  want("campaign.yaml", "is missing: every campaign needs it, with its name, languages, accounts and schedule");
  for (const language of languages ?? [])
    want(join("texts", `${language}.ftl`), `is missing: campaign.yaml names the language ${language}; add its texts, or remove it there`);
  return faults;
};

const assemble = (folder: string, values: readonly FileValue[]): Content | null => {
  const all = <K extends FileValue["kind"]>(kind: K) =>
    values.filter((value): value is Extract<FileValue, { kind: K }> => value.kind === kind);
  const campaign = all("campaign")[0]?.campaign;
  if (campaign === undefined) return null;
  const bySlug = <T extends { slug: string }>(entries: readonly T[]): Map<string, T> =>
    new Map(entries.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)).map((entry) => [entry.slug, entry]));
  const texts = new Map(all("texts").map(({ language, text }) => [language, text]));
  const order = [...new Set([...campaign.languages, ...texts.keys()])];
  return {
    campaign,
    prisoners: bySlug(all("prisoner").map(({ prisoner }) => prisoner)),
    counts: all("counts").flatMap(({ counts }) => counts),
    days: all("calendar").flatMap(({ days }) => days),
    actions: all("actions").flatMap(({ rows }) => rows.actions),
    actionTotals: all("actions").flatMap(({ rows }) => rows.totals),
    petitions: bySlug(all("petition").map(({ petition }) => petition)),
    texts: new Map(order.flatMap((language) => (texts.has(language) ? [[language, texts.get(language) ?? ""]] : []))),
    folder,
  };
};

/**
 * Reads all of a campaign's folder and checks it: either the content, or every fault of it, by file and place.
 * Never throws for what is in the folder, whatever it is.
 * @param folder as somebody typed it; faults name files the same way
 */
export const readContent = async (folder: string, { today, messages }: ReadOptions = {}): Promise<ReadContent> => {
  const tree = await readTree(folder);
  if (tree.folder === null) return { content: null, readable: null, faults: arrangeFaults(tree.faults) };
  const slugs = new Set(tree.files.filter(({ kind }) => kind === "prisoner").map(({ name }) => name));
  const prepared = new Set(tree.files.filter(({ kind }) => kind === "texts").map(({ name }) => name));
  const surroundings: Surroundings = { folder: tree.folder, languages: null, texts: prepared, slugs, today: today?.toString() ?? null };
  const isCampaign = ({ kind }: ContentFile): boolean => kind === "campaign";
  const settings = await checkFiles(tree.files.filter(isCampaign), surroundings);
  const languages = settings[0]?.languages ?? null;
  const others = await checkFiles(
    tree.files.filter((file) => !isCampaign(file)),
    { ...surroundings, languages },
  );
  const checked = [...settings, ...others];
  const values = checked.flatMap(({ value }) => (value === null ? [] : [value]));
  const texts = new Map<string, { file: string; text: string }>();
  for (const { file, value } of checked) if (value?.kind === "texts") texts.set(value.language, { file, text: value.text });
  const faults = arrangeFaults([
    ...tree.faults,
    ...missingFiles(folder, tree, languages),
    ...checked.flatMap((file) => file.faults),
    ...repeatedUniques(checked.flatMap(({ uniques }) => uniques)),
    ...checkTexts(texts, languages, messages),
  ]);
  const assembled = assemble(folder, values);
  return faults.length > 0 || assembled === null ? { content: null, readable: assembled, faults } : { content: assembled, faults: [] };
};
