import sharp from "sharp";
import { expect, test } from "vitest";
import type { CardFacts } from "../../../src/campaign/words/card-facts.ts";
import { drawCard } from "../../../src/compose/pictures/draw-card.ts";
import { fitImage } from "../../../src/compose/pictures/fit-image.ts";
import { blueskyLimits } from "../../../src/compose/limits.ts";
import { createPicturePress } from "../../../src/compose/pictures/picture-press.ts";
import { UserError } from "../../../src/user-error.ts";

const environment = { PATH: process.env["PATH"] ?? "" };
const facts: CardFacts = {
  tone: "released",
  campaign: "Every day, a name",
  name: "Марыя Калеснікава",
  otherName: "Maria Kalesnikava",
  fact: "1923 days",
  detail: null,
  asOf: "As of 15 December 2025",
  alt: "A card",
};
const jpeg = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#123456" } })
    .jpeg()
    .toBuffer();

test("pictures made in the other process are the same to the byte", async () => {
  using press = createPicturePress({ environment });
  const original = await jpeg();
  const [card, fitted] = await Promise.all([press.drawCard(facts), press.fitImage(original, blueskyLimits.image)]);
  expect(Buffer.from(card).equals(await drawCard(facts))).toBe(true);
  expect(Buffer.from(fitted.data).equals((await fitImage(original, blueskyLimits.image)).data)).toBe(true);
  expect(fitted).toMatchObject({ mediaType: "image/jpeg", width: 40, height: 30 });
});

test("what is no picture is refused in the words of the other process, and the next one is made all the same", async () => {
  using press = createPicturePress({ environment });
  await expect(press.fitImage(Buffer.from("no picture"), blueskyLimits.image)).rejects.toThrow(UserError);
  await expect(press.fitImage(await jpeg(), blueskyLimits.image)).resolves.toMatchObject({ width: 40 });
});

test("ending it fails what waits, and leaves nothing running", async () => {
  const press = createPicturePress({ environment });
  const waiting = press.drawCard(facts);
  press[Symbol.dispose]();
  await expect(waiting).rejects.toThrow("ending");
});
