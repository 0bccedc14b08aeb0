import type { Prisoner } from "../prisoner.ts";
import { foldName } from "./fold-name.ts";
import { isGivenName } from "./given-names.ts";
import { looksLikePatronymic } from "./patronymic.ts";
import { plainText, splitWords } from "./query-words.ts";

/** What the search knows of one person, folded. */
export interface RecordedNames {
  readonly given: ReadonlySet<string>;
  /** Each surname in one piece: sharendapanasuk. */
  readonly surnames: ReadonlySet<string>;
  /** The parts of surnames that have several. */
  readonly surnameParts: ReadonlySet<string>;
  readonly patronymics: ReadonlySet<string>;
  /** Every recorded form as a whole: its words' keys in alphabetical order. */
  readonly phrases: ReadonlySet<string>;
}

/** The words' keys in alphabetical order, so that the order in which they are said does not count. */
export const phraseOf = (keys: readonly string[]): string => [...keys].sort().join(" ");

interface SplitForm {
  readonly given: readonly string[];
  readonly patronymic: string | null;
  readonly surname: readonly string[];
}

const firstKey = (word: string): string => foldName(word)[0] ?? "";

/** Which word of a full name is what: `Given [Patronymic] Surname`, or the surname first where the patronymic comes last. */
const splitForm = (form: string): SplitForm => {
  const spoken = form
    .split(/\s+/u)
    .map(splitWords)
    .filter((words) => words.length > 0);
  // A name that was written like an address: andrei-kuznechyk.
  const pieces = spoken.length === 1 ? (spoken[0] ?? []).map((word) => [word]) : spoken;
  const [first = [], ...rest] = pieces;
  if (rest.length === 0) return { given: [], patronymic: null, surname: first };
  const patronymic =
    rest.length < 2
      ? -1
      : rest.findIndex(
          (piece, index) =>
            piece.length === 1 &&
            looksLikePatronymic(firstKey(piece[0] ?? "")) &&
            (index < rest.length - 1 || isGivenName(firstKey(rest[0]?.[0] ?? ""))),
        );
  const named = rest.filter((_, index) => index !== patronymic);
  const said = patronymic === -1 ? null : (rest[patronymic]?.[0] ?? null);
  const surnameFirst = patronymic === rest.length - 1 && patronymic > 0;
  if (surnameFirst) return { given: named.flat(), patronymic: said, surname: first };
  // Between a given name and the last word: a second given name, or the first half of a surname.
  return { given: first, patronymic: said, surname: named.length > 1 ? named.flat() : (named[0] ?? []) };
};

/** Every way to read a list of words as one key in one piece. */
const joinedKeys = (words: readonly string[]): string[] =>
  words
    .reduce<string[]>((joined, word) => joined.flatMap((start) => foldName(word).map((key) => start + key)), [""])
    .filter((key) => key !== "");

export const recordedNames = ({ name, spellings, slug }: Pick<Prisoner, "name" | "spellings" | "slug">): RecordedNames => {
  const given = new Set<string>();
  const surnames = new Set<string>();
  const surnameParts = new Set<string>();
  const patronymics = new Set<string>();
  const phrases = new Set<string>();
  const forms = [name.latin, name.be, name.ru, name.lacinka, ...spellings, slug.replaceAll(/-\d+(?=-|$)/gu, "")];
  for (const form of new Set(forms)) {
    if (form === undefined) continue;
    const plain = plainText(form);
    const words = splitWords(plain);
    phrases.add(phraseOf(words.map(firstKey)));
    // "Alexander Pushkin (artist)" finds him only as a whole: the bare name is somebody else's.
    if (/[()[\]]/u.test(plain)) continue;
    const split = splitForm(plain);
    for (const word of split.given) for (const key of foldName(word)) given.add(key);
    for (const key of joinedKeys(split.surname)) surnames.add(key);
    if (split.surname.length > 1) for (const word of split.surname) for (const key of foldName(word)) surnameParts.add(key);
    if (split.patronymic !== null) patronymics.add(firstKey(split.patronymic));
  }
  return { given, surnames, surnameParts, patronymics, phrases };
};
