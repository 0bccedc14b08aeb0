import { FluentParser, Visitor, type Pattern, type SelectExpression, type VariableReference } from "@fluent/syntax";
import { findMarkup } from "../campaign/markup.ts";
import type * as fluent from "@fluent/syntax";
import { fluentComplaint } from "./fluent-complaint.ts";
import { partsOf, type Choice, type MessagePart } from "./message-parts.ts";
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
  /** Its own text; attributes have theirs. */
  readonly parts: readonly MessagePart[];
  /** Of its text and its attributes. */
  readonly choices: readonly Choice[];
  readonly attributes: ReadonlySet<string>;
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

class Reader extends Visitor {
  readonly shown = new Map<string, number>();
  readonly chosenBy = new Map<string, number>();
  readonly references = new Map<string, number>();
  readonly functions = new Map<string, number>();
  readonly markup = new Map<string, number>();
  #choosing = false;

  override visitTextElement(node: fluent.TextElement): void {
    const markup = findMarkup(node.value);
    if (markup !== null) this.markup.set(markup.found, (node.span?.start ?? 0) + markup.offset);
  }

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
  for (const [tag, offset] of reader.markup)
    complaints.push({ offset, message: `has ${tag} in its text, which would be published as it stands: write plain text` });
  const choices: Choice[] = [];
  const [parts = []] = patterns.map((pattern) => partsOf(pattern, choices));
  const { shown, chosenBy, references } = reader;
  return {
    offset: entry.span?.start ?? 0,
    shown,
    chosenBy,
    references,
    parts: entry.value === null ? [] : parts,
    choices,
    attributes: new Set(entry.attributes.map(({ id }) => id.name)),
  };
};

interface Entries {
  readonly body: readonly fluent.Entry[];
  readonly read: ReadonlyMap<fluent.Entry, FluentMessage>;
}

/** The entries of a file and what its messages are made of; a complaint where it is too much. */
const readEntries = (text: string, complaints: Complaint[]): Entries | null => {
  const leftover = /^(<{7}|={7}|>{7})/m.exec(text);
  if (leftover !== null) {
    complaints.push({
      offset: leftover.index,
      message: "has the marks of a merge conflict: keep one of the two versions and delete the marks",
    });
    return null;
  }
  try {
    const { body } = new FluentParser({ withSpans: true }).parse(text);
    if (body.length > maxMessages) {
      complaints.push({ offset: 0, message: `has ${body.length} entries: at most ${maxMessages} can be read` });
      return null;
    }
    const read = new Map<fluent.Entry, FluentMessage>();
    for (const entry of body) if (entry.type === "Message" || entry.type === "Term") read.set(entry, readMessage(entry, complaints));
    return { body, read };
  } catch {
    complaints.push({ offset: 0, message: "is nested too deeply to be read" });
    return null;
  }
};

/** Reads a Fluent file (https://projectfluent.org/fluent/guide/); a message that is broken does not hide the others. */
export const readFluent = (text: string): FluentSource => {
  const messages = new Map<string, FluentMessage>();
  const complaints: Complaint[] = [];
  const broken = new Set<string>();
  const entries = readEntries(text, complaints);
  if (entries === null) return { messages, complaints, broken, isWhole: false };
  let junkEnd = -1;
  for (const entry of entries.body) {
    const message = entries.read.get(entry);
    if (entry.type === "Junk") {
      const id = /^-?\p{L}[\p{L}\w-]*/u.exec(entry.content)?.[0];
      if (id !== undefined) broken.add(id);
      // Broken lines that follow one another have one cause.
      if (entry.span?.start !== junkEnd) complaints.push(fluentComplaint(entry, entry.annotations[0]));
      junkEnd = entry.span?.end ?? -1;
    } else if (message !== undefined && (entry.type === "Message" || entry.type === "Term")) {
      const id = entry.type === "Term" ? `-${entry.id.name}` : entry.id.name;
      if (messages.has(id)) complaints.push({ offset: message.offset, message: `the message ${id} is there twice: remove one` });
      else messages.set(id, message);
      if (entry.value === null)
        complaints.push({ offset: message.offset, message: `the message ${id} has no text of its own: write ${id} = text` });
    }
  }
  return { messages, complaints, broken, isWhole: true };
};
