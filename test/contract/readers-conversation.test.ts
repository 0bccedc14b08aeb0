import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPeopleIndex } from "../../src/campaign/find/people-index.ts";
import { createPicturePress, type PicturePress } from "../../src/compose/pictures/picture-press.ts";
import { readContent } from "../../src/content/read-content.ts";
import { shippedLanguages } from "../unit/shipped-content.ts";
import { shippedWords as texts, startReadersStage } from "./readers-fixture.ts";

const content = (await readContent("content")).content!;
const find = createPeopleIndex(content.prisoners.values());

let press: PicturePress;
beforeAll(() => {
  press = createPicturePress({ environment: {} });
});
afterAll(() => press[Symbol.dispose]());

/** What the program has about it, as open-bot.ts puts it together. */
const surroundings = () => ({ content, texts, find, postsOfDay: async () => [] });

describe.each(shippedLanguages)("a conversation in %s", (language) => {
  it("about numbers leads to a chart, whose caption says what it shows", async () => {
    await using stage = await startReadersStage({
      readers: {
        surroundings,
        draw: (picture) => (picture.kind === "card" ? press.drawCard(picture.facts) : press.drawChart(picture.facts)),
      },
    });
    stage.start();
    const reader = stage.reader(language);
    await stage.say(reader, "/count");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    expect(stage.got(reader)[0]?.text).toContain(texts.say(language, "count-head", {}));
    await stage.press(reader, `${language}:count:chart:Viasna`, stage.got(reader)[0]);
    await expect.poll(() => stage.got(reader).at(-1)?.media.length, { timeout: 15_000 }).toBe(1);
    expect(stage.got(reader).at(-1)?.text).toMatch(/1.?477/);
    expect(stage.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it("about a person shows the card, with sources as links and nothing previewed", async () => {
    await using stage = await startReadersStage({
      readers: {
        surroundings,
        draw: (picture) => (picture.kind === "card" ? press.drawCard(picture.facts) : press.drawChart(picture.facts)),
      },
    });
    stage.start();
    const reader = stage.reader(language);
    await stage.say(reader, "Maria Kolesnikova");
    await expect.poll(() => stage.got(reader).at(-1)?.media.length, { timeout: 15_000 }).toBe(1);
    expect(stage.got(reader).at(-1)?.entities).toContainEqual(
      expect.objectContaining({ type: "text_link", url: "https://prisoners.spring96.org/en/person/maryja-kalesnikava" }),
    );
    await stage.say(reader, "/next");
    await stage.say(reader, "/actions");
    await expect.poll(() => stage.got(reader).length).toBeGreaterThanOrEqual(3);
    expect(stage.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });
});
