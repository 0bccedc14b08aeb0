import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import type { CampaignSettings } from "../../src/campaign/campaign-settings.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { writeFreed } from "../../src/campaign/words/write-freed.ts";
import { callForFreedom, died, graphemes, imprisoned, presentPrison, sara } from "./a-sara.ts";
import { shippedCampaign, shippedLanguages, shippedPrisoners, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const today = Temporal.PlainDate.from("2026-11-20");

const write = (prisoner: Prisoner, language: string, campaign: CampaignSettings = shippedCampaign): PostWords =>
  writeFreed({ prisoner, campaign, texts, language, today });

const whole = ({ text, link, hashtags }: PostWords): string => [text, link, hashtags.join(" ")].filter(Boolean).join("\n\n");
const everything = (words: PostWords): string =>
  [words.text, ...words.hashtags, ...Object.values(words.card).map((value) => value ?? "")].join("\n");

const freed = (status: Record<string, unknown> = {}, changes: Record<string, unknown> = {}): Prisoner =>
  sara({
    status: { kind: "released", how: "deported", since: "2025-12-13", checked: "2025-12-15", sources: ["hrw", "baj", "viasna"], ...status },
    sources: {
      hrw: { title: "HRW: released", url: "https://www.hrw.org/released" },
      baj: { title: "BAJ: released", url: "https://baj.media/en/released" },
      viasna: { title: "Viasna: released", url: "https://spring96.org/en/news/1" },
    },
    ...changes,
  });

describe("the news of a release", () => {
  test("says who, how and when, after how many days, as of when, and links to Viasna", () => {
    const words = write(freed(), "en");
    expect(words.text).toBe(
      [
        "Released: Sara Test, gardener of roses",
        "",
        "Released and deported on 13 December 2025",
        "Held for 1,923 days",
        "",
        "Status as of 15 December 2025",
      ].join("\n"),
    );
    expect(words.link).toBe("https://spring96.org/en/news/1");
    expect(words.hashtags).toEqual(["#BecauseTheJournalist", "#Belarus"]);
    expect(words.card).toMatchObject({ tone: "released", name: "Sara Test", detail: "Released and deported on 13 December 2025" });
  });

  test("stands in Belarusian and Russian with the name as it is, after a colon", () => {
    expect(write(freed(), "be").text.split("\n").slice(0, 3)).toEqual([
      "Вызваленне: Сара Тэст, садоўніца ружаў",
      "",
      "Вызвалена і дэпартавана 13 снежня 2025 г.",
    ]);
    expect(write(freed(), "ru").text.split("\n").slice(0, 4)).toEqual([
      "Освобождение: Сара Тест, активистка",
      "",
      "Освобождена и депортирована 13 декабря 2025 г.",
      "Провела в заключении 1\u{a0}923 дня",
    ]);
  });

  test("links to BAJ where Viasna is not among the sources, and to no page from before the release", () => {
    expect(write(freed({ sources: ["hrw", "baj"] }), "en").link).toBe("https://baj.media/en/released");
    const before = { viasna: { title: "Viasna: in prison", url: "https://spring96.org/en/news/1", published: "2025-11" } };
    const other = { hrw: { title: "HRW: released", url: "https://www.hrw.org/released" } };
    const prisoner = freed({ sources: ["hrw", "viasna"] }, { sources: { ...before, ...other }, link: "hrw" });
    expect(write(prisoner, "en").link).toBe("https://www.hrw.org/released");
  });

  test("has words of its own for each way of a release, and none of them is of a way home", () => {
    const ways = ["deported", "sentence-served", "exchanged", "pardoned", "in-belarus", "left-country", undefined];
    for (const language of shippedLanguages) {
      const said = ways.map((how) => write(freed({ how }), language).text);
      expect(new Set(said).size).toBe(ways.length);
      for (const text of said) expect(text).not.toMatch(/\bhome\b|дадому|домой|дома\b/iu);
    }
  });

  test("is nobody's joy", () => {
    for (const language of shippedLanguages) {
      expect(everything(write(freed(), language))).not.toMatch(
        /[!🎉❤]|happy|glad|joy|finally|радас|рады|нарэшце|вітаем|радост|наконец|поздрав/iu,
      );
    }
  });

  test("calls for nobody's freedom, though the campaign does so on every post", () => {
    const campaign = {
      ...shippedCampaign,
      hashtags: {
        always: ["#FreeThemAll", "#СвабодуЖурналістам", "#ReleaseThemAll", "#ВолюПалітвязням", "#UwolnićPoczobuta", "#Belarus"],
        tracked: [],
      },
    };
    for (const language of shippedLanguages)
      expect(write(freed(), language, campaign).hashtags).toEqual(["#BecauseTheJournalist", "#Belarus"]);
  });

  test("counts no days that are not known", () => {
    const words = write(freed({}, { detained: { date: "2020-09", source: "viasna" } }), "en");
    expect(everything(words)).not.toMatch(/\d days/);
  });

  test("is written of nobody who is in prison, dead, unknown or withheld", () => {
    expect(() => write(sara({ status: imprisoned }), "en")).toThrow("no release");
    expect(() => write(sara({ status: died }), "en")).toThrow("no release");
    expect(() => write(sara({ status: { kind: "unknown", sources: [] } }), "en")).toThrow("unknown");
    expect(() => write(freed({}, { consent: "withheld" }), "en")).toThrow("withheld");
  });

  test("leaves out the work where a post would get too long, and never who, when and as of when", () => {
    assert(
      property(integer({ min: 0, max: 400 }), constantFrom(...shippedLanguages), (length, language) => {
        const occupation = { text: { [language]: "w".repeat(length + 1) }, source: "viasna" };
        const words = write(freed({}, { occupation }), language);
        expect(graphemes(whole(words))).toBeLessThanOrEqual(300);
        expect(words.text).toContain(words.card.name);
        expect(words.text).toContain("2025");
        expect(words.text.split("\n").at(-1)).toBe(words.card.asOf);
      }),
    );
  });
});

const released = shippedPrisoners.filter(({ status, consent }) => status.kind === "released" && consent !== "withheld");

describe.each(released)("the release of $slug", (prisoner) => {
  test("is told whole in every language, in one post, without anything that is true of prisoners only", () => {
    for (const language of shippedLanguages) {
      const words = write(prisoner, language);
      expect(everything(words)).not.toMatch(/[{}$]|undefined|null|NaN|\[object|\.\.|,,| {2}| [,.]|[\u{2066}-\u{2069}\u{200b}]/u);
      expect(words.text).not.toMatch(/[\p{L}\d]\.\p{L}{2,}|@/u);
      expect(everything(words)).not.toMatch(presentPrison);
      expect(everything(words)).not.toMatch(callForFreedom);
      expect(words.text.split("\n")[0]).toContain(`: ${words.card.name}`);
      expect(words.link).toMatch(/^https:\/\//);
      expect(graphemes(whole(words))).toBeLessThanOrEqual(300);
    }
  });
});
