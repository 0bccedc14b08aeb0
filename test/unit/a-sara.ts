import type { PostWords } from "../../src/campaign/words/post-words.ts";
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

const start = String.raw`(?:^|[.:,;] )`;

/** Words that may only be said of somebody who is in prison now. */
export const presentPrison = new RegExp(
  [
    "in prison|behind bars|imprisoned",
    `${start}у зняволенні|дз(ень|ён) у зняволенні|дні у зняволенні|нараджэння ў зняволенні|за кратамі`,
    `${start}в заключении|(день|дня|дней) в заключении|рождения в заключении|за реш[её]ткой`,
    `${start}w więzieniu|(dzień|dni) w więzieniu|urodziny w więzieniu`,
    `\\bin Haft`,
    `${start}kalėjime|gimtadienis kalėjime`,
    `${start}в ув’язненні|(день|дні|днів|дня) в ув’язненні|народження в ув’язненні`,
  ].join("|"),
  "imu",
);

/** Calls for somebody's freedom. */
export const callForFreedom = /\bfree\b|#\w*free|#\S*(свабод|свобод|вызвал|освобод)|wolność dla|freiheit für|laisvę|свободу/iu;

export const graphemes = (text: string): number => [...new Intl.Segmenter().segment(text)].length;

/** All that anybody gets to read or to hear. */
export const everything = (words: PostWords): string =>
  [words.text, ...words.hashtags, ...Object.values(words.card).map((value) => value ?? "")].join("\n");

/** The post as the network counts it at most. */
export const whole = ({ text, link, hashtags }: PostWords): string =>
  [text, link, hashtags.join(" ")].filter((block) => block !== undefined && block !== "").join("\n\n");

/** Something in it that a network or a reader takes for a mistake: a placeholder, a value that was none, a doubled mark. */
export const slip = /[{}$]|undefined|null|NaN|\[object|\.\.|,,| {2}| [,.:;]|[\u{2066}-\u{2069}\u{200b}]/u;

/** What is said of somebody that only a prisoner may be told; of people in prison nothing is. */
export const falseWords = (words: PostWords, people: readonly Prisoner[]): string[] => {
  if (people.some(({ status }) => status.kind === "imprisoned")) return [];
  return [presentPrison, callForFreedom].flatMap((pattern) => pattern.exec(everything(words))?.[0] ?? []);
};
