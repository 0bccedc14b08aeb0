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

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split("|"));

const journalistWords = wordsOf(
  "journalist|journalists|photojournalist|photojournalists|media worker|media workers|media-worker|media-workers|mediaworkers|" +
    "журналист|журналистка|журналисты|журналистки|медиаработник|медиаработница|медиаработники|медийщик|медийщики|фотожурналист|" +
    "работник сми|работница сми|работники сми|работник медиа|работники медиа|сотрудник сми|сотрудники сми|" +
    "журналіст|журналістка|журналісты|журналісткі|медыяработнік|медыяработніца|медыяработнікі|медыйнік|медыйнікі|фотажурналіст|" +
    "работнік смі|работніца смі|работнікі смі|работнік медыя|работнікі медыя|супрацоўнік смі|супрацоўнікі смі",
);

/** Words around those of a list that is read as a whole: of "relatives of activists, journalists" nobody is one. */
const aboutOthers = /(?<!\p{L})(?:not|no|non|relatives?|famil|friend|support|не|родств|родны|сваяк|сям|семь|друзья|сябры)/u;

/** Whether a cluster or a category says that somebody works for media, in one of the words that are known; nothing else of it is looked at. */
export const saysJournalist = (words: string): boolean =>
  words
    .split(/[;|\n]/u)
    .map(fold)
    .filter((cluster) => !aboutOthers.test(cluster))
    .flatMap((cluster) => cluster.split(/[,/&]| (?:and|or|и|или|і|й|ды|або) /u))
    .some((word) => journalistWords.has(word.trim()));

/** As `fold` leaves them. */
const noDeath = wordsOf(
  "|-|–|—|no|not|false|0|n|n/a|null|none|alive|not dead|did not die|not died|" +
    "нет|не|ложь|жив|жива|живой|живая|не умер|не умерла|няма|не памер|не памерла|жывы|жывая",
);

const death =
  "died|dead|deceased|death|has died|killed|passed away|yes|true|y|1|да|умер|умерла|погиб|погибла|скончался|скончалась|мертв|мертва|мертвый|мертвая|смерть|" +
  "так|памер|памерла|загінуў|загінула|сканаў|сканала|мертвы|мертвая|нябожчык|нябожчыца|смерць";

const inCustody =
  "(?: (?:in|в|во|у|ў) (?:the |a )?(?:prison|custody|jail|detention|hospital|colony|penal colony|prison colony|prison hospital|тюрьме|колонии|сизо|больнице|заключении|неволе|турме|калоніі|сіза|бальніцы|зняволенні|няволі|вязніцы))?";

const isDeath = new RegExp(`^(?:${death})${inCustody}[.!]?$`, "u");
const deathWithDate = new RegExp(`^(?:${death})${inCustody}[:,]? (?:on )?(?=.*\\d{4})`, "u");

/**
 * What a cell says that is filled for the dead: nobody's death, a death, or words that are neither. Only words that are known are gone by, since a word of
 * doubt is no death, and `wordsOfDate` are what may be its date.
 */
export const readDeath = (
  words: string,
): { readonly kind: "none" | "death" | "unclear" } | { readonly kind: "dated"; readonly wordsOfDate: string } => {
  const text = fold(words);
  if (noDeath.has(text)) return { kind: "none" };
  if (isDeath.test(text)) return { kind: "death" };
  if (deathWithDate.test(text)) return { kind: "dated", wordsOfDate: text.replace(deathWithDate, "") };
  return /\d/.test(text) ? { kind: "dated", wordsOfDate: words } : { kind: "unclear" };
};

/** Whose language a name in this script can be; null where it can be Belarusian and Russian. */
export const languageOfName = (name: string): ListLanguage | null => {
  if (!/\p{Script=Cyrillic}/u.test(name)) return "en";
  if (/[іў]/iu.test(name)) return "be";
  return /[ищъ]/iu.test(name) ? "ru" : null;
};
