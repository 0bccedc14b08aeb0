import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { writeJoint, type JointEntry } from "../../src/campaign/words/write-joint.ts";
import { died, everything, falseWords, graphemes, imprisoned, presentPrison, sara, slip, whole } from "./a-sara.ts";
import { kindsWithDay, occasion } from "./an-occasion.ts";
import { draftLanguages, shippedCampaign, shippedLanguages, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const languages = [...shippedLanguages, ...draftLanguages];

const person = (latin: string, changes: Record<string, unknown> = {}): Prisoner => ({
  ...sara({ name: { latin }, ...changes }),
  slug: latin.toLowerCase().replaceAll(" ", "-"),
});

const write = (
  entries: readonly JointEntry[],
  change: { language?: string; today?: Temporal.PlainDate; roomGraphemes?: number } = {},
): PostWords =>
  writeJoint({
    entries,
    campaign: shippedCampaign,
    texts,
    language: change.language ?? "en",
    today: change.today ?? entries[0]?.occasions[0]?.on ?? Temporal.PlainDate.from("2026-11-20"),
    roomGraphemes: change.roomGraphemes ?? 500,
  });

const arrestOf = (prisoner: Prisoner): JointEntry => ({ prisoner, occasions: [occasion(prisoner, "arrest")] });
const anna = person("Anna One", { status: imprisoned, hashtags: ["#FreeAnna"] });
const boris = person("Boris Two", { gender: "M" });
const vera = person("Vera Three", { gender: "F" });
const halina = person("Halina Four", { status: died });

describe("a joint post", () => {
  test("says since when days are counted, so that nobody takes the date for that of the count", () => {
    const { text } = write([{ prisoner: anna, occasions: [occasion(anna, "day-count")] }, arrestOf(boris)]);
    expect(text).toContain("Anna One: 2,000 days in prison (since 7 September 2020)");
    expect(text).toContain("(7 September 2020). Released");
  });

  test("names everybody with what the day is for them and what became of them, those of whom the same is true on one line", () => {
    const words = write([anna, boris, vera, halina].map(arrestOf));
    expect(words.text).toBe(
      [
        "The names of this day, 7 September 2026",
        "",
        "Anna One: 6 years since the arrest (7 September 2020). In prison",
        "Boris Two, Vera Three: 6 years since the arrest (7 September 2020). Released and deported on 13 December 2025",
        "Halina Four: 6 years since the arrest (7 September 2020). Died in custody on 11 July 2023",
        "",
        "Status as of July 2024 to 1 November 2026",
      ].join("\n"),
    );
  });

  test("speaks of one person in their gender, of several in words of none", () => {
    const lines = (language: string): string[] => write([boris, vera].map(arrestOf), { language }).text.split("\n");
    expect(lines("be")[2]).toBe(
      "Boris Two, Vera Three: 6 гадоў з дня затрымання (7 верасня 2020 г.). Вызваленне і дэпартацыя: 13 снежня 2025 г.",
    );
    expect(lines("ru")[2]).toBe(
      "Boris Two, Vera Three: 6 лет со дня задержания (7 сентября 2020 г.). Освобождение и депортация: 13 декабря 2025 г.",
    );
    expect(write([arrestOf(vera), arrestOf(anna)], { language: "be" }).text).toContain("Вызвалена і дэпартавана 13 снежня 2025 г.");
  });

  test("has several occasions of one person in one line", () => {
    const both = person("Lena Five", { status: imprisoned, born: { date: "1980-09-07", source: "viasna" } });
    const entry = { prisoner: both, occasions: [occasion(both, "birthday", 46), occasion(both, "arrest")] };
    expect(write([entry, arrestOf(boris)]).text).toContain("Lena Five: turns 46, in prison, 6 years since the arrest (7 September 2020)\n");
  });

  test("says the day of what comes later, and of nobody that they will be in prison then", () => {
    const entry = { prisoner: anna, occasions: [occasion(anna, "birthday", 47, 7)] };
    const today = Temporal.PlainDate.from("2026-12-26");
    const { text } = write([entry, { prisoner: boris, occasions: [occasion(boris, "birthday", 47, 7)] }], { today });
    expect(text).toContain("The names of this day, 26 December 2026");
    expect(text).toContain("Anna One: 2 January 2027: turns 47. In prison");
    expect(text).toContain("Boris Two: 2 January 2027: turns 47. Released and deported on 13 December 2025");
  });

  test("leaves out the dates first, then the way of a release, and then says how many more there are", () => {
    const entries = [anna, boris, vera, halina].map(arrestOf);
    const full = write(entries);
    const plain = write(entries, { roomGraphemes: graphemes(whole(full)) - 1 });
    const short = write(entries, { roomGraphemes: graphemes(whole(plain)) - 1 });
    const fewer = write(entries, { roomGraphemes: graphemes(whole(short)) - 1 });
    const lines = ({ text }: PostWords): string[] => text.split("\n").slice(2, -2);
    expect(lines(plain)[1]).toBe("Boris Two, Vera Three: 6 years since the arrest. Released and deported on 13 December 2025");
    expect(lines(short)[1]).toBe("Boris Two, Vera Three: 6 years since the arrest. Released on 13 December 2025");
    expect(lines(fewer).at(-1)).toBe("and 1 more");
    expect(lines(write(entries, { roomGraphemes: 100 }))).toEqual(["Anna One: 6 years since the arrest. In prison", "and 3 more"]);
  });

  test("calls for freedom only where everybody is in prison", () => {
    const campaign = { ...shippedCampaign, hashtags: { always: ["#FreeThemAll", "#Belarus"], tracked: [] } };
    const tags = (people: readonly Prisoner[]): readonly string[] =>
      writeJoint({ entries: people.map(arrestOf), campaign, texts, language: "en", today: Temporal.PlainDate.from("2026-09-07") }).hashtags;
    const olga = person("Olga Six", { status: imprisoned });
    expect(tags([anna, olga])).toEqual(["#BecauseTheJournalist", "#FreeBelarusWomen", "#FreeThemAll", "#Belarus"]);
    expect(tags([anna, boris])).toEqual(["#BecauseTheJournalist", "#Belarus"]);
  });

  test("has a card with a few names, what the day is where it is the same for all, and a look of its own where they are in different places", () => {
    expect(write([boris, vera].map(arrestOf)).card).toMatchObject({
      tone: "day",
      name: "Boris\u{a0}Two, Vera\u{a0}Three",
      otherName: null,
      fact: "7 September 2026: 6 years since the arrest (7 September 2020). Released and deported on 13 December 2025",
      detail: null,
      asOf: "Status as of 15 December 2025",
    });
    expect(write([anna, boris].map(arrestOf)).card.fact).toBe("The names of this day, 7 September 2026");
    expect(write([arrestOf(anna)]).card.tone).toBe("imprisoned");
    expect(write([arrestOf(halina)]).card.tone).toBe("memory");
    const many = Array.from({ length: 9 }, (_, index) => arrestOf(person(`Name ${index}`)));
    expect(write(many).card.name.replaceAll("\u{a0}", " ")).toBe("Name 0, Name 1, Name 2, Name 3, Name 4, Name 5 and 3 more");
  });

  test("is not written of anybody who is withheld, of unknown status or of an occasion that is not theirs, and not of nobody", () => {
    const refused = (changes: Record<string, unknown>): (() => PostWords) => {
      const prisoner = person("Nina Seven", changes);
      return () => write([arrestOf(anna), { prisoner, occasions: [{ ...occasion(boris, "arrest"), subject: prisoner.slug }] }]);
    };
    expect(refused({ consent: "withheld" })).toThrow("withheld");
    expect(refused({ status: { kind: "unknown", sources: [] } })).toThrow("status is unknown");
    expect(refused({ detained: { date: "2020-09-08", source: "viasna" } })).toThrow("no date 2020-09-07");
    expect(() => write([])).toThrow("nobody");
  });
});

test("whoever is in it, in whatever language and room, a joint post is whole, fits, counts everybody and says nothing false", () => {
  assert(
    property(
      integer({ min: 1, max: 80 }),
      constantFrom(...languages),
      integer({ min: 300, max: 1000 }),
      integer({ min: 0, max: 2 ** 30 }),
      integer({ min: -7, max: 1 }),
      (count, language, roomGraphemes, seed, days) => {
        const statuses = [imprisoned, died, sara().status];
        const today = Temporal.PlainDate.from("2026-09-07").add({ days });
        const entries = Array.from({ length: count }, (_, index): JointEntry => {
          const mix = (seed >> (index % 20)) + index;
          const prisoner = person(`Name ${index}`, { status: statuses[mix % 3], gender: ["F", "M", undefined][mix % 4] });
          const kinds = kindsWithDay(prisoner);
          const chosen = occasion(prisoner, kinds[mix % kinds.length] ?? "arrest", 6);
          return { prisoner, occasions: [chosen] };
        });
        const words = write(entries, { language, today, roomGraphemes });
        expect(everything(words)).not.toMatch(slip);
        expect(graphemes(whole(words))).toBeLessThanOrEqual(roomGraphemes);
        expect(words.text.split("\n").at(-1)).toBe(words.card.asOf);
        const named = new Set(words.text.match(/Name \d+/g)).size;
        const more = Number(/^\p{L}[^:\n]*?(\d+)[^:\n]*$/mu.exec(words.text.split("\n").at(-3) ?? "")?.[1] ?? 0);
        expect(named < count ? named + more : named).toBe(count);
        const people = entries.map(({ prisoner }) => prisoner);
        expect(falseWords(words, people)).toEqual([]);
        // A line about one person says of them alone where they are.
        for (const line of words.text.match(/^Name \d+:.*$/gmu) ?? []) {
          const { status } = people[Number(/\d+/.exec(line)?.[0])] ?? sara();
          expect(presentPrison.test(line)).toBe(status.kind === "imprisoned");
        }
      },
    ),
    { numRuns: 150 },
  );
});
