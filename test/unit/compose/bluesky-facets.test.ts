import { RichText } from "@atproto/api";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectFacets } from "../../../src/compose/text/bluesky-facets.ts";
import type { Facet, FacetFeature } from "../../../src/compose/composed-post.ts";
import { giantArbitrary, textArbitrary } from "./text-arbitraries.ts";

const isTaken = (feature: FacetFeature): boolean =>
  "uri" in feature ? /^\w+:(?:\/\/)?[^\s/][^\s]*$/.test(feature.uri) : Buffer.byteLength(feature.tag) <= 640;

/** What `RichText` finds, less what a post may not hold: overlaps, and features that the lexicon refuses. */
const reference = (text: string): Facet[] => {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  const facets: Facet[] = [];
  for (const { index, features } of rich.facets ?? []) {
    const [feature] = features as FacetFeature[];
    if (feature === undefined || feature.$type.endsWith("mention") || !isTaken(feature)) continue;
    if (index.byteStart >= (facets.at(-1)?.index.byteEnd ?? 0)) facets.push({ index, features: [feature] });
  }
  return facets;
};

const wholeReference = (text: string): unknown[] => {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  return rich.facets ?? [];
};

describe("facets are those of Bluesky's own RichText", () => {
  test.each([
    ["a Cyrillic hashtag", "Сёння #ВызваліцеМарыю і #FreeMariaKalesnikava!"],
    ["a fullwidth hash sign", "＃自由 と #自由"],
    ["a hashtag with an emoji in it", "#Марыя🕊️ #🕊"],
    ["a keycap instead of a hashtag", "#️⃣ #⃣x"],
    ["a hashtag with a zero width joiner", "#👨‍👩‍👧 #a\u{200d}b #a\u{200b}b"],
    ["a hashtag with combining marks", "#и\u{306}од #क्षि #เสรีภาพ"],
    ["hashtags of digits and punctuation", "#1 #2026 #_ #-a #1a #a- #a_b_ #... #$ ##a #a#b"],
    ["64 characters and 65", `#${"д".repeat(64)} #${"д".repeat(65)} #${"👍".repeat(64)} #${"👍".repeat(65)}`],
    ["a hashtag in brackets and quotes", '(#тег) «#тег» "#тег" #тег» #тег) #тег…'],
    ["line ends", "#a\r\n#b\r#c\u{2028}#d\u{85}#e\u{a0}#f\u{3000}#g\u{feff}#h"],
    ["right-to-left text", "שלום #שלום https://example.com/שלום \u{202b}#עברית\u{202c}"],
    ["links with brackets", "(https://a.by/b_(c)) https://a.by/b) (https://a.by/b). [https://a.by] <https://a.by>"],
    ["links with trailing punctuation", "https://a.by. https://a.by, https://a.by?! https://a.by… https://a.by/, a.by; a.by:"],
    ["links without a scheme", "spring96.org, a.by/x?y=1#z (baj.media) file.txt 1.com x.1 my-site.org www.a.by EXAMPLE.COM Example.com"],
    ["international domains", "https://пример.бел/имя пример.бел xn--e1afmkfd.xn--90ais"],
    ["schemes in capitals and others", "HTTPS://a.by Https://a.by ftp://a.by mailto:a@a.by"],
    ["links one after another", "https://a.by,https://b.by a.by/b(https://c.by https://d.by\nhttps://e.by"],
    ["cashtags", "$BYN $byn ($AAPL) $TOOLONG $1A $A1. $B… a$C $D$E $F’s"],
    ["half a surrogate pair", "\u{d800} #a\u{dc00} https://a.by/\u{d83d} #б"],
    ["mentions", "@a.by @spring96.bsky.social (@b.com) mail@example.com"],
  ])("%s", (_, text) => {
    expect(detectFacets(text)).toEqual(reference(text));
  });

  test("nothing is left out of an ordinary text", () => {
    const text = "Марыя Калеснікава 🕊 #FreeMariaKalesnikava, $BYN\nhttps://spring96.org/be/news/1?x=ё (baj.media)";
    expect(detectFacets(text)).toEqual(wholeReference(text));
    expect(detectFacets(text)).toHaveLength(4);
  });

  test("for all texts", () => {
    const letters = Array.from("a1.#$@(/): \n\u{200d}ж自👍\u{301}");
    const any = fc.oneof(
      textArbitrary(12),
      giantArbitrary,
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(...letters) }),
    );
    fc.assert(
      fc.property(any, (text) => {
        expect(detectFacets(text)).toEqual(reference(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("facets never make a post invalid", () => {
  test.each(["https://example.com/($AAPL)", "#tag(https://example.com)", "#tag(example.com", "#a($B)"])(
    "%s: of two that overlap the first stays",
    (text) => {
      expect(wholeReference(text)).toHaveLength(2);
      expect(detectFacets(text)).toEqual([wholeReference(text)[0]]);
    },
  );

  test.each(["httpbin.org", "https://)", "https://.", "https:///x"])("%s is no address that the lexicon takes", (text) => {
    expect(wholeReference(text)).toHaveLength(1);
    expect(detectFacets(text)).toEqual([]);
  });

  test("a tag of 64 graphemes can be longer than 640 bytes", () => {
    const tag = `я${"\u{301}".repeat(10)}`.repeat(40);
    expect(wholeReference(`#${tag}`)).toHaveLength(1);
    expect(detectFacets(`#${tag}`)).toEqual([]);
  });
});

test.each([
  ["marks after a hashtag", `#a${"!".repeat(100_000)}a`],
  ["open brackets", "(".repeat(100_000)],
  ["dots", "a.".repeat(50_000)],
  ["hashtags without spaces", "#a".repeat(50_000)],
])("100,000 %s take no longer than their length", (_, text) => {
  const start = performance.now();
  detectFacets(text);
  expect(performance.now() - start).toBeLessThan(500);
});
