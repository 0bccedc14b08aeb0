import { describe, expect, test } from "vitest";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { writeCorrection } from "../../src/campaign/words/write-correction.ts";
import { writeFreed } from "../../src/campaign/words/write-freed.ts";
import { writeProfile } from "../../src/campaign/words/write-profile.ts";
import { writeWithdrawn } from "../../src/campaign/words/write-withdrawn.ts";
import { died, everything, falseWords, graphemes, imprisoned, presentPrison, sara, slip, whole } from "./a-sara.ts";
import { draftLanguages, shippedCampaign, shippedPrisoners, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const today = Temporal.PlainDate.from("2026-11-20");
const corrects = Temporal.PlainDate.from("2026-11-01");

const postsOf = (prisoner: Prisoner, language: string): PostWords[] => {
  const request = { prisoner, campaign: shippedCampaign, texts, language, today };
  const posts = [writeProfile(request), writeCorrection({ ...request, corrects })];
  return prisoner.status.kind === "released" ? [...posts, writeFreed(request)] : posts;
};

const spoken = shippedPrisoners.filter(({ status, consent }) => status.kind !== "unknown" && consent !== "withheld");
const genders = ["F", "M", undefined].flatMap((gender) =>
  [imprisoned, died, sara().status].map((status) => sara({ gender, status, name: { latin: "Sara Test" } })),
);
const ways = ["deported", "sentence-served", "exchanged", "pardoned", "in-belarus", "left-country", undefined].flatMap((how) =>
  ["2025-12-13", "2025-12", "2025"].map((since) => sara({ status: { ...sara().status, how, since } })),
);

describe.each(draftLanguages)("the first draft in %s", (language) => {
  const people = [...spoken, ...genders, ...ways];

  test("has every post of everybody whole, with the name in Latin letters, and within the strictest network's room", () => {
    for (const prisoner of people) {
      for (const words of postsOf(prisoner, language)) {
        expect(everything(words)).not.toMatch(slip);
        expect(words.card.name).toBe(prisoner.name.latin);
        expect(graphemes(whole(words))).toBeLessThanOrEqual(300);
      }
    }
  });

  test("says in prison of those in prison only", () => {
    for (const prisoner of people) {
      for (const words of postsOf(prisoner, language)) {
        expect(presentPrison.test(words.text)).toBe(prisoner.status.kind === "imprisoned");
        expect(falseWords(words, [prisoner])).toEqual([]);
      }
    }
  });

  test("has words of its own for each way of a release, and names nobody where a post was taken back", () => {
    expect(new Set(ways.map((prisoner) => postsOf(prisoner, language)[0]?.text)).size).toBe(ways.length);
    expect(everything({ ...writeWithdrawn(shippedCampaign, texts, language), link: undefined, hashtags: [], language })).not.toMatch(slip);
  });
});
