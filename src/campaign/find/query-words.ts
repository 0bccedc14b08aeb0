import { foldExactly, loosen, readGerman } from "./fold-name.ts";
import { nominativesOf } from "./case-forms.ts";

/** Somebody's name is short: what stands behind so many letters is not read, so that no message can keep a worker busy. */
const longestQuery = 300;
const mostWords = 8;
const longestWord = 40;

/** Words around a name, in the languages of the campaign's readers. */
const fillers = new Set(
  (
    "a an and about am are can do find for free freedom from give how i is info information me mr mrs ms name named of person please political politisch " +
    "prisoner prisoners profile search show tell the this to what where who whos why you " +
    "аб дзе знайсці зняволены зняволеная зняволеную імя інфармацыя палітвязень палітвязня палітвязню палітзняволены палітзняволеная палітзняволеную " +
    "пакажы раскажы пра свабоду свабода такая такі такое хто гэта калі ласка вязень вязня " +
    "где информация заключенный заключённый имя как кто найди найти об обо политзаключенный политзаключённый политзаключенная политзаключённая " +
    "политузник политузница покажи про расскажи свободу свобода такой узник узница пожалуйста это что " +
    "kto jest to gdzie więzień więźniarka polityczny polityczna pokaż wolność dla uwolnić informacje " +
    "der die das wer wo ist bitte freiheit für gefangene gefangener politische politischer zeige über " +
    "kas yra laisvę apie kalinys kalinė politinis хто де це покажи"
  ).split(" "),
);

/** A word of a query, in all ways in which it can be read. */
export interface QueryWord {
  /** In small letters, without signs. */
  readonly text: string;
  /** What it says as it stands; the likelier reading first. */
  readonly keys: readonly string[];
  /** The same, in finer folding. */
  readonly exactKeys: ReadonlySet<string>;
  /** What it says if somebody German wrote it. */
  readonly german: readonly string[];
  /** What it may be another case of. */
  readonly nominatives: ReadonlySet<string>;
  readonly isCyrillic: boolean;
  /** Somebody German may have written it, who has one letter for two of ours: S for с and з, sch for ш and ж, z for ц and з. */
  readonly isAmbiguous: boolean;
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

const polishSigns = /cz|(?<!c)sz|rz|[łżźńśćóęą]/u;
const englishSigns = /[kz]h|(?<!c)sh|ts(?!ch)|y[aeou]/u;

/** w and sch are German, unless Polish, or English for ў, shows elsewhere. */
const looksGerman = (words: readonly string[]): boolean =>
  words.some((word) => /w|sch/u.test(word)) && !words.some((word) => polishSigns.test(word) || englishSigns.test(word));

export const readWord = (text: string, isGerman = false): QueryWord => {
  const exactKeys = foldExactly(text);
  const keys = [...new Set(exactKeys.map(loosen))];
  const german = readGerman(text).flatMap(foldExactly);
  return {
    text,
    keys,
    exactKeys: new Set(exactKeys),
    german: [...new Set(german.map(loosen))].filter((key) => !keys.includes(key)),
    nominatives: new Set(keys.slice(0, 1).flatMap((key) => nominativesOf(key))),
    isCyrillic: /\p{Script=Cyrillic}/u.test(text),
    isAmbiguous: isGerman && german.length > 0,
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
  const isGerman = looksGerman(written);
  const words = written.slice(0, mostWords).map((word) => readWord(word.slice(0, longestWord), isGerman));
  return {
    words: words.filter(({ keys }) => keys.length > 0),
    isPartial:
      query.length > longestQuery ||
      written.length > mostWords ||
      words.some(({ keys, text: word }) => keys.length === 0 || word.length === longestWord || /\p{N}/u.test(word)),
  };
};
