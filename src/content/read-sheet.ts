import { isMap, type ParsedNode } from "yaml";
import type { z } from "zod";
import { describeIssue } from "./describe-issue.ts";
import type { Fault } from "./fault.ts";
import { parseYaml } from "./parse-yaml.ts";
import { locate, plainValue, type Path } from "./plain-value.ts";
import { createPositions, type Position } from "./position.ts";
import { reportIssues } from "./report-issues.ts";
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
  /** Adds a fault at the value of a path, or at its key. */
  readonly report: (path: Path, message: string, what?: "key" | "value") => void;
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

/** Reads a YAML file's text by a schema. `schemaPath` is the JSON Schema as the first line must name it. */
export const readSheet = <S extends z.ZodType>(file: string, text: string, schema: S, schemaPath: string): Sheet<z.output<S>> => {
  const positions = createPositions(text);
  const faults: Fault[] = [];
  const add = (offset: number, message: string): void => void faults.push({ file, ...positions(offset), message });
  const parsed = parseYaml(text);
  const contents: ParsedNode | null = parsed.contents;
  const at = (path: Path, what?: "key" | "value"): Position => positions(locate(contents, path, what));
  const report = (path: Path, message: string, what?: "key" | "value"): void => add(locate(contents, path, what), message);
  const nothing = { value: null, sound: null, faults, report, at };

  for (const { offset, message } of parsed.complaints) add(offset, message);
  const complaint = schemaLine(text, schemaPath);
  // What is wrong with the first line itself, or with a file that is something else altogether, is one fault.
  const isOther = parsed.complaints.length === 0 ? !isMap(contents) : faults[0]?.line === 1;
  if (complaint !== null && !isOther) add(0, complaint);
  if (parsed.complaints.length > 0) return nothing;
  const { value, complaints, spoilt } = plainValue(contents);
  for (const { offset, message } of complaints) add(offset, message);
  if (value === null) {
    add(0, "the file is empty: write its content, or delete the file");
    return nothing;
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    report([], 'the file must be a block of "key: value" lines');
    return nothing;
  }
  const result = schema.safeParse(value, { error: describeIssue });
  if (!result.success) reportIssues(result.error.issues, value, spoilt, report);
  return {
    value: result.success && faults.length === 0 ? result.data : null,
    sound: (result.success ? result.data : value) as Sound<z.output<S>>,
    faults,
    report,
    at,
  };
};
