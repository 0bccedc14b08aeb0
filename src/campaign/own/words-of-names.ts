import type { Prisoner } from "../prisoner.ts";

/** So many letters may an ending add: names are declined in the campaign's languages. */
const longestEnding = 3;

const letters: Readonly<Record<string, string>> = { ł: "l", đ: "d", ø: "o", ß: "ss", "’": "", "'": "", ʼ: "" };

/** Words without case, accents and signs; `#FreeMariaExample` and `maria-example` fall into their words. */
export const nameWords = (text: string): string[] =>
  text
    .replaceAll(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase()
    .replaceAll(/[łđøß’'ʼ]/gu, (letter) => letters[letter] ?? "")
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");

const readable = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The words of all that a reader would read, those of addresses as they are meant. */
export const wordsOfAll = (texts: readonly string[]): string[] => nameWords(texts.flatMap((text) => [text, readable(text)]).join("\n"));

/** The same word, or another case of it. */
export const isFormOf = (word: string, name: string): boolean => {
  if (name.length < 4) return word === name;
  const stem = name.slice(0, name.length < 6 ? -1 : -2);
  return word.startsWith(stem) && word.length <= name.length + longestEnding;
};

/** All words of a name close together, in any order. */
const isNamedIn = (words: readonly string[], name: readonly string[]): boolean => {
  const [first] = name;
  if (first === undefined) return false;
  return words.some((word, index) => {
    if (!isFormOf(word, first)) return false;
    const near = words.slice(Math.max(0, index - name.length), index + name.length + 1);
    return name.every((part) => near.some((other) => isFormOf(other, part)));
  });
};

/** Whether words (`wordsOfAll`) name a person, in whatever script, case or spelling is recorded of them. Errs on the side of yes. */
export const createIsNamed = (words: readonly string[]): ((prisoner: Pick<Prisoner, "name" | "spellings" | "slug">) => boolean) => {
  const joined = words.join("");
  return ({ name, spellings, slug }) =>
    [name.latin, name.be, name.ru, name.lacinka, ...spellings, slug].some((form) => {
      const parts = form === undefined ? [] : nameWords(form);
      return isNamedIn(words, parts) || (parts.length > 1 && joined.includes(parts.join("")));
    });
};
