import type { SeededRandom } from "../../chaos/seeded-random.ts";
import { cases, declineName } from "./decline.ts";
import { patronymicOf, type MadePerson } from "./make-people.ts";
import { misspell } from "./misspell.ts";
import { belarusianSystems, russianSystems, transcribe } from "./transcribe.ts";

export interface Spelling {
  readonly query: string;
  readonly kind: string;
}

const inBelarusian = ({ given, surname }: MadePerson): string => `${given.be} ${surname.be}`;
const inRussian = ({ given, surname }: MadePerson): string => `${given.ru} ${surname.ru}`;

const withoutDiacritics = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("Ł", "L");

const turned = (name: string): string => name.split(" ").toReversed().join(" ");

const transcribed = (random: SeededRandom, person: MadePerson): Spelling => {
  const isRussian = random.chance(0.4);
  const systems = isRussian ? russianSystems : belarusianSystems;
  const kind = random.pick(Object.keys(systems));
  return {
    query: transcribe(isRussian ? inRussian(person) : inBelarusian(person), systems[kind]!),
    kind: `${isRussian ? "ru" : "be"} ${kind}`,
  };
};

const withPatronymic = (person: MadePerson, language: "be" | "ru"): string => {
  const [given, surname] = [person.given[language], person.surname[language]];
  return `${given} ${patronymicOf(person.father, person.sex, language)} ${surname}`;
};

/** The ways to write that the search is made for. */
export const spell = (random: SeededRandom, person: MadePerson): Spelling => {
  const share = random.number(1);
  if (share < 0.1) return { query: inBelarusian(person), kind: "be" };
  if (share < 0.2) return { query: inRussian(person), kind: "ru" };
  if (share < 0.55) return transcribed(random, person);
  if (share < 0.6) return { query: turned(transcribed(random, person).query), kind: "turned" };
  if (share < 0.65) return { query: withPatronymic(person, random.pick(["be", "ru"])), kind: "patronymic" };
  if (share < 0.73) {
    const wanted = random.pick(cases);
    return { query: declineName(person, random.pick(["be", "ru"]), wanted), kind: wanted };
  }
  if (share < 0.76)
    return { query: withoutDiacritics(transcribe(inBelarusian(person), belarusianSystems["lacinka"]!)), kind: "no diacritics" };
  if (share < 0.88) return { query: misspell(random, transcribed(random, person).query), kind: "slip, Latin" };
  return { query: misspell(random, random.pick([inBelarusian, inRussian])(person)), kind: "slip, Cyrillic" };
};

const capitals = (text: string): string => text.toUpperCase();

const ukrainian = (name: string): string =>
  name
    .replaceAll(/и/gu, "і")
    .replaceAll(/ы/gu, "и")
    .replaceAll(/э/gu, "е")
    .replaceAll(/ё/gu, "ьо")
    .replaceAll(/ск(?=ий|ая|і)/gu, "ськ")
    .replaceAll("ая", "а")
    .replaceAll("Е", "Є");

/** Ways that the search has not been tuned on. */
export const spellOtherwise = (random: SeededRandom, person: MadePerson): Spelling => {
  const plain = transcribed(random, person);
  const ways: (() => Spelling)[] = [
    () => ({ query: `#Free${plain.query.replaceAll(/[^\p{L}]/gu, "")}`, kind: "hashtag" }),
    () => ({ query: capitals(plain.query), kind: "capitals" }),
    () => ({ query: `Who is ${plain.query}?`, kind: "who is" }),
    () => ({ query: `/prisoner ${plain.query.toLowerCase()}`, kind: "command" }),
    () => ({ query: ukrainian(inRussian(person)), kind: "Ukrainian" }),
    () => ({
      query: transcribe(inBelarusian(person), belarusianSystems["passport"]!).replaceAll("kh", "h").replaceAll("Kh", "H"),
      kind: "kh as h",
    }),
    () => ({
      query: transcribe(inRussian(person), russianSystems["english"]!)
        .replaceAll(/(?<=[a-z])y(?=[aeou])/gu, "i")
        .replaceAll(/y\b/gu, "iy"),
      kind: "ru mixed",
    }),
    () => ({ query: `${person.given.short ?? person.given.ru} ${person.surname.ru}`, kind: "short first name" }),
    () => ({ query: turned(withPatronymic(person, "ru")), kind: "patronymic, turned" }),
    () => ({ query: `${person.given.ru} ${person.surname.be}`, kind: "two languages" }),
    () => ({ query: inBelarusian(person).replaceAll("і", "i").replaceAll("ў", "у"), kind: "Latin i" }),
    () => ({ query: inBelarusian(person).replaceAll("і", "и").replaceAll("ў", "у"), kind: "Russian keyboard" }),
    () => ({ query: inRussian(person).replaceAll("ё", "е").replaceAll("й", "и"), kind: "no ё, no й" }),
    () => ({ query: misspell(random, misspell(random, plain.query)), kind: "two slips" }),
    () => ({ query: `${declineName(person, "ru", "genitive")}, пожалуйста`, kind: "genitive, please" }),
    () => ({ query: `${plain.query} ${random.whole(1950, 2005)}`, kind: "with a year" }),
  ];
  return random.pick(ways)();
};
