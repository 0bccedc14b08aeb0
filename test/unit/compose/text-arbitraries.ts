import * as fc from "fast-check";
import {
  type BlueskyLimits,
  blueskyLimits,
  type Limits,
  type MastodonLimits,
  mastodonDefaultLimits,
  type TelegramLimits,
  telegramLimits,
} from "../../../src/compose/limits.ts";

/** Words that have broken programs like this one. */
const troubles = [
  "Марыя",
  "Калеснікава",
  "г.",
  "ст.",
  "361-1",
  "Dr.",
  "Мінск.",
  "«Свабода!»",
  "слово,",
  "—",
  "и\u{306}",
  "a\u{301}\u{323}",
  "Z\u{300}\u{301}\u{302}\u{303}\u{304}",
  "👨‍👩‍👧‍👦",
  "👩🏽‍🚀",
  "🇧🇾🇺🇦",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "🏳️‍🌈",
  "1️⃣",
  "क्षत्रिय",
  "สวัสดีชาวโลก",
  "自由白俄罗斯。",
  "한국어",
  "السلام",
  "שלום",
  "\u{200f}RTL\u{200e}",
  "zero\u{200b}width",
  "so\u{ad}ft",
  "\u{feff}",
  "\u{200b}",
  "\u{301}mark",
  "nb\u{a0}space",
  "$BYN",
  "($AAPL)",
  "$toolong1",
  "#FreeBelarusWomen",
  "#Свабода",
  "＃自由",
  "#1",
  "#1a",
  "#_",
  "##double",
  "#a#b",
  "#tag!!!",
  "#тэг,",
  "(#tag)",
  "#️⃣",
  "#emoji🕊",
  "#tag(https://example.com)",
  `#${"д".repeat(64)}`,
  `#${"д".repeat(65)}`,
  "https://example.com",
  "https://example.com.",
  "https://example.com/a_(b)",
  "(https://example.com/a_(b))",
  "https://example.com/x)",
  "(https://example.com/x).",
  "https://пример.бел/имя?q=ё#я",
  "http://localhost:3000/x",
  "HTTPS://EXAMPLE.COM",
  "https://",
  "https://)",
  "https:///x",
  "httpbin.org",
  "example.com/path,",
  "(example.com)",
  "Example.com",
  "EXAMPLE.COM",
  "file.txt",
  "a.b.c",
  "foo.bar(https://example.com)",
  "https://example.com/($AAPL",
  "自由https://example.com/x自由",
  `https://example.com/${"long/".repeat(9)}`,
  "@user",
  "@user@mastodon.social",
  "@handle.bsky.social",
  "(@user)",
  "mail@example.com",
  "…",
  "?!",
  "longword".repeat(7),
];

const wordArbitrary: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...troubles) },
  { weight: 4, arbitrary: fc.stringMatching(/^[а-яё]{1,9}[.,!?]?$/) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(...troubles).chain((one) => fc.constantFrom(...troubles).map((other) => one + other)) },
);

const gapArbitrary = fc.oneof(
  { weight: 8, arbitrary: fc.constant(" ") },
  { weight: 2, arbitrary: fc.constantFrom("\n", "\n\n", ". ", "  ", "\t", "\r\n", "\u{a0}", "\u{2028}", "\u{3000}", "\n \n\n", "(", "") },
);

export const textArbitrary = (maxWords: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(wordArbitrary, gapArbitrary), { maxLength: maxWords, size: "max" })
    .map((words) => words.map(([word, gap]) => word + gap).join(""));

/** A run without spaces that is longer than any post of small limits. */
export const giantArbitrary: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("x", "я\u{301}", "👨‍👩‍👧", "自由白俄罗斯。", "สวัสดีชาวโลก", "क्षि", "🇧🇾"),
    fc.integer({ min: 30, max: 120 }),
    fc.constantFrom("", "https://example.com/x", "@user@mastodon.social", "#tag"),
    fc.integer({ min: 0, max: 40 }),
  )
  .map(([unit, times, feature, after]) => unit.repeat(times) + feature + unit.repeat(after));

export const draftArbitrary = fc.record({
  text: fc.oneof(
    { weight: 6, arbitrary: textArbitrary(80) },
    { weight: 2, arbitrary: fc.tuple(textArbitrary(20), giantArbitrary, textArbitrary(20)).map((texts) => texts.join(" ")) },
    { weight: 1, arbitrary: giantArbitrary },
  ),
  link: fc.option(fc.constantFrom("https://example.com/a_(b)", "https://spring96.org/be/news/1?x=ё", "http://a.by"), { nil: undefined }),
  hashtags: fc.option(fc.subarray(["FreeBelarusWomen", "#Свабода", "#자유", "เสรีภาพ"]), { nil: undefined }),
  hasImage: fc.boolean(),
});

const withBluesky = (limits: Partial<BlueskyLimits>): BlueskyLimits => ({ ...blueskyLimits, ...limits });
const withMastodon = (limits: Partial<MastodonLimits>): MastodonLimits => ({ ...mastodonDefaultLimits, ...limits });
const withTelegram = (limits: Partial<TelegramLimits>): TelegramLimits => ({ ...telegramLimits, ...limits });

const blueskyArbitrary: fc.Arbitrary<BlueskyLimits> = fc
  .record({ graphemes: fc.integer({ min: 60, max: 300 }), bytes: fc.integer({ min: 400, max: 3000 }) })
  .map(withBluesky);

const mastodonArbitrary: fc.Arbitrary<MastodonLimits> = fc
  .record({ characters: fc.integer({ min: 60, max: 500 }), charactersPerLink: fc.integer({ min: 10, max: 30 }) })
  .map(withMastodon);

const telegramArbitrary: fc.Arbitrary<TelegramLimits> = fc
  .record({ textUnits: fc.integer({ min: 120, max: 600 }), captionUnits: fc.integer({ min: 120, max: 600 }) })
  .map(withTelegram);

export const limitsArbitrary: fc.Arbitrary<Limits> = fc.oneof(
  fc.constantFrom(blueskyLimits, mastodonDefaultLimits, telegramLimits),
  blueskyArbitrary,
  mastodonArbitrary,
  telegramArbitrary,
);

/** Limits that nobody has, down to a single character. */
export const tinyLimitsArbitrary: fc.Arbitrary<Limits> = fc
  .integer({ min: 1, max: 40 })
  .chain((most) =>
    fc.constantFrom<Limits[]>(
      { ...blueskyLimits, graphemes: most, bytes: most * 4 },
      { ...mastodonDefaultLimits, characters: most, charactersPerLink: 7 },
      { ...telegramLimits, textUnits: most, captionUnits: Math.ceil(most / 2) },
    ),
  );
