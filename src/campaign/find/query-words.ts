import { foldGermanName, foldName } from "./fold-name.ts";
import { nominativesOf } from "./case-forms.ts";

/** Somebody's name is short: what stands behind so many letters is not read, so that no message can keep a worker busy. */
const longestQuery = 300;
const mostWords = 8;
const longestWord = 40;

/** Words around a name, in the languages of the campaign's readers. */
const fillers = new Set(
  (
    "a an and about am are can do find for free freedom from give how i is info information inmate me mr mrs ms name named of person please political " +
    "prisoner prisoners profile search show tell the this to what where who whos why you " +
    "аб абуджэнне дзе знайсці зняволены зняволеная зняволеную імя інфармацыя кажы крыклівы ці чаму я палітвязень палітвязня палітвязню палітзняволены палітзняволеная " +
    "палітзняволеную пакажы раскажы пра свабоду свабода такая такі такое хто дзякуй калі ласка вязень вязня " +
    "где информация заключенный заключённый имя как кто найди найти о об обо политзаключенный политзаключённый политзаключенная политзаключённая " +
    "политузник политузница покажи про расскажи свободу свобода такая такой узник узница пожалуйста это что " +
    "kto jest to gdzie więzień polityczny pokaż wolność dla uwolnić informacje " +
    "der die das wer wo ist freiheit für gefangene gefangener politische politischer zeige über " +
    "kas yra laisvę apie kalinys kalinė politinis хто де це політв'язень свободу покажи"
  ).split(" "),
);

/** A word of a query, in all ways in which it can be read. */
export interface QueryWord {
  /** In small letters, without signs. */
  readonly text: string;
  /** What it says as it stands; the likelier reading first. */
  readonly keys: readonly string[];
  /** What it says if somebody German wrote it. */
  readonly german: readonly string[];
  /** What it may be another case of. */
  readonly nominatives: ReadonlySet<string>;
  readonly isCyrillic: boolean;
  /** One letter: the start of a name. */
  readonly isInitial: boolean;
}

export interface QueryWords {
  readonly words: readonly QueryWord[];
  /** More was written than was read, or something that is no word: then nothing is sure. */
  readonly isPartial: boolean;
}

/** Small letters in composed form; what cannot be seen and the apostrophes inside words are gone. */
export const plainText = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}'’ʼ‘`´′ʹ]/gu, (sign) => (/\s/u.test(sign) ? " " : ""))
    .toLowerCase()
    .normalize("NFC");

/** The words of a plain text: `sharenda-panasiuk` is two. */
export const splitWords = (plain: string): string[] => plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "");

export const readWord = (text: string): QueryWord => {
  const keys = foldName(text);
  return {
    text,
    keys,
    german: foldGermanName(text).filter((key) => !keys.includes(key)),
    nominatives: new Set(keys.slice(0, 1).flatMap((key) => nominativesOf(key))),
    isCyrillic: /\p{Script=Cyrillic}/u.test(text),
    isInitial: /^.$/u.test(text),
  };
};

/** #FreeMariaKalesnikava is three words; a command and whom a message is addressed to are none. */
const unwrap = (query: string): string =>
  query
    .replaceAll(/(?<!\S)[/@][\w@]+/gu, " ")
    .replaceAll(/#[\p{L}\p{N}_]+/gu, (tag) => tag.slice(1).replaceAll(/(?<=\p{Ll})(?=\p{Lu})|_/gu, " "));

export const readQuery = (query: string): QueryWords => {
  const text = plainText(unwrap(query.slice(0, longestQuery)));
  const written = splitWords(text).filter((word) => !fillers.has(word));
  const words = written.slice(0, mostWords).map((word) => readWord(word.slice(0, longestWord)));
  return {
    words: words.filter(({ keys }) => keys.length > 0),
    isPartial:
      query.length > longestQuery ||
      written.length > mostWords ||
      words.some(({ keys, text: word }) => keys.length === 0 || word.length === longestWord || /\p{N}/u.test(word)),
  };
};
