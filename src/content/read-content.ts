import { join } from "node:path";
import type { Content } from "../campaign/content.ts";
import { isWithheld } from "../campaign/lists/list-entry.ts";
import type { MessageTable } from "../campaign/words/messages.ts";
import { checkFiles } from "./check-files.ts";
import { checkTexts } from "./check-texts.ts";
import { joinContent } from "./join-content.ts";
import { repeatedUniques } from "./repeated-uniques.ts";
import { readTree, type ContentFile, type ContentTree } from "./content-tree.ts";
import { arrangeFaults, type Fault } from "./fault.ts";
import type { Surroundings } from "./surroundings.ts";

export type ReadContent =
  | {
      readonly content: Content;
      readonly faults: readonly [];
      /** What campaigners should look at though nothing is wrong: where files and lists do not agree, and who may be whom. */
      readonly notes: readonly Fault[];
    }
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

/**
 * Reads all of a campaign's folder and checks it: either the content, or every fault of it, by file and place.
 * Never throws for what is in the folder, whatever it is.
 * @param folder as somebody typed it; faults name files the same way
 */
export const readContent = async (folder: string, { today, messages }: ReadOptions = {}): Promise<ReadContent> => {
  const tree = await readTree(folder);
  if (tree.folder === null) return { content: null, readable: null, faults: arrangeFaults(tree.faults) };
  const files = new Set(tree.files.filter(({ kind }) => kind === "prisoner").map(({ name }) => name));
  const prepared = new Set(tree.files.filter(({ kind }) => kind === "texts").map(({ name }) => name));
  const surroundings: Surroundings = {
    folder: tree.folder,
    languages: null,
    texts: prepared,
    slugs: files,
    hasWithheld: false,
    today: today?.toString() ?? null,
  };
  // What other files are checked against.
  const isFirst = ({ kind }: ContentFile): boolean => kind === "campaign" || kind === "list";
  const first = await checkFiles(tree.files.filter(isFirst), surroundings);
  const languages = first.find((file) => file.languages !== undefined)?.languages ?? null;
  const listed = first.flatMap(({ value }) => (value?.kind === "list" ? value.list.entries : []));
  const shown = listed.filter((entry) => !isWithheld(entry) && entry.mayBeWithheld === undefined && entry.doubt !== "hidden");
  const slugs = files.union(new Set(shown.flatMap((entry) => ("slug" in entry ? [entry.slug] : []))));
  const others = await checkFiles(
    tree.files.filter((file) => !isFirst(file)),
    { ...surroundings, languages, slugs, hasWithheld: shown.length < listed.length },
  );
  const checked = [...first, ...others];
  const texts = new Map<string, { file: string; text: string }>();
  for (const { file, value } of checked) if (value?.kind === "texts") texts.set(value.language, { file, text: value.text });
  const joined = joinContent(
    folder,
    checked.flatMap(({ file, value }) => (value === null ? [] : [{ file, value }])),
  );
  const faults = arrangeFaults([
    ...tree.faults,
    ...missingFiles(folder, tree, languages),
    ...checked.flatMap((file) => file.faults),
    ...repeatedUniques(checked.flatMap(({ uniques }) => uniques)),
    ...checkTexts(texts, languages, messages),
    // Whether a list has somebody is not known as long as one cannot be read.
    ...(checked.some(({ file, value }) => value === null && file.endsWith(".jsonl")) ? [] : joined.faults),
  ]);
  const { content } = joined;
  return faults.length > 0 || content === null
    ? { content: null, readable: content, faults }
    : { content, faults: [], notes: arrangeFaults([...checked.flatMap((file) => file.notes ?? []), ...joined.notes]) };
};
