import { expect, it } from "vitest";
import { newsOfCounters } from "../../src/campaign/figures.ts";
import type { Count } from "../../src/campaign/count.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import { writeCount } from "../../src/campaign/words/write-count.ts";
import { draftLanguages, shippedCampaign, shippedLanguages, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const source = { title: "Viasna", url: "https://prisoners.spring96.org/en" };
const row = (date: string, figures: Partial<Count>): Count => ({
  date,
  countedBy: "Viasna",
  source,
  counterNames: { be: "«Вясна»", ru: "«Весна»" },
  ...figures,
});
const today = Temporal.PlainDate.from("2025-02-23");

const write = (language: string, ...counts: Count[]): string => {
  const [news] = newsOfCounters(counts, today);
  return writeCount({ news: news!, campaign: shippedCampaign, texts, language, link: source.url });
};
const counts = [row("2025-02-10", { total: 1341, women: 164 }), row("2025-02-23", { total: 1340, women: 164 })];

it("is the banner of the campaign's founding page in each language, with who counted", () => {
  expect(write("en", ...counts)).toMatch(
    /^\+\+\+ 164 women political prisoners \+\+\+ 1,340 in total \+\+\+ as of 23 February 2025 \+\+\+\n\nCounted by: Viasna\nAll: −1 since 10 February 2025$/,
  );
  expect(write("be", ...counts)).toMatch(
    /^\+\+\+ 164 жанчыны-палітзняволеныя \+\+\+ усяго 1.?340 \+\+\+ на 23 лютага 2025 г\. \+\+\+\n\nПадлік: «Вясна»\n/,
  );
  expect(write("ru", ...counts)).toMatch(
    /^\+\+\+ 164 женщины-политзаключённые \+\+\+ всего 1.?340 \+\+\+ на 23 февраля 2025 г\. \+\+\+\n\nПодсчёт: «Весна»\n/,
  );
});

it("says in every language each number that is known, its date and its counter, and nothing of what is not", () => {
  for (const language of [...shippedLanguages, ...draftLanguages]) {
    const plain = (text: string): string => text.replace(/(?<=\d)[\s.,\u00a0\u202f](?=\d{3})/gu, "");
    const both = plain(write(language, ...counts));
    expect(both).toMatch(/164.*1340.*(23.*2025|2025.*23)/u);
    expect(both).toMatch(/Viasna|Вясна|Весна/);
    expect(plain(write(language, row("2025-02-23", { total: 1340 })))).toMatch(/^\+\+\+ 1340 /);
    expect(plain(write(language, row("2025-02-23", { journalists: 31 })))).toMatch(/^\+\+\+ 31 /);
    expect(plain(write(language, row("2025-02-23", { total: 1340, atLeast: true })))).not.toContain("1340");
  }
});

it("fits on the strictest network, what explains it left out first", () => {
  for (const language of [...shippedLanguages, ...draftLanguages])
    expect(write(language, ...counts).length).toBeLessThan(300 - source.url.length);
});
