import { prisonerSchema, type Prisoner } from "../../src/campaign/prisoner.ts";

/** Somebody of whom everything is known, with whatever the test changes; released and deported unless it says otherwise. */
export const sara = (changes: Record<string, unknown> = {}): Prisoner => ({
  ...prisonerSchema.parse({
    name: { latin: "Sara Test", be: "Сара Тэст", ru: "Сара Тест" },
    gender: "F",
    born: { date: "1980-01-02", source: "viasna" },
    occupation: { text: { en: "gardener of roses", be: "садоўніца ружаў" }, source: "viasna" },
    category: "activist",
    detained: { date: "2020-09-07", source: "viasna" },
    trials: [{ date: "2021-09-06", sentence: { years: 11 }, source: "viasna" }],
    status: { kind: "released", how: "deported", since: "2025-12-13", checked: "2025-12-15", sources: ["viasna"] },
    consent: "public",
    hashtags: ["#FreeSara"],
    campaignHashtags: ["#BecauseTheJournalist", "#FreeBelarusWomen"],
    link: "viasna",
    sources: { viasna: { title: "Viasna: Sara Test", url: "https://example.org/sara" } },
    ...changes,
  }),
  slug: "sara-test",
});

export const imprisoned = { kind: "imprisoned", checked: "2026-11-01", sources: ["viasna"] };
export const died = { kind: "died", how: "in-custody", since: "2023-07-11", checked: "2024-07", sources: ["viasna"] };

/** Words that may only be said of somebody who is in prison now. */
export const presentPrison =
  /in prison|behind bars|imprisoned|^У зняволенні|дз(ень|ён) у зняволенні|дні у зняволенні|за кратамі|^В заключении|(день|дня|дней) в заключении|за реш[её]ткой/imu;

/** Calls for somebody's freedom. */
export const callForFreedom = /\bfree\b|#\w*free|#\S*(свабод|свобод|вызвал|освобод)/iu;

export const graphemes = (text: string): number => [...new Intl.Segmenter().segment(text)].length;
