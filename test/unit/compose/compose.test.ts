import { describe, expect, test } from "vitest";
import { compose } from "../../../src/compose/compose.ts";
import type { ComposedMedia } from "../../../src/compose/composed-post.ts";
import type { Draft, DraftImage } from "../../../src/compose/draft.ts";
import { defaultLimits, type ImageLimits, type Network } from "../../../src/compose/limits.ts";
import type { PageCard } from "../../../src/compose/media.ts";
import { UserError } from "../../../src/user-error.ts";

const data = new Uint8Array([1, 2, 3]);

const createParts = (options: { page?: PageCard | null; refuses?: boolean } = {}) => {
  const prepared: { image: DraftImage; limits: ImageLimits }[] = [];
  const read: string[] = [];
  const prepare = async (image: DraftImage, limits: ImageLimits): Promise<ComposedMedia> => {
    if (options.refuses) throw new UserError("this is no picture");
    prepared.push({ image, limits });
    return { alt: image.alt, path: "media/abc.jpg", mediaType: "image/jpeg", bytes: 3, width: 1, height: 1 };
  };
  const readPage = async (url: string): Promise<PageCard | null> => {
    read.push(url);
    return options.page ?? null;
  };
  return { media: { prepare }, linkCards: { read: readPage }, prepared, read };
};

const composeOn = (network: Network, draft: Draft, parts = createParts()) =>
  compose(draft, { id: `${network}-be`, network, language: "be" }, defaultLimits[network], parts);

const long = "Гэта сказ, якіх тут вельмі шмат. ".repeat(40);

describe("a composed post", () => {
  test("says for whom it is and in which language", async () => {
    expect(await composeOn("mastodon", { text: "a" })).toEqual({
      network: "mastodon",
      account: "mastodon-be",
      language: "be",
      parts: [{ text: "a", length: 1, limit: 500, media: [], card: null }],
    });
    expect(await composeOn("mastodon", { text: "a", language: "pt-BR" })).toMatchObject({ language: "pt-BR" });
  });

  test("has facets on Bluesky alone, and entities on Telegram alone", async () => {
    const draft = { text: "a #b" };
    const [bluesky, mastodon, telegram] = await Promise.all(
      (["bluesky", "mastodon", "telegram"] as const).map((network) => composeOn(network, draft)),
    );
    expect(Object.keys(bluesky?.parts[0] ?? {})).toEqual(["text", "length", "limit", "facets", "media", "card"]);
    expect(Object.keys(mastodon?.parts[0] ?? {})).toEqual(["text", "length", "limit", "media", "card"]);
    expect(Object.keys(telegram?.parts[0] ?? {})).toEqual(["text", "length", "limit", "entities", "media", "card"]);
  });

  test("is refused in a language that is no language tag", async () => {
    await expect(composeOn("bluesky", { text: "a", language: "Беларуская" })).rejects.toThrow(
      'the language "Беларуская" is no language tag',
    );
  });
});

describe("a picture", () => {
  test("goes with the first part, under the network's limits", async () => {
    const parts = createParts();
    const post = await composeOn("telegram", { text: long, image: { data, alt: " Партрэт \n" } }, parts);
    expect(post.parts.map(({ media }) => media.length)).toEqual([1, 0]);
    expect(post.parts[0]?.media[0]?.alt).toBe("Партрэт");
    expect(parts.prepared).toEqual([{ image: { data, alt: "Партрэт" }, limits: defaultLimits.telegram.image }]);
  });

  test("needs an alt text", async () => {
    await expect(composeOn("bluesky", { text: "a", image: { data, alt: " \u{200b}" } })).rejects.toThrow("the picture has no alt text");
  });

  test("has a long alt text cut at a word", async () => {
    const parts = createParts();
    await composeOn("mastodon", { text: "a", image: { data, alt: "слова ".repeat(400) } }, parts);
    const alt = parts.prepared[0]?.image.alt ?? "";
    expect(alt).toMatch(/^(?:слова )+слова…$/);
    expect(alt.length).toBeGreaterThan(1480);
    expect(alt.length).toBeLessThanOrEqual(1500);
  });

  test("has an alt text of one word cut between graphemes", async () => {
    const parts = createParts();
    await composeOn("mastodon", { text: "a", image: { data, alt: "👨‍👩‍👧".repeat(300) } }, parts);
    const alt = parts.prepared[0]?.image.alt ?? "";
    expect(alt).toMatch(/^(?:👨‍👩‍👧)+…$/u);
    expect(alt.length).toBeLessThanOrEqual(1500);
  });

  test("that cannot be read stops the post", async () => {
    await expect(composeOn("bluesky", { text: "a", image: { data, alt: "a" } }, createParts({ refuses: true }))).rejects.toThrow(
      "this is no picture",
    );
  });
});

describe("a link card", () => {
  const page = { title: "Viasna\n", description: "Rights", thumbnail: data };

  test("shows the page's own words and picture", async () => {
    const parts = createParts({ page });
    const post = await composeOn("bluesky", { text: "a", link: "https://spring96.org/x" }, parts);
    expect(post.parts[0]?.card).toMatchObject({
      url: "https://spring96.org/x",
      title: "Viasna",
      description: "Rights",
      thumbnail: { path: "media/abc.jpg" },
    });
    expect(parts.prepared).toEqual([{ image: { data, alt: "Viasna" }, limits: { ...defaultLimits.bluesky.image, bytes: 1_000_000 } }]);
  });

  test("is that of the first link in the text where the draft names none", async () => {
    const parts = createParts({ page });
    await composeOn("bluesky", { text: "see (spring96.org/x), https://baj.media" }, parts);
    expect(parts.read).toEqual(["https://spring96.org/x"]);
  });

  test("has the host for a title where the page cannot be had", async () => {
    const post = await composeOn("bluesky", { text: "a", link: "https://правозащита.бел/x" });
    expect(post.parts[0]?.card).toEqual({ url: "https://правозащита.бел/x", title: "правозащита.бел", description: "", thumbnail: null });
  });

  test("is made without the page where reading it fails", async () => {
    const parts = { ...createParts(), linkCards: { read: () => Promise.reject(new Error("no network")) } };
    const post = await composeOn("bluesky", { text: "a", link: "https://a.by" }, parts);
    expect(post.parts[0]?.card).toMatchObject({ title: "a.by", thumbnail: null });
  });

  test("has no picture where the page's cannot be used", async () => {
    const post = await composeOn("bluesky", { text: "a", link: "https://a.by" }, createParts({ page, refuses: true }));
    expect(post.parts[0]?.card).toMatchObject({ title: "Viasna", thumbnail: null });
  });

  test("stands under the part that has the link", async () => {
    const post = await composeOn("bluesky", { text: long, link: "https://a.by/x" }, createParts({ page }));
    expect(post.parts.length).toBeGreaterThan(1);
    expect(post.parts.map(({ card }) => card?.url)).toEqual([...post.parts.slice(1).map(() => undefined), "https://a.by/x"]);
  });

  test("is found under another spelling of the same address", async () => {
    const text = `Глядзіце https://a.by/ цяпер.\n\n${long}`;
    const post = await composeOn("bluesky", { text, link: "https://A.by" }, createParts({ page }));
    expect(post.parts[0]?.card?.url).toBe("https://A.by");
    expect(post.parts.at(-1)?.text).not.toContain("A.by");
  });

  test.each([
    ["beside a picture", "bluesky", { text: "a", link: "https://a.by", image: { data, alt: "a" } }],
    ["without a link", "bluesky", { text: "a" }],
    ["on Mastodon, which makes its own", "mastodon", { text: "a", link: "https://a.by" }],
    ["on Telegram, which makes its own", "telegram", { text: "a", link: "https://a.by" }],
  ] as const)("is not made %s, and no page is read", async (_, network, draft) => {
    const parts = createParts({ page });
    const post = await composeOn(network, draft, parts);
    expect(post.parts[0]?.card).toBeNull();
    expect(parts.read).toEqual([]);
  });
});
