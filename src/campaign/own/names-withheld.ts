import type { Prisoner } from "../prisoner.ts";

/** So many letters may an ending add: names are declined in the campaign's languages. */
const longestEnding = 3;

const letters: Readonly<Record<string, string>> = { ł: "l", đ: "d", ø: "o", ß: "ss", "’": "", "'": "", ʼ: "" };

/** Words without case, accents and signs; `#FreeMariaExample` and `maria-example` fall into their words. */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase()
    .replaceAll(/[łđøß’'ʼ]/gu, (letter) => letters[letter] ?? "")
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");

/** The same word, or another case of it. */
const isFormOf = (word: string, name: string): boolean => {
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

const readable = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Does a text name somebody who is withheld, in whatever script, case or spelling is recorded of them? Errs on the side of yes. */
export const namesWithheld = (texts: readonly string[], prisoners: ReadonlyMap<string, Prisoner>): boolean => {
  const withheld = [...prisoners.values()].filter(({ consent }) => consent === "withheld");
  if (withheld.length === 0) return false;
  const words = wordsOf(texts.flatMap((text) => [text, readable(text)]).join("\n"));
  const joined = words.join("");
  return withheld.some(({ name, spellings, slug, hashtags }) => {
    const forms = [name.latin, name.be, name.ru, name.lacinka, ...spellings, slug].flatMap((form) =>
      form === undefined ? [] : [wordsOf(form)],
    );
    return (
      forms.some((form) => isNamedIn(words, form) || (form.length > 1 && joined.includes(form.join("")))) ||
      hashtags.some((tag) => /\p{L}/u.test(tag) && joined.includes(wordsOf(tag).join("")))
    );
  });
};
