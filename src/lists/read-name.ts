import { findMarkup } from "../campaign/markup.ts";

/** Marks that change the direction of what stands behind them, joiners and soft hyphens: nobody sees them, and they make two names of one. */
const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** One line, as the source writes it: never re-cased, never re-ordered. */
export const cleanName = (words: string): string => words.replaceAll(invisible, "").normalize("NFC").replaceAll(/\s+/gu, " ").trim();

/** Every word of what stands in a name's place is one of these; `Эрнст Неизвестный` is a name. */
const placeholderWords = new Set(
  (
    "the a an his her their has have been was were to be this s name names surname full is was are not no non hidden withheld undisclosed disclosed shown published public given stated specified known unknown anonymous anonymized anonymised " +
    "anonym anon unnamed incognito minor juvenile classified secret publication own redacted removed by at for on request of family relatives security reasons safety person prisoner political data nn na null none x xx xxx nomen nescio " +
    "инкогнито засекречено засекречена засекречен засекречены несовершеннолетний несовершеннолетняя публикации для женщина мужчина девушка парень человек подросток заключенный заключенная осужденный осужденная политзаключенный политзаключенная " +
    "інкогніта засакрэчана засакрэчаны засакрэчаная непаўналетні непаўналетняя публікацыі жанчына мужчына дзяўчына хлопец чалавек падлетак вязень зняволены зняволеная палітвязень палітзняволены палітзняволеная " +
    "имя имени имена фамилия фамилии и не без по просьбе семьи родственников из соображений безопасности скрыто скрыта скрыты скрыт скрыть данные разглашается разглашаются раскрывается " +
    "раскрыто раскрыта раскрыты называется называются названо названа родных близких публикуется указано указана указан известно неизвестно неизвестна неизвестен неизвестный неизвестная аноним анонимно анонимный анонимная нн нет удалено " +
    "імя імёны прозвішча прозвішчы і не без па просьбе сям'і сваякоў з меркаванняў бяспекі схавана схаваны схаваныя схавана прыхавана прыхаваны прыхаваныя звесткі дадзеныя даныя разгалошваецца " +
    "разгалошваюцца раскрываецца раскрыта раскрытыя называецца названа родных блізкіх публікуецца указана пазначана вядома невядома невядомы невядомая ананім ананімна ананімны ананімная няма выдалена"
  ).split(" "),
);

/** One of these is enough: `Мікола (прозвішча схавана)`. */
const hidingWords = new Set(
  (
    "name surname hidden withheld undisclosed anonymous anonymized anonymised redacted имя фамилия фамилии скрыто скрыта скрыты разглашается разглашаются аноним анонимно " +
    "імя прозвішча прозвішчы схавана схаваны схаваныя прыхавана прыхаваны прыхаваныя разгалошваецца разгалошваюцца ананім ананімна прізвище приховано прихована засекречено засекречена засакрэчана засакрэчаны инкогнито інкогніта incognito"
  ).split(" "),
);

const someone =
  "woman|man|girl|boy|person|prisoner|resident|женщина|мужчина|девушка|парень|человек|подросток|житель|жительница|заключенный|заключенная|жанчына|мужчына|дзяўчына|хлопец|чалавек|падлетак|жыхар|жыхарка|вязень|зняволены|зняволеная";
const place =
  "минска|бреста|гродно|гомеля|витебска|могилева|мінска|брэста|гродна|віцебска|магілева|minsk|brest|hrodna|grodno|homiel|gomel|viciebsk|vitebsk|mahilioŭ|mogilev|беларуси|беларусі|belarus|района|раёна|области|вобласці";
/** `Женщина из Бреста`, `Мужчина, 35 лет`, `Жыхар Гомеля`, `Вязень №5`: somebody, and no name. `Жыхар Мікола` is one. */
const someoneOf = new RegExp(
  String.raw`^(?:(?:an?|the) )?(?:${someone})(?:,| (?:из|з|са|с|from|of|in|at|в|у|ў|aged)(?= )|(?: [\p{L}-]+)? (?:${place})$)`,
  "u",
);

/**
 * Whether a source keeps the name to itself: nothing, `name hidden`, `***`, `N. N.`, or a name of which no more than one word is shown beside initials
 * or asterisks. When in doubt it is hidden: nobody is harmed by a name that is left out.
 */
export const isHiddenName = (name: string): boolean => {
  if (/[*•…█_#№]|\.{3}|\?{2}|[xх]{3}/iu.test(name)) return true;
  const words = name
    .toLowerCase()
    .replaceAll(/[’ʼ`‘]/gu, "'")
    .replaceAll("ё", "е")
    .match(/[\p{L}\p{M}']+/gu);
  if (someoneOf.test(name.toLowerCase().replaceAll("ё", "е"))) return true;
  if (words === null) return !/\p{N}/u.test(name);
  const long = words.filter((word) => word.length > 1);
  if (long.some((word) => hidingWords.has(word))) return true;
  if (long.every((word) => placeholderWords.has(word))) return true;
  return long.length === 1 && words.length > 1;
};

/** Why a name cannot be used; null where it can. The reason never holds the name. */
export const nameFault = (words: string, name: string): string | null => {
  // Line breaks and tabs are spaces.
  if (/[\p{Cc}\uFFFE\uFFFF]/u.test(words.replaceAll(/[\t\r\n]/gu, " "))) return "the name has control characters in it";
  if (findMarkup(name) !== null || /[<>]/.test(name)) return "the name has HTML in it";
  if (name.length > 120) return "the name is longer than 120 characters";
  if (!/\p{L}/u.test(name)) return "the name has no letters";
  if (/https?:|www\.|@/iu.test(name)) return "the name has an address in it";
  if (/^[“”„‟"«][^“”„‟"«»]*[“”„‟"»]$/u.test(name)) return "the name stands in quotes";
  return null;
};
