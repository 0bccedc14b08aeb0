import { formsOfGivenName, isGivenName } from "./given-names.ts";

const ending = /(?:[aei]v)?(?:i?nična|ična|ič|na)$/u;

const withoutLastVowels = (key: string): string => key.replace(/[aeiu]+$/u, "");

/** The father's name of a folded patronymic without its ending, or null where the word is none: Аляксандраўна gives alaksandr. */
const fatherOf = (key: string): string | null => {
  if (!/(?:[aei]v)ič$|(?:[aei]v)na$|ična$|^(?:il|kuzm|luk|nikic)ič$/u.test(key)) return null;
  const stem = withoutLastVowels(key.replace(ending, ""));
  return stem.length < 2 ? null : stem;
};

export const looksLikePatronymic = (key: string): boolean => fatherOf(key) !== null;

/** Do two folded patronymics name different fathers? Мікалаевіч and Николаевич do not. */
export const arePatronymicsAtOdds = (one: string, other: string): boolean => {
  if (one === other) return false;
  const [first, second] = [fatherOf(one), fatherOf(other)];
  if (first === null || second === null || first === second) return false;
  return !sameFather(first, second);
};

const sameFather = (first: string, second: string): boolean => {
  for (const guess of [first, `${first}i`, `${first}a`])
    if (isGivenName(guess)) for (const form of formsOfGivenName(guess)) if (withoutLastVowels(form) === second) return true;
  return false;
};
