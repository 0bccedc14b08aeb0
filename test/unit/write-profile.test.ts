import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import type { CampaignSettings } from "../../src/campaign/campaign-settings.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { writeProfile } from "../../src/campaign/words/write-profile.ts";
import { callForFreedom, died, graphemes, imprisoned, presentPrison, sara } from "./a-sara.ts";
import { shippedCampaign, shippedLanguages, shippedPrisoners, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const today = Temporal.PlainDate.from("2026-11-20");

const write = (prisoner: Prisoner, language: string, campaign: CampaignSettings = shippedCampaign): PostWords =>
  writeProfile({ prisoner, campaign, texts, language, today });

const whole = ({ text, link, hashtags }: PostWords): string =>
  [text, link, hashtags.join(" ")].filter((block) => block !== undefined && block !== "").join("\n\n");

/** All that anybody gets to read or to hear. */
const everything = (words: PostWords): string =>
  [words.text, ...words.hashtags, ...Object.values(words.card).map((value) => value ?? "")].join("\n");

describe("a profile", () => {
  test("of a released person is in the past tense, with the days that she was held", () => {
    const words = write(sara(), "en");
    expect(words.text).toBe(
      [
        "Sara Test, gardener of roses",
        "",
        "Detained on 7 September 2020",
        "Sentence: 11 years",
        "Released and deported on 13 December 2025",
        "Held for 1,923 days",
        "",
        "Status as of 15 December 2025",
      ].join("\n"),
    );
    expect(words.link).toBe("https://example.org/sara");
    expect(words.hashtags).toEqual(["#BecauseTheJournalist", "#Belarus"]);
    expect(words.language).toBe("en");
  });

  test("of somebody in prison says since when and how many days until today, as of the last check", () => {
    const words = write(sara({ status: imprisoned }), "be");
    expect(words.text).toBe(
      [
        "Сара Тэст, садоўніца ружаў",
        "",
        "У зняволенні з 7 верасня 2020 г.: 2265 дзён",
        "Прысуд: 11 гадоў",
        "",
        "Звесткі на 1 лістапада 2026 г.",
      ].join("\n"),
    );
    expect(words.hashtags).toEqual(["#FreeSara", "#BecauseTheJournalist", "#FreeBelarusWomen", "#Belarus"]);
  });

  test("of somebody who died is in memory, with the day of birth", () => {
    const words = write(sara({ status: died }), "ru");
    expect(words.text).toBe(
      [
        "Помним: Сара Тест, активистка",
        "",
        "Родилась 2 января 1980 г.",
        "Задержана 7 сентября 2020 г.",
        "Приговор: 11 лет",
        "Умерла в заключении 11 июля 2023 г.",
        "",
        "Сведения на июль 2024 г.",
      ].join("\n"),
    );
    expect(words.hashtags).toEqual(["#BecauseTheJournalist", "#Belarus"]);
    expect(words.card).toMatchObject({ tone: "memory", fact: "Помним", detail: "2 января 1980 г. – 11 июля 2023 г." });
  });

  test("counts no days where a date is known to the month only", () => {
    const words = write(sara({ detained: { date: "2020-09", source: "viasna" }, status: imprisoned }), "be");
    expect(words.text).toContain("У зняволенні. Затрыманне: верасень 2020 г.\n");
    expect(everything(words)).not.toMatch(/\d (дзень|дні|дзён)/);
    expect(write(sara({ detained: { date: "2020-09", source: "viasna" } }), "en").text).toContain("Detained in September 2020");
  });

  test("never tells the birthday of somebody who lives", () => {
    for (const status of [imprisoned, sara().status]) expect(everything(write(sara({ status }), "en"))).not.toContain("1980");
  });

  test("has words of its own for each way of a release", () => {
    const ways = ["deported", "sentence-served", "exchanged", "pardoned", "in-belarus", "left-country", undefined];
    for (const language of shippedLanguages) {
      const said = ways.map((how) => write(sara({ status: { ...sara().status, how } }), language).text);
      expect(new Set(said).size).toBe(ways.length);
    }
  });

  test("leaves out what is not there in its language, and never says it in another", () => {
    const words = write(sara({ category: undefined }), "ru");
    expect(words.text.split("\n")[0]).toBe("Сара Тест");
  });

  test("does not make an occupation out of a category that no source stands behind", () => {
    expect(write(sara({ occupation: undefined }), "en").text.split("\n")[0]).toBe("Sara Test");
  });

  test("prints no form of a name that only a rule made", () => {
    const words = write(sara({ name: { latin: "Sara Test", be: "Сара Тэст", unverified: ["be"] } }), "be");
    expect(words.text).toMatch(/^Sara Test,/);
    expect(words.card).toMatchObject({ name: "Sara Test", otherName: null });
    expect(everything(words)).not.toContain("Тэст");
  });

  test("has the name in two scripts on its card, its own language's first", () => {
    expect(write(sara(), "en").card).toMatchObject({ name: "Sara Test", otherName: "Сара Тэст" });
    expect(write(sara(), "ru").card).toMatchObject({ name: "Сара Тест", otherName: "Sara Test" });
  });

  test("gives each hashtag once, whatever its capitals", () => {
    const words = write(sara({ status: imprisoned, campaignHashtags: ["#belarus", "#FREESARA"] }), "en");
    expect(words.hashtags).toEqual(["#FreeSara", "#belarus"]);
  });

  test("calls for nobody's freedom who is free, though the campaign does so on every post", () => {
    const campaign = { ...shippedCampaign, hashtags: { always: ["#FreeThemAll", "#СвабодуЖурналістам", "#Belarus"], tracked: [] } };
    expect(write(sara(), "en", campaign).hashtags).toEqual(["#BecauseTheJournalist", "#Belarus"]);
    expect(write(sara({ status: imprisoned }), "en", campaign).hashtags).toContain("#FreeThemAll");
  });

  test("is not written of an unknown status, of withheld consent, or without the dates that it would state", () => {
    expect(() => write(sara({ status: { kind: "unknown", sources: [] } }), "en")).toThrow("status is unknown");
    expect(() => write(sara({ consent: "withheld" }), "en")).toThrow("withheld");
    expect(() => write(sara({ status: { kind: "released", checked: "2025-12-15", sources: [] } }), "en")).toThrow("status.since");
    expect(() => write(sara({ status: { kind: "imprisoned", sources: [] } }), "en")).toThrow("status.checked");
  });

  test("leaves out the least of the facts where a post would get too long, and never who, what became of them and as of when", () => {
    assert(
      property(
        integer({ min: 0, max: 400 }),
        constantFrom(...shippedLanguages),
        constantFrom(imprisoned, died, sara().status),
        (length, language, status) => {
          const prisoner = sara({
            status,
            occupation: { text: { [language]: "w".repeat(length + 1) }, source: "viasna" },
            sources: { viasna: { title: "Viasna", url: `https://example.org/${"a".repeat(length)}` } },
          });
          const words = write(prisoner, language);
          const short = write(sara({ status }), language);
          expect(words.text).toContain(short.card.name);
          expect(words.text.split("\n").at(-1)).toBe(short.card.asOf);
          expect(words.text).toContain(status.kind === "imprisoned" ? "2020" : status === died ? "2023" : "2025");
          expect(write(prisoner, language)).toEqual(words);
          // A link of more than that leaves no room even for what is never left out.
          expect(length >= 60 || graphemes(whole(words)) <= 300).toBe(true);
        },
      ),
    );
  });
});

const spoken = shippedPrisoners.filter(({ status, consent }) => status.kind !== "unknown" && consent !== "withheld");
describe.each(spoken)("the profile of $slug", (prisoner) => {
  const profiles = shippedLanguages.map((language) => write(prisoner, language));

  test("is whole in every language", () => {
    for (const words of profiles) {
      expect(everything(words)).not.toMatch(/[{}$]|undefined|null|NaN|\[object|\.\.|,,| {2}| [,.]/);
      expect(everything(words)).not.toMatch(/[\u{2066}-\u{2069}\u{200b}]/u);
      expect(words.text.split("\n")[0]).toContain(words.card.name);
      expect(words.text.trim()).toBe(words.text);
    }
  });

  test("fits into one post of the strictest network", () => {
    expect(profiles.map(whole).filter((post) => graphemes(post) > 300)).toEqual([]);
  });

  test("holds nothing that a network would turn into a link or a mention by itself", () => {
    for (const words of profiles) expect(words.text).not.toMatch(/[\p{L}\d]\.\p{L}{2,}|@/u);
  });

  test("links to a page that can be looked at", () => {
    for (const words of profiles) expect(words.link).toMatch(/^https:\/\//);
  });

  test("says on the card nothing that its alt text does not say", () => {
    for (const { card } of profiles) {
      const lines = [card.campaign, card.name, card.otherName, card.fact, card.detail, card.asOf].filter((line) => line !== null);
      expect(lines.filter((line) => !card.alt.includes(line))).toEqual([]);
    }
  });
});

describe.each(spoken.filter(({ status }) => status.kind === "imprisoned"))("of $slug, who is in prison,", (prisoner) => {
  test("post and card say so in every language", () => {
    for (const language of shippedLanguages) {
      const { text, card } = write(prisoner, language);
      expect(text).toMatch(presentPrison);
      expect(card.fact).toMatch(presentPrison);
    }
  });
});

describe.each(spoken.filter(({ status }) => status.kind !== "imprisoned"))("of $slug, who is not in prison any more,", (prisoner) => {
  test("nothing is said that is true of prisoners only", () => {
    for (const language of shippedLanguages) {
      const words = write(prisoner, language);
      expect(everything(words)).not.toMatch(presentPrison);
      expect(everything(words)).not.toMatch(callForFreedom);
      expect(words.hashtags.filter((tag) => prisoner.hashtags.includes(tag))).toEqual([]);
    }
  });
});
