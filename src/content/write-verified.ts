import { Document, isMap, isScalar, parseDocument, YAMLMap, type Pair } from "yaml";
import type { Verified } from "../campaign/verification.ts";

const layout = { lineWidth: 0, flowCollectionPadding: false } as const;

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : "");

/** The order in which a person's file says what is known of the status. */
const order = ["kind", "how", "since", "checked", "wentBack", "sources", "note"];

/** Sets what there is to say, in its place, and takes away what is said no more; comments stay with what they stand at. */
const setFields = (document: Document, map: YAMLMap, fields: Readonly<Record<string, unknown>>): void => {
  map.items = map.items.filter((pair) => !order.includes(keyOf(pair)) || Object.hasOwn(fields, keyOf(pair)));
  for (const [name, value] of Object.entries(fields)) {
    if (JSON.stringify(map.toJSON()?.[name]) === JSON.stringify(value)) continue;
    const pair = map.items.find((one) => keyOf(one) === name);
    if (pair !== undefined && isScalar(pair.value) && typeof value === "string") {
      pair.value.value = value;
      continue;
    }
    const node = document.createNode(value, { flow: Array.isArray(value) });
    if (pair !== undefined) pair.value = node;
    else {
      const before = map.items.findLastIndex((one) => order.includes(keyOf(one)) && order.indexOf(keyOf(one)) < order.indexOf(name));
      map.items.splice(before + 1, 0, document.createPair(name, node));
    }
  }
};

/** Where the block of a top-level key begins and ends; comments and blank lines before the next key are that one's. */
const blockOf = (text: string, map: YAMLMap, index: number): readonly [number, number] => {
  const startOf = (pair: Pair | undefined): number => (pair !== undefined && isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : text.length);
  const start = startOf(map.items[index]);
  const whole = text.slice(start, startOf(map.items[index + 1]));
  return [start, start + whole.replace(/(\r?\n([ \t]*|#[^\n]*))*$/, "").length];
};

/**
 * A person's file with what somebody has looked up. Only `status` and `sources` are written anew: everything else stays as it is, letter for letter,
 * and within the two their comments and their order stay.
 * @param text of a file without faults
 */
export const writeVerified = (text: string, { status, key, added }: Verified): string => {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const document = parseDocument(text);
  const { contents } = document;
  if (!isMap(contents)) throw new Error("no map of a person");
  const changed = new Set<string>();
  const mapAt = (name: string): YAMLMap => {
    const found = contents.get(name);
    changed.add(name);
    if (isMap(found)) return found;
    const made = new YAMLMap();
    document.add(document.createPair(name, made));
    return made;
  };
  setFields(document, mapAt("status"), status);
  if (added !== null) mapAt("sources").set(document.createNode(key), document.createNode(added));

  const original = parseDocument(text).contents;
  if (!isMap(original)) throw new Error("no map of a person");
  let result = text.endsWith("\n") ? text : `${text}${newline}`;
  const drawn = (pair: Pair, before = ""): string => {
    // The library would put a comment behind the key on a line of its own.
    const head = /^[^\r\n:]*:[ \t]*#[^\r\n]*/.exec(before)?.[0];
    if (head !== undefined && isMap(pair.value)) {
      const rest = pair.value.commentBefore?.split("\n").slice(1).join("\n");
      pair.value.commentBefore = rest === "" ? null : rest;
    }
    const alone = new Document();
    const map = new YAMLMap();
    map.items = [pair];
    alone.contents = map;
    if (isScalar(pair.key)) {
      delete pair.key.commentBefore;
      delete pair.key.spaceBefore;
    }
    const lines = alone.toString(layout).trimEnd().split("\n");
    return (head === undefined ? lines : [head, ...lines.slice(1)]).join(newline);
  };
  // From the end, so that what stands before keeps its place.
  for (const pair of contents.items.toReversed()) {
    if (!changed.has(keyOf(pair))) continue;
    const index = original.items.findIndex((one) => keyOf(one) === keyOf(pair));
    if (index === -1) {
      result = `${result}${drawn(pair)}${newline}`;
      continue;
    }
    const [start, end] = blockOf(text, original, index);
    result = result.slice(0, start) + drawn(pair, text.slice(start, end)) + result.slice(end);
  }
  return result;
};
