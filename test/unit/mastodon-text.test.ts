import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOfStatusHtml, wordsKey } from "../../src/networks/mastodon/text.ts";
import { statusHtml } from "../servers/mastodon/status-html.ts";

const same = (text: string, html: string) => wordsKey(textOfStatusHtml(html)) === wordsKey(text);

describe("recognising a status by its words", () => {
  it("reads what Mastodon makes of any text as that text", () => {
    const pieces = fc.constantFrom(
      "Марыя ",
      "free",
      " ",
      "\n",
      "\n\n",
      "&amp;",
      "<b>",
      "'",
      " #Беларусь",
      " @campaign",
      " @ales@other.example",
      "👨‍👩‍👧‍👦",
      " https://www.example.org/a/long/path/that/is/cut?x=1&y=%D0%90",
      "1,923",
      "\u00a0",
      "\t",
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const html = statusHtml(text.trim(), "https://mastodon.example", new Set(["campaign"]));
        expect(wordsKey(textOfStatusHtml(html))).toBe(wordsKey(text));
      }),
      { numRuns: 500 },
    );
  });

  it("tells different words apart", () => {
    const letters = fc.string({ unit: fc.constantFrom("а", "б", "a", "1", "#", "ё"), minLength: 1 });
    fc.assert(
      fc.property(letters, letters, (one, other) => {
        fc.pre(one.normalize("NFC") !== other.normalize("NFC"));
        expect(same(one, `<p>${other}</p>`)).toBe(false);
      }),
    );
  });

  it.each([
    [
      "a link in full although its ends are hidden",
      "See https://example.org/abc",
      `<p>See <a href="x"><span class="invisible">https://</span><span class="ellipsis">example.o</span><span class="invisible">rg/abc</span></a></p>`,
    ],
    [
      "a mention with or without its host",
      "Thanks @ales@other.example!",
      `<p>Thanks <span class="h-card"><a href="y" class="u-url mention">@<span>ales</span></a></span>!</p>`,
    ],
    ["a server that shows the host", "Thanks @ales!", `Thanks <a href="y">@ales@other.example</a>!`],
    [
      "a link whose letters another server encodes",
      "https://example.org/шлях",
      `<a href="z">https://example.org/%D1%88%D0%BB%D1%8F%D1%85</a>`,
    ],
    ["line breaks as any server writes them", "One\nTwo\n\nThree", "One<br/>Two<br><br>Three"],
    ["an emoji that the server draws", "Hello :heart:", `<p>Hello <img class="emoji" alt=":heart:" src="h.png"></p>`],
    ["letters that are composed otherwise", "Й ў".normalize("NFD"), "<p>Й ў</p>"],
    ["entities", `"Ales" & 'Maria'`, "<p>&quot;Ales&quot; &amp; &#39;Maria&#39;</p>"],
  ])("sees %s", (_, text, html) => {
    expect(same(text, html)).toBe(true);
  });

  it("does not drop a number or a tag", () => {
    expect(same("Held for 1,923 days #FreeThemAll", "<p>Held for 1,924 days #FreeThemAll</p>")).toBe(false);
    expect(same("Held for 1,923 days #FreeThemAll", "<p>Held for 1,923 days</p>")).toBe(false);
  });
});
