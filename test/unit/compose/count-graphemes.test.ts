import { RichText } from "@atproto/api";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { countGraphemes, graphemeStarts } from "../../../src/compose/text/count-graphemes.ts";
import { textArbitrary } from "./text-arbitraries.ts";

const reference = (text: string): number => new RichText({ text }).graphemeLength;

test("graphemes are counted as Bluesky counts them, for all texts", () => {
  const any = fc.oneof(textArbitrary(10), fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(any, (text) => {
      expect(countGraphemes(text)).toBe(reference(text));
      expect(graphemeStarts(text)).toHaveLength(reference(text));
    }),
    { numRuns: 2000 },
  );
});

test("every letter of the basic plane counts the same between two others", () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x10000; code += 1) {
    const text = `я${String.fromCharCode(code)}a`;
    if (countGraphemes(text) !== reference(text)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});
