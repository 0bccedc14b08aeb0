import type { Action } from "../../campaign/action.ts";
import { nameIn, type Speech } from "./speech.ts";

/** How English sources call countries, where it is not their usual name. */
const otherNames: Readonly<Record<string, string>> = {
  usa: "US",
  "united states of america": "US",
  uk: "GB",
  england: "GB",
  "great britain": "GB",
  "russian federation": "RU",
  "czech republic": "CZ",
  "republic of korea": "KR",
  holland: "NL",
};

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
let known: ReadonlyMap<string, string> | null = null;

/** Country codes by their English names in small letters: https://cldr.unicode.org */
const codes = (): ReadonlyMap<string, string> => {
  if (known !== null) return known;
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const byName = letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code);
      // Codes that have become others, such as UK, have names, too.
      const isCurrent = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
      return name === undefined || !isCurrent ? [] : [[name.toLowerCase(), code] as const];
    });
  known = new Map([...byName, ...Object.entries(otherNames)]);
  return known;
};

const displays = new Map<string, Intl.DisplayNames>();

const displayIn = (language: string): Intl.DisplayNames => {
  const names = displays.get(language) ?? new Intl.DisplayNames([language], { type: "region" });
  displays.set(language, names);
  return names;
};

const codeOf = (country: NonNullable<Action["country"]>): string | undefined =>
  (typeof country === "string" ? [country] : Object.values(country))
    .map((name) => codes().get(name.toLowerCase()))
    .find((code) => code !== undefined);

/** A country as the language calls it, by what everybody's program knows of countries; else as the source writes it. */
export const countryIn = (country: NonNullable<Action["country"]>, speech: Speech): string => {
  const own = typeof country === "string" ? undefined : country[speech.language];
  const code = own === undefined ? codeOf(country) : undefined;
  return own ?? (code === undefined ? nameIn(country, speech) : (displayIn(speech.language).of(code) ?? nameIn(country, speech)));
};

/** The same for the same country, however it is written. */
export const countryKey = (country: Action["country"]): string =>
  country === undefined ? "" : (codeOf(country) ?? (typeof country === "string" ? country : (Object.values(country)[0] ?? "")));

const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The same name, or another case of it: `у Літве`, `в Литве`. */
const isFormOf = (word: string, name: string): boolean => {
  if (word === name) return true;
  const stem = name.slice(0, Math.max(4, name.length - 2));
  return word.length >= 4 && word.startsWith(stem) && Math.abs(word.length - name.length) <= 3;
};

/** Whether somebody's words name the place of an action, in any of the campaign's languages. */
export const isAt = ({ city, country }: Action, words: string, speech: Speech): boolean => {
  const asked = fold(words).replace(/^(in|у|ў|в|во|w|we) /u, "");
  const cities = city === undefined ? [] : typeof city === "string" ? [city] : Object.values(city);
  const countries = country === undefined ? [] : speech.campaign.languages.map((language) => countryIn(country, { ...speech, language }));
  const written = typeof country === "string" ? [country] : [];
  const code = codes().get(asked);
  if (code !== undefined && country !== undefined && codeOf(country) === code) return true;
  return [...cities, ...countries, ...written].some((name) => isFormOf(asked, fold(name)));
};
