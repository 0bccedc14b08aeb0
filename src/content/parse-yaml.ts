import { Composer, CST, Lexer, Parser, type ParsedNode } from "yaml";
import { yamlComplaint, type Bracket, type QuotedSpan } from "./yaml-complaint.ts";

/** Something wrong at an offset (UTF-16 units) of the text. */
export interface Complaint {
  readonly offset: number;
  readonly message: string;
}

export interface ParsedYaml {
  readonly contents: ParsedNode | null;
  readonly complaints: readonly Complaint[];
}

const maxDepth = 64;
const maxTokens = 250_000;
const zeroWidth = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);
const opening = new Set(["[", "{"]);
const closing = new Set(["]", "}"]);

/** A text that would cost too much to read, or that says what content never says. */
class Refusal extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const mergeLeftover = /^(<{7}|={7}|>{7})/m;

const refusedToken = (lexeme: string, type: CST.TokenType | null): string | null => {
  if (type === "anchor" || type === "alias") {
    return `uses ${type === "anchor" ? "the YAML anchor" : "the YAML alias"} ${lexeme.slice(0, 40)}: anchors (&) and aliases (*) are not allowed here; write the value out, or put quotes around the text`;
  }
  if (type === "tag") return `has the YAML tag ${lexeme.slice(0, 40)}: tags are not allowed here; remove it, or put quotes around the text`;
  if (type === "directive-line") return `has the YAML directive ${lexeme.slice(0, 40)}: remove this line`;
  return null;
};

/** Runs the lexer and the parser under limits, so that depth and size are known before anything recursive sees the text. */
const tokens = (text: string, brackets: Bracket[], quoted: QuotedSpan[]): CST.Token[] => {
  const parser = new Parser();
  const result: CST.Token[] = [];
  let offset = 0;
  let count = 0;
  let documents = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > maxTokens) throw new Refusal(offset, "has too many entries to be content: split the file");
    const type = CST.tokenType(lexeme);
    const refused = refusedToken(lexeme, type);
    if (refused !== null) throw new Refusal(offset, refused);
    if (type === "doc-start" || type === "doc-end") {
      const begun = result.length > 0 || parser.stack.some((token) => token.type === "document" && token.value !== undefined);
      if (type === "doc-start") documents += 1;
      if (documents > 1 || (type === "doc-start" && begun)) {
        throw new Refusal(
          offset,
          "starts a second document with ---: a file holds one; remove this line, or move the rest to a file of its own",
        );
      }
    }
    if (opening.has(lexeme)) brackets.push({ offset, bracket: lexeme, closed: null });
    if (closing.has(lexeme)) {
      const open = brackets.findLast((bracket) => bracket.closed === null);
      if (open !== undefined) open.closed = offset;
    }
    if ((type === "double-quoted-scalar" || type === "single-quoted-scalar") && lexeme.includes("\n")) {
      quoted.push({ offset, end: offset + lexeme.length, quote: lexeme[0] ?? '"' });
    }
    for (const token of parser.next(lexeme)) result.push(token);
    if (parser.stack.length > maxDepth)
      throw new Refusal(offset, `is nested more than ${maxDepth} levels deep: content needs fewer than ten`);
    if (!zeroWidth.has(lexeme)) offset += lexeme.length;
  }
  for (const token of parser.end()) result.push(token);
  return result;
};

/**
 * One YAML 1.2 document (core schema: dates stay strings, `no` and `off` too) without anchors, aliases, tags and directives,
 * and at most 64 levels deep. With complaints, `contents` is null: a file that is no YAML says nothing reliable.
 */
export const parseYaml = (text: string): ParsedYaml => {
  const leftover = mergeLeftover.exec(text);
  if (leftover !== null) {
    return {
      contents: null,
      complaints: [
        { offset: leftover.index, message: "has the marks of a merge conflict: keep one of the two versions and delete the marks" },
      ],
    };
  }
  const brackets: Bracket[] = [];
  const quoted: QuotedSpan[] = [];
  try {
    // Duplicate keys are looked for later, since the library compares every key with every other.
    const composer = new Composer({ uniqueKeys: false, prettyErrors: false, version: "1.2" });
    const [document] = [...composer.compose(tokens(text, brackets, quoted), true, text.length)];
    if (document === undefined) return { contents: null, complaints: [] };
    if (document.errors.length === 0) return { contents: document.contents, complaints: [] };
    return { contents: null, complaints: yamlComplaint(document.errors, text, brackets, quoted) };
  } catch (error) {
    if (error instanceof Refusal) return { contents: null, complaints: [{ offset: error.offset, message: error.message }] };
    if (error instanceof RangeError) return { contents: null, complaints: [{ offset: 0, message: "is nested too deeply to be read" }] };
    return {
      contents: null,
      complaints: [{ offset: 0, message: "is not YAML that can be read: compare it with another file of its kind" }],
    };
  }
};
