import { describe, expect, test } from "vitest";
import { mastodonDefaultLimits } from "../../../src/compose/limits.ts";
import { findMastodonLinks } from "../../../src/compose/text/mastodon-links.ts";
import { createRuler } from "../../../src/compose/text/ruler.ts";

const ruler = createRuler(mastodonDefaultLimits, false);
const linksIn = (text: string): string[] => findMastodonLinks(text).map(({ value }) => value);

describe("Mastodon counts a link as 23, and knows a link when it sees one", () => {
  test.each([
    ["https://example.com", ["https://example.com"]],
    ["see HTTP://Example.COM/Path now", ["HTTP://Example.COM/Path"]],
    ["https://example.com.", ["https://example.com"]],
    ["https://example.com/a,b.", ["https://example.com/a,b"]],
    ["https://example.com/?q=1&r=2!", ["https://example.com/?q=1&r=2"]],
    ["https://example.com?", ["https://example.com"]],
    ["https://example.com/wiki/A_(b)", ["https://example.com/wiki/A_(b)"]],
    ["(https://example.com/wiki/A_(b))", ["https://example.com/wiki/A_(b)"]],
    ["(https://example.com/x)", ["https://example.com/x"]],
    ["https://example.com/a_(b_(c))/d", ["https://example.com/a_(b_(c))/d"]],
    ["https://example.com/a_(b", ["https://example.com/a_"]],
    ["https://example.com:8080/x#y", ["https://example.com:8080/x#y"]],
    ["https://правозащита.бел/имя-ё?я=ж", ["https://правозащита.бел/имя-ё?я=ж"]],
    ["https://xn--80ak6aa92e.xn--90ais/x", ["https://xn--80ak6aa92e.xn--90ais/x"]],
    ["https://example.com/「x」", ["https://example.com/「x"]],
    ["自由https://example.com自由", ["https://example.com"]],
    ["https://a.by,https://b.by", ["https://a.by", "https://b.by"]],
    ["https://a.by/https://b.by/x", ["https://a.by/https://b.by/x"]],
    ["https://sub_domain.example.com/", ["https://sub_domain.example.com/"]],
    ["https://user@example.com", []],
    ["https://example.com@x", []],
    ["https://example.co.uk@x", ["https://example.co"]],
    ["https://пример.бел@x", []],
    ["https://localhost:3000/x", []],
    ["https://127.0.0.1/x", []],
    ["https://example.notatld/x", []],
    ["https://exa_mple.com/x", []],
    ["https://-example.com/x", []],
    ["example.com/x spring96.org", []],
    ["xhttps://example.com", []],
    ["@https://example.com #https://example.com $https://example.com", []],
    ["spring96.org/https://example.com", []],
    ["https:// example.com", []],
  ])("%s", (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  test.each([
    ["", 0],
    ["Привет, мир", 11],
    ["a https://example.com/a/very/long/path/that/goes/on/and/on b", 27],
    ["http://a.by", 23],
    ["https://example.com.", 24],
    ["(https://example.com)", 25],
    ["http://localhost/x", 18],
    ["👨‍👩‍👧🇧🇾e\u{301}", 3],
    ["@user@mastodon.social", 5],
    ["hi @user.name-x@sub.mastodon.social!", 16],
    ["@user", 5],
    ["mail@mastodon.social", 20],
    ["@user@mastodon.social@twice", 27],
    ["https://mastodon.social/@user@example.com", 23],
  ])("%s counts as %i", (text, count) => {
    expect(ruler.length(text)).toBe(count);
  });

  test("the server's own number for a link is used", () => {
    expect(createRuler({ ...mastodonDefaultLimits, charactersPerLink: 10 }, false).length("https://example.com/path")).toBe(10);
  });

  test("an Indic conjunct takes as much room as on a server with an older Ruby, while it counts as one", () => {
    expect(ruler.length("क्षि")).toBe(1);
    expect(ruler.size("क्षि").units).toBe(2);
  });
});

test.each([
  ["links without spaces", "https://a.by/".repeat(8000)],
  ["schemes", "https://".repeat(12_000)],
  ["labels", `https://${"я.".repeat(50_000)}`],
  ["open brackets in a path", `https://a.by/${"(".repeat(100_000)}`],
  ["queries", "http://a.by?".repeat(9000)],
  ["mentions", "@a.".repeat(33_000)],
])("100,000 characters of %s take no longer than their length", (_, text) => {
  const start = performance.now();
  ruler.length(text);
  expect(performance.now() - start).toBeLessThan(500);
});
