import type { Fault } from "./fault.ts";
import { readFluent, type FluentMessage, type FluentSource, type PluralSelect } from "./fluent-source.ts";
import { createPositions, type Position } from "./position.ts";
import { suggest } from "./wording.ts";

interface TextFile {
  readonly file: string;
  readonly language: string;
  readonly source: FluentSource;
  readonly at: (offset: number) => Position;
}

type Report = (offset: number, message: string) => void;

const categoryNames = new Set(["zero", "one", "two", "few", "many", "other"]);

/** Whether Node can count in a language; without that the plural forms would be those of some other language. */
export const isCountable = (language: string): boolean => {
  try {
    return Intl.PluralRules.supportedLocalesOf([language]).length > 0;
  } catch {
    return false;
  }
};

/** The plural categories that whole numbers fall into. */
const wholeNumberCategories = (language: string): Set<string> => {
  const rules = new Intl.PluralRules(language);
  return new Set(Array.from({ length: 201 }, (_, number) => rules.select(number)));
};

const checkPlural = (id: string, select: PluralSelect, language: string, report: Report): void => {
  const isPlural = select.keys.some((key) => categoryNames.has(key) && key !== "other");
  if (!isPlural) return;
  const wanted = wholeNumberCategories(language);
  const known: ReadonlySet<string> = new Set(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  for (const key of select.keys) {
    if (!known.has(key))
      report(select.offset, `${id} has a variant [${key}], which ${language} does not count with: its forms are ${[...known].join(", ")}`);
  }
  const missing = [...wanted].filter(
    (category) => !select.keys.includes(category) && !(category === "one" && select.numbers.includes("1")),
  );
  if (missing.length > 0) {
    report(
      select.offset,
      `${id} lacks the plural form ${missing.map((category) => `[${category}]`).join(" and ")}, which ${language} needs`,
    );
  }
};

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

const checkReferences = (id: string, message: FluentMessage, { messages, broken }: FluentSource, report: Report): void => {
  for (const [reference, offset] of message.references) {
    const [key = "", attribute] = reference.split(".");
    const target = messages.get(key);
    if (broken.has(key)) continue;
    if (target === undefined) report(offset, `${id} refers to ${key}, which is not in this file: add it${suggest(key, messages.keys())}`);
    else if (attribute !== undefined && !target.attributes.has(attribute))
      report(offset, `${id} refers to ${reference}, and ${key} has no .${attribute}`);
  }
};

/** References that lead back to where they began; reported once for each circle. */
const checkCircles = ({ messages }: FluentSource, report: Report): void => {
  const done = new Set<string>();
  for (const start of messages.keys()) {
    const path: string[] = [];
    const walk = [{ id: start, leave: false }];
    while (walk.length > 0) {
      const { id, leave } = walk.pop() ?? { id: "", leave: true };
      if (leave) {
        done.add(path.pop() ?? "");
        continue;
      }
      if (path.includes(id)) {
        report(
          messages.get(id)?.offset ?? 0,
          `${id} refers to itself (${[...path.slice(path.indexOf(id)), id].join(" → ")}): its text would never end`,
        );
        continue;
      }
      if (done.has(id)) continue;
      path.push(id);
      walk.push({ id, leave: true });
      for (const reference of messages.get(id)?.references.keys() ?? []) walk.push({ id: reference.split(".")[0] ?? "", leave: false });
    }
  }
};

const checkAlone = ({ language, source }: TextFile, report: Report): void => {
  for (const { offset, message } of source.complaints) report(offset, message);
  for (const [id, message] of source.messages) {
    checkReferences(id, message, source, report);
    if (isCountable(language)) for (const select of message.selects) checkPlural(id, select, language, report);
  }
  checkCircles(source, report);
};

const compareValues = (id: string, first: TextFile, other: TextFile, grammar: ReadonlySet<string>, report: Report): void => {
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

const compareKeys = (first: TextFile, other: TextFile, report: Report): void => {
  const [wanted, has] = [first.source, other.source];
  const missing: string[] = [];
  let before = 0;
  const places = new Map<string, number>();
  for (const id of [...wanted.messages.keys()].filter(isKey)) {
    if (has.messages.has(id)) before = has.messages.get(id)?.offset ?? before;
    else if (!has.broken.has(id)) {
      missing.push(id);
      places.set(id, before);
    }
  }
  if (missing.length > 20)
    report(0, `${missing.length} messages are missing that ${first.language} has: ${missing.slice(0, 5).join(", ")} and more`);
  else
    for (const id of missing)
      report(places.get(id) ?? 0, `the message ${id} is missing, which ${first.language} has: add it here (${other.language})`);
  for (const [id, { offset }] of has.messages) {
    if (isKey(id) && !wanted.messages.has(id) && !wanted.broken.has(id)) {
      report(offset, `the message ${id} is not in ${first.language}: add it there, or remove it here${suggest(id, missing)}`);
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
 * What is wrong with `texts/`: each file's own mistakes, and what the campaign's languages have that others lack.
 * @param texts by language
 * @param languages the campaign's, the fallback first; null where they are not known
 */
export const checkTexts = (
  texts: ReadonlyMap<string, { readonly file: string; readonly text: string }>,
  languages: readonly string[] | null,
): Fault[] => {
  const faults: Fault[] = [];
  const files = new Map<string, TextFile>();
  for (const [language, { file, text }] of texts)
    files.set(language, { file, language, source: readFluent(text), at: createPositions(text) });
  const reporter =
    ({ file, at }: TextFile): Report =>
    (offset, message) =>
      void faults.push({ file, ...at(offset), message });
  for (const file of files.values()) {
    if (!isCountable(file.language))
      reporter(file)(
        0,
        `Node knows no plural forms for the language ${file.language}: name the file after a language such as en, be or ru`,
      );
    checkAlone(file, reporter(file));
  }
  const [fallback = "", ...others] = languages ?? [];
  const first = files.get(fallback);
  if (first === undefined || !first.source.isWhole) return faults;
  const grammar = grammarOf([...files.values()]);
  for (const language of others) {
    const other = files.get(language);
    if (other === undefined || !other.source.isWhole) continue;
    compareKeys(first, other, reporter(other));
    for (const id of first.source.messages.keys()) if (isKey(id)) compareValues(id, first, other, grammar, reporter(other));
  }
  return faults;
};
