import { expect, test } from "vitest";
import { messages, type MessageTable } from "../../../src/campaign/words/messages.ts";
import { readFluent } from "../../../src/content/fluent-source.ts";
import { toldValues } from "../../../src/content/told-values.ts";
import { shippedLanguages, shippedTexts } from "../shipped-content.ts";
import { checkTexts } from "../../../src/content/check-texts.ts";

const check = (
  texts: Readonly<Record<string, string>>,
  languages: readonly string[] | null = Object.keys(texts),
  table: MessageTable = {},
): string[] =>
  checkTexts(new Map(Object.entries(texts).map(([language, text]) => [language, { file: `${language}.ftl`, text }])), languages, table).map(
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

const table = {
  who: { gender: ["F", "M", "other"], name: "text", role: "text" },
  held: { gender: ["F", "M", "other"], days: "count" },
  day: { month: "month", year: "text" },
} as const;
const monthName = `month-name = { $month ->\n${Array.from({ length: 11 }, (_, index) => `  [${index + 1}] m${index + 1}\n`).join("")} *[12] m12\n }\n`;
const en = `who = { $name }, { $role }\nheld = Held { $days ->\n  [one] { $days } day\n *[other] { $days } days\n }\nday = { month-name } { $year }\n${monthName}`;
const ru = `who = { $name }, { $role }\nheld = { $gender ->\n  [F] Провела\n  [M] Провёл\n *[other] Время:\n } { $days ->\n  [one] { $days } день\n  [few] { $days } дня\n  [many] { $days } дней\n *[other] { $days } дня\n }\nday = { month-name } { $year }\n${monthName}`;

test("texts that say all that the program tells them have no fault", () => {
  expect(check({ en, ru }, ["en", "ru"], table)).toEqual([]);
});

test.each<[string, string, "en" | "ru", string, RegExp]>([
  [
    "a value misnamed in the first language is named there",
    "en",
    "en",
    "{ $name }|{ $nmae }",
    /^en\.ftl:1: who uses \{ \$nmae \}, which it is not told.*did you mean name/,
  ],
  [
    "a value left out in the first language is named there",
    "en",
    "en",
    ", { $role }|",
    /^en\.ftl:1: who does not use \{ \$role \}, which it has to say/,
  ],
  ["a value misnamed elsewhere is named there", "ru", "ru", "{ $name }|{ $nmae }", /^ru\.ftl:1: who uses \{ \$nmae \}/],
  [
    "a variant that lost its number",
    "ru",
    "ru",
    "{ $days } дней|много дней",
    /^ru\.ftl:9: held does not use \{ \$days \} in its variant \[many\]/,
  ],
  [
    "a variant of the first language that lost its number",
    "en",
    "en",
    "[one] { $days } day|[one] one day",
    /^en\.ftl:3: held does not use \{ \$days \} in its variant \[one\]/,
  ],
  [
    "plural forms that are gone",
    "ru",
    "ru",
    "  [one] { $days } день\n  [few] { $days } дня\n  [many] { $days } дней\n|",
    /^ru\.ftl:6: held lacks the plural form \[many\] and \[one\] and \[few\], which ru needs/,
  ],
  [
    "a plural form of English that is gone",
    "en",
    "en",
    "  [one] { $days } day\n|",
    /^en\.ftl:2: held lacks the plural form \[one\], which en needs/,
  ],
  [
    "a [1] for a Russian [one], which is 21 too",
    "ru",
    "ru",
    "[one] { $days }|[1] { $days }",
    /^ru\.ftl:6: held lacks the plural form \[one\]/,
  ],
  [
    "a gender that nobody has",
    "ru",
    "ru",
    "[F]|[f]",
    /^ru\.ftl:3: held has a variant \[f\], and \$gender is one of F, M, other.*did you mean F/,
  ],
  [
    "a man's text for whoever has no gender recorded",
    "ru",
    "ru",
    "  [M] Провёл\n *[other] Время:\n| *[M] Провёл\n",
    /^ru\.ftl:2: held lacks the variant \[other\].*text of \[M\] would be said/,
  ],
  ["a month that is gone", "en", "en", "  [5] m5\n|", /^en\.ftl:7: month-name lacks the month \[5\]/],
  ["a month twice", "en", "en", "  [5] m5\n|  [4] m5\n", /^en\.ftl:\d+: month-name (lacks the month \[5\]|has the variant \[4\] twice)/],
  ["a date without its month", "en", "en", "{ month-name } { $year }|{ $year }", /^en\.ftl:6: day does not use \{ \$month \}/],
  [
    "a value that a message within gets only from another one",
    "ru",
    "ru",
    "*[12] m12|*[12] m12 { $day }",
    /^ru\.ftl:\d+: month-name uses \{ \$day \}, which it is not told: its values are \$month, \$year/,
  ],
  [
    "a choice by a text",
    "en",
    "en",
    "{ $role }|{ $role ->\n  [x] y\n *[z] { $role }\n }",
    /^en\.ftl:1: who (chooses by \$role, which is a text|does not use)/,
  ],
  [
    "a message that posts need and no language has",
    "en",
    "en",
    "who = { $name }, { $role }\n|",
    /^en\.ftl:1: the message who is missing, which posts need/,
  ],
])("%s", (_, of, __, change, says) => {
  const [from = "", to = ""] = change.split("|");
  const good = { en, ru };
  const changed = { ...good, [of]: good[of as "en" | "ru"].replace(from, () => to) };
  expect(changed).not.toEqual(good);
  const faults = check(changed, ["en", "ru"], table);
  expect(faults[0]).toMatch(says);
  expect(faults.filter((fault) => !fault.startsWith(`${of}.ftl`))).toEqual([]);
});

test("a variant for exactly none or one may say so without the number", () => {
  const held = "held = { $days ->\n  [0] less than a day\n  [1] a day\n *[other] { $days } days\n }\n";
  expect(check({ en: held }, ["en"], { held: table.held })).toEqual([]);
});

test("a number needs its plural forms where another text counts with it, whoever says the text", () => {
  const counts = "a = { $n ->\n  [one] { $n } x\n *[other] { $n } x\n }\n";
  expect(check({ en: counts, ru: "a = { $n ->\n *[other] { $n } x\n }\n" })).toEqual([
    expect.stringMatching(/^ru\.ftl:1: a lacks the plural form \[many\] and \[one\] and \[few\]/),
  ]);
});

test("texts that lead through each other in every direction are read in no time", () => {
  const bush = Array.from({ length: 4000 }, (_, index) => `a${index} = { a${index + 1} } { a${index + 2} }\n`).join("");
  const start = performance.now();
  expect(check({ en: `${bush}a4000 = x\na4001 = { $role }\n` }, ["en"], { a0: { role: "text" } })).toEqual([]);
  expect(performance.now() - start).toBeLessThan(5000);
});

test("the messages that are shipped are those that the program says, and those within them", () => {
  const shipped = Object.fromEntries(shippedTexts());
  expect(check(shipped, shippedLanguages, messages)).toEqual([]);
  for (const [language, text] of Object.entries(shipped)) {
    const source = readFluent(text);
    const told = toldValues(source, messages);
    expect({ language, unused: [...source.messages.keys()].filter((id) => !told.has(id)) }).toEqual({ language, unused: [] });
  }
});

test("whatever message of the shipped texts is left out or loses a value, its own file is told so", () => {
  const shipped = Object.fromEntries(shippedTexts());
  for (const [turn, language] of shippedLanguages.entries()) {
    const text = shipped[language] ?? "";
    // One other beside it, so that a fault told of the wrong file is seen; all of them would take four times as long.
    const other = shippedLanguages[(turn + 1) % shippedLanguages.length]!;
    for (const { index, 0: found } of text.matchAll(/(?<!^#.*)\{ \$(\w+) \}/gm)) {
      const changed = `${text.slice(0, index)}x${text.slice(index + found.length)}`;
      const faults = check({ [other]: shipped[other] ?? "", [language]: changed }, [other, language], messages);
      const line = text.slice(0, index).split("\n").length;
      expect({ line, faults }).toEqual({ line, faults: [expect.stringContaining(`${language}.ftl:`)] });
    }
  }
});

test("a message within another may say exactly none without the number, and a month may be the default of all others", () => {
  const held = "held = Held { length }\nlength = { $days ->\n  [0] less than a day\n  [one] { $days } day\n *[other] { $days } days\n }\n";
  expect(check({ en: held }, ["en"], { held: table.held })).toEqual([]);
  const day = en.slice(en.indexOf("day =")).replace("*[12]", "*[other]");
  expect(check({ en: day }, ["en"], { day: table.day })).toEqual([]);
});

test.each([[{ a: { name: "text" }, b: {} }], [{ a: {}, b: { name: "text" } }]] as const)(
  "a message that several refer to can only rely on what all of them are told: %j",
  (told) => {
    const shared = "a = { c }\nb = { c }\nc = { $name }\n";
    expect(check({ en: shared }, ["en"], told)).toEqual([
      expect.stringMatching(/^en\.ftl:3: c uses \{ \$name \}, which it is not told: it is told none/),
    ]);
  },
);

test("a message that posts need is missing in each language that lacks it", () => {
  const without = { en: en.replace(/^who.*\n/, ""), ru: ru.replace(/^who.*\n/, "") };
  expect(check(without, ["en", "ru"], table)).toEqual([
    expect.stringMatching(/^en\.ftl:1: the message who is missing, which posts need/),
    expect.stringMatching(/^ru\.ftl:1: the message who is missing, which posts need/),
  ]);
});
