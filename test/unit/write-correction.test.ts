import { assert, constantFrom, pre, property } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { writeCorrection } from "../../src/campaign/words/write-correction.ts";
import { writeWithdrawn } from "../../src/campaign/words/write-withdrawn.ts";
import { anybody } from "./campaign/a-release.ts";
import { callForFreedom, died, graphemes, imprisoned, presentPrison, sara } from "./a-sara.ts";
import { shippedCampaign, shippedLanguages, shippedPrisoners, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const day = (date: string) => Temporal.PlainDate.from(date);

const write = (prisoner: Prisoner, language: string, roomGraphemes = 300): PostWords =>
  writeCorrection({
    prisoner,
    campaign: shippedCampaign,
    texts,
    language,
    today: day("2026-11-20"),
    corrects: day("2026-11-01"),
    roomGraphemes,
  });

const everything = (words: PostWords): string =>
  [words.text, ...words.hashtags, ...Object.values(words.card).map((value) => value ?? "")].join("\n");

describe("a correction", () => {
  test("names the day of the other post and says what is recorded now, as of when", () => {
    const words = write(sara(), "en");
    expect(words.text).toBe(
      [
        "Correction to our post of 1 November 2026. What is recorded now:",
        "",
        "Sara Test",
        "Released and deported on 13 December 2025",
        "",
        "Status as of 15 December 2025",
      ].join("\n"),
    );
    expect(words).toMatchObject({ link: "https://example.org/sara", hashtags: [], card: { tone: "released" } });
  });

  test("says so in Belarusian and Russian", () => {
    expect(write(sara(), "be").text.split("\n")[0]).toBe("Выпраўленне да нашага допісу ад 1 лістапада 2026 г. Цяпер вядома:");
    expect(write(sara(), "ru").text.split("\n")[0]).toBe("Исправление к нашему посту от 1 ноября 2026 г. Сейчас известно:");
  });

  test("of somebody in prison says since when and as of when", () => {
    expect(write(sara({ status: imprisoned }), "en").text).toContain(
      "Sara Test\nIn prison since 7 September 2020: 2,265 days\n\nStatus as of 1 November 2026",
    );
  });

  test("of somebody who died is in memory, and never says in prison", () => {
    const words = write(sara({ status: died }), "be");
    expect(words.text).toContain("Памятаем: Сара Тэст\nПамерла ў няволі 11 ліпеня 2023 г.\n\nЗвесткі на ліпень 2024 г.");
    expect(words.card.tone).toBe("memory");
  });

  test("has a shorter first line where room is short", () => {
    expect(write(sara(), "en", 140).text.split("\n")[0]).toBe("Correction, post of 1 November 2026:");
  });

  test("is not written of an unknown status, of withheld consent, or without the dates that it would state", () => {
    const refused = [{ kind: "unknown" }, { kind: "released" }, { kind: "died" }, { kind: "imprisoned" }];
    for (const status of refused)
      expect(() => write(sara({ status: { ...status, sources: [] } }), "en")).toThrow("prisoners/sara-test.yaml");
    expect(() => write(sara({ consent: "withheld" }), "en")).toThrow("withheld");
  });

  test("whoever it is of, only of somebody in prison it says that they are, and it calls for nobody's freedom", () => {
    assert(
      property(anybody, constantFrom(...shippedLanguages), (prisoner, language) => {
        const { kind, since, checked } = prisoner.status;
        pre(prisoner.consent !== "withheld" && kind !== "unknown" && (kind === "imprisoned" ? checked : since) !== undefined);
        const words = everything(write(prisoner, language));
        expect(presentPrison.test(words)).toBe(kind === "imprisoned");
        expect(words).not.toMatch(callForFreedom);
      }),
      { numRuns: 500 },
    );
  });
});

const spoken = shippedPrisoners.filter(({ status, consent }) => status.kind !== "unknown" && consent !== "withheld");

test.each(spoken)("a correction about $slug is whole in every language and fits into one post", (prisoner) => {
  for (const language of shippedLanguages) {
    const words = write(prisoner, language);
    expect(everything(words)).not.toMatch(/[{}$]|undefined|null|NaN|\[object|\.\.|,,| {2}| [,.]|[\u{2066}-\u{2069}\u{200b}]/u);
    expect(words.text).toContain(words.card.name);
    expect(graphemes(`${words.text}\n\n${words.link}`)).toBeLessThanOrEqual(300);
  }
});

describe("what stands in the place of a post that was taken back", () => {
  test.each([
    ["en", "This post was taken back by decision of the campaign."],
    ["be", "Гэты допіс адкліканы паводле рашэння кампаніі."],
    ["ru", "Этот пост отозван по решению кампании."],
  ])("says so in %s", (language, line) => {
    expect(writeWithdrawn(shippedCampaign, texts, language).text).toBe(line);
  });

  test("names nobody and links nowhere, and its picture says the same", () => {
    for (const language of shippedLanguages) {
      const { text, card } = writeWithdrawn(shippedCampaign, texts, language);
      const said = [text, ...Object.values(card).map((value) => value ?? "")].join("\n");
      const names = shippedPrisoners.flatMap(({ name }) => [name.latin, name.be, name.ru, name.lacinka]);
      expect(names.filter((name) => name !== undefined && said.includes(name))).toEqual([]);
      expect(said).not.toMatch(/https?:|#|\d/);
      expect(card.tone).toBe("withdrawn");
      expect(card.alt).toContain(card.name);
    }
  });
});
