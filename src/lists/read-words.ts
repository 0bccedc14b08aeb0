import type { ListLanguage, ListStatus } from "../campaign/lists/list-row.ts";

const fold = (words: string): string => words.normalize("NFC").replaceAll(/\s+/gu, " ").trim().toLowerCase().replaceAll("ё", "е");

const exPostFacto = String.raw`(?:[,;]? ?\(?[^()]{0,30}(?:ex post facto|постфактум|пастфактум)\)?)?`;
const prisoner = String.raw`(?:political prisoner|политзаключенн(?:ый|ая)|политический заключенный|политическая заключенная|палітвязень|палітвязенка|палітвязынь|палітзняволен(?:ы|ая)|палітычны вязень|палітычная вязенка|палітычн(?:ы|ая) зняволен(?:ы|ая))`;
const isPrisoner = new RegExp(`^${prisoner}${exPostFacto}$`, "u");
const isFormerPrisoner = new RegExp(`^(?:former|ex-?|бывш(?:ий|ая)|был(?:ы|ая)|экс-?) ?${prisoner}${exPostFacto}$`, "u");

/** Of Viasna's machine CSV; null for any other word. */
export const readStatusCode = (words: string): ListStatus | null => {
  const word = fold(words);
  return word === "active" || word === "former" || word === "np" ? word : null;
};

/** Of the layout with headings: nothing is said of whoever is not recognised. */
export const readStatusWords = (words: string): ListStatus | null => {
  const text = fold(words);
  if (text === "" || text === "-" || text === "—") return "np";
  if (isFormerPrisoner.test(text)) return "former";
  return isPrisoner.test(text) ? "active" : readStatusCode(text);
};

/** Of our own columns. */
export const readOwnStatus = (words: string): { readonly status: ListStatus; readonly died?: true } | null => {
  const word = fold(words);
  if (word === "imprisoned") return { status: "active" };
  if (word === "released") return { status: "former" };
  if (word === "died") return { status: "former", died: true };
  return word === "unrecognised" || word === "unrecognized" ? { status: "np" } : null;
};

const genders: Readonly<Record<"F" | "M", ReadonlySet<string>>> = {
  F: new Set("female woman f women женский женщина жен жен. ж женская жаночы жанчына жаночая".split(" ")),
  M: new Set("male man m men мужской мужчина муж муж. м мужская мужчынскі мужчына мужчынская".split(" ")),
};

/** Undefined where nothing is said, null where the word is unknown. */
export const readGender = (words: string): "F" | "M" | null | undefined => {
  const word = fold(words);
  if (word === "" || word === "-" || word === "—") return undefined;
  if (genders.F.has(word)) return "F";
  return genders.M.has(word) ? "M" : null;
};

/** Whether a cluster or a category says that somebody works for media; nothing else of it is looked at. */
export const saysJournalist = (words: string): boolean =>
  /(?<!\p{L})(?:journalist|media ?worker|media-worker|журналист|медиаработник|медийщи|работник\p{L}* сми|журналіст|медыяработні|медыйні|работні\p{L}* смі)/u.test(
    fold(words),
  );

const isNo = new Set([
  "",
  "-",
  "–",
  "—",
  "no",
  "not",
  "false",
  "0",
  "n",
  "n/a",
  "null",
  "none",
  "нет",
  "не",
  "жив",
  "жива",
  "alive",
  "жывы",
  "жывая",
]);

/** Whether a cell that is filled for the dead says that somebody died. */
export const saysDied = (words: string): boolean => !isNo.has(fold(words));

/** Whose language a name in this script can be; null where it can be Belarusian and Russian. */
export const languageOfName = (name: string): ListLanguage | null => {
  if (!/\p{Script=Cyrillic}/u.test(name)) return "en";
  if (/[іў]/iu.test(name)) return "be";
  return /[ищъ]/iu.test(name) ? "ru" : null;
};
