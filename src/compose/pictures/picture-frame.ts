import type { ImageLimits } from "../limits.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture's place on the canvas that a network gets. Pixels. */
export interface Frame extends Size {
  readonly picture: Size;
  readonly border: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
}

/** The networks shrink further than this for their readers (Mastodon to 3840x2160), so that more is weight without use. */
const usefulPixels = 8_294_400;

const padded = ({ width, height }: Size, ratio: number): Size => ({
  width: Math.max(width, Math.ceil(height / ratio)),
  height: Math.max(height, Math.ceil(width / ratio)),
});

const isWithin = ({ width, height }: Size, limits: ImageLimits): boolean =>
  Math.max(width, height) <= limits.side &&
  width * height <= Math.min(limits.pixels, usefulPixels) &&
  width + height <= (limits.sideSum ?? Number.POSITIVE_INFINITY);

/** The largest frame within the limits, times `scale`, for a picture of this size. Never larger than the picture, borders apart. */
export const frameFor = (original: Size, limits: ImageLimits, scale: number): Frame => {
  const ratio = limits.ratio ?? Number.POSITIVE_INFINITY;
  const canvas = padded(original, ratio);
  const largest = Math.min(
    1,
    limits.side / Math.max(canvas.width, canvas.height),
    Math.sqrt(Math.min(limits.pixels, usefulPixels) / (canvas.width * canvas.height)),
    (limits.sideSum ?? Number.POSITIVE_INFINITY) / (canvas.width + canvas.height),
  );
  const sizeAt = (factor: number): Size => ({
    width: Math.max(1, Math.floor(original.width * factor + 1e-9)),
    height: Math.max(1, Math.floor(original.height * factor + 1e-9)),
  });
  let factor = largest * scale;
  // A border rounded up to a whole pixel can be one too many.
  while (!isWithin(padded(sizeAt(factor), ratio), limits) && factor > 1e-6) factor *= 0.999;
  const picture = sizeAt(factor);
  const frame = padded(picture, ratio);
  const top = Math.floor((frame.height - picture.height) / 2);
  const left = Math.floor((frame.width - picture.width) / 2);
  return {
    ...frame,
    picture,
    border: { top, bottom: frame.height - picture.height - top, left, right: frame.width - picture.width - left },
  };
};
