import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { calendarSchema, type MarkedDay } from "../../src/campaign/marked-day.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { writeMarkedDay } from "../../src/campaign/words/write-marked-day.ts";
import { died, everything, falseWords, graphemes, imprisoned, sara, slip, whole } from "./a-sara.ts";
import { readContent, shippedCampaign, shippedLanguages, shippedPrisoners, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());

const theDay = (changes: Record<string, unknown> = {}): MarkedDay => {
  const [day] = calendarSchema.parse({
    days: [
      {
        id: "day-of-roses",
        day: "09-07",
        title: { en: "Day of Roses", be: "Дзень ружаў" },
        kind: "anniversary",
        since: 2020,
        autoPost: true,
        people: ["sara-test"],
        sources: [{ title: "A book without an address" }, { title: "Viasna: Day of Roses", url: "https://spring96.org/en/news/1" }],
        ...changes,
      },
    ],
  }).days;
  if (day === undefined) throw new Error("no day");
  return day;
};

const write = (marked: MarkedDay, people: readonly Prisoner[], language = "en", year = 2026, roomGraphemes = 300): PostWords => {
  const day = Temporal.PlainDate.from(`${year}-${marked.day.length === 2 ? `01-${marked.day}` : marked.day}`);
  return writeMarkedDay({ marked, people, campaign: shippedCampaign, texts, language, day, roomGraphemes });
};

describe("a marked day", () => {
  test("has its title, how long ago it was, what became of the people, as of when, and a page that tells of it", () => {
    const words = write(theDay(), [sara()]);
    expect(words.text).toBe(
      [
        "Day of Roses",
        "",
        "7 September 2026: 6 years since then",
        "Sara Test. Released and deported on 13 December 2025",
        "",
        "Status as of 15 December 2025",
      ].join("\n"),
    );
    expect(words.link).toBe("https://spring96.org/en/news/1");
    expect(words.hashtags).toEqual(["#BecauseTheJournalist", "#Belarus"]);
    expect(words.card).toMatchObject({ tone: "day", name: "Day of Roses", fact: "7 September 2026: 6 years since then" });
    expect(write(theDay(), [sara()], "be").text).toContain(
      "7 верасня 2026 г.: з таго дня мінула 6 гадоў\nСара Тэст. Вызвалена і дэпартавана",
    );
  });

  test("says since when it is marked, or only its day where that is not known", () => {
    const line = (changes: Record<string, unknown>): string[] =>
      write(theDay({ people: [], ...changes }), [])
        .text.split("\n")
        .slice(2);
    expect(line({ kind: "yearly", since: 2021 })).toEqual(["7 September 2026", "First marked in 2021"]);
    expect(line({ kind: "monthly", day: "16", since: 2005 })).toEqual(["16 January 2026", "First marked in 2005"]);
    expect(line({ kind: "yearly", since: undefined })).toEqual(["7 September 2026"]);
    expect(line({ since: 2026 })).toEqual(["7 September 2026"]);
  });

  test("says of each person where they are now, and calls for freedom only where all are in prison", () => {
    const other = { ...sara({ name: { latin: "Boris Two" }, gender: "M", status: died }), slug: "boris-two" };
    const marked = theDay({ people: ["sara-test", "boris-two"] });
    const words = write(marked, [sara({ status: imprisoned }), other], "en", 2026, 500);
    expect(words.text).toContain("Sara Test. In prison\nBoris Two. Died in custody on 11 July 2023\n");
    expect(words.hashtags).toEqual(["#BecauseTheJournalist", "#Belarus"]);
    expect(write(theDay(), [sara({ status: imprisoned })]).hashtags).toContain("#FreeSara");
  });

  test("speaks of several people in words of no gender, and of nobody whom it does not name", () => {
    const other = { ...sara({ name: { latin: "Boris Two" }, gender: "M" }), slug: "boris-two" };
    const both = write(theDay({ people: ["sara-test", "boris-two"] }), [sara(), other], "be");
    expect(both.text).toContain("Сара Тэст, Boris Two. Вызваленне і дэпартацыя: 13 снежня 2025 г.\n");
    expect(everything(write(theDay(), [sara(), other]))).not.toContain("Boris");
  });

  test("calls for nobody's freedom where it is about nobody", () => {
    const campaign = { ...shippedCampaign, hashtags: { always: ["#FreeThemAll", "#Belarus"], tracked: [] } };
    const day = Temporal.PlainDate.from("2026-09-07");
    const words = writeMarkedDay({ marked: theDay({ people: [] }), people: [], campaign, texts, language: "en", day });
    expect(words.hashtags).toEqual(["#Belarus"]);
  });

  test("gives the link up before it says less than who is free", () => {
    const long = theDay({ sources: [{ title: "Viasna", url: `https://example.org/${"a".repeat(260)}` }] });
    const words = write(long, [sara()]);
    expect(words.link).toBeUndefined();
    expect(words.text).toContain("Released and deported on 13 December 2025");
    const second = theDay({ sources: [...long.sources, { title: "BAJ", url: "https://baj.media/en/roses" }] });
    expect(write(second, [sara()]).link).toBe("https://baj.media/en/roses");
  });

  test("is not written where somebody whom it names is withheld, missing or of unknown status, or where it has no title in the language", () => {
    expect(() => write(theDay(), [])).toThrow("nothing is written of sara-test");
    expect(() => write(theDay(), [sara({ consent: "withheld" })])).toThrow("nothing is written of sara-test");
    expect(() => write(theDay(), [sara({ status: { kind: "unknown", sources: [] } })])).toThrow("status is unknown");
    expect(() => write(theDay(), [sara()], "ru")).toThrow("no title in ru");
  });
});

const { days } = calendarSchema.parse(parse(readContent("calendar.yaml")));
test.each(days)("$id is whole in every language, fits into one post, and says in prison of those in prison only", (marked) => {
  const people = shippedPrisoners.filter(({ slug }) => marked.people.includes(slug));
  for (const language of shippedLanguages) {
    const words = write(marked, people, language, 2027);
    expect(everything(words)).not.toMatch(slip);
    expect(graphemes(whole(words))).toBeLessThanOrEqual(300);
    // A day's title may speak of prisoners, such as those of a whole country.
    expect(
      falseWords({ ...words, text: words.text.split("\n").slice(1).join("\n"), card: { ...words.card, name: "", alt: "" } }, people),
    ).toEqual([]);
    for (const { name } of people.filter(({ status }) => status.kind !== "imprisoned")) {
      expect(words.card.alt).not.toContain(`${name.latin}. In prison`);
    }
  }
});
