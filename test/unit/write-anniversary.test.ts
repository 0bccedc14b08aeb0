import { assert, constantFrom, integer, property, uniqueArray } from "fast-check";
import { describe, expect, test } from "vitest";
import { occasionKinds, type Occasion, type OccasionKind } from "../../src/campaign/anniversaries/occasion.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { writeAnniversary } from "../../src/campaign/words/write-anniversary.ts";
import { died, everything, falseWords, graphemes, imprisoned, presentPrison, sara, slip, whole } from "./a-sara.ts";
import { kindsOf, kindsWithDay, occasion } from "./an-occasion.ts";
import { draftLanguages, shippedCampaign, shippedLanguages, shippedPrisoners, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const languages = [...shippedLanguages, ...draftLanguages];

interface Change {
  readonly language?: string;
  readonly today?: Temporal.PlainDate;
  readonly roomGraphemes?: number;
}

const write = (prisoner: Prisoner, occasions: readonly Occasion[], { language = "en", today, roomGraphemes }: Change = {}): PostWords =>
  writeAnniversary({
    prisoner,
    occasions,
    campaign: shippedCampaign,
    texts,
    language,
    today: today ?? occasions[0]?.on ?? Temporal.PlainDate.from("2026-11-20"),
    ...(roomGraphemes !== undefined && { roomGraphemes }),
  });

const of = (prisoner: Prisoner, kind: OccasionKind, change: Change = {}, years?: number): string[] =>
  write(prisoner, [occasion(prisoner, kind, years)], change).text.split("\n");

const held = sara({ status: imprisoned });
const released = sara();
const dead = sara({ status: died });
const man = { gender: "M" };
const someone = { gender: undefined };

describe("an anniversary of somebody in prison", () => {
  test("tells a birthday as a fact of prison, in every gender", () => {
    expect(of(held, "birthday", {}, 46)).toEqual([
      "Sara Test, gardener of roses",
      "",
      "Turns 46 today, in prison",
      "In prison since 7 September 2020: 1,943 days",
      "Sentence: 11 years",
      "",
      "Status as of 1 November 2026",
    ]);
    const line = (language: string, changes: Record<string, unknown>): string | undefined =>
      of(sara({ status: imprisoned, ...changes }), "birthday", { language }, 46)[2];
    expect(line("be", {})).toBe("Дзень нараджэння ў зняволенні: сёння ёй спаўняецца 46 гадоў");
    expect(line("be", man)).toBe("Дзень нараджэння ў зняволенні: сёння яму спаўняецца 46 гадоў");
    expect(line("be", someone)).toBe("Дзень нараджэння ў зняволенні: сёння спаўняецца 46 гадоў");
    expect(line("ru", {})).toBe("День рождения в заключении: сегодня ей исполняется 46 лет");
    expect(line("ru", man)).toBe("День рождения в заключении: сегодня ему исполняется 46 лет");
    expect(line("ru", someone)).toBe("День рождения в заключении: сегодня исполняется 46 лет");
  });

  test("says the day of an arrest once, and the days since then", () => {
    expect(of(held, "arrest").slice(2, 5)).toEqual([
      "Detained 6 years ago, on 7 September 2020",
      "2,191 days in prison",
      "Sentence: 11 years",
    ]);
    expect(of(held, "arrest", { language: "be" })[2]).toBe("6 гадоў таму, 7 верасня 2020 г., яе затрымалі");
    expect(of(held, "arrest", { language: "ru" }, 1)[2]).toBe("1 год назад, 7 сентября 2020 г., её задержали");
    expect(of(sara({ status: imprisoned, ...man }), "arrest", { language: "ru" }, 3)[2]).toBe(
      "3 года назад, 7 сентября 2020 г., его задержали",
    );
    expect(of(sara({ status: imprisoned, ...someone }), "arrest", { language: "be" }, 3)[2]).toBe(
      "3 гады таму, 7 верасня 2020 г., адбылося затрыманне",
    );
  });

  test("says the day of a verdict, with what the court gave right below", () => {
    expect(of(held, "sentence").slice(2, 4)).toEqual(["Sentenced 6 years ago, on 6 September 2021", "Sentence: 11 years"]);
    expect(of(held, "sentence", { language: "be" })[2]).toBe("6 гадоў таму, 6 верасня 2021 г., ёй вынеслі прысуд");
    expect(of(held, "sentence", { language: "ru" })[2]).toBe("6 лет назад, 6 сентября 2021 г., ей вынесли приговор");
  });

  test("counts days as Viasna and BAJ do, once, and says from which day on", () => {
    expect(of(held, "day-count").slice(2, 4)).toEqual(["2,000 days in prison", "Detained on 7 September 2020"]);
    expect(of(held, "day-count", { language: "be" }).slice(2, 4)).toEqual(["2000 дзён у зняволенні", "Затрымана 7 верасня 2020 г."]);
  });

  test("says ahead of a counted day what is sure: days since the arrest, and nothing of who will be in prison then", () => {
    const ahead = { today: occasion(held, "day-count").on.subtract({ days: 7 }) };
    expect(of(held, "day-count", ahead)[2]).toBe("28 February 2026: 2,000 days since the arrest");
    expect(of(held, "day-count", { ...ahead, language: "be" })[2]).toBe("28 лютага 2026 г.: 2000 дзён з дня затрымання");
  });

  test("tells half of a term as a fact with its dates", () => {
    expect(of(held, "half-term").slice(2, 5)).toEqual([
      "Half of the term, counted from the arrest: 7 September 2020 – 8 March 2026",
      "Sentence: 11 years",
      "2,008 days in prison",
    ]);
  });

  test("has the person's own call among the hashtags, and a card with the day and the days in prison", () => {
    const words = write(held, [occasion(held, "arrest")]);
    expect(words.hashtags).toContain("#FreeSara");
    expect(words.card).toMatchObject({
      tone: "imprisoned",
      name: "Sara Test",
      fact: "7 September 2026: 6 years since the arrest",
      detail: "In prison since 7 September 2020: 2,191 days",
      asOf: "Status as of 1 November 2026",
    });
  });
});

describe("an anniversary of a released person", () => {
  test("tells a birthday, how and when the release came, and nothing of a court", () => {
    expect(of(released, "birthday", {}, 47)).toEqual([
      "Sara Test, gardener of roses",
      "",
      "Turns 47 today",
      "Released and deported on 13 December 2025",
      "Held for 1,923 days",
      "",
      "Status as of 15 December 2025",
    ]);
    expect(of(released, "birthday", { language: "be" }, 47)[2]).toBe("Сёння ёй спаўняецца 47 гадоў");
    expect(of(sara(man), "birthday", { language: "ru" }, 52)[2]).toBe("Сегодня ему исполняется 52 года");
  });

  test("tells the years since the release, and the day once", () => {
    const text = of(released, "release", {}, 1);
    expect(text.slice(2, 5)).toEqual(["1 year since the release", "Released and deported on 13 December 2025", "Held for 1,923 days"]);
    expect(of(released, "release", { language: "be" }, 1)[2]).toBe("1 год з дня вызвалення");
    expect(of(released, "release", { language: "ru" }, 2)[2]).toBe("2 года со дня освобождения");
  });

  test("says of an arrest what came of it", () => {
    expect(of(released, "arrest").slice(2, 6)).toEqual([
      "Detained 6 years ago, on 7 September 2020",
      "Sentence: 11 years",
      "Released and deported on 13 December 2025",
      "Held for 1,923 days",
    ]);
  });
});

describe("an anniversary of somebody who died", () => {
  test("is in memory, with the day of birth, and without a cause", () => {
    expect(of(dead, "death", {}, 3)).toEqual([
      "In memory of Sara Test, gardener of roses",
      "",
      "3 years since the death",
      "Born on 2 January 1980",
      "Sentence: 11 years",
      "Died in custody on 11 July 2023",
      "",
      "Information as of July 2024",
    ]);
    expect(of(dead, "death", { language: "be" }, 3).slice(0, 3)).toEqual([
      "Памятаем: Сара Тэст, садоўніца ружаў",
      "",
      "3 гады з дня смерці",
    ]);
    expect(write(dead, [occasion(dead, "death", 3)]).card).toMatchObject({
      tone: "memory",
      fact: "11 July 2026: 3 years since the death",
      detail: "2 January 1980 – 11 July 2023",
    });
  });

  test("is never a birthday", () => {
    expect(() => of(dead, "birthday", {}, 46)).toThrow("the status is died, so there is no birthday");
  });
});

describe("what a day brings for one person", () => {
  test("is one post, however many occasions it has", () => {
    const both = sara({ status: imprisoned, born: { date: "1980-09-07", source: "viasna" } });
    const words = write(both, [occasion(both, "birthday", 46), occasion(both, "arrest")]);
    expect(words.text.split("\n").slice(2, 5)).toEqual([
      "Turns 46 today, in prison",
      "Detained 6 years ago, on 7 September 2020",
      "2,191 days in prison",
    ]);
    expect(words.card.fact).toBe("7 September 2026: turns 46, in prison, 6 years since the arrest");
  });

  test("is told with its date where the post goes out ahead or late, and nobody is said to be in prison then", () => {
    const birthday = occasion(held, "birthday", 47, 7);
    for (const days of [-7, 1]) {
      const words = write(held, [birthday], { today: birthday.on.add({ days }) });
      expect(words.text).toContain("\n2 January 2027: turns 47\n");
      expect(everything(words)).not.toMatch(/today|turns 47, in prison/);
    }
  });

  test("goes back to a 29 February on the day that the campaign keeps it", () => {
    const leap = sara({ born: { date: "1980-02-29", source: "viasna" } });
    const kept = (on: string): PostWords => write(leap, [{ ...occasion(leap, "birthday", 47), on: Temporal.PlainDate.from(on) }]);
    expect(kept("2027-02-28").text).toContain("Turns 47 today");
    expect(kept("2027-03-01").text).toContain("Turns 47 today");
    expect(() => kept("2027-03-02")).toThrow("is not the day 47 years after");
  });

  test("is not written where it is not so as the person is recorded now", () => {
    const arrest = occasion(released, "arrest");
    const refused =
      (change: Partial<Occasion>, prisoner = released): (() => PostWords) =>
      () =>
        write(prisoner, [{ ...arrest, ...change }]);
    expect(refused({ subject: "somebody-else" })).toThrow("the occasion is of somebody-else");
    expect(refused({ since: Temporal.PlainDate.from("2020-09-08") })).toThrow("no date 2020-09-08 for the arrest");
    expect(refused({ years: 7 })).toThrow("not the day 7 years after 2020-09-07");
    expect(refused({ years: 0, on: arrest.since })).toThrow("is not after");
    expect(refused({}, sara({ detained: { date: "2020-09", source: "viasna" } }))).toThrow("no date 2020-09-07");
    expect(refused({}, sara({ consent: "withheld" }))).toThrow("withheld");
    expect(refused({}, sara({ status: { kind: "unknown", sources: [] } }))).toThrow("status is unknown");
    expect(() => write(held, [{ ...occasion(held, "day-count"), days: 1999 }])).toThrow("is day 2000 since 2020-09-07, not day 1999");
    expect(() => write(held, [])).toThrow("no occasion");
  });

  test.each(occasionKinds)("is a %s only where the status allows it", (kind) => {
    const forbidden = [held, released, dead].filter(({ status }) => !(kindsOf[status.kind] as readonly OccasionKind[]).includes(kind));
    for (const prisoner of forbidden) {
      expect(() => write(prisoner, [{ ...occasion(prisoner, "arrest"), kind }])).toThrow(`the status is ${prisoner.status.kind}`);
    }
  });
});

test("whatever the person, the occasions, the language, the room and the day, a post is whole, fits and says nothing false", () => {
  assert(
    property(
      constantFrom(imprisoned, died, sara().status),
      constantFrom("F", "M", undefined),
      constantFrom(...languages),
      integer({ min: 1, max: 120 }),
      integer({ min: -14, max: 1 }),
      integer({ min: 300, max: 1000 }),
      uniqueArray(integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
      (status, gender, language, years, days, roomGraphemes, picked) => {
        const prisoner = sara({ status, gender, occupation: { text: { [language]: "w".repeat(years * 3) }, source: "viasna" } });
        const possible = kindsWithDay(prisoner);
        const occasions = [...new Set(picked.map((index) => possible[index % possible.length] ?? "arrest"))].map((kind) =>
          occasion(prisoner, kind, years),
        );
        const today = (occasions[0] ?? occasion(prisoner, "arrest", years)).on.add({ days });
        const words = write(prisoner, occasions, { language, today, roomGraphemes });
        expect(everything(words)).not.toMatch(slip);
        expect(words.text).toContain(words.card.name);
        expect(words.text.split("\n").at(-1)).toBe(words.card.asOf);
        expect(falseWords(words, [prisoner])).toEqual([]);
        // Three occasions, who, what became of them and as of when are never left out.
        const room = occasions.length === 1 ? roomGraphemes : Math.max(400, roomGraphemes);
        expect(graphemes(whole(words))).toBeLessThanOrEqual(room);
      },
    ),
    { numRuns: 2000 },
  );
});

const spoken = shippedPrisoners.filter(({ status, consent }) => status.kind !== "unknown" && consent !== "withheld");
describe.each(spoken)("the anniversaries of $slug", (prisoner) => {
  const all = languages.flatMap((language) =>
    kindsWithDay(prisoner).map((kind) => write(prisoner, [occasion(prisoner, kind, 5)], { language })),
  );

  test("are whole, fit into one post of the strictest network and would not be linked by it", () => {
    for (const words of all) {
      expect(everything(words)).not.toMatch(slip);
      expect(graphemes(whole(words))).toBeLessThanOrEqual(300);
      expect(words.text).not.toMatch(/[\p{L}\d]\.\p{L}{2,}|@/u);
    }
  });

  test("say in prison of those in prison only", () => {
    for (const words of all) {
      expect(presentPrison.test(words.text)).toBe(prisoner.status.kind === "imprisoned");
      expect(falseWords(words, [prisoner])).toEqual([]);
    }
  });

  test("say on the card nothing that its alt text does not say", () => {
    for (const { card } of all) {
      const lines = [card.campaign, card.name, card.otherName, card.fact, card.detail, card.asOf].filter((line) => line !== null);
      expect(lines.filter((line) => !card.alt.includes(line))).toEqual([]);
    }
  });
});
