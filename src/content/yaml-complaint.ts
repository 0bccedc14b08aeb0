import type { YAMLParseError } from "yaml";

export interface Complaint {
  readonly offset: number;
  readonly message: string;
}

export interface Bracket {
  readonly offset: number;
  readonly bracket: string;
  closed: number | null;
}

/** A quoted text that goes over several lines, which is most often a quote that somebody forgot to close. */
export interface QuotedSpan {
  readonly offset: number;
  readonly end: number;
  readonly quote: string;
}

const startOfText = (text: string, offset: number): number => {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 1000));
  return lineStart + (indent?.[0].length ?? 0);
};

const words: Readonly<Partial<Record<YAMLParseError["code"], string>>> = {
  BAD_DQ_ESCAPE: "has an unknown \\ escape in a text in double quotes: write \\\\ for a backslash, or use single quotes",
  BAD_INDENT: "is not indented like the lines around it: lines of one block begin in the same column; or is a line above it missing?",
  BAD_SCALAR_START: "begins with a character that YAML keeps for itself: put quotes around the text",
  BLOCK_AS_IMPLICIT_KEY: 'has a second ": " in one line: put quotes around the text',
  BLOCK_IN_FLOW: "has a block inside brackets: write it as [a, b] or { key: value }, or without brackets",
  KEY_OVER_1024_CHARS: "has a key of more than 1,024 characters: is a quote or a line break missing?",
  MULTILINE_IMPLICIT_KEY: 'is not "key: value": is the colon missing, or the space after it?',
  TAB_AS_INDENT: "is indented with a tab: use spaces",
  UNEXPECTED_TOKEN: "has something here that does not belong: is a quote, a bracket or a comma missing or left over?",
};

/** Errors that do not make the reading of what follows a guess. */
const local = new Set<YAMLParseError["code"]>(["BAD_DQ_ESCAPE", "BAD_SCALAR_START"]);

const missingChar = (message: string): string => {
  if (message.startsWith("Comments must"))
    return 'has a # that is neither a comment nor in quotes: put quotes around a hashtag, such as "#FreeBelarusWomen"';
  if (message.startsWith("Missing closing")) return "opens a quote that is not closed";
  if (message.includes("Missing ,") || message.includes("comma")) return "lacks a comma between two entries";
  return 'is not "key: value": is the colon missing, or the space after it?';
};

/** Where a hyphen of a list lacks its space, on the line of an error or the one before it. */
const gluedHyphen = (text: string, offset: number): number | null => {
  const lineEnd = text.indexOf("\n", offset);
  const before = text
    .slice(0, lineEnd === -1 ? undefined : lineEnd)
    .split("\n")
    .slice(-2);
  const glued = before.findLast((line) => /^ *-[^\s\-\d]/.test(line));
  return glued === undefined ? null : startOfText(text, text.lastIndexOf(glued, offset) + 1);
};

const isFlowEnd = (error: YAMLParseError): boolean => /^Flow (sequence|map)/.test(error.message);

const describe = (
  error: YAMLParseError,
  next: YAMLParseError | undefined,
  text: string,
  brackets: readonly Bracket[],
  quoted: readonly QuotedSpan[],
): Complaint => {
  const [offset] = error.pos;
  const span = quoted.findLast((candidate) => candidate.offset <= offset && offset <= candidate.end + 1);
  if (span !== undefined && error.code !== "BAD_DQ_ESCAPE") {
    return { offset: span.offset, message: `opens a quote (${span.quote}) that is not closed on its line: close it, or remove it` };
  }
  const glued = error.code === "BAD_DQ_ESCAPE" ? null : gluedHyphen(text, offset);
  if (glued !== null) return { offset: glued, message: "has a hyphen without a space behind it: write - and a space" };
  if (isFlowEnd(error)) {
    const open = brackets.findLast((bracket) => bracket.offset < offset && (bracket.closed === null || bracket.closed >= offset));
    if (open !== undefined)
      return {
        offset: open.offset,
        message: `opens a bracket (${open.bracket}) that is not closed: add ${open.bracket === "[" ? "]" : "}"}`,
      };
  }
  if (error.code === "BLOCK_AS_IMPLICIT_KEY" && next?.code === "MULTILINE_IMPLICIT_KEY" && next.pos[0] === offset) {
    return {
      offset: startOfText(text, next.pos[1]),
      message: "is indented further than the lines before it: lines of one block begin in the same column; or is a line above it missing?",
    };
  }
  if (error.code === "BAD_INDENT") return { offset: startOfText(text, offset + 1), message: words.BAD_INDENT ?? "" };
  if (error.code === "MISSING_CHAR") return { offset, message: missingChar(error.message) };
  return { offset, message: words[error.code] ?? "is not YAML: compare it with another file of its kind" };
};

/** Says a parser's errors in plain words: all up to the first one after which the rest is a guess. */
export const yamlComplaint = (
  errors: readonly YAMLParseError[],
  text: string,
  brackets: readonly Bracket[],
  quoted: readonly QuotedSpan[],
): Complaint[] => {
  const sorted = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const end = sorted.findIndex((error) => !local.has(error.code));
  const said = end === -1 ? sorted : sorted.slice(0, end + 1);
  return said.map((error, index) => {
    const { offset, message } = describe(error, sorted[index + 1], text, brackets, quoted);
    return {
      offset,
      message:
        index < said.length - 1
          ? message
          : `${message}${message.endsWith("?") ? "" : "."} The rest of the file is checked when this is mended`,
    };
  });
};
