import * as fc from "fast-check";
import { expect, test } from "vitest";
import { foldTag, tagKey } from "../../../src/campaign/hashtags/fold-tag.ts";

test.each([
  ["FreeBelarusWomen", "freebelaruswomen"],
  ["ＦｒｅｅＢｅｌａｒｕｓＷｏｍｅｎ", "freebelaruswomen"],
  ["𝐅𝐫𝐞𝐞𝐁𝐞𝐥𝐚𝐫𝐮𝐬𝐖𝐨𝐦𝐞𝐧", "freebelaruswomen"],
  ["FreeBelaru\u017fWomen", "freebelaruswomen"],
  ["\u212aalesnikava", "kalesnikava"],
  ["Straße", "strasse"],
  ["STRAẞE", "strasse"],
  ["ΟΔΟΣ", "οδοσ"],
  ["οδος", "οδοσ"],
  ["İstanbul", "i\u0307stanbul"],
  ["ısparta", "ısparta"],
  ["СВАБОДА", "свабода"],
  ["Cafe\u0301", "café"],
  ["ﬁnal", "final"],
])("%s is the same hashtag as %s", (written, folded) => {
  expect(foldTag(written)).toBe(foldTag(folded));
  expect(foldTag(folded)).toBe(folded.normalize("NFKC"));
});

test.each([
  ["FreeBelarusWomen", "FreeBelarusWomen2"],
  ["FreeBelarus", "FreeBelarusWomen"],
  ["FreeBelarusWomen", "#FreeBelarusWomen"],
  ["Istanbul", "ıstanbul"],
  ["FreeBelarusWomen", "FrееBelarusWomen"],
  ["cafe", "café"],
])("%s and %s are two hashtags", (one, other) => {
  expect(foldTag(one)).not.toBe(foldTag(other));
});

test("folding twice changes nothing, and neither case nor form makes another hashtag", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (text) => {
      const folded = foldTag(text);
      expect(foldTag(folded)).toBe(folded);
      for (const form of ["NFC", "NFD", "NFKC", "NFKD"]) expect(foldTag(text.normalize(form))).toBe(folded);
      expect(foldTag(text.toLowerCase())).toBe(folded);
    }),
    { numRuns: 2000 },
  );
});

test("the campaign's own writing has a # that is none of the hashtag", () => {
  expect(tagKey("#FreeMarfa")).toBe("freemarfa");
});
