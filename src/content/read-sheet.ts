import type { ParsedNode } from "yaml";
import type { z } from "zod";
import { describeIssue, nameOfPath, sentence } from "./describe-issue.ts";
import type { Fault } from "./fault.ts";
import { parseYaml } from "./parse-yaml.ts";
import { locate, pathKey, plainValue, type Path } from "./plain-value.ts";
import { createPositions, type Position } from "./position.ts";
import { nearest, quote } from "./wording.ts";

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

const valueAt = (root: unknown, path: Path): unknown => {
  let value: unknown = root;
  for (const segment of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
};

/** The key stays, so that what is faulty is not said to be missing as well. */
const leaveOut = (root: unknown, path: Path): void => {
  const parent = valueAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof parent !== "object" || parent === null || last === undefined || !Object.hasOwn(parent, last)) return;
  Reflect.set(parent, last, undefined);
};

const isUnder = (spoilt: ReadonlySet<string>, path: Path): boolean =>
  spoilt.size > 0 && path.some((_, index) => spoilt.has(pathKey(path.slice(0, index + 1))));

const plainPath = (path: readonly PropertyKey[]): Path => path.map((segment) => (typeof segment === "symbol" ? String(segment) : segment));

const unknownKey = (path: Path, key: string, known: readonly string[]): string => {
  const where = nameOfPath(path);
  const near = nearest(key, known);
  const keys = known.length > 0 ? `its keys are ${known.join(", ")}` : "remove it";
  return `${where === "" ? "this file" : where} has no key ${quote(key)}: ${near === null ? keys : `did you mean ${near}? (${keys})`}`;
};

/** Keys that were probably meant by an unknown one: that they are missing need not be said as well. */
const meantKeys = (issues: readonly z.core.$ZodIssue[]): Set<string> => {
  const meant = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    for (const key of issue.keys) {
      const near = nearest(key, issue.message.split(" "));
      if (near !== null) meant.add(pathKey([...plainPath(issue.path), near]));
    }
  }
  return meant;
};

const reportIssues = (
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  spoilt: ReadonlySet<string>,
  report: Sheet<unknown>["report"],
): Path[] => {
  const meant = meantKeys(issues);
  const faulty: Path[] = [];
  for (const issue of issues) {
    const path = plainPath(issue.path);
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        faulty.push([...path, key]);
        report([...path, key], unknownKey(path, key, issue.message.split(" ").filter(Boolean)), "key");
      }
      continue;
    }
    faulty.push(path);
    const there = valueAt(value, path);
    if (isUnder(spoilt, path) || (there === undefined && meant.has(pathKey(path)))) continue;
    if (issue.code === "invalid_key")
      report(path, `the key ${quote(path.at(-1))} under ${nameOfPath(path.slice(0, -1))} ${issue.message}`, "key");
    else report(path, sentence(path, there, issue.message));
  }
  return faulty;
};

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

  const complaint = schemaLine(text, schemaPath);
  if (complaint !== null) add(0, complaint);
  for (const { offset, message } of parsed.complaints) add(offset, message);
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
  if (!result.success) for (const path of reportIssues(result.error.issues, value, spoilt, report)) leaveOut(value, path);
  return {
    value: result.success && faults.length === 0 ? result.data : null,
    sound: (result.success ? result.data : value) as Sound<z.output<S>>,
    faults,
    report,
    at,
  };
};
