import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findExportLink } from "../../../src/web/export-link.ts";

const page = "https://prisoners.example.org/en/list";

test("the link to the CSV is found among a page's links, with its entities and relative to the page", () => {
  const html = `<!doctype html><nav><a href="/en">Home</a><a href="/files/report.pdf">Report</a></nav>
    <p>Export: <a href="?status%5B%5D=0&amp;format=csv">(csv)</a> <a href="?format=json">(json)</a></p><a href="https://elsewhere.example/list.csv">CSV of somebody else</a>`;
  expect(findExportLink(html, page)).toEqual({ url: "https://prisoners.example.org/en/list?status%5B%5D=0&format=csv" });
});

test.each([
  ["a file", '<a href="/files/list.csv">all</a>', "/files/list.csv"],
  ["its type", '<link rel="alternate" type="text/csv" href="/export?all">', "/export?all"],
  ["its words", '<a href="/export"><b>Download <i>CSV</i></b></a>', "/export"],
  ["a name for the file", '<a href="/export" download="list.csv">all</a>', "/export"],
  ["the page's base", '<base href="/data/"><a href="list.csv">all</a>', "/data/list.csv"],
  ["the same twice", '<a href="?format=csv">csv</a><a href="/en/list?format=csv#top">all</a>', "/en/list?format=csv"],
  ["the page's own before another's", '<a href="/en/cases?format=csv">csv</a><a href="?format=csv">csv</a>', "/en/list?format=csv"],
  ["what says more", '<a href="/about-csv">What is CSV?</a><a href="/list.csv">csv</a>', "/list.csv"],
  ["an address that is none beside it", '<a href="https://[">csv</a><a href="/list.csv">csv</a>', "/list.csv"],
])("it is told by %s", (_, html, path) => {
  expect(findExportLink(html, page)).toEqual({ url: `https://prisoners.example.org${path}` });
});

test.each([
  ["no links", "<p>csv</p>", 0],
  ["another host's", '<a href="https://elsewhere.example/list.csv">csv</a>', 0],
  ["a subdomain's", '<a href="https://files.prisoners.example.org/list.csv">csv</a>', 0],
  ["one that is no page", '<a href="javascript:csv()">csv</a><a href="data:text/csv,a">csv</a><a href="mailto:csv@example.org">csv</a>', 0],
  ["one without a lock", '<a href="http://prisoners.example.org/list.csv">csv</a>', 0],
  ["other words", '<a href="/list">csvs</a>', 0],
  ["two that say as much", '<a href="/women.csv">csv</a><a href="/men.csv">csv</a>', 2],
])("nothing is guessed where there are %s", (_, html, found) => {
  expect(findExportLink(html, page)).toEqual({ found });
});

test("whatever a page says, a link that is found is one of its own host", () => {
  const piece = fc.constantFrom(
    "<a href=",
    '"',
    "?format=csv",
    "https://elsewhere.example/a.csv",
    "//elsewhere.example/b.csv",
    "/c.csv",
    ">",
    "csv",
    "</a>",
    "<base href=",
    " ",
    "&amp;",
    "\\\\e.example/d.csv",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const link = findExportLink(pieces.join(""), page);
      expect("url" in link ? new URL(link.url).host : "prisoners.example.org").toBe("prisoners.example.org");
    }),
    { numRuns: 2000 },
  );
});
