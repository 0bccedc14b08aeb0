import type { MessageTable } from "../campaign/words/messages.ts";
import { keysOf } from "./compare-keys.ts";
import { checkShown, suggestValue } from "./check-values.ts";
import type { FluentSource } from "./fluent-source.ts";
import type { TextFile, TextReport } from "./text-file.ts";
import { toldValues } from "./told-values.ts";

/** Everything a message shows or chooses by, also through the messages that it refers to. */
const valuesOf = (id: string, { messages }: FluentSource): Set<string> => {
  const values = new Set<string>();
  const ids = new Set([id]);
  // A set that grows while it is walked: each message once, circles included.
  for (const next of ids) {
    const message = messages.get(next);
    if (message === undefined) continue;
    for (const value of [...message.shown.keys(), ...message.chosenBy.keys()]) values.add(value);
    for (const reference of message.references.keys()) ids.add(reference.split(".")[0] ?? "");
  }
  return values;
};

const compareMessage = (id: string, first: TextFile, other: TextFile, grammar: ReadonlySet<string>, report: TextReport): void => {
  const has = other.source.messages.get(id);
  if (has === undefined) return;
  const { misnamed } = other;
  const known = valuesOf(id, first.source);
  for (const [value, offset] of has.shown) {
    if (!known.has(value))
      report(
        offset,
        `${id} uses { $${value} }, which ${first.language} does not: its values are ${[...known].map((name) => `$${name}`).join(", ") || "none"}${suggestValue(id, value, known, misnamed)}`,
      );
  }
  for (const [value, offset] of has.chosenBy) {
    if (!known.has(value) && !grammar.has(value))
      report(offset, `${id} chooses by $${value}, which no other message knows${suggestValue(id, value, known, misnamed)}`);
  }
};

/** Values that several messages know: what a language's grammar may choose by, such as the gender. */
const grammarOf = (files: readonly TextFile[]): Set<string> => {
  const users = new Map<string, number>();
  for (const { source } of files) {
    for (const { shown, chosenBy } of source.messages.values()) {
      for (const value of new Set([...shown.keys(), ...chosenBy.keys()])) users.set(value, (users.get(value) ?? 0) + 1);
    }
  }
  return new Set([...users].filter(([, count]) => count > 1).map(([value]) => value));
};

/**
 * Says where languages differ in what a message is made of, for messages that the program does not say itself: those that it says are held
 * against what it tells them.
 * @param files of the campaign's languages, with the first
 * @param all every language that has texts
 */
export const compareValues = (
  first: TextFile,
  files: readonly TextFile[],
  all: readonly TextFile[],
  table: MessageTable,
  reporter: (file: TextFile) => TextReport,
): void => {
  const grammar = grammarOf(all);
  const told = new Map(files.map((file) => [file, toldValues(file.source, table)]));
  for (const id of keysOf(first)) {
    const wanted = first.source.messages.get(id);
    if (wanted === undefined) continue;
    for (const other of files) {
      const report = reporter(other);
      for (const attribute of wanted.attributes) {
        const has = other.source.messages.get(id);
        if (has !== undefined && !has.attributes.has(attribute))
          report(has.offset, `${id} lacks .${attribute}, which ${first.language} has`);
      }
      if (told.get(other)?.has(id) === true || told.get(first)?.has(id) === true) continue;
      if (other !== first) compareMessage(id, first, other, grammar, report);
      checkShown(
        id,
        other,
        [...wanted.shown.keys()].map((value) => [value, false]),
        `which ${first.language} does`,
        report,
      );
    }
  }
};
