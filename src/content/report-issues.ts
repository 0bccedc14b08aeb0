import type { z } from "zod";
import { nameOfPath, sentence } from "./describe-issue.ts";
import { pathKey, type Path } from "./plain-value.ts";
import { nearest, quote } from "./wording.ts";

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

type Report = (path: Path, message: string, what?: "key" | "value") => void;
type UnknownKeys = Extract<z.core.$ZodIssue, { code: "unrecognized_keys" }>;

const placeName = (path: Path): string => nameOfPath(path) || "this file";

const knownKeys = (issue: UnknownKeys): string[] => issue.message.split(" ").filter(Boolean);

const itsKeys = (known: readonly string[]): string => (known.length > 0 ? `its keys are ${known.join(", ")}` : "remove it");

/** So many keys that nobody meant to be there are most often a block whose first line is missing. */
const strayBlock = 3;

/** Says of each unknown key what may have been meant; of a whole block in the wrong place only that. */
const reportUnknownKeys = (issue: UnknownKeys, path: Path, report: Report): { readonly meant: string[]; readonly isStray: boolean } => {
  const known = knownKeys(issue);
  const stray: string[] = [];
  const meant: string[] = [];
  for (const key of issue.keys) {
    const word = /^([\w-]+)[ :=]/.exec(key)?.[1];
    if (word !== undefined && known.includes(word)) {
      meant.push(word);
      report([...path, key], `${placeName(path)} has ${quote(key)}: write ${word}, a colon and a space before the value`, "key");
      continue;
    }
    const near = nearest(key, known);
    if (near === null) stray.push(key);
    else {
      meant.push(near);
      report([...path, key], `${placeName(path)} has no key ${quote(key)}: did you mean ${near}? (${itsKeys(known)})`, "key");
    }
  }
  const [first] = stray;
  const isStray = stray.length >= strayBlock;
  if (first !== undefined && isStray) {
    const names =
      stray
        .slice(0, 6)
        .map((key) => quote(key))
        .join(", ") + (stray.length > 6 ? ` and ${stray.length - 6} more` : "");
    report(
      [...path, first],
      `${placeName(path)} has no keys ${names}: is the line missing that they belong to? (${itsKeys(known)})`,
      "key",
    );
  } else {
    for (const key of stray) report([...path, key], `${placeName(path)} has no key ${quote(key)}: ${itsKeys(known)}`, "key");
  }
  return { meant, isStray };
};

/** A key that was mistyped is not missing: rules that look at several fields find it without a value. */
const fillIn = (root: unknown, meant: ReadonlySet<string>): void => {
  for (const key of meant) {
    const path = JSON.parse(key) as Path;
    const parent = valueAt(root, path.slice(0, -1));
    const last = path.at(-1);
    if (typeof parent === "object" && parent !== null && last !== undefined && !Object.hasOwn(parent, last))
      Reflect.set(parent, last, undefined);
  }
};

/**
 * Says what a schema found, one fault for one cause: a key that was mistyped is not missing as well, nor are those of an entry
 * that is another's. Leaves out of `value` what is faulty.
 * @param spoilt paths that have a fault already
 */
export const reportIssues = (issues: readonly z.core.$ZodIssue[], value: unknown, spoilt: ReadonlySet<string>, report: Report): void => {
  const faulty: Path[] = [];
  const meant = new Set<string>();
  const strayIn = new Set<string>();
  const said = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const path = plainPath(issue.path);
    const found = reportUnknownKeys(issue, path, report);
    // What a rule of the whole block misses is most often what was mistyped.
    said.add(pathKey(path));
    for (const key of found.meant) meant.add(pathKey([...path, key]));
    if (found.isStray) strayIn.add(pathKey(path));
    for (const key of issue.keys) faulty.push([...path, key]);
  }
  for (const issue of issues) {
    const path = plainPath(issue.path);
    const key = pathKey(path);
    // What is wrong with one value is one fault, however many rules it breaks.
    if (issue.code === "unrecognized_keys" || said.has(key)) continue;
    said.add(key);
    const there = valueAt(value, path);
    const isMissing = there === undefined && issue.code !== "invalid_key";
    if (isMissing && strayIn.has(pathKey(path.slice(0, -1)))) meant.add(key);
    else faulty.push(path);
    if (isUnder(spoilt, path) || (isMissing && meant.has(key))) continue;
    if (issue.code === "invalid_key")
      report(path, `the key ${quote(path.at(-1))} under ${placeName(path.slice(0, -1))} ${issue.message}`, "key");
    else report(path, sentence(path, there, issue.message));
  }
  for (const path of faulty) leaveOut(value, path);
  fillIn(value, meant);
};
