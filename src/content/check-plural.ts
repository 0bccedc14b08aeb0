import type { PluralSelect } from "./fluent-source.ts";
import type { TextReport } from "./text-file.ts";

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

/** Whether variants by number are those that the language counts with. */
export const checkPlural = (id: string, select: PluralSelect, language: string, report: TextReport): void => {
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
