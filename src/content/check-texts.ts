import { checkPlural, isCountable } from "./check-plural.ts";
import { compareTexts } from "./compare-texts.ts";
import type { Fault } from "./fault.ts";
import { readFluent, type FluentMessage, type FluentSource } from "./fluent-source.ts";
import { createPositions } from "./position.ts";
import type { TextFile, TextReport } from "./text-file.ts";
import { suggest } from "./wording.ts";

const checkReferences = (id: string, message: FluentMessage, { messages, broken }: FluentSource, report: TextReport): void => {
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

const checkAlone = ({ language, source }: TextFile, report: TextReport): void => {
  for (const { offset, message } of source.complaints) report(offset, message);
  for (const [id, message] of source.messages) {
    checkReferences(id, message, source, report);
    if (isCountable(language)) for (const select of message.selects) checkPlural(id, select, language, report);
  }
  checkCircles(source, report);
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
    ({ file, at }: TextFile): TextReport =>
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
  const compared = others.flatMap((language) => files.get(language) ?? []).filter(({ source }) => source.isWhole);
  compareTexts(first, compared, [...files.values()], reporter);
  return faults;
};
