import * as fc from "fast-check";
import { expect, test } from "vitest";
import { telegramLimits } from "../../../src/compose/limits.ts";
import { frameFor } from "../../../src/compose/pictures/picture-frame.ts";

const side = fc.integer({ min: 1, max: 60_000 });

test("every picture's frame is within every limit, and no picture is enlarged or bent", () => {
  const limitsOf = fc.record({
    pixels: fc.integer({ min: 10_000, max: 40_000_000 }),
    side: fc.integer({ min: 300, max: 12_000 }),
    sideSum: fc.option(fc.integer({ min: 500, max: 12_000 }), { nil: undefined }),
    ratio: fc.option(fc.integer({ min: 2, max: 30 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(side, side, limitsOf, fc.constantFrom(1, 0.8, 0.5), (width, height, { sideSum, ratio, ...rest }, scale) => {
      const limits = { ...telegramLimits.image, ...rest };
      const frame = frameFor({ width, height }, { ...limits, ...(sideSum && { sideSum }), ...(ratio && { ratio }) }, scale);
      const { picture, border } = frame;
      expect(Math.max(frame.width, frame.height)).toBeLessThanOrEqual(limits.side);
      expect(frame.width * frame.height).toBeLessThanOrEqual(limits.pixels);
      expect(frame.width + frame.height).toBeLessThanOrEqual(sideSum ?? telegramLimits.image.sideSum ?? 0);
      expect(Math.max(frame.width, frame.height) / Math.min(frame.width, frame.height)).toBeLessThanOrEqual(ratio ?? 20);
      expect(picture.width).toBeLessThanOrEqual(width);
      expect(picture.height).toBeLessThanOrEqual(height);
      expect(picture.width + border.left + border.right).toBe(frame.width);
      expect(picture.height + border.top + border.bottom).toBe(frame.height);
      expect(Math.abs(picture.width / width - picture.height / height)).toBeLessThanOrEqual(1 / Math.min(width, height) + 1e-9);
    }),
    { numRuns: 1000 },
  );
});

test("a picture that is within all limits keeps its size to the pixel", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (width, height) => {
      fc.pre(width <= height * 20 && height <= width * 20);
      expect(frameFor({ width, height }, telegramLimits.image, 1)).toMatchObject({ width, height, picture: { width, height } });
    }),
  );
});
