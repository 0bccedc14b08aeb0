import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { blueskyLimits, mastodonDefaultLimits, telegramLimits } from "../../../src/compose/limits.ts";
import { fitImage } from "../../../src/compose/pictures/fit-image.ts";
import { createMediaFolder } from "../../../src/compose/pictures/media-folder.ts";
import { UserError } from "../../../src/user-error.ts";

const temporaryFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), "rollcall-media-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};

const picture = (color = "#224466", width = 60) =>
  sharp({ create: { width, height: 40, channels: 3, background: color } })
    .png()
    .toBuffer();

describe("the media folder", () => {
  test("makes itself, and puts each picture in a file named after its SHA-256", async () => {
    await using folder = await temporaryFolder();
    const inside = join(folder.path, "a", "b");
    const media = await createMediaFolder(inside, { fitImage }).prepare({ data: await picture(), alt: "A card" }, blueskyLimits.image);
    const data = await readFile(media.path);
    expect(media).toEqual({ alt: "A card", path: media.path, mediaType: "image/png", bytes: data.byteLength, width: 60, height: 40 });
    expect(media.path).toBe(join(inside, `${createHash("sha256").update(data).digest("hex")}.png`));
    expect(await readdir(inside)).toEqual([basename(media.path)]);
  });

  test("has one file for one picture, whoever asks, however often, in whatever words", async () => {
    await using folder = await temporaryFolder();
    const [one, other] = [createMediaFolder(folder.path, { fitImage }), createMediaFolder(folder.path, { fitImage })];
    const data = await picture();
    const made = await Promise.all(
      [one, other, one, other].flatMap((folderOf, index) =>
        [blueskyLimits, mastodonDefaultLimits, telegramLimits].map(({ image }) => folderOf.prepare({ data, alt: `Alt ${index}` }, image)),
      ),
    );
    expect(new Set(made.map(({ path }) => path)).size).toBe(1);
    expect(made.map(({ alt }) => alt)).toEqual([0, 1, 2, 3].flatMap((index) => Array.from({ length: 3 }, () => `Alt ${index}`)));
    expect(await readdir(folder.path)).toHaveLength(1);
  });

  test("writes a file once", async () => {
    await using folder = await temporaryFolder();
    const data = await picture();
    const first = await createMediaFolder(folder.path, { fitImage }).prepare({ data, alt: "" }, blueskyLimits.image);
    const { ino, mtimeMs } = await stat(first.path);
    await createMediaFolder(folder.path, { fitImage }).prepare({ data, alt: "" }, blueskyLimits.image);
    expect(await stat(first.path)).toMatchObject({ ino, mtimeMs });
  });

  test("keeps pictures and limits apart", async () => {
    await using folder = await temporaryFolder();
    const media = createMediaFolder(folder.path, { fitImage });
    const data = await picture();
    const small = await media.prepare({ data, alt: "" }, { ...blueskyLimits.image, side: 30 });
    const large = await media.prepare({ data, alt: "" }, blueskyLimits.image);
    const another = await media.prepare({ data: await picture("#ffffff"), alt: "" }, blueskyLimits.image);
    expect([small.width, large.width]).toEqual([30, 60]);
    expect(new Set([small.path, large.path, another.path]).size).toBe(3);
  });

  test.each([
    ["was deleted", (path: string) => rm(path)],
    ["a power cut left empty", (path: string) => truncate(path, 0)],
  ])("makes a file again that %s", async (_, harm) => {
    await using folder = await temporaryFolder();
    const media = createMediaFolder(folder.path, { fitImage });
    const data = await picture();
    const first = await media.prepare({ data, alt: "" }, blueskyLimits.image);
    await harm(first.path);
    expect(await media.prepare({ data, alt: "" }, blueskyLimits.image)).toEqual(first);
    expect((await stat(first.path)).size).toBe(first.bytes);
  });

  test("refuses what is no picture, also the second time, and leaves nothing behind", async () => {
    await using folder = await temporaryFolder();
    const media = createMediaFolder(folder.path, { fitImage });
    for (const _ of [1, 2]) {
      await expect(media.prepare({ data: Buffer.from("<svg/>"), alt: "" }, blueskyLimits.image)).rejects.toThrow(UserError);
    }
    expect(await readdir(folder.path)).toEqual([]);
  });
});
