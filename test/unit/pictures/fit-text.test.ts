import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitText, wordsOf } from "../../../src/compose/pictures/fit-text.ts";

/** Every letter half as wide as it is high. */
const measure = (word: string): number => word.length / 2;
const box = { width: 1000, maxLines: 2, maxSize: 100 };

describe("a text in its box", () => {
  test("is as large as it may be where there is room", () => {
    expect(fitText("Ales Bialiatski", box, measure)).toEqual({ lines: ["Ales Bialiatski"], size: 100 });
  });

  test("stays on one line where that costs little, and breaks where it would cost much", () => {
    const wanting = { ...box, oneLineFrom: 75 };
    expect(fitText("Palina Sharenda-Panasiuk", wanting, measure)).toMatchObject({ lines: ["Palina Sharenda-Panasiuk"] });
    expect(fitText("Konstantsin Aliaksandravich", { ...wanting, oneLineFrom: 80 }, measure).lines).toEqual([
      "Konstantsin",
      "Aliaksandravich",
    ]);
  });

  test("leaves no short word alone below a full line", () => {
    expect(fitText("aaaa bbbb cccc dddd ee", { ...box, width: 1000 }, measure).lines).toEqual(["aaaa bbbb", "cccc dddd ee"]);
  });

  test("keeps a number and its unit together where a no-break space joins them", () => {
    expect(wordsOf("за 1\u{a0}923\u{a0}дні")).toEqual(["за", "1\u{a0}923\u{a0}дні"]);
  });

  test("never passes the box's width or lines, and loses no word", () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "д", "е", "ў", "-"), minLength: 1, maxLength: 80 }), {
      minLength: 1,
      maxLength: 60,
    });
    const boxes = fc.record({
      width: fc.integer({ min: 50, max: 2000 }),
      maxLines: fc.integer({ min: 1, max: 4 }),
      maxSize: fc.integer({ min: 10, max: 200 }),
    });
    fc.assert(
      fc.property(texts, boxes, (words, limits) => {
        const { lines, size } = fitText(words.join(" "), limits, measure);
        expect(lines.length).toBeLessThanOrEqual(limits.maxLines);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(measure(line) * size).toBeLessThanOrEqual(limits.width + 1e-6);
      }),
    );
  });
});
