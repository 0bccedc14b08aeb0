import { describe, expect, test } from "vitest";
import { petitionSchema, type Petition } from "../../src/campaign/petition.ts";
import type { PostWords } from "../../src/campaign/words/post-words.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import {
  writePetitionClosed,
  writePetitionDeadline,
  writePetitionLaunch,
  writePetitionMilestone,
} from "../../src/campaign/words/write-petition.ts";
import { everything, slip } from "./a-sara.ts";
import { draftLanguages, shippedCampaign, shippedLanguages, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const languages = [...shippedLanguages, ...draftLanguages];

const petition = (changes: Record<string, unknown> = {}): Petition => ({
  ...petitionSchema.parse({
    title: Object.fromEntries(languages.map((language) => [language, "Roses for all"])),
    platform: "manual",
    url: "https://example.org/roses",
    target: 10_000,
    deadline: "2027-03-01",
    languages: ["en"],
    state: "open",
    ...changes,
  }),
  slug: "roses",
});

const deadline = (today: string, language = "en", changes: Record<string, unknown> = {}): PostWords =>
  writePetitionDeadline({ petition: petition(changes), campaign: shippedCampaign, texts, language, today: Temporal.PlainDate.from(today) });

const milestone = (signatures: number, language = "en", changes: Record<string, unknown> = {}): PostWords =>
  writePetitionMilestone({
    petition: petition(changes),
    campaign: shippedCampaign,
    texts,
    language,
    signatures,
    countedOn: Temporal.PlainDate.from("2027-02-03"),
  });

const line = ({ text }: PostWords): string | undefined => text.replaceAll("\u{a0}", " ").split("\n")[2];

describe("the deadline of a petition", () => {
  test("is told with its day and the days left, and with the page", () => {
    const words = deadline("2027-02-22");
    expect(words.text).toBe("Roses for all\n\nOpen for signatures until 1 March 2027: 7 days left");
    expect(words.link).toBe("https://example.org/roses");
    expect(words.hashtags).toEqual(["#Belarus"]);
    expect(words.card).toMatchObject({ tone: "day", name: "Roses for all" });
  });

  test("counts the days in each language, the last one included", () => {
    expect(line(deadline("2027-02-28", "be"))).toBe("Подпісы збіраюць да 1 сакавіка 2027 г.: застаўся 1 дзень");
    expect(line(deadline("2027-02-27", "be"))).toBe("Подпісы збіраюць да 1 сакавіка 2027 г.: засталося 2 дні");
    expect(line(deadline("2027-02-22", "ru"))).toBe("Подписи собирают до 1 марта 2027 г.: осталось 7 дней");
    expect(line(deadline("2027-03-01", "en"))).toBe("Open for signatures until today, 1 March 2027");
  });

  test("is not told of a petition that is over, or has none", () => {
    expect(() => deadline("2027-03-02")).toThrow("the deadline was 2027-03-01");
    expect(() => deadline("2027-02-22", "en", { state: "closed" })).toThrow("closed");
    expect(() => deadline("2027-02-22", "en", { deadline: undefined })).toThrow("no deadline");
    expect(() => deadline("2027-02-22", "en", { title: { be: "Ружы" } })).toThrow("no title in en");
  });
});

describe("a milestone of a petition", () => {
  test("is what was counted, with the day of the count, and how many are wanted", () => {
    expect(milestone(5003).text).toBe("Roses for all\n\n5,003 signatures as of 3 February 2027\nWanted: 10,000 signatures");
    expect(milestone(1, "en", { target: undefined }).text).toBe("Roses for all\n\n1 signature as of 3 February 2027");
    expect(line(milestone(5003, "be"))).toBe("5003 подпісы на 3 лютага 2027 г.");
    expect(line(milestone(5011, "ru"))).toBe("5 011 подписей на 3 февраля 2027 г.");
  });
});

describe("the launch and the end of a petition", () => {
  const request = { campaign: shippedCampaign, texts, language: "en", roomGraphemes: 500 };
  const today = Temporal.PlainDate.from("2027-02-22");
  const counted = { signatures: 5003, countedOn: Temporal.PlainDate.from("2027-02-03") };
  const launched = (changes: Record<string, unknown> = {}) => writePetitionLaunch({ ...request, today, petition: petition(changes) });
  const ended = (changes: Record<string, unknown> = {}) =>
    writePetitionClosed({ ...request, ...counted, today, petition: petition(changes) });

  test("say until when it is open, and what it came to with the day of the count", () => {
    expect(launched({ deadline: undefined }).text).toBe("Roses for all\n\nOpen for signatures\nWanted: 10,000 signatures");
    expect(launched().text).toContain("Open for signatures until 1 March 2027: 7 days left\nWanted: 10,000 signatures");
    expect(ended({ state: "closed" }).text).toBe(
      "Roses for all\n\nNo more signatures are collected\n5,003 signatures as of 3 February 2027",
    );
    expect(ended({ deadline: "2027-02-21" }).text).toContain("No more signatures are collected");
    expect(ended({ state: "won" }).text).toContain("What the petition asks for has been achieved\n5,003 signatures");
  });

  test("are not told while it is the other way round", () => {
    expect(() => launched({ state: "closed" })).toThrow("it is not open on 2027-02-22");
    expect(() => launched({ deadline: "2027-02-21" })).toThrow("it is not open");
    expect(() => ended()).toThrow("it is open on 2027-02-22");
  });
});

test.each(languages)("a petition is whole in %s, whatever is counted, and tells nobody to sign", (language) => {
  for (const count of [1, 2, 5, 11, 21, 22, 112, 1000, 10_002]) {
    for (const words of [
      milestone(count, language),
      deadline(Temporal.PlainDate.from("2027-03-01").subtract({ days: count }).toString(), language),
    ]) {
      expect(everything(words)).not.toMatch(slip);
      expect(words.text).not.toContain("!");
    }
  }
});
