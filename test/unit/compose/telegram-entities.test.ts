import { expect, test } from "vitest";
import { detectEntities } from "../../../src/compose/text/telegram-entities.ts";

const shown = (text: string): string[] =>
  detectEntities(text).map(({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`);

test("offsets are UTF-16 units", () => {
  expect(detectEntities("👨‍👩‍👧 #Свабода https://a.by")).toEqual([
    { type: "hashtag", offset: 9, length: 8 },
    { type: "url", offset: 18, length: 12 },
  ]);
});

test.each([
  [
    "a hashtag ends where Telegram ends it",
    "#Free-Belarus #it's #a·b #x_1",
    ["hashtag #Free", "hashtag #it", "hashtag #a·b", "hashtag #x_1"],
  ],
  ["a hashtag may stand in brackets and after punctuation", "(#тэг) «#тэг»,#тэг", ["hashtag #тэг", "hashtag #тэг", "hashtag #тэг"]],
  ["a hashtag needs a letter", "#1 #2026 #_ #️⃣", []],
  ["a word before the sign makes it none", "слово#тэг a#b", []],
  ["a second sign makes it none", "#a#b", []],
  ["the fullwidth sign is none", "＃自由 #自由", ["hashtag #自由"]],
  ["a tag in a link belongs to the link", "https://a.by/#тэг", ["url https://a.by/#тэг"]],
  ["a link in brackets behind a tag", "#tag(https://a.by)", ["hashtag #tag", "url https://a.by"]],
  ["a bare domain", "на spring96.org.", ["url spring96.org"]],
  ["a mention is left to the server", "@viasna", []],
])("%s", (_, text, entities) => {
  expect(shown(text)).toEqual(entities);
});

test("a hashtag has at most 256 letters", () => {
  expect(detectEntities(`#${"𐐀".repeat(300)}`)).toEqual([{ type: "hashtag", offset: 0, length: 513 }]);
});
