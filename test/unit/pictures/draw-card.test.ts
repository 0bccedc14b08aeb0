import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { CardFacts } from "../../../src/campaign/words/card-facts.ts";
import { drawCard } from "../../../src/compose/pictures/draw-card.ts";
import { inkOf } from "./ink-of.ts";

const facts: CardFacts = {
  tone: "imprisoned",
  campaign: "Every day, a name",
  name: "Andrei Aliaksandrau",
  otherName: "Андрэй Аляксандраў",
  fact: "Held for 1,923 days",
  detail: "Detained 12 January 2021 · sentenced to 14 years",
  asOf: "Status as of 15 December 2025",
  alt: "",
};

const tones = ["imprisoned", "released", "memory", "day", "withdrawn"] as const;

const pixelsOf = async (png: Uint8Array) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });

/** Rows between the header and the line above the date that have ink, joined into lines of text. */
const textRows = async (png: Uint8Array) => {
  const { data, info } = await pixelsOf(png);
  const hasInk = (y: number): boolean => {
    const row = data.subarray(y * info.width * 3, (y + 1) * info.width * 3);
    return !row.every((value, index) => value === data[index % 3]);
  };
  const rows: { top: number; bottom: number }[] = [];
  for (let y = 0; y < info.height; y += 1) {
    const last = rows.at(-1);
    if (!hasInk(y)) continue;
    if (last && last.bottom === y - 1) last.bottom = y;
    else rows.push({ top: y, bottom: y });
  }
  return rows;
};

describe("a card", () => {
  test.each(tones)("is a PNG of 1200x630 that every network takes as it is (%s)", async (tone) => {
    const png = await drawCard({ ...facts, tone });
    const { format, width, height } = await sharp(png).metadata();
    expect({ format, width, height }).toEqual({ format: "png", width: 1200, height: 630 });
    expect(png.byteLength).toBeLessThan(1_000_000);
  });

  test("is the same to the byte for the same facts", async () => {
    expect(Buffer.from(await drawCard(facts)).equals(await drawCard({ ...facts }))).toBe(true);
  });

  test.each(["campaign", "name", "otherName", "fact", "detail", "asOf"] as const)("shows the %s", async (field) => {
    const without = Buffer.from(await drawCard(facts));
    expect(without.equals(await drawCard({ ...facts, [field]: "Something else" }))).toBe(false);
  });

  test("looks different in each tone", async () => {
    const cards = await Promise.all(tones.map(async (tone) => Buffer.from(await drawCard({ ...facts, tone })).toString("base64")));
    expect(new Set(cards).size).toBe(tones.length);
  });

  test.each(tones)("has no red in it (%s)", async (tone) => {
    const { data } = await pixelsOf(await drawCard({ ...facts, tone }));
    let red = 0;
    for (let at = 0; at < data.length; at += 3) if (data[at]! > 120 && data[at + 1]! < 90 && data[at + 2]! < 90) red += 1;
    expect(red).toBe(0);
  });

  test.each([
    ["the name of most people", "Palina Sharenda-Panasiuk"],
    ["a name of 66 characters", "Aliaksandra Konstantinopolskaya-Dzmitryieva von Hohenzollern-Sigma"],
    ["a name of 120 characters without a space", "Ж".repeat(120)],
    ["a name of forty words", Array.from({ length: 40 }, () => "Ян").join(" ")],
  ])("keeps %s within its margins", async (_, name) => {
    const ink = await inkOf(await drawCard({ ...facts, name, otherName: name, fact: `${name} ${name}`, detail: name }));
    expect(ink.left).toBeGreaterThanOrEqual(70);
    expect(ink.right).toBeLessThanOrEqual(1200 - 70);
    expect(ink.top).toBeGreaterThanOrEqual(40);
    expect(ink.bottom).toBeLessThanOrEqual(630 - 20);
  });

  test("lets no line touch another, however much there is to say", async () => {
    const long = "Detained on 12 January 2021 in Minsk and sentenced on 6 October 2022 to 14 years under the articles 361, 357 and 342";
    const rows = await textRows(await drawCard({ ...facts, name: long.slice(0, 70), otherName: long, fact: long, detail: long }));
    // Campaign, eight lines of text, the thin line, and the date; dots and accents may stand alone.
    expect(rows.length).toBeGreaterThanOrEqual(11);
  });

  test("grows smaller as a whole where every line of it would be large", async () => {
    const rows = await textRows(
      await drawCard({
        ...facts,
        name: "Konstantsin Aliaksandravich",
        otherName: "Канстанцін Аляксандравіч Канстанцін Аляксандравіч",
        fact: "Held for 1,923 days, and one thousand of them alone",
        detail: "Detained on 12 January 2021 in Minsk, sentenced on 6 October 2022 to 14 years",
      }),
    );
    const tall = rows.filter(({ top, bottom }) => bottom - top > 12);
    const [header, first] = tall;
    const [last, date] = tall.slice(-2);
    expect(first!.top - header!.bottom).toBeGreaterThan(15);
    expect(date!.top - last!.bottom).toBeGreaterThan(35);
    expect(date!.bottom).toBeLessThan(610);
  });

  test("sets a long name on two lines rather than small on one", async () => {
    const png = await drawCard({ ...facts, name: "Konstantsin Aliaksandravich Shypulin-Kavalenka", otherName: null, detail: null });
    const [, first, second] = (await textRows(png)).filter(({ top, bottom }) => bottom - top > 15);
    expect(first!.bottom - first!.top).toBeGreaterThan(45);
    expect(second!.bottom - second!.top).toBeGreaterThan(45);
  });

  test("closes up where the other name or the detail is not known", async () => {
    const rows = await textRows(await drawCard({ ...facts, name: "Ed", otherName: null, fact: "Yes", detail: null }));
    expect(rows.filter(({ top, bottom }) => bottom - top > 10)).toHaveLength(4);
  });

  test("draws a letter that is written as letter and accent like the letter itself", async () => {
    const composed = Buffer.from(await drawCard({ ...facts, name: "Ўладзімір Ёсіф" }));
    expect(composed.equals(await drawCard({ ...facts, name: "Ўладзімір Ёсіф".normalize("NFD") }))).toBe(true);
  });

  test.each([
    ["marks that isolate a direction, as Fluent puts around values", "Held for \u{2068}1,923\u{2069} days", "Held for 1,923 days"],
    ["soft hyphens and zero-width spaces", "Held\u{ad} for 1,\u{200b}923 days", "Held for 1,923 days"],
    ["the narrow no-break space of numbers", "1\u{202f}923 дні", "1\u{a0}923 дні"],
  ])("draws %s as no box", async (_, fact, plain) => {
    expect(Buffer.from(await drawCard({ ...facts, fact })).equals(await drawCard({ ...facts, fact: plain }))).toBe(true);
  });
});

describe("the card's letters", () => {
  const draw = async (name: string): Promise<string> =>
    Buffer.from(await drawCard({ ...facts, campaign: "", name, otherName: name, fact: "", detail: null, asOf: "" })).toString("base64");

  test("are all there in Belarusian, Russian, Łacinka and English, in both weights", async () => {
    // A letter that the fonts lack is drawn as the same empty box as a code point that never was a letter.
    const box = await draw("\u{10ffff}");
    const letters =
      "АаБбВвГгДдЕеЁёЖжЗзІіЙйКкЛлМмНнОоПпРрСсТтУуЎўФфХхЦцЧчШшЫыЬьЭэЮюЯяИиЩщЪъЄєЇїҐґ" +
      "AaBbCcĆćČčDdEeFfGgHhIiJjKkLlŁłMmNnŃńOoPpRrSsŚśŠšTtUuŬŭVvWwXxYyZzŹźŽžÄäÖöÜüÉéĖėŪūĀā" +
      "0123456789’ʼ'“”„«»—–-·•…№§,.:;!?()€%/";
    const boxes: string[] = [];
    for (const letter of new Set(letters)) if ((await draw(letter)) === box) boxes.push(letter);
    expect(boxes).toEqual([]);
    expect(await draw("\u{10fffe}")).toBe(box);
  });
});
