import type { z } from "zod";
import { quote, suggest } from "./wording.ts";

type RawIssue = z.core.$ZodRawIssue;

const plural = (count: number | bigint, one: string, many: string): string => `${count} ${count === 1 || count === 1n ? one : many}`;

const shapeOf = (schema: unknown): readonly string[] => {
  const def: unknown = Object(Object(Object(schema)._zod).def);
  return Object.keys(Object(Object(def).shape));
};

const descriptionOf = (schema: unknown): string | undefined => {
  const meta: unknown = typeof Object(schema).meta === "function" ? Object(schema).meta() : undefined;
  const text: unknown = Object(meta).description;
  return typeof text === "string" ? text.replace(/\.$/, "") : undefined;
};

const wanted = (issue: RawIssue): string => {
  if (issue.code !== "invalid_type") return "";
  const keys = shapeOf(issue.inst);
  const def: unknown = Object(Object(Object(issue.inst)._zod).def);
  if (Object(def).format === "safeint") return "a whole number";
  const nouns: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list: each entry on a line of its own after a hyphen, or all in [ ]",
    object: keys.length > 0 ? `a block with the keys ${keys.join(", ")}` : "a block of key: value",
    record: "a block of key: value",
  };
  return nouns[issue.expected] ?? "something else";
};

const choices = (values: readonly unknown[]): string =>
  values.length === 1 ? `${String(values[0])}, or left out` : `one of ${values.join(", ")}`;

const withDescription = (text: string, schema: unknown): string => {
  const description = descriptionOf(schema);
  return description === undefined ? text : `${text} (${description})`;
};

const size = (issue: RawIssue): string => {
  if (issue.code === "too_small") {
    const least = issue.minimum;
    if (issue.origin === "string")
      return least === 1 ? "is empty: write a text, or remove the line" : `must have at least ${plural(least, "character", "characters")}`;
    if (issue.origin === "array") return `must have at least ${plural(least, "entry", "entries")}`;
    return issue.inclusive === false ? `must be more than ${least}` : `must be ${least} or more`;
  }
  if (issue.code !== "too_big") return "";
  const most = issue.maximum;
  if (issue.origin === "string") return `is too long: at most ${plural(most, "character", "characters")}`;
  if (issue.origin === "array") return `has too many entries: at most ${most}`;
  return `must be ${most} or less`;
};

/**
 * Zod's issues in plain words: what would be right. An error map for `safeParse`, so that words which a schema has of its own win.
 * What is there instead is said by whoever knows the place.
 */
export const describeIssue = (issue: RawIssue): string => {
  switch (issue.code) {
    case "invalid_type":
      return withDescription(`must be ${wanted(issue)}`, issue.inst);
    case "invalid_value": {
      const near = typeof issue.input === "string" ? suggest(issue.input, issue.values.map(String)) : "";
      return `must be ${choices(issue.values)}${near}`;
    }
    case "unrecognized_keys":
      return shapeOf(issue.inst).join(" ");
    case "too_big":
    case "too_small":
      return size(issue);
    case "invalid_key":
      return issue.issues[0]?.message ?? "has a key that cannot be used here";
    case "custom":
    case "invalid_element":
    case "invalid_format":
    case "invalid_union":
    case "not_multiple_of":
    default:
      return withDescription("cannot be used here", issue.inst);
  }
};

const typeName = (value: unknown): string => {
  if (value === null) return "empty";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a block";
  return quote(value);
};

/** `status.kind`; an entry of a list is `trials[].date`, since its line says which. */
export const nameOfPath = (path: readonly (string | number)[]): string =>
  path.map((segment, index) => (typeof segment === "number" ? "[]" : `${index === 0 ? "" : "."}${segment}`)).join("");

const shorten = (name: string): string => (name.length > 80 ? `${name.slice(0, 78)}…` : name);

/** The whole sentence about the value at a path: `status.kind is "free": must be one of …`. */
export const sentence = (path: readonly (string | number)[], value: unknown, predicate: string): string => {
  const name = shorten(nameOfPath(path)) || "the file";
  if (value === undefined) return `${name} is missing: it ${predicate}`;
  if (value === null) return `${name} is empty: it ${predicate}, or remove the line`;
  if (predicate.startsWith("is not ")) return `${name} ${quote(value)} ${predicate}`;
  if (/^(has|is) /.test(predicate)) return `${name} ${predicate}`;
  if (typeof value === "number" && predicate.startsWith("must be text"))
    return `${name} is the number ${value}: put it in quotes: "${value}"`;
  if (typeof value === "boolean" && predicate.startsWith("must be text")) return `${name} is ${value}: put it in quotes: "${value}"`;
  return `${name} is ${typeName(value)}: ${predicate}`;
};
