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

/** First names that a father's stem may come from: Мікітавіч from Мікіта, Паўлавіч from Павел. */
const namesOf = (stem: string): string[] =>
  [stem, `${stem}i`, `${stem}a`, `${stem}e`, `${stem.slice(0, -1)}e${stem.slice(-1)}`].filter(isGivenName);

const sameFather = (first: string, second: string): boolean =>
  namesOf(first).some((name) => [...formsOfGivenName(name)].some((form) => withoutLastVowels(form) === second));

/** Is a folded word a patronymic of a name that there is? Many surnames end like patronymics. */
export const isPatronymic = (key: string): boolean => {
  const father = fatherOf(key);
  return father !== null && namesOf(father).length > 0;
};
