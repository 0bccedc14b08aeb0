import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPageHead } from "../../../src/web/page-head.ts";

const read = (html: string, charset: string | null = "utf-8") => readPageHead(Buffer.from(html), charset);

/** The letters of Belarus' old single-byte encoding. */
const windows1251 = (text: string): Buffer => {
  const decoder = new TextDecoder("windows-1251");
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(Array.from(text, (letter) => byteOf.get(letter) ?? 63));
};

describe("what a page says of itself", () => {
  test("is its Open Graph before all else", () => {
    const head = read(`<html><head><title>Plain</title><meta name="description" content="plain words">
      <meta property="og:title" content="Open"><meta property="og:description" content="open words"><meta property="og:image" content="/a.png">
      <meta name="twitter:title" content="Bird"></head>`);
    expect(head).toEqual({ title: "Open", description: "open words", image: "/a.png" });
  });

  test("is Twitter's card, else the plain title and description", () => {
    expect(read('<meta name="twitter:title" content="Bird"><meta name="twitter:image" content="b.png"><title>Plain</title>')).toEqual({
      title: "Bird",
      description: null,
      image: "b.png",
    });
    expect(read('<title>Plain</title><META NAME="Description" CONTENT="words">')).toEqual({
      title: "Plain",
      description: "words",
      image: null,
    });
  });

  test("is nothing where the page says nothing", () => {
    expect(read("")).toEqual({ title: null, description: null, image: null });
    expect(read('<title> </title><meta property="og:title" content=" "><p>Text')).toEqual({ title: null, description: null, image: null });
  });

  test("has its entities decoded once", () => {
    expect(
      read('<title>Fish &amp; chips &#x27;n&#39; &amp;lt;b&gt;</title><meta name="description" content="&laquo;Да&raquo; &amp;amp;">'),
    ).toMatchObject({
      title: "Fish & chips 'n' &lt;b>",
      description: "«Да» &amp;",
    });
  });

  test("is read from broken pages", () => {
    expect(read("<hEAd><meta property=og:title content=Bare><meta property=\"og:image\" content='x.png'<title>Lost")).toMatchObject({
      title: "Bare",
    });
    expect(read("<title>Open for ever &copy")).toMatchObject({ title: "Open for ever ©" });
    expect(
      read("<!-- <title>No</title> --><script>'<title>No</title>'</script><title>Yes</title><svg><title>Icon</title></svg>"),
    ).toMatchObject({
      title: "Yes",
    });
  });

  test.each([0, 40_000])("ends with the head, %i characters before the rest", (distance) => {
    const rest = `${" ".repeat(distance)}<title>Other</title><meta property="og:title" content="A reader's comment">`;
    expect(read(`<head><title>Mine</title></head>${rest}`).title).toBe("Mine");
  });

  test("is found behind a heap of styles", () => {
    expect(read(`<head><style>${"a{b:c}".repeat(50_000)}</style><meta property="og:title" content="Deep"></head>`).title).toBe("Deep");
  });

  test("never makes it throw, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.option(fc.constantFrom("utf-8", "windows-1251", "utf-16le", "nonsense")),
        (data, charset) => {
          expect(readPageHead(data, charset)).toHaveProperty("title");
        },
      ),
    );
  });
});

describe("the letters of a page", () => {
  const page = "<head><title>Палітвязні ў Беларусі</title></head>";

  test.each([
    ["the server says so", windows1251(page), "windows-1251"],
    ["the page says so", windows1251(`<meta charset="windows-1251">${page}`), null],
    [
      "the page says so in the old way",
      windows1251(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">${page}`),
      null,
    ],
    ["nobody says so, but it is no UTF-8", windows1251(page), null],
    ["the server's word is nonsense and the page's is not", windows1251(`<meta charset=cp1251>${page}`), "x-unknown-9"],
  ])("are right in windows-1251 where %s", (_, data, charset) => {
    expect(readPageHead(data, charset).title).toBe("Палітвязні ў Беларусі");
  });

  test("are right in UTF-8, said or not, and where the page is cut inside a letter", () => {
    expect(readPageHead(Buffer.from(page), null).title).toBe("Палітвязні ў Беларусі");
    const cut = Buffer.from(`${page}ў`);
    expect(readPageHead(cut.subarray(0, -1), null).title).toBe("Палітвязні ў Беларусі");
  });

  test("are right in UTF-16 with its mark, whatever the server says", () => {
    const data = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page, "utf16le")]);
    expect(readPageHead(data, "utf-8").title).toBe("Палітвязні ў Беларусі");
  });
});
