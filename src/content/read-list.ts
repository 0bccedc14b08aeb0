import type { z } from "zod";
import {
  compareIds,
  hiddenEntrySchema,
  isWithheld,
  listEntrySchema,
  withheldEntrySchema,
  type ListedEntry,
} from "../campaign/lists/list-entry.ts";
import { listHeaderSchema, listImportSchema, type ListHeader, type ListImport, type PersonList } from "../campaign/lists/person-list.ts";
import { describeIssue } from "./describe-issue.ts";
import type { Fault } from "./fault.ts";
import { parseYaml } from "./parse-yaml.ts";
import { locate, type Path } from "./plain-value.ts";
import { isFuture } from "./surroundings.ts";
import { reportIssues } from "./report-issues.ts";
import { quote } from "./wording.ts";

/** What a list may be at most: so many people that no campaign has them, with ten imports to take back. */
export const maxListBytes = 67_108_864;

export type ReadList =
  | { readonly list: PersonList; readonly faults: readonly [] }
  | { readonly list: null; readonly faults: readonly Fault[] };

type Line = { readonly header: ListHeader } | { readonly made: ListImport } | { readonly entry: ListedEntry };

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** Where V8 says that a text is no JSON any more. */
const brokenAt = (error: unknown): number => Number(/position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? 0);

/** Where something is in a line: JSON of one line is YAML, too. */
const columnOf = (text: string, path: Path, what?: "key" | "value"): number => locate(parseYaml(text).contents, path, what) + 1;

const schemas = {
  header: listHeaderSchema,
  made: listImportSchema,
  entry: listEntrySchema,
  withheld: withheldEntrySchema,
  hidden: hiddenEntrySchema,
};

const datedFacts = ["born", "detained", "verdict", "released", "died"] as const;

const kindOf = (value: object): keyof typeof schemas => {
  if ("list" in value) return "header";
  if ("import" in value) return "made";
  if ("withheld" in value) return "withheld";
  return "hidden" in value ? "hidden" : "entry";
};

/**
 * Reads a list's text, line by line. With a fault in any line there is no list.
 * @param name of the file without its ending, which the list must have, too
 * @param today imports of later days are faults; null where the future is not looked for
 */
export const readList = (file: string, name: string, text: string, today: string | null = null): ReadList => {
  const faults: Fault[] = [];
  const say = (line: number, column: number, message: string): void => void faults.push({ file, line, column, message });

  const readLine = (lineText: string, line: number): Line | null => {
    let value: unknown;
    try {
      value = JSON.parse(lineText);
    } catch (error) {
      const message = /^(<{7}|={7}|>{7}|\|{7})/.test(lineText)
        ? "has the marks of a merge conflict: keep one of the two versions and delete the marks"
        : "is no JSON: each line is one JSON object, as the import writes it";
      say(line, brokenAt(error) + 1, message);
      return null;
    }
    if (!isObject(value)) {
      say(line, 1, "must be a JSON object: a person, an import, or in the first line the list itself");
      return null;
    }
    const kind = kindOf(value);
    const schema: z.ZodType = schemas[kind];
    const result = schema.safeParse(value, { error: describeIssue });
    if (result.success) {
      if (kind === "header") return { header: result.data as ListHeader };
      return kind === "made" ? { made: result.data as ListImport } : { entry: result.data as ListedEntry };
    }
    reportIssues(result.error.issues, value, new Set(), (path, message, what) => say(line, columnOf(lineText, path, what), message));
    return null;
  };

  let header: ListHeader | null = null;
  const imports: ListImport[] = [];
  const entries: ListedEntry[] = [];
  const lineOfId = new Map<string, number>();
  const lineOfSlug = new Map<string, number>();
  const once = (seen: Map<string, number>, key: string, line: number, lineText: string, what: string): void => {
    const before = seen.get(key);
    if (before === undefined) seen.set(key, line);
    else say(line, columnOf(lineText, [what]), `${what} ${quote(key)} is in line ${before} already: keep one of the two lines`);
  };

  let line = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const lineText = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, "");
    start = end === -1 ? text.length : end + 1;
    line += 1;
    if (lineText.trim() === "") continue;
    const read = readLine(lineText, line);
    if (read === null) continue;
    if ("header" in read) {
      if (line > 1) say(line, 1, "names a list, which only the first line may: keep one list in a file");
      else if (read.header.list !== name)
        say(line, columnOf(lineText, ["list"]), `list is ${quote(read.header.list)}: it must be ${name}, as the file is called`);
      header ??= read.header;
    } else if ("made" in read) {
      const last = imports.at(-1);
      if (last !== undefined && read.made.import <= last.import)
        say(
          line,
          columnOf(lineText, ["import"]),
          `import ${read.made.import} is behind import ${last.import}: imports are in the order of their numbers`,
        );
      if (today !== null && read.made.asOf > today)
        say(line, columnOf(lineText, ["asOf"]), `asOf ${read.made.asOf} is after today (${today}): nobody knows that day yet`);
      imports.push(read.made);
    } else {
      const { entry } = read;
      if (!isWithheld(entry) && today !== null)
        for (const key of datedFacts) {
          const date = entry[key];
          if (typeof date === "string" && isFuture(date, { today }))
            say(line, columnOf(lineText, [key]), `${key} ${date} is after today (${today}): facts have a date that has come`);
        }
      once(lineOfId, entry.id, line, lineText, "id");
      if (!isWithheld(entry)) once(lineOfSlug, entry.slug, line, lineText, "slug");
      entries.push(entry);
    }
  }
  if (header === null && !faults.some((fault) => fault.line === 1))
    say(1, 1, `is no list: its first line must be {"list":"${name}","counter":…,"title":…}, as the import writes it`);
  if (header !== null && faults.length === 0 && imports.length === 0 && entries.some((entry) => !isWithheld(entry)))
    say(
      1,
      1,
      "has people, and no line of the import that they are of, so that nobody knows as of when: take the file back as the import wrote it",
    );
  if (header === null || faults.length > 0) return { list: null, faults };
  return { list: { header, imports, entries: entries.sort((a, b) => compareIds(a.id, b.id)) }, faults: [] };
};
