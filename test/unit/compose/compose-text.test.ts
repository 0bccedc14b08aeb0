import { describe, expect, test } from "vitest";
import { composeText, type ComposeTextInput } from "../../../src/compose/text/compose-text.ts";
import { blueskyLimits, type Limits, mastodonDefaultLimits, telegramLimits } from "../../../src/compose/limits.ts";
import { UserError } from "../../../src/user-error.ts";

const compose = (draft: Partial<ComposeTextInput>, limits: Limits = blueskyLimits) =>
  composeText({ text: "", hasImage: false, ...draft }, limits);
const texts = (draft: Partial<ComposeTextInput>, limits?: Limits): string[] => compose(draft, limits).map(({ text }) => text);

describe("a text that fits is published as it was written", () => {
  test.each([
    ["line ends become one kind", "a\r\nb\rc\u{2028}d\u{2029}e", "a\nb\nc\nd\n\ne"],
    ["more than one blank line becomes one", "a\n\n\n \n\t\nb\n\nc\nd", "a\n\nb\n\nc\nd"],
    ["white space at both ends goes", " \n\u{a0}a  b\t\n", "a  b"],
    ["control characters go, tabs become spaces", "a\u{0}b\u{7}\u{9f}c\td", "abc d"],
    ["half a surrogate pair becomes a replacement character", "a\u{d800}b\u{dc00}", "a\u{fffd}b\u{fffd}"],
    ["letters stay as their owner writes them", "и\u{306} \u{212b} ﬁ e\u{301}\u{200d}", "и\u{306} \u{212b} ﬁ e\u{301}\u{200d}"],
  ])("%s", (_, text, published) => {
    expect(texts({ text })).toEqual([published]);
  });

  test("300 graphemes fit, 301 do not", () => {
    expect(compose({ text: "👨‍👩‍👧".repeat(100) + "я".repeat(200) })).toMatchObject([{ length: 300, limit: 300 }]);
    expect(texts({ text: `${"я".repeat(150)} ${"я".repeat(150)}` })).toHaveLength(2);
  });

  test("3,000 bytes are another limit", () => {
    expect(texts({ text: "👨‍👩‍👧‍👦".repeat(120) })).toHaveLength(1);
    expect(texts({ text: "👨‍👩‍👧‍👦".repeat(121) })).toHaveLength(2);
  });

  test("Telegram counts UTF-16 units, and fewer beside a picture", () => {
    expect(compose({ text: "👍".repeat(2048) }, telegramLimits)).toMatchObject([{ length: 4096, limit: 4096 }]);
    expect(compose({ text: "a".repeat(1024), hasImage: true }, telegramLimits)).toMatchObject([{ length: 1024, limit: 1024 }]);
    const text = "Гэта сказ пра чалавека. ".repeat(60);
    expect(compose({ text }, telegramLimits)).toHaveLength(1);
    expect(compose({ text, hasImage: true }, telegramLimits).map(({ limit }) => limit)).toEqual([1024, 4096]);
  });

  test("Mastodon counts a link as 23 whatever its length", () => {
    const link = `https://example.com/${"long/".repeat(100)}`;
    expect(compose({ text: "я".repeat(475), link }, mastodonDefaultLimits)).toMatchObject([{ length: 500, limit: 500 }]);
  });
});

describe("link and hashtags stand below the text", () => {
  test("on lines of their own, recognised", () => {
    const [part] = compose({ text: "Сёння яе дзень.", link: "https://a.by/x", hashtags: ["#Свабода", "FreeBelarusWomen", "＃x"] });
    expect(part?.text).toBe("Сёння яе дзень.\n\nhttps://a.by/x\n#Свабода #FreeBelarusWomen #x");
    expect(part?.facets).toHaveLength(4);
  });

  test.each([
    ["a link that is there", { text: "see https://a.by/x.", link: "https://a.by/x" }, "see https://a.by/x."],
    ["a link that is there without its scheme", { text: "see a.by/x", link: "https://a.by/x" }, "see a.by/x"],
    [
      "hashtags that are there in other letters",
      { text: "#freebelaruswomen #Й!", hashtags: ["FreeBelarusWomen", "и\u{306}"] },
      "#freebelaruswomen #Й!",
    ],
    ["a hashtag given twice", { text: "a", hashtags: ["#x", "X"] }, "a\n\n#x"],
  ])("%s is not put there again", (_, draft, text) => {
    expect(texts(draft)).toEqual([text]);
  });

  test("a link without its scheme is no link to Mastodon, so there it is put below", () => {
    expect(texts({ text: "see a.by/x", link: "https://a.by/x" }, mastodonDefaultLimits)).toEqual(["see a.by/x\n\nhttps://a.by/x"]);
  });

  test("a longer link is another link", () => {
    expect(texts({ text: "https://a.by/xyz", link: "https://a.by/x" })).toEqual(["https://a.by/xyz\n\nhttps://a.by/x"]);
  });

  test("a scheme in capitals becomes small, since Bluesky takes no other", () => {
    expect(compose({ link: "HTTPS://a.by/X" })).toMatchObject([{ text: "https://a.by/X", facets: [{}] }]);
  });
});

describe("a text that does not fit becomes a thread", () => {
  test("cut between sentences, though that takes a part more", () => {
    const sentence = `${"Слова ".repeat(33)}канец.`;
    expect(texts({ text: `${sentence} ${sentence} ${sentence}` })).toEqual([`${sentence} (1/3)`, `${sentence} (2/3)`, `${sentence} (3/3)`]);
  });

  test("cut between paragraphs rather than sentences", () => {
    const paragraph = "Адзін сказ тут. Другі сказ там. Трэці сказ усюды. Чацвёрты сказ нідзе. Пяты апошні.";
    const parts = texts({ text: Array.from({ length: 4 }, () => paragraph).join("\n\n") });
    expect(parts).toEqual([`${paragraph}\n\n${paragraph} (1/2)`, `${paragraph}\n\n${paragraph} (2/2)`]);
  });

  test.each([
    "7 верасня 2020 г. Мінск",
    "арт. 361-1 КК",
    "ч. 4 арт. 16",
    "M. Kalesnikava",
    "Dr. Smith",
    "і г.д. Далей",
    "т. е. Марыя",
    "12. Грудзень",
  ])("never right after the full stop of an abbreviation: %s", (phrase) => {
    const parts = texts({ text: `${phrase} `.repeat(60) }).map((part) => part.replace(/ \(\d+\/\d+\)$/, ""));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts.slice(0, -1)) expect(part).not.toMatch(/(?:г|арт|ч|M|Dr|д|т|е|12)\.$/);
  });

  test("a full stop or question mark before a small letter ends no sentence", () => {
    const parts = texts({ text: "«Свабода!» — сказала яна і пайшла. ".repeat(20) });
    for (const part of parts) expect(part).toMatch(/пайшла\. \(/);
  });

  test("cut between words where a sentence is longer than a part", () => {
    const parts = texts({ text: "слова ".repeat(100) });
    expect(parts).toHaveLength(3);
    for (const part of parts) expect(part).toMatch(/^(?:слова )+\(\d\/3\)$/);
  });

  test("parts of one text come out alike, so that none looks forgotten", () => {
    const lengths = compose({ text: "слова ".repeat(60) }).map(({ length }) => length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(30);
  });

  test("the link and the hashtags take the last sentence along", () => {
    const text = "Гэта першы сказ, і ён даволі доўгі, каб заняць шмат месца. ".repeat(5).trim();
    const parts = texts({ text, link: "https://a.by/x", hashtags: ["Свабода"] });
    expect(parts).toHaveLength(2);
    expect(parts[1]).toMatch(/^Гэта першы .*месца\.\n\nhttps:\/\/a\.by\/x\n#Свабода \(2\/2\)$/s);
  });

  test("a counter of ten parts and more is wider, and fits too", () => {
    const parts = compose({ text: `${"я".repeat(144)} `.repeat(36) });
    expect(parts.length).toBeGreaterThan(9);
    expect(parts[9]?.text).toMatch(new RegExp(` \\(10/${parts.length}\\)$`));
    for (const { length } of parts) expect(length).toBeLessThanOrEqual(300);
  });

  test("a counter does not become part of a link or a hashtag", () => {
    const [first, second] = compose({ text: `${"Слова ".repeat(45)}https://a.by/x\n\n${"Слова ".repeat(45)}#Свабода` });
    expect(first?.text).toMatch(/https:\/\/a\.by\/x \(1\/2\)$/);
    expect(first?.facets).toMatchObject([{ features: [{ uri: "https://a.by/x" }] }]);
    expect(second?.facets).toMatchObject([{ features: [{ tag: "Свабода" }] }]);
  });

  test("a part may be filled to the last character", () => {
    const text = `${"a".repeat(294)} ${"b".repeat(294)}`;
    expect(compose({ text }).map(({ length }) => length)).toEqual([300, 300]);
  });

  test("what follows a picture's caption on Telegram has a message's room", () => {
    const paragraph = "слова ".repeat(500).trim();
    const lengths = compose({ text: `Кароткі подпіс.\n\n${paragraph}.`, hasImage: true }, telegramLimits).map(({ length }) => length);
    expect(lengths).toEqual([21, 3006]);
  });

  test("words in a script without spaces stay whole, and sentences before them", () => {
    const parts = texts({ text: "自由白俄罗斯。我们呼吁释放所有政治犯。".repeat(30) });
    for (const part of parts) expect(part).toMatch(/。 \(\d\/\d\)$/);
    for (const part of texts({ text: "สวัสดีชาวโลก".repeat(50) })) expect(part).toMatch(/(?:สวัสดี|ชาว|โลก) \(\d\/\d\)$/);
  });

  test("a link that leaves no room for a counter makes a thread without counters", () => {
    const link = `https://example.com/${"a".repeat(277)}`;
    expect(texts({ text: "Першы сказ. Другі сказ.", link })).toEqual(["Першы сказ. Другі сказ.", link]);
  });

  test("25 parts can be; more are a mistake", () => {
    expect(texts({ text: `${"я".repeat(280)} `.repeat(25) })).toHaveLength(25);
    expect(() => texts({ text: `${"я".repeat(280)} `.repeat(26) })).toThrow(
      /7,305 characters and would make more than 25 posts on Bluesky/,
    );
  });
});

describe("what cannot be published is refused in words", () => {
  test.each([
    ["nothing", { text: " \n\u{200b}\u{2060}\u{fe0f} " }, "the draft is empty"],
    ["an address of another kind", { link: "ftp://a.by" }, 'the link "ftp://a.by" is not an http:// or https:// address'],
    ["an address with a space", { link: "https://a.by/x y" }, "without spaces"],
    ["an address without a host", { link: "https://" }, 'the link "https://" is not'],
    ["a link longer than a post", { link: `https://a.by/${"x".repeat(399)}` }, "the link has 412 characters; Bluesky takes 300 in a post"],
    [
      "such a link in the text",
      { text: `see https://a.by/${"x".repeat(399)} there` },
      "the link has 412 characters; Bluesky takes 300 in a post",
    ],
    ["one letter under too many marks", { text: `e${"\u{301}".repeat(1600)}` }, "has 3,201 bytes; Bluesky takes 3,000 in a post"],
    ["a hashtag with a space", { hashtags: ["Free Belarus"] }, 'the hashtag "Free Belarus" cannot be one'],
    ["a hashtag of digits", { hashtags: ["#2026"] }, 'the hashtag "#2026" cannot be one'],
    ["a hashtag with a hyphen", { hashtags: ["#Free-Belarus"] }, "use letters, digits and _"],
    ["an empty hashtag", { hashtags: ["#"] }, "a hashtag is empty"],
    ["a long hashtag", { hashtags: ["x".repeat(65)] }, "at most 64 characters"],
  ])("%s", (_, draft, message) => {
    expect(() => texts(draft)).toThrow(UserError);
    expect(() => texts(draft)).toThrow(message);
  });

  test("no text is needed beside a picture", () => {
    expect(texts({ hasImage: true, text: "\u{200b}" }, telegramLimits)).toEqual([""]);
  });
});

test.each([
  ["words", "слово ".repeat(16_000)],
  ["single letters", "a ".repeat(50_000)],
  ["one word", "x".repeat(100_000)],
  ["Chinese", "漢字。".repeat(33_000)],
  ["abbreviations", "A. ".repeat(33_000)],
  ["blank lines", `a${"\n \n".repeat(33_000)}b`],
])("100,000 characters of %s take no longer than their length", (_, text) => {
  for (const limits of [blueskyLimits, mastodonDefaultLimits, telegramLimits]) {
    const start = performance.now();
    try {
      compose({ text }, limits);
    } catch {
      // Too long for two of the three; that must be found quickly too.
    }
    expect(performance.now() - start).toBeLessThan(1000);
  }
});
