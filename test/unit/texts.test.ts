import { FluentParser, Message, SelectExpression, VariableReference, MessageReference, Visitor, type Placeable } from "@fluent/syntax";
import { describe, expect, test } from "vitest";
import { daysHeld } from "../../src/campaign/words/days-held.ts";
import { sayDate } from "../../src/campaign/words/say-date.ts";
import { saySentence } from "../../src/campaign/words/say-sentence.ts";
import { createTexts, type Texts } from "../../src/campaign/words/texts.ts";
import { messages as program } from "../../src/campaign/words/messages.ts";
import { draftLanguages, listContent, readContent, shippedCampaign, shippedLanguages, shippedTexts } from "./shipped-content.ts";

/** Says messages that nobody declared, and with values missing, which the types allow to nobody else. */
interface AnyTexts extends Pick<Texts, "languages"> {
  say(language: string, key: string, values?: Readonly<Record<string, string | number>>): string;
}
const texts: AnyTexts = createTexts(shippedTexts());
const plain = (text: string): string => text.replaceAll("\u{a0}", " ");

/** The values that a message prints, those of the messages in it included; what it only chooses by (`$gender`) is the language's own business. */
const printedBy = (messages: ReadonlyMap<string, Message>, key: string): Set<string> => {
  const printed = new Set<string>();
  class Printed extends Visitor {
    override visitPlaceable(node: Placeable): void {
      const { expression } = node;
      if (expression instanceof VariableReference) printed.add(expression.id.name);
      else if (expression instanceof MessageReference) for (const name of printedBy(messages, expression.id.name)) printed.add(name);
      else if (expression instanceof SelectExpression) for (const variant of expression.variants) this.visit(variant);
      else this.genericVisit(node);
    }
  }
  const message = messages.get(key);
  if (message !== undefined) new Printed().visit(message);
  return printed;
};

const messagesOf = (language: string): Map<string, Message> => {
  const resource = new FluentParser().parse(readContent(`texts/${language}.ftl`));
  expect(resource.body.filter(({ type }) => type === "Junk")).toEqual([]);
  return new Map(resource.body.filter((entry) => entry instanceof Message).map((message) => [message.id.name, message]));
};

describe("the campaign's texts", () => {
  test("are there in every language of the campaign, and as drafts in four more", () => {
    expect(listContent("texts", ".ftl")).toEqual([...shippedLanguages, ...draftLanguages].map((language) => `${language}.ftl`).sort());
  });

  test.each(draftLanguages)("say at the top in %s that they are a first draft, and are no language of the campaign yet", (language) => {
    const [own, english] = readContent(`texts/${language}.ftl`).split("\n");
    expect(own).toMatch(/^# \p{Lu}/u);
    expect(english).toBe("# First draft, to be reviewed by a native speaker. Not used until campaign.yaml names the language.");
    expect(shippedCampaign.languages).not.toContain(language);
  });

  test.each([...shippedLanguages, ...draftLanguages])("have every message that the program says in %s, and no other", (language) => {
    const helpers = ["date-month-name"];
    expect([...messagesOf(language).keys()].sort()).toEqual([...Object.keys(program), ...helpers].sort());
  });

  test.each([
    ["pl", "1 rok, 2 lata, 5 lat, 11 lat, 21 lat, 22 lata, 112 lat"],
    ["de", "1 Jahr, 2 Jahre, 5 Jahre, 11 Jahre, 21 Jahre, 22 Jahre, 112 Jahre"],
    ["lt", "1 metai, 2 metai, 5 metai, 11 metų, 21 metai, 22 metai, 112 metų"],
    ["uk", "1 рік, 2 роки, 5 років, 11 років, 21 рік, 22 роки, 112 років"],
  ])("count years in %s", (language, counted) => {
    expect([1, 2, 5, 11, 21, 22, 112].map((years) => texts.say(language, "term-years", { years })).join(", ")).toBe(counted);
  });

  test.each([...shippedLanguages, ...draftLanguages])(
    "have the same messages with the same placeholders in %s as in English, drafts and all",
    (language) => {
      const placeholders = (of: string): Record<string, string[]> => {
        const messages = messagesOf(of);
        return Object.fromEntries([...messages.keys()].map((key) => [key, [...printedBy(messages, key)].sort()]));
      };
      expect(placeholders(language)).toEqual(placeholders("en"));
    },
  );

  test.each([
    [0, "0 дзён", "0 дней"],
    [1, "1 дзень", "1 день"],
    [2, "2 дні", "2 дня"],
    [4, "4 дні", "4 дня"],
    [5, "5 дзён", "5 дней"],
    [11, "11 дзён", "11 дней"],
    [12, "12 дзён", "12 дней"],
    [14, "14 дзён", "14 дней"],
    [21, "21 дзень", "21 день"],
    [22, "22 дні", "22 дня"],
    [25, "25 дзён", "25 дней"],
    [101, "101 дзень", "101 день"],
    [111, "111 дзён", "111 дней"],
    [112, "112 дзён", "112 дней"],
    [1000, "1000 дзён", "1 000 дней"],
    [1921, "1921 дзень", "1 921 день"],
    [10_002, "10 002 дні", "10 002 дня"],
  ])("count %i days in Belarusian and Russian", (days, be, ru) => {
    expect(plain(texts.say("be", "held-days", { days, gender: "F" }))).toBe(`Правяла ў зняволенні ${be}`);
    expect(plain(texts.say("ru", "held-days", { days, gender: "M" }))).toBe(`Провёл в заключении ${ru}`);
    expect(plain(texts.say("be", "card-imprisoned-days", { days }))).toBe(`${be} ${be.endsWith("і") ? "ў" : "у"} зняволенні`);
    expect(plain(texts.say("ru", "card-imprisoned-days", { days }))).toBe(`${ru} в заключении`);
    expect(plain(texts.say("be", "imprisoned-since-days", { days, date: "7 верасня 2020 г." }))).toBe(
      `У зняволенні з 7 верасня 2020 г.: ${be}`,
    );
    expect(plain(texts.say("ru", "imprisoned-since-days", { days, date: "7 сентября 2020 г." }))).toBe(
      `В заключении с 7 сентября 2020 г.: ${ru}`,
    );
  });

  test("count days in English", () => {
    expect(texts.say("en", "held-days", { days: 1 })).toBe("Held for 1 day");
    expect(texts.say("en", "held-days", { days: 21 })).toBe("Held for 21 days");
    expect(texts.say("en", "held-days", { days: 1923 })).toBe("Held for 1,923 days");
  });

  test.each([
    [1, "1 год", "1 год"],
    [3, "3 гады", "3 года"],
    [5, "5 гадоў", "5 лет"],
    [11, "11 гадоў", "11 лет"],
    [21, "21 год", "21 год"],
    [22, "22 гады", "22 года"],
  ])("count %i years in Belarusian and Russian", (years, be, ru) => {
    expect(texts.say("be", "term-years", { years })).toBe(be);
    expect(texts.say("ru", "term-years", { years })).toBe(ru);
  });

  test.each([
    [1, "1 месяц", "1 месяц"],
    [3, "3 месяцы", "3 месяца"],
    [8, "8 месяцаў", "8 месяцев"],
    [18, "18 месяцаў", "18 месяцев"],
  ])("count %i months in Belarusian and Russian", (months, be, ru) => {
    expect(texts.say("be", "term-months", { months })).toBe(be);
    expect(texts.say("ru", "term-months", { months })).toBe(ru);
  });

  test("speak of a woman, of a man, and of somebody whose gender is not known", () => {
    const values = { date: "13 снежня 2025 г.", precision: "day" };
    expect(texts.say("be", "released-deported", { ...values, gender: "F" })).toBe("Вызвалена і дэпартавана 13 снежня 2025 г.");
    expect(texts.say("be", "released-deported", { ...values, gender: "M" })).toBe("Вызвалены і дэпартаваны 13 снежня 2025 г.");
    expect(texts.say("be", "released-deported", { ...values, gender: "other" })).toBe("Вызваленне і дэпартацыя: 13 снежня 2025 г.");
  });
});

describe("texts that are broken", () => {
  const source = (text: string): AnyTexts => createTexts(new Map([["en", text]]));

  test("a missing message is an error, never a key in a post", () => {
    expect(() => texts.say("en", "no-such-message")).toThrow("texts/en.ftl has no message no-such-message");
  });

  test("a missing value is an error, never {$name} in a post", () => {
    expect(() => texts.say("be", "who", { role: "мастак" })).toThrow(/texts\/be\.ftl, who: .*\$name/);
    expect(() => texts.say("be", "held-days", { days: 3 })).toThrow(/\$gender/);
  });

  test("a message that names one which is not there is an error", () => {
    expect(() => source("a = { b }\n").say("en", "a")).toThrow(/texts\/en\.ftl, a: .*b/);
  });

  test("a language without texts is an error, not another language", () => {
    expect(() => texts.say("fr", "imprisoned")).toThrow("texts/fr.ftl");
  });

  test("the same message twice is an error", () => {
    expect(() => source("a = one\na = two\n")).toThrow("texts/en.ftl");
  });

  test("a language that Node cannot count in is an error, not English plural forms", () => {
    expect(() => createTexts(new Map([["tlh", "a = b\n"]]))).toThrow("tlh");
  });

  test("no invisible marks are put around a value", () => {
    expect(texts.say("en", "who", { name: "Ales Pushkin", role: "artist" })).toBe("Ales Pushkin, artist");
  });
});

describe("a date in words", () => {
  test.each([
    ["2020-09-07", "7 September 2020", "7 верасня 2020 г.", "7 сентября 2020 г.", "day"],
    ["2024-07-31", "31 July 2024", "31 ліпеня 2024 г.", "31 июля 2024 г.", "day"],
    ["2024-12", "December 2024", "снежань 2024 г.", "декабрь 2024 г.", "month"],
    ["2025-05", "May 2025", "май 2025 г.", "май 2025 г.", "month"],
    ["2022", "2022", "2022 г.", "2022 г.", "year"],
  ])("says %s as far as it is known", (date, en, be, ru, precision) => {
    expect(sayDate(texts, "en", date)).toEqual({ date: en, precision });
    expect(sayDate(texts, "be", date)).toEqual({ date: be, precision });
    expect(sayDate(texts, "ru", date)).toEqual({ date: ru, precision });
  });

  test.each(["en-GB", "be", "ru", "pl", "de", "lt", "uk"])("has the twelve months of %s as the language itself has them", (locale) => {
    const language = locale.slice(0, 2);
    for (let month = 1; month <= 12; month += 1) {
      const date = Temporal.PlainDate.from({ year: 2021, month, day: 9 });
      const long = plain(date.toLocaleString(locale, { dateStyle: "long" }));
      expect(sayDate(texts, language, date.toString()).date).toBe(language === "pl" ? `${long} r.` : long);
      const alone = date.toPlainYearMonth().toString();
      expect(sayDate(texts, language, alone).date).toContain(
        new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" })
          .format(new Date(Date.UTC(2021, month - 1, 9)))
          .split(" ")[0],
      );
    }
  });
});

describe("days held", () => {
  test("are counted as Viasna and BAJ count them: the plain difference", () => {
    expect(daysHeld("2021-11-25", "2025-02-12")).toBe(1175);
    expect(daysHeld("2020-06-25", "2025-09-11")).toBe(1904);
    expect(daysHeld("2020-09-07", Temporal.PlainDate.from("2025-12-13"))).toBe(1923);
  });

  test("are not known unless both days are", () => {
    expect(daysHeld("2021-11", "2025-02-12")).toBeNull();
    expect(daysHeld("2021-11-25", "2025")).toBeNull();
    expect(daysHeld(undefined, "2025-02-12")).toBeNull();
    expect(daysHeld("2021-11-25", undefined)).toBeNull();
  });

  test("are never below zero", () => {
    expect(daysHeld("2025-02-12", "2025-02-12")).toBe(0);
    expect(daysHeld("2025-02-13", "2025-02-12")).toBeNull();
  });
});

describe("a sentence in words", () => {
  const trial = { source: "viasna" };

  test.each([
    [
      [{ ...trial, sentence: { years: 13, months: 1, fine: true as const } }],
      "Sentence: 13 years 1 month and a fine",
      "Прысуд: 13 гадоў 1 месяц і штраф",
    ],
    [
      [{ ...trial, sentence: { years: 15 }, changedTo: { years: 14, months: 9 } }],
      "Sentence: 15 years, later changed to 14 years 9 months",
      "Прысуд: 15 гадоў, потым зменены на 14 гадоў 9 месяцаў",
    ],
    [
      [
        { ...trial, sentence: { years: 3, fine: true as const } },
        { ...trial, sentence: { months: 8, added: true as const } },
      ],
      "Sentence: 3 years and a fine, later 8 months more",
      "Прысуд: 3 гады і штраф, потым яшчэ 8 месяцаў",
    ],
    [
      [
        { ...trial, sentence: { years: 2 } },
        { ...trial, sentence: { added: true as const } },
        { ...trial, sentence: { added: true as const } },
      ],
      "Sentence: 2 years, later extended",
      "Прысуд: 2 гады, потым тэрмін падоўжаны",
    ],
    [
      [
        { ...trial, date: "2021-02-18", sentence: { years: 2 } },
        { ...trial, date: "2022", sentence: { years: 8 } },
      ],
      "Sentences: 2 years (2021), 8 years (2022)",
      "Прысуды: 2 гады (2021 г.), 8 гадоў (2022 г.)",
    ],
  ])("says it as the courts gave it", (trials, en, be) => {
    expect(saySentence(texts, "en", trials)).toBe(en);
    expect(saySentence(texts, "be", trials)).toBe(be);
  });

  test("is left out where no length is known", () => {
    expect(saySentence(texts, "en", [])).toBeNull();
    expect(saySentence(texts, "en", [trial, { ...trial, sentence: { added: true } }])).toBeNull();
  });
});
