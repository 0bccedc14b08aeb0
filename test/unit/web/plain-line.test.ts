import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainLine } from "../../../src/web/plain-line.ts";

const graphemesOf = (text: string): number => [...new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text)].length;

describe("a stranger's text as a line", () => {
  test("has single spaces and no line breaks", () => {
    expect(plainLine("  Free\n\n them\t\u{a0}all \u{2028}now\u{0} ", 100)).toBe("Free them all now");
  });

  test("cannot turn the writing direction or hide what it says", () => {
    expect(plainLine("exe.\u{202e}gpj\u{202c} a\u{200b}b\u{2066}c\u{2069}\u{feff}\u{ad}d\u{e0041}", 100)).toBe("exe.gpj abcd");
  });

  test("keeps emoji and accents whole", () => {
    expect(plainLine("👩‍👩‍👧 Палі́на 🇧🇾", 100)).toBe("👩‍👩‍👧 Палі́на 🇧🇾");
  });

  test("is cut between graphemes, with an ellipsis", () => {
    expect(plainLine("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2)).toBe("👩‍👩‍👧…");
    expect(plainLine("abc", 3)).toBe("abc");
    expect(plainLine("ab cd", 4)).toBe("ab…");
  });

  test("is no heap of accents", () => {
    expect(plainLine(`a${"\u{301}".repeat(5_000)}b`, 300).length).toBeLessThanOrEqual(1_201);
  });

  test("is never too long, nor has anything unseen, and is well-formed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        const line = plainLine(text, max);
        expect(graphemesOf(line)).toBeLessThanOrEqual(max);
        expect(line).not.toMatch(/[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}\u{200e}\u{200f}]/u);
        expect(line.isWellFormed()).toBe(true);
        expect(line).toBe(line.trim());
      }),
    );
  });
});
