import type { SeededRandom } from "../../chaos/seeded-random.ts";
import { belarusianFromRussian } from "./belarusian-from-russian.ts";
import { menGiven, stockSurnames, womenGiven, type StockGivenName } from "./name-stock.ts";
import { belarusianSystems, transcribe } from "./transcribe.ts";

/** Somebody made up, as the bench knows them; the search sees only `sheet`. */
export interface MadePerson {
  readonly sex: "M" | "F";
  readonly given: StockGivenName;
  readonly father: StockGivenName;
  readonly surname: { readonly be: string; readonly ru: string };
  readonly sheet: {
    readonly slug: string;
    readonly name: { readonly latin: string; readonly be?: string; readonly ru?: string };
    readonly spellings: string[];
    readonly consent: "public";
  };
}

/** Few names are borne by many, as in life. */
const pickCommon = <T>(random: SeededRandom, list: readonly T[]): T => list[Math.floor(list.length * random.number(1) ** 1.7)]!;

export const patronymicOf = (father: StockGivenName, sex: "M" | "F", language: "be" | "ru"): string => {
  const name = father[language];
  const stem = name.replace(/[йаяь]$/u, "").replace(/(?<=[іыиы])$/u, "");
  const isSoft = /[йьяі]$/u.test(name);
  if (language === "be") return stem + (sex === "M" ? (isSoft ? "евіч" : "авіч") : isSoft ? "еўна" : "аўна");
  return stem + (sex === "M" ? (isSoft ? "евич" : "ович") : isSoft ? "евна" : "овна");
};

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();

export const surnameOf = (stressed: string): MadePerson["surname"] => ({
  be: capital(belarusianFromRussian(stressed)),
  ru: capital(stressed),
});

/** People with the names of a country: families, homonyms, a few with one recorded form only. */
export const makePeople = (random: SeededRandom, count: number): MadePerson[] => {
  const surnames = random.shuffle(stockSurnames);
  const taken = new Map<string, number>();
  const people: MadePerson[] = [];
  while (people.length < count) {
    const surname = pickCommon(random, surnames);
    // Brothers, sisters, a father and his son.
    const family = random.chance(0.1) ? random.whole(2, 3) : 1;
    const father = pickCommon(random, menGiven);
    for (let member = 0; member < family && people.length < count; member += 1) {
      const sex = random.chance(0.25) ? "F" : "M";
      const given = pickCommon(random, sex === "M" ? menGiven : womenGiven);
      const written = surnameOf(sex === "M" ? surname.man : surname.woman);
      const be = `${given.be} ${written.be}`;
      const latin = transcribe(be, belarusianSystems["passport"]!);
      const base = latin.toLowerCase().replaceAll(/[^a-z]+/gu, "-");
      const times = (taken.get(base) ?? 0) + 1;
      taken.set(base, times);
      const share = random.number(1);
      people.push({
        sex,
        given,
        father,
        surname: written,
        sheet: {
          slug: times === 1 ? base : `${base}-${times}`,
          name: {
            latin,
            ...(share > 0.1 && { be: random.chance(0.3) ? `${given.be} ${patronymicOf(father, sex, "be")} ${written.be}` : be }),
            ...(share > 0.3 && { ru: `${given.ru} ${written.ru}` }),
          },
          spellings: [],
          consent: "public",
        },
      });
    }
  }
  return people;
};

/** In both languages: whoever shares one of them is a namesake, since Belarusian writes Астапов and Остапов alike. */
export const fullNamesOf = ({ given, surname }: Pick<MadePerson, "given" | "surname">): readonly [ru: string, be: string] => [
  `${given.ru} ${surname.ru}`,
  `${given.be} ${surname.be}`,
];
