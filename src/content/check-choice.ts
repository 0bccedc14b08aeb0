import type { MessageValue } from "../campaign/words/messages.ts";
import { checkPlural } from "./check-plural.ts";
import type { Choice } from "./message-parts.ts";
import type { TextReport } from "./text-file.ts";
import { suggest } from "./wording.ts";

const list = (keys: readonly (string | number)[]): string => keys.map((key) => `[${key}]`).join(" and ");

const months = Array.from({ length: 12 }, (_, index) => String(index + 1));

/** A month without a variant of its own would be called by the default's name: a wrong date. */
const checkMonths = (id: string, { by, offset, variants }: Choice, report: TextReport): void => {
  for (const { key, isNumber, isDefault, offset: place } of variants) {
    if (isNumber ? !months.includes(key) : !isDefault)
      report(place, `${id} has a variant [${key}], and $${by} is a number from 1 to 12: write [1] to [12]`);
  }
  const missing = months.filter((month) => !variants.some(({ key, isNumber }) => isNumber && key === month));
  const spare = variants.some(({ isNumber, isDefault }) => isDefault && !isNumber) ? 1 : 0;
  if (missing.length > spare) report(offset, `${id} lacks the month ${list(missing)}: another month's name would be said instead`);
};

const checkWords = (id: string, { by, offset, variants }: Choice, words: readonly string[], report: TextReport): void => {
  for (const { key, offset: place } of variants) {
    if (!words.includes(key) && key !== "other")
      report(place, `${id} has a variant [${key}], and $${by} is one of ${words.join(", ")}: it would never be used${suggest(key, words)}`);
  }
  const lacking = words.filter((word) => !variants.some(({ key }) => key === word));
  const ending = variants.find(({ isDefault }) => isDefault);
  // Every word may be left to a default that is right for all; one that is of a word's own is not.
  if (ending !== undefined && ending.key !== "other" && lacking.length > 0)
    report(offset, `${id} lacks the variant ${list(lacking)}: without it the text of [${ending.key}] would be said`);
};

/** Whether a choice has the variants that what it chooses by needs. `value` is undefined where nobody knows what that is. */
export const checkChoice = (
  id: string,
  choice: Choice,
  value: MessageValue | undefined,
  counts: boolean,
  language: string,
  report: TextReport,
): void => {
  const seen = new Set<string>();
  for (const { key, offset } of choice.variants) {
    if (seen.has(key)) report(offset, `${id} has the variant [${key}] twice: only the first one would be used; remove one`);
    seen.add(key);
  }
  if (value === "month") checkMonths(id, choice, report);
  else if (value === "text")
    report(choice.offset, `${id} chooses by $${choice.by}, which is a text that can be anything: choose by another value, or show it`);
  else if (typeof value === "object") checkWords(id, choice, value, report);
  else checkPlural(id, choice, counts || value === "count", language, report);
};
