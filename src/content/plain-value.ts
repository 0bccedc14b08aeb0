import { isMap, isScalar, isSeq, type ParsedNode, type Scalar } from "yaml";
import type { Complaint } from "./yaml-complaint.ts";
import { invisibleCharacter } from "./read-text.ts";
import { quote } from "./wording.ts";

export type Path = readonly (string | number)[];

/** A file's value as plain data, with what is wrong with its YAML whatever the schema. */
export interface PlainValue {
  readonly value: unknown;
  readonly complaints: readonly Complaint[];
  /** Paths whose value was left out because of a complaint; nothing more need be said about them. */
  readonly spoilt: ReadonlySet<string>;
}

export const pathKey = (path: Path): string => JSON.stringify(path);

const maxTextLength = 20_000;

/**
 * Only what a person would write as a number is one: `0x7E4`, `007`, `1e3` and numbers too large to be exact stay text,
 * so that nothing is silently something else than what stands in the file.
 */
const scalarValue = (node: Scalar.Parsed): unknown => {
  if (typeof node.value === "number" && String(node.value) !== node.source) return node.source;
  return node.value;
};

const offsetOf = (node: ParsedNode | null | undefined, otherwise: number): number => node?.range[0] ?? otherwise;

/** Several keys in a row that are there already are a second entry whose first line is missing. */
const twiceComplaint = (twice: readonly { readonly name: string; readonly offset: number }[]): Complaint[] => {
  const [first, second] = twice;
  if (first === undefined || second === undefined)
    return twice.map(({ name, offset }) => ({ offset, message: `has the key ${quote(name)} twice: remove one` }));
  const names = twice
    .slice(0, 4)
    .map(({ name }) => quote(name))
    .join(", ");
  const message = `has the keys ${names}${twice.length > 4 ? " and more" : ""} twice: is the line missing with which a new entry begins, or is one of the two too much?`;
  return [{ offset: first.offset, message }];
};

/** Turns a document without aliases into plain data: maps have no prototype, so that no key means anything but itself. */
export const plainValue = (contents: ParsedNode | null, text: string): PlainValue => {
  const complaints: Complaint[] = [];
  const spoilt = new Set<string>();
  const spoil = (path: Path, offset: number, message: string): undefined => {
    complaints.push({ offset, message });
    spoilt.add(pathKey(path));
    return undefined;
  };
  const convertText = (source: string, path: Path, offset: number): string | undefined => {
    if (source.length > maxTextLength)
      return spoil(
        path,
        offset,
        `is a text of ${source.length} characters: at most ${maxTextLength} can be read here; is a quote missing?`,
      );
    if (!source.isWellFormed()) return spoil(path, offset, "has half of a surrogate pair (\\uD800 to \\uDFFF): write the character itself");
    const invisible = invisibleCharacter(source.replaceAll("\r\n", "\n"));
    return invisible === null ? source : spoil(path, offset, invisible.message);
  };
  const convert = (node: ParsedNode | null, path: Path): unknown => {
    if (isScalar(node)) {
      const swallowed = node.type === "PLAIN" ? text.slice(node.range[0], node.range[1]).search(/\n *- /) : -1;
      if (swallowed !== -1)
        return spoil(
          path,
          node.range[0] + swallowed + 1,
          "is indented further than the entry above, which makes it a part of that entry's text",
        );
      const value = scalarValue(node);
      return typeof value === "string" ? convertText(value, path, node.range[0]) : value;
    }
    if (isSeq<ParsedNode>(node)) return node.items.map((item, index) => convert(item, [...path, index]));
    if (!isMap<ParsedNode, ParsedNode | null>(node)) return null;
    const result: Record<string, unknown> = Object.create(null);
    const lines = new Set<string>();
    const twice: { readonly name: string; readonly offset: number }[] = [];
    for (const { key, value } of node.items) {
      const offset = offsetOf(key, offsetOf(value, node.range[0]));
      if (!isScalar(key) || key.value === null) {
        complaints.push({ offset, message: "has a key that is not a word: write key: value" });
        continue;
      }
      const name = typeof key.value === "string" ? key.value : key.source;
      if (name === "<<") {
        complaints.push({ offset, message: "has the YAML merge key <<: write the keys out" });
      } else if (name === "__proto__") {
        complaints.push({ offset, message: 'has the key "__proto__", which content never has: remove it' });
      } else if (lines.has(name)) {
        twice.push({ name, offset });
      } else {
        lines.add(name);
        Object.defineProperty(result, name, {
          value: convert(value, [...path, name]),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
    }
    complaints.push(...twiceComplaint(twice));
    return result;
  };
  return { value: convert(contents, []), complaints, spoilt };
};

/**
 * Where a value stands, or its key (`key`), or the nearest that is there: for a missing key of a map the map's own key.
 */
export const locate = (contents: ParsedNode | null, path: Path, what: "key" | "value" = "value"): number => {
  let node: ParsedNode | null = contents;
  let named = contents?.range[0] ?? 0;
  for (const [index, segment] of path.entries()) {
    if (isSeq<ParsedNode>(node) && typeof segment === "number") {
      const item: ParsedNode | undefined = node.items[segment];
      if (item === undefined) return named;
      node = item;
      named = node.range[0];
    } else if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && (key.value === segment || key.source === segment));
      if (pair === undefined) return named;
      named = pair.key.range[0];
      node = pair.value;
      if (what === "key" && index === path.length - 1) return named;
    } else return named;
  }
  // An empty value's own place is after the colon, or on the next line; its key is what somebody looks for.
  if (node === null || (isScalar(node) && node.value === null)) return named;
  // A block begins on the line after its key.
  return isMap(node) || isSeq(node) ? named : node.range[0];
};
