/**
 * Reads the plain part of YAML that content files are written in, some ten times as fast as a whole YAML parser: block maps and
 * lists, texts without escapes, brackets within one line. Whatever else a text has, it answers undefined, and the library
 * reads it; so it says nothing of its own about what YAML is, and a test holds the two against each other.
 */
export const readSimpleYaml = (text: string): unknown => {
  try {
    return createReader(text)();
  } catch (error) {
    if (error === notSimple) return undefined;
    throw error;
  }
};

const notSimple = Symbol("not simple");

const give = (): never => {
  throw notSimple;
};

/** A larger file is the library's to judge, which has limits of its own. */
const maxLength = 200_000;
const maxDepth = 12;
const maxTextLength = 1000;
const keyPattern = /^([A-Za-z][A-Za-z0-9_-]*):(?: +(.*))?$/;
/** Words and numbers that YAML reads as something else than text, in any of their spellings. */
const special = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const numeric = /^[-+]?(?:0[ox][\da-f]*|[\d.]+(?:e[-+]?\d*)?)$/i;
const wholeNumber = /^(?:0|[1-9]\d{0,14})$/;
const plainText = /^[\p{L}\p{N}](?:[^#:]|:(?! |$)|(?<! )#)*$/u;
const plainInBrackets = /^[\p{L}\p{N}][^#:,[\]{}"']*$/u;

const plain = (source: string, pattern: RegExp): unknown => {
  if (source === "true" || source === "false") return source === "true";
  if (wholeNumber.test(source)) return Number(source);
  if (source.length > maxTextLength || special.test(source) || numeric.test(source) || !pattern.test(source)) return give();
  return source;
};

/** Without spaces around: other blanks are text. */
const withoutBlanks = (source: string): string => {
  let [start, end] = [0, source.length];
  while (source[start] === " ") start += 1;
  while (end > start && source[end - 1] === " ") end -= 1;
  return source.slice(start, end);
};

const quoted = (source: string): string | undefined => {
  const inner = /^(?:"([^"\\]*)"|'([^']*)')$/.exec(source);
  return source.length > maxTextLength ? give() : (inner?.[1] ?? inner?.[2]);
};

const bracketItems = (inner: string): string[] => {
  if (/^ *$/.test(inner)) return [];
  // A comma in quotes would be cut in two, and the halves are no texts that are read here.
  return inner.split(",").map((item) => withoutBlanks(item));
};

const itemOf = (source: string): unknown => quoted(source) ?? plain(source, plainInBrackets);

const put = (map: Record<string, unknown>, key: string, value: unknown): void => {
  if (special.test(key) || Object.hasOwn(map, key)) give();
  map[key] = value;
};

const scalar = (source: string): unknown => {
  if (source.startsWith("[") && source.endsWith("]")) return bracketItems(source.slice(1, -1)).map(itemOf);
  if (source.startsWith("{") && source.endsWith("}")) {
    const map: Record<string, unknown> = Object.create(null);
    for (const item of bracketItems(source.slice(1, -1))) {
      const pair = keyPattern.exec(item);
      put(map, pair?.[1] ?? give(), itemOf(pair?.[2] ?? give()));
    }
    return map;
  }
  return quoted(source) ?? plain(source, plainText);
};

interface Line {
  readonly indent: number;
  readonly source: string;
}

const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  if (text.length > maxLength || text.includes("\t") || text.includes("\r")) give();
  for (const line of text.split("\n")) {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const source = withoutBlanks(line);
    if (source !== "" && !source.startsWith("#")) lines.push({ indent, source });
  }
  return lines;
};

const createReader = (text: string): (() => unknown) => {
  const lines = linesOf(text);
  let at = 0;

  const readBlock = (indent: number, depth: number): unknown => {
    if (depth > maxDepth) give();
    return lines[at]?.source.startsWith("- ") === true ? readList(indent, depth) : readMap(indent, depth, null);
  };

  const readValue = (source: string | undefined, indent: number, depth: number): unknown => {
    if (source !== undefined && source !== "") return scalar(source);
    const next = lines[at];
    return next !== undefined && next.indent > indent ? readBlock(next.indent, depth + 1) : null;
  };

  /** `first` is what stands behind the hyphen where the map is an entry of a list. */
  const readMap = (indent: number, depth: number, first: string | null): Record<string, unknown> => {
    const map: Record<string, unknown> = Object.create(null);
    let source = first;
    for (;;) {
      if (source === null) {
        const line = lines[at];
        if (line === undefined || line.indent < indent) return map;
        if (line.indent > indent) give();
        source = line.source;
        at += 1;
      }
      const pair = keyPattern.exec(source) ?? give();
      put(map, pair[1] ?? give(), readValue(pair[2], indent, depth));
      source = null;
    }
  };

  const readList = (indent: number, depth: number): unknown[] => {
    const list: unknown[] = [];
    for (;;) {
      const line = lines[at];
      if (line === undefined || line.indent < indent) return list;
      if (line.indent > indent || !line.source.startsWith("- ")) give();
      const item = line.source.slice(2);
      at += 1;
      list.push(keyPattern.test(item) ? readMap(indent + 2, depth + 1, item) : scalar(item));
    }
  };

  return () => {
    if (lines.length === 0 || lines[0]?.indent !== 0) give();
    const value = readMap(0, 0, null);
    return at === lines.length ? value : give();
  };
};
