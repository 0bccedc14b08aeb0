import { isMap, type ParsedNode } from "yaml";
import type { z } from "zod";
import { describeIssue } from "./describe-issue.ts";
import type { Fault } from "./fault.ts";
import { parseYaml } from "./parse-yaml.ts";
import { locate, plainValue, type Path } from "./plain-value.ts";
import { createPositions, type Position } from "./position.ts";
import { reportIssues } from "./report-issues.ts";
import { readSimpleYaml } from "./read-simple-yaml.ts";
import { quote } from "./wording.ts";

/** What of a value is sound, with everything faulty left out. */
export type Sound<T> = T extends readonly (infer U)[]
  ? (Sound<U> | undefined)[]
  : T extends object
    ? { [K in keyof T]?: Sound<T[K]> | undefined }
    : T;

/** One YAML file after its schema has looked at it. */
export interface Sheet<T> {
  /** Null where the file has a fault of its own. */
  readonly value: T | null;
  /** What is left without the faulty parts, for rules that look at several fields; null where nothing is. */
  readonly sound: Sound<T> | null;
  readonly faults: Fault[];
  /** What somebody should look at, though the file can be gone by. */
  readonly notes: Fault[];
  /** Adds a fault at the value of a path, or at its key. */
  readonly report: (path: Path, message: string, what?: "key" | "value") => void;
  readonly note: (path: Path, message: string) => void;
  readonly at: (path: Path, what?: "key" | "value") => Position;
}

const schemaLine = (text: string, wanted: string): string | null => {
  const first = text.slice(0, 400).split(/\r?\n/, 1)[0] ?? "";
  const named = /^#\s*yaml-language-server:\s*\$schema=(\S+)\s*$/.exec(first)?.[1];
  if (named === wanted || named === `./${wanted}`) return null;
  const line = `# yaml-language-server: $schema=${wanted}`;
  if (named !== undefined) return `the first line names the schema ${quote(named)}: it must be ${line}`;
  return `the first line must be ${line} so that an editor checks the file as you type`;
};

interface SheetSource {
  readonly value: unknown;
  readonly spoilt: ReadonlySet<string>;
  /** Where things are: found out only when something is to be said of them. */
  readonly contents: () => ParsedNode | null;
}

/** The value of a file's text, or null where it is none; says what is wrong with its YAML. */
const readSource = (text: string, add: (offset: number, message: string) => void): SheetSource | null => {
  const simple = readSimpleYaml(text);
  if (simple !== undefined) {
    let contents: ParsedNode | null | undefined;
    return { value: simple, spoilt: new Set(), contents: () => (contents ??= parseYaml(text).contents) };
  }
  const parsed = parseYaml(text);
  for (const { offset, message } of parsed.complaints) add(offset, message);
  if (parsed.complaints.length > 0) return null;
  const { value, complaints, spoilt } = plainValue(parsed.contents, text);
  for (const { offset, message } of complaints) add(offset, message);
  if (value === null) add(0, "the file is empty: write its content, or delete the file");
  else if (!isMap(parsed.contents)) add(parsed.contents?.range[0] ?? 0, 'the file must be a block of "key: value" lines');
  else return { value, spoilt, contents: () => parsed.contents };
  return null;
};

/**
 * Reads a YAML file's text by a schema, which may be another one for other values. `schemaPath` is the JSON Schema as the first line must name it.
 */
export const readSheet = <T>(
  file: string,
  text: string,
  schema: z.ZodType<T> | ((value: unknown) => z.ZodType<T>),
  schemaPath: string,
): Sheet<T> => {
  const positions = createPositions(text);
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const add = (offset: number, message: string): void => void faults.push({ file, ...positions(offset), message });
  const source = readSource(text, add);
  const contents = source?.contents ?? (() => null);
  const at = (path: Path, what?: "key" | "value"): Position => positions(locate(contents(), path, what));
  const report = (path: Path, message: string, what?: "key" | "value"): void => add(locate(contents(), path, what), message);
  const note: Sheet<T>["note"] = (path, message) => void notes.push({ file, ...at(path), message });
  const complaint = schemaLine(text, schemaPath);
  // A file that is something else altogether, or wrong from its first line on, is one fault.
  if (complaint !== null && (source !== null || (faults[0]?.line ?? 1) > 1)) add(0, complaint);
  if (source === null) return { value: null, sound: null, faults, notes, report, note, at };
  const { value, spoilt } = source;
  const chosen = typeof schema === "function" ? schema(value) : schema;
  const result = chosen.safeParse(value, { error: describeIssue });
  if (!result.success) reportIssues(result.error.issues, value, spoilt, report);
  return {
    value: result.success && faults.length === 0 ? result.data : null,
    sound: (result.success ? result.data : value) as Sound<T>,
    faults,
    notes,
    report,
    note,
    at,
  };
};
