import type { Metadata, Sharp } from "sharp";
import { UserError } from "../../user-error.ts";
import { pictureFormatOf } from "./picture-format.ts";
import { frameFor } from "./picture-frame.ts";
import type { ImageLimits } from "../limits.ts";

export interface FittedImage {
  readonly data: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png";
  readonly width: number;
  readonly height: number;
}

/** More than any camera's file; a bigger one is not worth the memory. */
const maxInputBytes = 50_000_000;
/** Decoded, such a picture takes 256 MB; what claims to have more is refused before it is decoded. */
const maxInputPixels = 64_000_000;
const maxSeconds = 30;

const jpegQualities = [86, 78, 68] as const;
/** Each side, where no quality was small enough. */
const shrinkStep = 0.8;
const smallestSide = 32;

/** Loaded with the first picture. One thread and no cache: pictures are few, and memory is what a small server lacks. */
const loadSharp = async () => {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
};

/** Sharp's own words are for programmers and may quote the file. */
const inWords = (error: unknown): UserError => {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : "";
  if (/pixel limit/i.test(message)) {
    return new UserError(`The picture has more than ${maxInputPixels / 1e6} megapixels: make it smaller first.`, { cause: error });
  }
  if (/timeout/i.test(message)) return new UserError("The picture takes too long to read: save it again as JPEG or PNG.", { cause: error });
  return new UserError("The picture is damaged or cut off and cannot be read: export it again as JPEG or PNG.", { cause: error });
};

const sizeOf = (metadata: Metadata): { width: number; height: number } => metadata.autoOrient;

type Encode = (picture: Sharp) => Sharp;

const asPng: Encode = (picture) => picture.png({ compressionLevel: 9 });
const asJpeg =
  (quality: number): Encode =>
  (picture) =>
    picture.flatten({ background: "#ffffff" }).jpeg({ quality, mozjpeg: true });

const fit = async (data: Uint8Array, limits: ImageLimits): Promise<FittedImage> => {
  if (data.byteLength > maxInputBytes) throw new UserError(`The picture has more than ${maxInputBytes / 1e6} MB: make it smaller first.`);
  const format = pictureFormatOf(data);
  if (format === null) throw new UserError("The picture is none of JPEG, PNG, WebP, GIF and AVIF: export it as JPEG or PNG.");
  const mayBePng = format === "png" && limits.mediaTypes.includes("image/png");
  const mayBeJpeg = limits.mediaTypes.includes("image/jpeg");
  if (!mayBePng && !mayBeJpeg) throw new UserError("The network takes no JPEG pictures.");

  const sharp = await loadSharp();
  const open = () => sharp(data, { failOn: "error", limitInputPixels: maxInputPixels, animated: false }).timeout({ seconds: maxSeconds });
  const original = sizeOf(await open().metadata());

  for (let scale = 1; ; scale *= shrinkStep) {
    const frame = frameFor(original, limits, scale);
    if (scale < 1 && Math.max(frame.width, frame.height) < smallestSide) break;
    // Decoded once for all the qualities; what sharp is not told to keep (EXIF, XMP, ICC) ends here.
    const decoded = await open()
      .autoOrient()
      .resize({ ...frame.picture, fit: "fill" })
      .extend({ ...frame.border, background: "#ffffff" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = decoded.info;
    const encodings: [FittedImage["mediaType"], Encode][] = [
      ...(mayBePng && scale === 1 ? [["image/png", asPng] as [FittedImage["mediaType"], Encode]] : []),
      ...(mayBeJpeg ? jpegQualities.map((quality): [FittedImage["mediaType"], Encode] => ["image/jpeg", asJpeg(quality)]) : []),
    ];
    for (const [mediaType, encode] of encodings) {
      const encoded = await encode(sharp(decoded.data, { raw: { width, height, channels } })).toBuffer();
      if (encoded.byteLength <= limits.bytes) return { data: encoded, mediaType, width, height };
    }
  }
  throw new UserError(`The picture cannot be made to fit in ${limits.bytes} bytes.`);
};

/**
 * Makes a picture fit a network: upright, in sRGB, its first frame only, never enlarged, and always encoded anew so that no
 * metadata (place, camera, author) is left. PNG stays PNG where it is small enough, all else becomes JPEG on white.
 * A picture longer than the network's ratio gets a white border rather than losing its ends.
 * The same data and limits give the same bytes. Throws `UserError`, and nothing else, about the picture.
 */
export const fitImage = async (data: Uint8Array, limits: ImageLimits): Promise<FittedImage> => {
  try {
    return await fit(data, limits);
  } catch (error) {
    throw inWords(error);
  }
};
