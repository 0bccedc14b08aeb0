import { expect, test } from "vitest";
import { checkTexts } from "../../../src/content/check-texts.ts";

const check = (texts: Readonly<Record<string, string>>, languages: readonly string[] | null = Object.keys(texts)): string[] =>
  checkTexts(new Map(Object.entries(texts).map(([language, text]) => [language, { file: `${language}.ftl`, text }])), languages).map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  );

test("a message that all other languages have is missing in the first, and only there", () => {
  expect(check({ en: "a = A\n", be: "a = А\nb = Б\n", ru: "a = А\nb = Б\n" })).toEqual([
    expect.stringMatching(/^en\.ftl:1: the message b is missing, which be has/),
  ]);
});

test("a message that one language alone has is too much there", () => {
  expect(check({ en: "a = A\n", be: "a = А\n", ru: "a = А\nb = Б\n" })).toEqual([
    expect.stringMatching(/^ru\.ftl:2: the message b is not in en/),
  ]);
});

test("a file that was cut off is one fault", () => {
  const long = Array.from({ length: 40 }, (_, index) => `key-${index} = x\n`).join("");
  expect(check({ en: long, ru: "key-0 = x\n" })).toEqual([expect.stringMatching(/^ru\.ftl:1: 39 messages are missing/)]);
});

test("a language may choose by the gender where another does not", () => {
  const ru = "a = { $g ->\n  [F] она\n *[M] он\n }\nb = { $g ->\n  [F] её\n *[M] его\n }\n";
  expect(check({ en: "a = they\nb = their\n", ru })).toEqual([]);
});

test("a value that a message gets through another one is used", () => {
  expect(check({ en: "a = { $day } { $month }\nm = { $month }\n", ru: "a = { $day } { m }\nm = { $month }\n" })).toEqual([]);
});

test.each([
  ["en", "*[other] x", "one"],
  ["ru", "[one] x\n *[other] x", "few"],
  ["be", "[one] x\n  [few] x\n *[other] x", "many"],
  ["pl", "[one] x\n *[few] x", "many"],
])("%s needs its own plural forms", (language, variants, missing) => {
  const text = `a = { $n ->\n  ${variants.includes("[one]") ? "" : "[few] x\n "}${variants}\n }\n`;
  expect(check({ [language]: text }).join("\n")).toContain(`[${missing}]`);
});

test.each([
  ["en", "[one] x\n *[other] x"],
  ["en", "[1] x\n *[other] x"],
  ["en", "[0] none\n  [one] x\n *[other] x"],
  ["ru", "[one] x\n  [few] x\n *[many] x"],
  ["be", "[one] x\n  [few] x\n  [many] x\n *[other] x"],
  ["ja", "*[other] x"],
])("%s may count with %j", (language, variants) => {
  expect(check({ [language]: `a = { $n ->\n  ${variants}\n }\n` })).toEqual([]);
});

test("circles over several messages are said once", () => {
  expect(check({ en: "a = { b }\nb = { c }\nc = { a }\nd = { a }\n" })).toEqual([
    expect.stringMatching(/^en\.ftl:1: a refers to itself \(a → b → c → a\)/),
  ]);
});

test("texts beyond the campaign's languages need only be whole themselves", () => {
  expect(check({ en: "a = A\n", ru: "z = Я\n" }, ["en"])).toEqual([]);
  expect(check({ en: "a = A\n", ru: "z = {\n" }, ["en"])).toHaveLength(1);
  expect(check({ en: "a = A\n", ru: "z = Я\n" }, null)).toEqual([]);
});
