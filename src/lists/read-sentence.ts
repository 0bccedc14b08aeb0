import type { Sentence } from "../campaign/prisoner.ts";

const count = String.raw`(\d{1,2})(?:[.,](5))?`;
const years = String.raw`${count} ?(?:years?|год|года|годы|лет|гады|гадоў|г\.)`;
const months = String.raw`(\d{1,3}) ?(?:months?|месяцев|месяца|месяц|мес\.?|месяцы|месяцаў)`;
const ofPrison = String.raw`(?:(?: of| in)?(?: prison| imprisonment| jail)| лишения свободы| пазбаўлення волі)?`;
const and = String.raw`(?:,? ?(?:and|и|і|\+)? ?)`;
const fine = String.raw`(?:a )?(?:fine|штраф)(?:(?: of)? [\d ,.]+(?: ?(?:basic|base) (?:units|values)| ?базовых величин| ?базавых велічынь| ?б\. ?в\.| ?byn| ?rubles?| ?руб(?:\.|лей|ля|лёў|лі)?| ?euros?)?)?`;

const whole = new RegExp(`^(?:(?:${years})?(?:${and}${months})?${ofPrison})?(?:(?:^|${and})(${fine}))?$`, "u");

const most = { years: 50, months: 600 };

/**
 * How long the court gave, from `12 years 6 months`, `11 лет`, `2 гады 6 месяцаў`, `fine`. Undefined for everything that says more or less than that, such as
 * `3 years of restricted freedom`: a sentence is quoted whole or not at all.
 */
export const readSentence = (words: string): Sentence | undefined => {
  const text = words.normalize("NFC").replaceAll(/\s+/gu, " ").trim().toLowerCase().replace(/[.;]$/, "");
  if (text === "") return undefined;
  const match = whole.exec(text) ?? whole.exec(`${text}.`);
  if (match === null) return undefined;
  const [, yearsSaid, half, monthsSaid, fined] = match;
  if (half !== undefined && monthsSaid !== undefined) return undefined;
  const sentence = { years: Number(yearsSaid ?? 0), months: Number(monthsSaid ?? 0) + (half === undefined ? 0 : 6) };
  if (sentence.years > most.years || sentence.months > most.months) return undefined;
  const { years: wholeYears, months: more } = sentence;
  if (wholeYears === 0 && more === 0 && (fined === undefined || yearsSaid !== undefined || monthsSaid !== undefined)) return undefined;
  return {
    ...(wholeYears > 0 && { years: wholeYears }),
    ...(more > 0 && { months: more }),
    ...(fined !== undefined && { fine: true as const }),
  };
};
