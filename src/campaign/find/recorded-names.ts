import type { Prisoner } from "../prisoner.ts";
import { foldExactly, loosen } from "./fold-name.ts";
import { isGivenName, sexOfGivenName } from "./given-names.ts";
import { looksLikePatronymic } from "./patronymic.ts";
import { plainText, splitWords } from "./query-words.ts";

/** What the search knows of one person, folded. */
export interface RecordedNames {
  readonly given: ReadonlySet<string>;
  /** Each surname in one piece: sharendapanasuk. */
  readonly surnames: ReadonlySet<string>;
  /** The same in finer folding. */
  readonly exactSurnames: ReadonlySet<string>;
  /** The parts of surnames that have several. */
  readonly surnameParts: ReadonlySet<string>;
  readonly patronymics: ReadonlySet<string>;
  readonly sex: "F" | "M" | null;
  /** Every recorded form as a whole, letter by letter and folded. */
  readonly phrases: ReadonlySet<string>;
}

/** Words in alphabetical order, so that the order in which they are said does not count. */
export const phraseOf = (words: readonly (string | undefined)[]): string =>
  words
    .map((word) => word ?? "")
    .sort()
    .join(" ");

interface SplitForm {
  readonly given: readonly string[];
  readonly patronymic: string | null;
  readonly surname: readonly string[];
}

interface Folded {
  readonly exactKeys: readonly string[];
  readonly keys: readonly string[];
}

/** Folds words, each once: first names, and the surnames of relatives, come again and again. */
export type FoldOnce = (word: string) => Folded;

export const createFoldOnce = (): FoldOnce => {
  const known = new Map<string, Folded>();
  return (word) => {
    const folded = known.get(word);
    if (folded !== undefined) return folded;
    const exactKeys = foldExactly(word);
    const first = { exactKeys, keys: [...new Set(exactKeys.map(loosen))] };
    known.set(word, first);
    return first;
  };
};

const surnameFirst = ([first = [], last = []]: readonly string[][], fold: FoldOnce): boolean => {
  const isFirstName = (words: readonly string[]): boolean => words.some((word) => fold(word).keys.some(isGivenName));
  return isFirstName(last) && !isFirstName(first);
};

/** Which word of a full name is what: `Given [Patronymic] Surname`, or the surname first where what follows are a first name and a patronymic. */
const splitForm = (form: string, fold: FoldOnce): SplitForm => {
  const spoken = form
    .split(/\s+/u)
    .map(splitWords)
    .filter((words) => words.length > 0);
  // A name that was written like an address: andrei-kuznechyk.
  const pieces = spoken.length === 1 ? (spoken[0] ?? []).map((word) => [word]) : spoken;
  const [first = [], second = [], ...rest] = pieces;
  if (pieces.length < 2) return { given: [], patronymic: null, surname: first };
  if (pieces.length === 2)
    return surnameFirst(pieces, fold)
      ? { given: second, patronymic: null, surname: first }
      : { given: first, patronymic: null, surname: second };
  const isPatronymic = ([word = "", ...others]: readonly string[]): boolean =>
    others.length === 0 && fold(word).keys.slice(0, 1).some(looksLikePatronymic);
  const last = rest.at(-1) ?? [];
  if (pieces.length === 3 && isPatronymic(last) && surnameFirst([first, second], fold))
    return { given: second, patronymic: last[0] ?? null, surname: first };
  // Between a first name and the last word: a patronymic, or the first half of a surname.
  return isPatronymic(second)
    ? { given: first, patronymic: second[0] ?? null, surname: rest.flat() }
    : { given: first, patronymic: null, surname: pieces.slice(1).flat() };
};

/** Every way to read a list of words as one exact key in one piece. */
const joinedKeys = (words: readonly string[], fold: FoldOnce): string[] =>
  words
    .reduce<string[]>((joined, word) => joined.flatMap((start) => fold(word).exactKeys.map((key) => start + key)), [""])
    .filter((key) => key !== "");

export const recordedNames = (
  { name, spellings, gender }: Pick<Prisoner, "name" | "spellings" | "gender">,
  fold: FoldOnce,
): RecordedNames => {
  const given = new Set<string>();
  const surnames = new Set<string>();
  const exactSurnames = new Set<string>();
  const surnameParts = new Set<string>();
  const patronymics = new Set<string>();
  const phrases = new Set<string>();
  // Not the slug: it need not be a name.
  const forms = [name.latin, name.be, name.ru, name.lacinka, ...spellings];
  for (const form of new Set(forms)) {
    if (form === undefined) continue;
    const plain = plainText(form);
    const words = splitWords(plain);
    phrases.add(phraseOf(words)).add(phraseOf(words.map((word) => fold(word).exactKeys[0])));
    // "Alexander Pushkin (artist)" finds him only as a whole: the bare name is somebody else's.
    if (/[()[\]]/u.test(plain)) continue;
    const split = splitForm(plain, fold);
    for (const word of split.given) for (const key of fold(word).keys) given.add(key);
    for (const key of joinedKeys(split.surname, fold)) exactSurnames.add(key);
    const [only = "", ...more] = split.surname;
    for (const key of more.length === 0 ? fold(only).keys : joinedKeys(split.surname, fold).map(loosen)) surnames.add(key);
    if (split.surname.length > 1) for (const word of split.surname) for (const key of fold(word).keys) surnameParts.add(key);
    for (const key of split.patronymic === null ? [] : fold(split.patronymic).keys.slice(0, 1)) patronymics.add(key);
  }
  return {
    given,
    surnames,
    exactSurnames,
    surnameParts,
    patronymics,
    sex: gender ?? [...given].map(sexOfGivenName).find((sex) => sex !== null) ?? null,
    phrases,
  };
};
