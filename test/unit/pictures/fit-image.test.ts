import { deflateSync, crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { fitImage } from "../../../src/compose/pictures/fit-image.ts";
import { blueskyLimits, defaultLimits, mastodonDefaultLimits, networks, telegramLimits } from "../../../src/compose/limits.ts";
import { UserError } from "../../../src/user-error.ts";

/** A picture that does not compress: the same noise each time. */
const noise = (width: number, height: number, channels: 3 | 4 = 3) => {
  const data = Buffer.alloc(width * height * channels);
  let seed = 1;
  for (let at = 0; at < data.length; at += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    data[at] = seed >> 16;
  }
  return sharp(data, { raw: { width, height, channels } });
};

const plain = (width: number, height: number, background: string | { r: number; g: number; b: number; alpha: number } = "#336699") =>
  sharp({ create: { width, height, channels: typeof background === "string" ? 3 : 4, background } });

const pixelAt = async (data: Uint8Array, left: number, top: number): Promise<number[]> => [
  ...(await sharp(data).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
];

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A PNG of a few kilobytes that says it is 30,000 pixels wide and high. */
const bombPng = (): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1_000_000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

const refusal = async (data: Uint8Array): Promise<string> => {
  const error: unknown = await fitImage(data, blueskyLimits.image).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).not.toContain("\n");
  return message;
};

describe("what a picture tells about where it was taken", () => {
  const photo = async (format: "jpeg" | "png" | "webp") =>
    noise(64, 48)
      .withExif({ IFD0: { Artist: "Somebody", Model: "Camera-77" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "53/1 54/1 0/1" } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Minsk-secret</place></x:xmpmeta>')
      .withIccProfile("p3")
      .toFormat(format)
      .toBuffer();

  test.each(["jpeg", "png", "webp"] as const)("is gone on every network (%s)", async (format) => {
    const original = await photo(format);
    expect((await sharp(original).metadata()).exif?.includes("Camera-77")).toBe(true);
    for (const network of networks) {
      const { data } = await fitImage(original, defaultLimits[network].image);
      const metadata = await sharp(data).metadata();
      expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc]).toEqual([undefined, undefined, undefined, undefined]);
      expect(metadata.space).toBe("srgb");
      for (const word of ["Somebody", "Camera-77", "Minsk-secret", "GPS", "Exif"]) expect(Buffer.from(data).includes(word)).toBe(false);
    }
  });

  test("is gone even where the picture fits as it is", async () => {
    const original = await plain(40, 30)
      .withExif({ IFD0: { Artist: "Somebody" } })
      .png()
      .toBuffer();
    const fitted = await fitImage(original, blueskyLimits.image);
    expect(fitted).toMatchObject({ mediaType: "image/png", width: 40, height: 30 });
    expect(Buffer.from(fitted.data).includes("Somebody")).toBe(false);
  });
});

describe("a picture made to fit", () => {
  test("stands upright, though its camera lay on the side", async () => {
    const left = await plain(50, 60, "#ff0000").png().toBuffer();
    const lying = await plain(100, 60, "#0000ff")
      .composite([{ input: left, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { data, width, height } = await fitImage(lying, blueskyLimits.image);
    expect({ width, height }).toEqual({ width: 60, height: 100 });
    const [topRed = 0] = await pixelAt(data, 30, 10);
    const [bottomRed = 255] = await pixelAt(data, 30, 90);
    expect(topRed).toBeGreaterThan(200);
    expect(bottomRed).toBeLessThan(50);
  });

  test("is never enlarged", async () => {
    expect(await fitImage(await plain(3, 2).jpeg().toBuffer(), mastodonDefaultLimits.image)).toMatchObject({ width: 3, height: 2 });
  });

  let huge: Promise<Uint8Array> | undefined;
  const makeHuge = async (): Promise<Uint8Array> => {
    // Not so noisy that no size would do: each try encodes all of it.
    const tile = await noise(400, 400).linear(0.25, 96).png().toBuffer();
    return plain(8000, 5000)
      .composite([{ input: tile, tile: true }])
      .jpeg({ quality: 95 })
      .toBuffer();
  };

  test.each(networks)("of 40 megapixels is within the limits of %s", async (network) => {
    const limits = defaultLimits[network].image;
    const original = await (huge ??= makeHuge());
    const { data, width, height, mediaType } = await fitImage(original, limits);
    expect(data.byteLength).toBeLessThanOrEqual(limits.bytes);
    expect(width * height).toBeLessThanOrEqual(limits.pixels);
    expect(limits.mediaTypes).toContain(mediaType);
    expect(width / height).toBeCloseTo(1.6, 2);
    expect(await sharp(data).metadata()).toMatchObject({ format: "jpeg", width, height });
  });

  test("of 12000x100 keeps its ends on Telegram, with white above and below", async () => {
    const original = await plain(12_000, 100, "#000000").png().toBuffer();
    const { data, width, height } = await fitImage(original, telegramLimits.image);
    expect(width + height).toBeLessThanOrEqual(10_000);
    expect(width / height).toBeLessThanOrEqual(20);
    expect(await pixelAt(data, 0, 0)).toEqual([255, 255, 255]);
    expect(await pixelAt(data, 0, Math.floor(height / 2))).toEqual([0, 0, 0]);
    expect(await pixelAt(data, width - 1, Math.floor(height / 2))).toEqual([0, 0, 0]);
  });

  test("of 12000x100 has no border where the network has no ratio", async () => {
    const { width, height } = await fitImage(await plain(12_000, 100).png().toBuffer(), mastodonDefaultLimits.image);
    expect({ width, height }).toEqual({ width: 12_000, height: 100 });
  });

  test("keeps its transparency as a PNG", async () => {
    const original = await plain(20, 20, { r: 0, g: 0, b: 0, alpha: 0 }).png().toBuffer();
    const { data, mediaType } = await fitImage(original, blueskyLimits.image);
    expect(mediaType).toBe("image/png");
    expect((await sharp(data).stats()).isOpaque).toBe(false);
  });

  test("lies on white, not black, where it was transparent and becomes a JPEG", async () => {
    const original = await plain(20, 20, { r: 0, g: 0, b: 0, alpha: 0 }).webp().toBuffer();
    const { data, mediaType } = await fitImage(original, blueskyLimits.image);
    expect(mediaType).toBe("image/jpeg");
    expect(await pixelAt(data, 10, 10)).toEqual([255, 255, 255]);
  });

  test("is the first frame of a picture that moves", async () => {
    const frames = await Promise.all(["#ff0000", "#00ff00"].map((color) => plain(16, 16, color).png().toBuffer()));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    const { data, width, height } = await fitImage(gif, blueskyLimits.image);
    expect({ width, height }).toEqual({ width: 16, height: 16 });
    const [red = 0, green = 255] = await pixelAt(data, 8, 8);
    expect(red).toBeGreaterThan(240);
    expect(green).toBeLessThan(20);
  });

  test("may come as AVIF", async () => {
    expect(await fitImage(await plain(32, 32).avif().toBuffer(), blueskyLimits.image)).toMatchObject({
      mediaType: "image/jpeg",
      width: 32,
    });
  });

  test("becomes a JPEG, then a smaller one, as the room gets less", async () => {
    const original = await noise(300, 300).png().toBuffer();
    const roomy = await fitImage(original, { ...blueskyLimits.image, bytes: 1_000_000 });
    const tight = await fitImage(original, { ...blueskyLimits.image, bytes: 100_000 });
    const tiny = await fitImage(original, { ...blueskyLimits.image, bytes: 10_000 });
    expect(roomy).toMatchObject({ mediaType: "image/png", width: 300 });
    expect(tight).toMatchObject({ mediaType: "image/jpeg", width: 300 });
    expect(tiny.width).toBeLessThan(300);
    expect(tiny.data.byteLength).toBeLessThanOrEqual(10_000);
  });

  test("is no PNG where the network takes none", async () => {
    const { mediaType } = await fitImage(await plain(8, 8).png().toBuffer(), { ...blueskyLimits.image, mediaTypes: ["image/jpeg"] });
    expect(mediaType).toBe("image/jpeg");
  });

  test("is the same to the byte each time", async () => {
    const original = await noise(500, 400).jpeg().toBuffer();
    const [first, second] = await Promise.all([fitImage(original, blueskyLimits.image), fitImage(original, blueskyLimits.image)]);
    expect(Buffer.from(first.data).equals(second.data)).toBe(true);
  });
});

describe("what is no picture for us is refused in one clear line", () => {
  test("nothing at all", async () => {
    expect(await refusal(new Uint8Array())).toMatch(/none of JPEG, PNG/);
  });

  test("SVG, which can name other files", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>';
    expect(await refusal(Buffer.from(svg))).toMatch(/none of JPEG, PNG/);
    expect(await refusal(Buffer.from(`<?xml version="1.0"?>${svg}`))).toMatch(/none of JPEG, PNG/);
  });

  test("TIFF, PDF and text", async () => {
    const tiff = await plain(4, 4).tiff().toBuffer();
    for (const data of [tiff, Buffer.from("%PDF-1.7 x"), Buffer.from("hello")]) expect(await refusal(data)).toMatch(/none of JPEG, PNG/);
  });

  test.each(["jpeg", "png", "webp", "gif", "avif"] as const)("a %s cut off in the middle", async (format) => {
    const whole = await noise(200, 200).toFormat(format).toBuffer();
    expect(await refusal(whole.subarray(0, whole.length / 2))).toMatch(/damaged or cut off/);
  });

  test("a file that begins like a picture and goes on as rubbish", async () => {
    const magic = await Promise.all(
      (["jpeg", "png", "gif", "webp", "avif"] as const).map(async (format) => plain(4, 4).toFormat(format).toBuffer()),
    );
    for (const start of magic)
      expect(await refusal(Buffer.concat([start.subarray(0, 12), Buffer.alloc(500, 7)]))).toMatch(/damaged or cut off/);
  });

  test("a small file that unpacks to gigabytes", async () => {
    expect(bombPng().byteLength).toBeLessThan(10_000);
    expect(await refusal(bombPng())).toMatch(/more than 64 megapixels/);
  });

  test("a file of more than 50 MB", async () => {
    expect(await refusal(new Uint8Array(50_000_001))).toMatch(/more than 50 MB/);
  });

  test("a picture that no size makes small enough", async () => {
    const original = await noise(50, 50).png().toBuffer();
    await expect(fitImage(original, { ...blueskyLimits.image, bytes: 100 })).rejects.toThrow(UserError);
  });
});
