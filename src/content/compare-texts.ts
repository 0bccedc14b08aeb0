import type { FluentSource } from "./fluent-source.ts";
import type { TextFile, TextReport } from "./text-file.ts";
import { suggest } from "./wording.ts";

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

const compareValues = (id: string, first: TextFile, other: TextFile, grammar: ReadonlySet<string>, report: TextReport): void => {
  const [wanted, has] = [first.source.messages.get(id), other.source.messages.get(id)];
  if (wanted === undefined || has === undefined) return;
  const known = valuesOf(id, first.source);
  const used = valuesOf(id, other.source);
  for (const [value, offset] of has.shown) {
    if (!known.has(value))
      report(
        offset,
        `${id} uses { $${value} }, which ${first.language} does not: its values are ${[...known].map((name) => `$${name}`).join(", ") || "none"}${suggest(value, known)}`,
      );
  }
  for (const [value, offset] of has.chosenBy) {
    if (!known.has(value) && !grammar.has(value))
      report(offset, `${id} chooses by $${value}, which no other message knows${suggest(value, known)}`);
  }
  for (const value of wanted.shown.keys()) {
    if (!used.has(value)) report(has.offset, `${id} does not use { $${value} }, which ${first.language} does`);
  }
  for (const attribute of wanted.attributes) {
    if (!has.attributes.has(attribute)) report(has.offset, `${id} lacks .${attribute}, which ${first.language} has`);
  }
};

const isKey = (id: string): boolean => !id.startsWith("-");

const keysOf = ({ source }: TextFile): string[] => [...source.messages.keys()].filter(isKey);

/** Many at once are one cause, such as a file that was cut off. */
const manyKeys = 20;

const reportMissing = (missing: ReadonlyMap<string, number>, where: TextFile, has: string, report: TextReport): void => {
  const keys = [...missing.keys()];
  if (keys.length > manyKeys) report(0, `${keys.length} messages are missing that ${has} has: ${keys.slice(0, 5).join(", ")} and more`);
  else
    for (const [key, offset] of missing) report(offset, `the message ${key} is missing, which ${has} has: add it here (${where.language})`);
};

/** Keys of `wanted` that a file lacks, with the place of the message before, where they may have been. */
const missingKeys = (wanted: readonly string[], { source }: TextFile): Map<string, number> => {
  const missing = new Map<string, number>();
  let before = 0;
  for (const id of wanted) {
    if (source.messages.has(id)) before = source.messages.get(id)?.offset ?? before;
    else if (!source.broken.has(id)) missing.set(id, before);
  }
  return missing;
};

/** What every other language has is missing in the first; what some have is too much there. */
const compareKeys = (first: TextFile, others: readonly TextFile[], reporter: (file: TextFile) => TextReport): void => {
  const [second, ...rest] = others;
  if (second === undefined) return;
  const lost = rest.length === 0 ? [] : keysOf(second).filter((id) => rest.every(({ source }) => source.messages.has(id)));
  const missingInFirst = missingKeys(lost, first);
  reportMissing(missingInFirst, first, second.language, reporter(first));
  for (const other of others) {
    const missing = missingKeys(keysOf(first), other);
    reportMissing(missing, other, first.language, reporter(other));
    for (const [id, { offset }] of other.source.messages) {
      if (!isKey(id) || first.source.messages.has(id) || first.source.broken.has(id) || missingInFirst.has(id)) continue;
      reporter(other)(
        offset,
        `the message ${id} is not in ${first.language}: add it there, or remove it here${suggest(id, missing.keys())}`,
      );
    }
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
 * Says where languages differ in what they can say and in what it is made of.
 * @param others the campaign's languages but the first
 * @param all every language that has texts
 */
export const compareTexts = (
  first: TextFile,
  others: readonly TextFile[],
  all: readonly TextFile[],
  reporter: (file: TextFile) => TextReport,
): void => {
  compareKeys(first, others, reporter);
  const grammar = grammarOf(all);
  for (const other of others) for (const id of keysOf(first)) compareValues(id, first, other, grammar, reporter(other));
};
