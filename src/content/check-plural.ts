import type { Choice } from "./message-parts.ts";
import type { TextReport } from "./text-file.ts";
import { suggest } from "./wording.ts";

const categoryNames = new Set(["zero", "one", "two", "few", "many", "other"]);

/** Whether Node can count in a language; without that the plural forms would be those of some other language. */
export const isCountable = (language: string): boolean => {
  try {
    return Intl.PluralRules.supportedLocalesOf([language]).length > 0;
  } catch {
    return false;
  }
};

interface PluralForms {
  /** All categories, those of fractions included. */
  readonly known: ReadonlySet<string>;
  /** The categories that whole numbers fall into, with the numbers up to 200 of each. */
  readonly wholeNumbers: ReadonlyMap<string, readonly string[]>;
}

const findPluralForms = (language: string, type: Intl.PluralRuleType): PluralForms => {
  const rules = new Intl.PluralRules(language, { type });
  const numbers = Array.from({ length: 201 }, (_, number) => String(number));
  return {
    known: new Set(rules.resolvedOptions().pluralCategories),
    wholeNumbers: Map.groupBy(numbers, (number) => rules.select(Number(number))),
  };
};

/** By type and language: found out once, since a file has hundreds of choices and content is read again and again. */
const found = new Map<string, PluralForms>();

const pluralForms = (language: string, type: Intl.PluralRuleType): PluralForms => {
  const key = `${type} ${language}`;
  const forms = found.get(key) ?? findPluralForms(language, type);
  found.set(key, forms);
  return forms;
};

/** Whether a choice has a variant that only a plural category can be meant by. */
export const namesCategories = ({ variants }: Choice): boolean =>
  variants.some(({ key, isNumber }) => !isNumber && key !== "other" && categoryNames.has(key));

/** So many exact numbers are a list, such as the names of the months, and nothing is counted. */
const isList = ({ variants }: Choice): boolean => variants.filter(({ isNumber }) => isNumber).length > 2;

/** Whether variants by number are those that the language counts with. `counts`: it is known to be a number that is counted. */
export const checkPlural = (id: string, choice: Choice, counts: boolean, language: string, report: TextReport): void => {
  const isNamed = namesCategories(choice);
  if (!isNamed && (!counts || isList(choice))) return;
  const { known, wholeNumbers } = pluralForms(language, choice.isOrdinal ? "ordinal" : "cardinal");
  const forms = choice.variants.filter(({ isNumber }) => !isNumber).map(({ key }) => key);
  const exact = new Set(choice.variants.filter(({ isNumber }) => isNumber).map(({ key }) => key));
  for (const key of forms) {
    if (!known.has(key))
      report(
        choice.offset,
        `${id} has a variant [${key}], which ${language} does not count with: its forms are ${[...known].join(", ")}${suggest(key, known)}`,
      );
  }
  const missing = [...wholeNumbers]
    .filter(([category, numbers]) => !forms.includes(category) && !numbers.every((number) => exact.has(number)))
    .map(([category]) => `[${category}]`);
  if (missing.length > 0) report(choice.offset, `${id} lacks the plural form ${missing.join(" and ")}, which ${language} needs`);
};
