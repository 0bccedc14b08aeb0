import { array, assert, constantFrom, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../../src/compose/limits.ts";
import { composeText } from "../../../src/compose/text/compose-text.ts";

const networks = ["bluesky", "mastodon", "telegram"] as const;
const parts = (text: string, network: (typeof networks)[number] = "bluesky", parted = true): string[] =>
  composeText({ text, hasImage: false, parted }, defaultLimits[network]).map((part) => part.text);

describe("a thread that a campaigner parts", () => {
  test("has its posts where the lines of --- are, on every network, each with its counter", () => {
    for (const network of networks)
      expect(parts("One.\n---\nTwo.\n\n  -----  \n\nThree.", network)).toEqual(["One. (1/3)", "Two. (2/3)", "Three. (3/3)"]);
  });

  test("has its link below the last post", () => {
    const made = composeText(
      { text: "One.\n---\nTwo.", link: "https://example.org/", hasImage: false, parted: true },
      defaultLimits.mastodon,
    );
    expect(made.map(({ text }) => text)).toEqual(["One. (1/2)", "Two.\n\nhttps://example.org/ (2/2)"]);
  });

  test("is one post where nothing stands on one side of the line, or nobody asked for a thread", () => {
    expect(parts("One.")).toEqual(["One."]);
    expect(parts("One.\n---\nTwo.", "bluesky", false)).toEqual(["One.\n---\nTwo."]);
    expect(parts("One -- and --- two.")).toEqual(["One -- and --- two."]);
  });

  test("is refused in words where a post is too long, and says which", () => {
    expect(() => parts(`One.\n---\n${"word ".repeat(70)}`)).toThrow(/^post 2 of the thread has 355 characters.*Bluesky takes 300/);
    expect(() => parts("a\n---\n".repeat(26))).toThrow(/26 posts; at most 25/);
  });

  test("loses no word and keeps every limit", () => {
    assert(
      property(
        array(string({ unit: constantFrom("a", "b", " ", "\n", "ж") }), { minLength: 2, maxLength: 8 }),
        constantFrom(...networks),
        (texts, network) => {
          const said = texts.map((text) => text.trim()).filter((text) => text !== "");
          if (said.length < 2) return true;
          const made = composeText({ text: said.join("\n---\n"), hasImage: false, parted: true }, defaultLimits[network]);
          const words = (text: string): string => text.split(/\s+/).join(" ");
          return (
            made.every(({ length, limit }) => length <= limit) &&
            made.map(({ text }, index) => words(text.replace(` (${index + 1}/${made.length})`, ""))).join("|") === said.map(words).join("|")
          );
        },
      ),
    );
  });
});
