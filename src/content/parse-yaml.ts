import { Composer, CST, Lexer, Parser, type ParsedNode } from "yaml";
import { yamlComplaint, type Bracket, type QuotedSpan, type Complaint } from "./yaml-complaint.ts";

/** Something wrong at an offset (UTF-16 units) of the text. */
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

/** Blanks that look like spaces and are letters to YAML; a line of a longer text has a real space before them. */
const strangeIndent = /^[\u00a0\u2000-\u200a\u202f\u3000]/m;
const mergeLeftover = /^(<{7}|={7}|>{7})/m;

/** Why a token is not allowed, or null. `isBegun`: something other than comments came before it. */
const refusedToken = (lexeme: string, isBegun: boolean): string | null => {
  const shown = lexeme.slice(0, 40);
  if (lexeme === "*") return "begins with *: write - and a space for an entry of a list, or put quotes around the text";
  switch (lexeme.charAt(0)) {
    case "&":
    case "*":
      return `uses the YAML ${lexeme.startsWith("&") ? "anchor" : "alias"} ${shown}: anchors (&) and aliases (*) are not allowed here; write the value out, or put quotes around the text`;
    case "!":
      return `has the YAML tag ${shown}: tags are not allowed here; remove it, or put quotes around the text`;
    case "%":
      return `has the YAML directive ${shown}: remove this line`;
    case "-":
      if (lexeme !== "---" || !isBegun) return null;
      return "starts a second document with ---: a file holds one; remove this line, or move the rest to a file of its own";
    case ".":
      return lexeme === "..." ? "has the line ..., which ends a YAML document: remove it" : null;
    default:
      return null;
  }
};

/** Runs the lexer and the parser under limits, so that depth and size are known before anything recursive sees the text. */
const tokens = (text: string, brackets: Bracket[], quoted: QuotedSpan[]): CST.Token[] => {
  const parser = new Parser();
  const result: CST.Token[] = [];
  let offset = 0;
  let count = 0;
  const open: Bracket[] = [];
  let isBegun = false;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > maxTokens) throw new Refusal(offset, "has too many entries to be content: split the file");
    // What comes after the mark of a plain or block text is that text, whatever it begins with.
    if (!isScalar) {
      const refused = refusedToken(lexeme, isBegun);
      if (refused !== null) throw new Refusal(offset, refused);
      if (opening.has(lexeme)) {
        const bracket: Bracket = { offset, bracket: lexeme, closed: null };
        brackets.push(bracket);
        open.push(bracket);
      } else if (closing.has(lexeme)) {
        const bracket = open.pop();
        if (bracket !== undefined) bracket.closed = offset;
      } else if ((lexeme.startsWith('"') || lexeme.startsWith("'")) && lexeme.includes("\n")) {
        quoted.push({ offset, end: offset + lexeme.length, quote: lexeme.charAt(0) });
      }
    }
    isBegun ||= !/^(#|\s|$)/.test(lexeme) && !zeroWidth.has(lexeme);
    isScalar = lexeme === CST.SCALAR;
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
  const strange = strangeIndent.exec(text);
  if (strange !== null) {
    const name = `U+${strange[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    const message = `is indented with a blank that is no space (${name}), as web pages have it: use spaces`;
    return { contents: null, complaints: [{ offset: strange.index, message }] };
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
