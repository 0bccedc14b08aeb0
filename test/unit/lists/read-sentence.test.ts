import { expect, test } from "vitest";
import { readSentence } from "../../../src/lists/read-sentence.ts";

const told = [
  ["11 years", { years: 11 }],
  ["1 year", { years: 1 }],
  ["12 years 6 months", { years: 12, months: 6 }],
  ["12 years and 6 months", { years: 12, months: 6 }],
  ["12 years, 6 months of imprisonment", { years: 12, months: 6 }],
  ["6 months", { months: 6 }],
  ["2.5 years", { years: 2, months: 6 }],
  ["11 лет", { years: 11 }],
  ["1 год", { years: 1 }],
  ["2 года 6 месяцев", { years: 2, months: 6 }],
  ["3 года лишения свободы", { years: 3 }],
  ["2,5 года", { years: 2, months: 6 }],
  ["3 месяца", { months: 3 }],
  ["2 гады 6 месяцаў", { years: 2, months: 6 }],
  ["5 гадоў пазбаўлення волі", { years: 5 }],
  ["1 год 1 месяц", { years: 1, months: 1 }],
  ["fine", { fine: true }],
  ["Fine of 100 basic units", { fine: true }],
  ["штраф", { fine: true }],
  ["штраф 200 базовых величин", { fine: true }],
  ["4 years and a fine", { years: 4, fine: true }],
  ["4 года, штраф", { years: 4, fine: true }],
  ["4 гады і штраф", { years: 4, fine: true }],
] as const;

test.each(told)("%j", (words, sentence) => {
  expect(readSentence(words)).toEqual(sentence);
});

test.each([
  "",
  "sentence unknown, closed trial",
  "3 years of restricted freedom",
  "3 года ограничения свободы",
  "3 гады абмежавання волі",
  "2 years suspended",
  "from 2 to 3 years",
  "2-3 years",
  "60 years",
  "0 years",
  "years",
  "life imprisonment",
  "11",
  "the fine was cancelled",
  "2.5 years 3 months",
  "11 years; 3 years",
  "not 11 years",
])("%j is not quoted as a sentence", (words) => {
  expect(readSentence(words)).toBeUndefined();
});
