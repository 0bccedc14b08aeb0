import {
  FluentParser,
  Visitor,
  type Annotation,
  type Junk,
  type Pattern,
  type SelectExpression,
  type VariableReference,
} from "@fluent/syntax";
import type * as fluent from "@fluent/syntax";
import type { Complaint } from "./yaml-complaint.ts";

/** A message of a Fluent file, as far as languages are compared by it. */
export interface FluentMessage {
  readonly offset: number;
  /** Values that the text shows, with where. */
  readonly shown: ReadonlyMap<string, number>;
  /** Values that only choose between variants: a matter of each language's grammar. */
  readonly chosenBy: ReadonlyMap<string, number>;
  /** `key`, `-term` and `key.attribute`, with where. */
  readonly references: ReadonlyMap<string, number>;
  readonly selects: readonly PluralSelect[];
  readonly attributes: ReadonlySet<string>;
}

/** Variants that are chosen by a number's plural category. */
export interface PluralSelect {
  readonly offset: number;
  readonly keys: readonly string[];
  readonly numbers: readonly string[];
}

export interface FluentSource {
  /** By id, terms with their hyphen; in the order of the file. */
  readonly messages: ReadonlyMap<string, FluentMessage>;
  readonly complaints: readonly Complaint[];
  /** Ids whose entry has a mistake: they are there, but nothing can be said of them. */
  readonly broken: ReadonlySet<string>;
  /** False where the file as a whole was refused: that messages are missing says nothing then. */
  readonly isWhole: boolean;
}

const words: Readonly<Record<string, string>> = {
  E0002: "does not begin a message: write key = text, and begin the further lines of a text with spaces",
  E0003: "is not a whole message",
  E0004: "has a character that cannot stand here: keys have letters, digits, - and _",
  E0005: "has no text: write key = text",
  E0006: "has no text: write -term = text",
  E0008: "calls a function whose name is not in capitals: write NUMBER or DATETIME",
  E0010: "has variants, none of which is marked with * as the default: begin one of them with *, such as *[other]",
  E0011: "has no variants after ->: give at least one, such as *[other] text",
  E0013: "has a variant whose text is missing",
  E0015: "has two variants marked with *: only one can be the default",
  E0020: 'opens a quote (") that is not closed',
  E0025: "has an unknown \\ escape in quotes",
  E0027: 'has a } without its {: write { "}" } for the sign itself',
  E0028: "has nothing between { and }: write { $value }, or remove the brackets",
};

const complaintOf = (junk: Junk, annotation: Annotation | undefined): Complaint => {
  const start = junk.span?.start ?? 0;
  const end = start + junk.content.trimEnd().length;
  const offset = Math.max(start, Math.min(annotation?.span?.start ?? start, end - 1));
  const known = words[annotation?.code ?? ""] ?? "is not Fluent: compare it with the same message in another language";
  const [token] = annotation?.arguments ?? [];
  const wanted =
    annotation?.code === "E0003" && typeof token === "string" ? `: ${token} is missing here, or the line should begin with spaces` : "";
  return { offset, message: known + wanted };
};

class Reader extends Visitor {
  readonly shown = new Map<string, number>();
  readonly chosenBy = new Map<string, number>();
  readonly references = new Map<string, number>();
  readonly selects: PluralSelect[] = [];
  readonly functions = new Map<string, number>();
  #choosing = false;

  override visitVariableReference(node: VariableReference): void {
    (this.#choosing ? this.chosenBy : this.shown).set(node.id.name, node.span?.start ?? 0);
  }

  override visitMessageReference(node: fluent.MessageReference): void {
    this.references.set(node.attribute === null ? node.id.name : `${node.id.name}.${node.attribute.name}`, node.span?.start ?? 0);
  }

  override visitTermReference(node: fluent.TermReference): void {
    this.references.set(`-${node.id.name}`, node.span?.start ?? 0);
    if (node.arguments !== null) this.visit(node.arguments);
  }

  override visitFunctionReference(node: fluent.FunctionReference): void {
    this.functions.set(node.id.name, node.span?.start ?? 0);
    this.visit(node.arguments);
  }

  override visitSelectExpression(node: SelectExpression): void {
    const outer = this.#choosing;
    this.#choosing = true;
    this.visit(node.selector);
    this.#choosing = outer;
    const names = node.variants.flatMap(({ key }) => (key.type === "Identifier" ? [key.name] : []));
    const numbers = node.variants.flatMap(({ key }) => (key.type === "NumberLiteral" ? [key.value] : []));
    this.selects.push({ offset: node.span?.start ?? 0, keys: names, numbers });
    for (const variant of node.variants) this.visit(variant.value);
  }
}

const maxMessages = 5000;

const readMessage = (entry: fluent.Message | fluent.Term, complaints: Complaint[]): FluentMessage => {
  const reader = new Reader();
  const patterns: Pattern[] = entry.attributes.map((attribute) => attribute.value);
  if (entry.value !== null) patterns.unshift(entry.value);
  for (const pattern of patterns) reader.visit(pattern);
  for (const [name, offset] of reader.functions) {
    if (name !== "NUMBER" && name !== "DATETIME")
      complaints.push({ offset, message: `calls ${name}, which Fluent does not know here: NUMBER and DATETIME can be used` });
  }
  const { shown, chosenBy, references, selects } = reader;
  return {
    offset: entry.span?.start ?? 0,
    shown,
    chosenBy,
    references,
    selects,
    attributes: new Set(entry.attributes.map(({ id }) => id.name)),
  };
};

/** Reads a Fluent file (https://projectfluent.org/fluent/guide/); a message that is broken does not hide the others. */
export const readFluent = (text: string): FluentSource => {
  const messages = new Map<string, FluentMessage>();
  const complaints: Complaint[] = [];
  const broken = new Set<string>();
  const leftover = /^(<{7}|={7}|>{7})/m.exec(text);
  if (leftover !== null) {
    complaints.push({
      offset: leftover.index,
      message: "has the marks of a merge conflict: keep one of the two versions and delete the marks",
    });
    return { messages, complaints, broken, isWhole: false };
  }
  let body: fluent.Entry[];
  try {
    ({ body } = new FluentParser({ withSpans: true }).parse(text));
  } catch {
    complaints.push({ offset: 0, message: "is nested too deeply to be read" });
    return { messages, complaints, broken, isWhole: false };
  }
  if (body.length > maxMessages) {
    complaints.push({ offset: 0, message: `has ${body.length} entries: at most ${maxMessages} can be read` });
    return { messages, complaints, broken, isWhole: false };
  }
  let junkEnd = -1;
  for (const entry of body) {
    if (entry.type === "Junk") {
      const id = /^-?[a-zA-Z][\w-]*/.exec(entry.content)?.[0];
      if (id !== undefined) broken.add(id);
      // Broken lines that follow one another have one cause.
      if (entry.span?.start !== junkEnd) complaints.push(complaintOf(entry, entry.annotations[0]));
      junkEnd = entry.span?.end ?? -1;
    } else if (entry.type === "Message" || entry.type === "Term") {
      const id = entry.type === "Term" ? `-${entry.id.name}` : entry.id.name;
      const message = readMessage(entry, complaints);
      if (messages.has(id)) complaints.push({ offset: message.offset, message: `the message ${id} is there twice: remove one` });
      else messages.set(id, message);
      if (entry.value === null)
        complaints.push({ offset: message.offset, message: `the message ${id} has no text of its own: write ${id} = text` });
    }
  }
  return { messages, complaints, broken, isWhole: true };
};
