import { messages as program, type MessageTable } from "../campaign/words/messages.ts";
import { checkChoice } from "./check-choice.ts";
import { isCountable, namesCategories } from "./check-plural.ts";
import { addMisnamed, checkShown, checkTold } from "./check-values.ts";
import { compareKeys } from "./compare-keys.ts";
import { compareValues } from "./compare-values.ts";
import type { Fault } from "./fault.ts";
import { readFluent, type FluentMessage, type FluentSource } from "./fluent-source.ts";
import { createPositions } from "./position.ts";
import type { TextFile, TextReport } from "./text-file.ts";
import { toldValues } from "./told-values.ts";
import { suggest } from "./wording.ts";

const checkReferences = (
  id: string,
  message: FluentMessage,
  { source: { messages, broken }, misnamed }: TextFile,
  values: ReadonlySet<string>,
  report: TextReport,
): void => {
  for (const [reference, offset] of message.references) {
    const [key = "", attribute] = reference.split(".");
    const target = messages.get(key);
    if (broken.has(key)) continue;
    if (target === undefined && values.has(key)) {
      addMisnamed(misnamed, id, key);
      report(offset, `${id} refers to a message ${key}, which is not in this file: the value is written { $${key} }`);
    } else if (target === undefined)
      report(offset, `${id} refers to ${key}, which is not in this file: add it${suggest(key, messages.keys())}`);
    else if (attribute !== undefined && !target.attributes.has(attribute))
      report(offset, `${id} refers to ${reference}, and ${key} has no .${attribute}`);
  }
};

/** References that lead back to where they began; reported once for each circle. */
const checkCircles = ({ messages }: FluentSource, report: TextReport): void => {
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

/** Names by which some text chooses between plural forms: elsewhere, too, they are numbers. */
const countedNames = (files: Iterable<TextFile>): Set<string> => {
  const names = new Set<string>();
  for (const { source } of files) {
    for (const { choices } of source.messages.values())
      for (const choice of choices) if (choice.by !== null && namesCategories(choice)) names.add(choice.by);
  }
  return names;
};

/** Names of values, as far as anybody knows them. */
const valueNames = (files: Iterable<TextFile>, table: MessageTable): Set<string> => {
  const names = new Set(Object.values(table).flatMap((values) => Object.keys(values)));
  for (const { source } of files) for (const { shown } of source.messages.values()) for (const name of shown.keys()) names.add(name);
  return names;
};

interface Known {
  readonly table: MessageTable;
  /** Names of values that are counted with. */
  readonly counted: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

const checkAlone = (file: TextFile, { table, counted, values: names }: Known, report: TextReport): void => {
  const { language, source, misnamed } = file;
  for (const { offset, message } of source.complaints) report(offset, message);
  const told = toldValues(source, table);
  for (const [id, message] of source.messages) {
    checkReferences(id, message, file, names, report);
    const values = told.get(id);
    if (values !== undefined) checkTold(id, message, values, misnamed, report);
    if (!isCountable(language)) continue;
    for (const choice of message.choices) {
      const { by } = choice;
      checkChoice(
        id,
        choice,
        by === null ? undefined : values?.get(by),
        values === undefined && by !== null && counted.has(by),
        language,
        report,
      );
    }
  }
  checkCircles(source, report);
  for (const [id, values] of Object.entries(table)) {
    const wanted = Object.entries(values).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value === "month"] as const] : [],
    );
    checkShown(id, file, wanted, "which it has to say", report);
  }
};

/**
 * What is wrong with `texts/`: each file's own mistakes, what the program says and a file has no words for, and what the
 * campaign's languages have that others lack.
 * @param texts by language
 * @param languages the campaign's, the fallback first; null where they are not known
 * @param table the messages that the program says
 */
export const checkTexts = (
  texts: ReadonlyMap<string, { readonly file: string; readonly text: string }>,
  languages: readonly string[] | null,
  table: MessageTable = program,
): Fault[] => {
  const faults: Fault[] = [];
  const files = new Map<string, TextFile>();
  for (const [language, { file, text }] of texts)
    files.set(language, { file, language, source: readFluent(text), misnamed: new Map(), at: createPositions(text) });
  const reporter =
    ({ file, at }: TextFile): TextReport =>
    (offset, message) =>
      void faults.push({ file, ...at(offset), message });
  const known: Known = { table, counted: countedNames(files.values()), values: valueNames(files.values(), table) };
  for (const file of files.values()) {
    if (!isCountable(file.language))
      reporter(file)(
        0,
        `Node knows no plural forms for the language ${file.language}: name the file after a language such as en, be or ru`,
      );
    checkAlone(file, known, reporter(file));
  }
  const whole = (languages ?? []).flatMap((language) => files.get(language) ?? []).filter(({ source }) => source.isWhole);
  const first = whole.find(({ language }) => language === languages?.[0]);
  compareKeys(first, whole, Object.keys(table), reporter);
  if (first !== undefined) compareValues(first, whole, [...files.values()], table, reporter);
  return faults;
};
