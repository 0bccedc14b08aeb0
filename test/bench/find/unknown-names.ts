import type { SeededRandom } from "../../chaos/seeded-random.ts";
import { fullNamesOf, surnameOf, type MadePerson } from "./make-people.ts";
import { menGiven, stockSurnames, womenGiven } from "./name-stock.ts";
import { spell } from "./spell.ts";

const famous = [
  "Vladimir Putin",
  "Владимир Путин",
  "Alexei Navalny",
  "Алексей Навальный",
  "Volodymyr Zelensky",
  "Lev Tolstoy",
  "Fiodar Dastaieŭski",
  "Angela Merkel",
  "Marie Curie",
  "Emmanuel Macron",
  "Donald Tusk",
  "Lech Wałęsa",
  "Greta Thunberg",
  "John Smith",
];

/** Somebody who is not in the list, though people with their first name and others with their surname are: in any of the spellings. */
export const unknownName = (random: SeededRandom, people: readonly MadePerson[], known: ReadonlySet<string>): string => {
  if (random.chance(0.05)) return random.pick(famous);
  for (;;) {
    const relative = random.pick(people);
    const sex = random.chance(0.7) ? relative.sex : relative.sex === "M" ? "F" : "M";
    const given = random.pick(sex === "M" ? menGiven : womenGiven);
    const stock = stockSurnames.find(({ man, woman }) => [man, woman].some((form) => surnameOf(form).ru === relative.surname.ru))!;
    const other = random.chance(0.3) ? random.pick(stockSurnames) : stock;
    const person: MadePerson = { ...relative, sex, given, surname: surnameOf(sex === "M" ? other.man : other.woman) };
    if (!fullNamesOf(person).some((name) => known.has(name))) return spell(random, person).query;
  }
};
