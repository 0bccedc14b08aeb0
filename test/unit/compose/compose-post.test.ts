import { assert, asyncProperty, constantFrom, string } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import type { CardFacts } from "../../../src/campaign/words/card-facts.ts";
import { createTexts } from "../../../src/campaign/words/texts.ts";
import { createPostComposer, type PostInput, type PostSubject } from "../../../src/compose/compose-post.ts";
import type { DraftImage } from "../../../src/compose/draft.ts";
import { defaultLimits, networks, type Network } from "../../../src/compose/limits.ts";
import { calendarSchema } from "../../../src/campaign/marked-day.ts";
import { petitionSchema } from "../../../src/campaign/petition.ts";
import { died, imprisoned, sara } from "../a-sara.ts";
import { occasion } from "../an-occasion.ts";
import { shippedCampaign, shippedLanguages, shippedTexts } from "../shipped-content.ts";

const texts = createTexts(shippedTexts());
const today = Temporal.PlainDate.from("2026-11-20");
const corrects = Temporal.PlainDate.from("2026-11-01");
const photo = new Uint8Array([9, 9]);

const createComposer = () => {
  const drawn: CardFacts[] = [];
  const pictures: DraftImage[] = [];
  const pagesRead: string[] = [];
  const composePost = createPostComposer({
    media: {
      prepare: async (image) => {
        pictures.push(image);
        return { alt: image.alt, path: "media/abc.png", mediaType: "image/png", bytes: 3, width: 1200, height: 630 };
      },
    },
    linkCards: {
      read: async (url) => {
        pagesRead.push(url);
        return { title: "A page that says in prison", description: "", thumbnail: null };
      },
    },
    drawCard: async (facts) => {
      drawn.push(facts);
      return new TextEncoder().encode(JSON.stringify(facts));
    },
    readImage: async () => photo,
  });
  return { composePost, drawn, pictures, pagesRead };
};

const on = (network: Network, subject: PostSubject, language = "en"): PostInput => ({
  ...subject,
  campaign: shippedCampaign,
  texts,
  account: { id: network, network, language },
  limits: defaultLimits[network],
});

const [marked] = calendarSchema.parse({
  days: [
    {
      id: "day-of-roses",
      day: "09-07",
      title: { en: "Day of Roses" },
      kind: "yearly",
      autoPost: true,
      people: ["sara-test"],
      sources: [{ title: "Viasna", url: "https://example.org/roses" }],
    },
  ],
}).days;
if (marked === undefined) throw new Error("no day");
const day = Temporal.PlainDate.from("2026-09-07");
const petition = {
  ...petitionSchema.parse({
    title: { en: "Roses for all" },
    platform: "manual",
    url: "https://example.org/roses",
    deadline: "2026-11-27",
    languages: ["en"],
    state: "open",
  }),
  slug: "roses",
};
const anniversary = (prisoner: Prisoner): PostSubject => ({
  kind: "anniversary",
  prisoner,
  occasions: [occasion(sara(), "arrest")],
  today: day,
});
const joint = (prisoner: Prisoner): PostSubject => ({
  kind: "joint",
  entries: [{ prisoner, occasions: [occasion(sara(), "arrest")] }],
  today: day,
});
const markedDay = (prisoner: Prisoner): PostSubject => ({ kind: "marked-day", marked, people: [prisoner], day });

const image = { file: "images/sara.jpg", alt: { en: "Sara with a rose" }, licence: "CC0" };

describe("a post of each kind", () => {
  test("is one part with one picture and the words of its kind, on every network", async () => {
    const subjects: [PostSubject, string][] = [
      [{ kind: "profile", prisoner: sara(), today }, "Sara Test, gardener of roses"],
      [{ kind: "freed", prisoner: sara(), today }, "Released: Sara Test"],
      [{ kind: "correction", prisoner: sara(), today, corrects }, "Correction to our post of 1 November 2026"],
      [{ kind: "withdrawn", hasPicture: true }, "This post was taken back"],
      [anniversary(sara()), "Detained 6 years ago, on 7 September 2020"],
      [joint(sara({ status: imprisoned })), "The names of this day, 7 September 2026"],
      [markedDay(sara()), "Sara Test. Released and deported on 13 December 2025"],
      [{ kind: "petition-deadline", petition, today }, "Open for signatures until 27 November 2026: 7 days left"],
      [{ kind: "petition-milestone", petition, today, signatures: 5003, countedOn: today }, "5,003 signatures as of 20 November 2026"],
    ];
    for (const [subject, words] of subjects) {
      for (const network of networks) {
        const { composePost, pagesRead } = createComposer();
        const { parts } = await composePost(on(network, subject));
        expect(parts).toHaveLength(1);
        expect(parts[0]?.text).toContain(words);
        expect(parts[0]?.media).toHaveLength(1);
        // A stranger's headline below a post could say what the post must not.
        expect(parts[0]?.card).toBeNull();
        expect(pagesRead).toEqual([]);
      }
    }
  });

  test("shows the person's own picture, where it is about them alone; a correction has the card, since a photo corrects nothing", async () => {
    const { composePost, pictures } = createComposer();
    const prisoner = sara({ image });
    await composePost(on("bluesky", { kind: "profile", prisoner, today }));
    await composePost(on("bluesky", { kind: "freed", prisoner, today }));
    await composePost(on("bluesky", { kind: "correction", prisoner, today, corrects }));
    await composePost(on("bluesky", anniversary(prisoner)));
    await composePost(on("bluesky", joint(prisoner)));
    await composePost(on("bluesky", markedDay(prisoner)));
    expect(pictures.map(({ alt }) => alt)).toEqual([
      "Sara with a rose",
      "Sara with a rose",
      expect.stringContaining("Released and deported on 13 December 2025"),
      "Sara with a rose",
      expect.stringContaining("7 September 2026: 6 years since the arrest"),
      expect.stringContaining("Day of Roses"),
    ]);
  });

  test("draws a card once for the networks that share it", async () => {
    const { composePost, drawn } = createComposer();
    for (const network of networks) await composePost(on(network, { kind: "freed", prisoner: sara(), today }));
    expect(drawn).toHaveLength(1);
  });

  test("is in memory where it corrects a post about somebody who died", async () => {
    const { composePost, drawn } = createComposer();
    const { parts } = await composePost(on("telegram", { kind: "correction", prisoner: sara({ status: died }), today, corrects }));
    expect(parts[0]?.text).toContain("In memory of Sara Test\nDied in custody on 11 July 2023");
    expect(drawn[0]?.tone).toBe("memory");
  });

  test("is made of nobody who is withheld, whatever the kind", async () => {
    const { composePost, drawn } = createComposer();
    const prisoner = sara({ consent: "withheld" });
    await expect(composePost(on("bluesky", { kind: "profile", prisoner, today }))).rejects.toThrow("withheld");
    await expect(composePost(on("bluesky", { kind: "freed", prisoner, today }))).rejects.toThrow("withheld");
    await expect(composePost(on("bluesky", { kind: "correction", prisoner, today, corrects }))).rejects.toThrow("withheld");
    await expect(composePost(on("bluesky", anniversary(prisoner)))).rejects.toThrow("withheld");
    await expect(composePost(on("bluesky", joint(prisoner)))).rejects.toThrow("withheld");
    await expect(composePost(on("bluesky", markedDay(prisoner)))).rejects.toThrow("nothing is written");
    expect(drawn).toEqual([]);
  });
});

describe("a correction in a campaigner's own words", () => {
  test("says them and nothing else, without a picture, as a thread where they are long", async () => {
    const { composePost, drawn } = createComposer();
    const text = "We wrote of a sentence that no court has passed. ".repeat(20).trim();
    const { parts } = await composePost(on("bluesky", { kind: "correction", text }));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(part.limit);
    expect(parts.flatMap(({ media }) => media)).toEqual([]);
    expect(drawn).toEqual([]);
    expect((await composePost(on("telegram", { kind: "correction", text }))).parts.map((part) => part.text)).toEqual([text]);
  });

  test("is refused where it says nothing", async () => {
    const { composePost } = createComposer();
    await expect(composePost(on("mastodon", { kind: "correction", text: " \n" }))).rejects.toThrow("empty");
  });
});

describe("what stands in the place of a post that was taken back", () => {
  test("has a picture where the post has one, and none where it has none", async () => {
    const { composePost, pictures } = createComposer();
    const without = await composePost(on("telegram", { kind: "withdrawn", hasPicture: false }, "be"));
    expect(without.parts).toMatchObject([{ text: "Гэты допіс адкліканы паводле рашэння кампаніі.", media: [] }]);
    const withPicture = await composePost(on("telegram", { kind: "withdrawn", hasPicture: true }, "be"));
    expect(withPicture.parts[0]?.media).toHaveLength(1);
    expect(pictures.map(({ alt }) => alt)).toEqual(["Кожны дзень — імя. Гэты допіс адкліканы."]);
  });
});

test("whatever the length of a name, every kind is within the limits of every network", async () => {
  await assert(
    asyncProperty(
      string({ minLength: 1, maxLength: 110, unit: "grapheme-ascii" }),
      constantFrom(...networks),
      constantFrom(...shippedLanguages),
      constantFrom("profile" as const, "freed" as const, "correction" as const),
      async (letters, network, language, kind) => {
        const { composePost } = createComposer();
        const prisoner = sara({ name: { latin: `X${letters.replaceAll(/[^a-z]/giu, "y")}` } });
        const subject: PostSubject = kind === "correction" ? { kind, prisoner, today, corrects } : { kind, prisoner, today };
        const { parts } = await composePost(on(network, subject, language));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(part.limit);
      },
    ),
    { numRuns: 200 },
  );
});
