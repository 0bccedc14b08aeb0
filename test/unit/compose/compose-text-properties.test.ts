import { RichText } from "@atproto/api";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeText, type ComposedText, type ComposeTextInput } from "../../../src/compose/text/compose-text.ts";
import { layOutText } from "../../../src/compose/text/lay-out-text.ts";
import type { Facet } from "../../../src/compose/composed-post.ts";
import type { Limits } from "../../../src/compose/limits.ts";
import { findMastodonLinks } from "../../../src/compose/text/mastodon-links.ts";
import { isVisible } from "../../../src/compose/text/normalize-text.ts";
import { createRuler } from "../../../src/compose/text/ruler.ts";
import { UserError } from "../../../src/user-error.ts";
import { draftArbitrary, limitsArbitrary, tinyLimitsArbitrary } from "./text-arbitraries.ts";

/** A draft that cannot be published is refused in words, never with another error. */
const composeOrRefuse = (draft: ComposeTextInput, limits: Limits): ComposedText[] | null => {
  try {
    return composeText(draft, limits);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
};

const withoutCounters = (parts: readonly ComposedText[]): string[] =>
  parts.map(({ text }, index) => {
    const counter = ` (${index + 1}/${parts.length})`;
    return parts.length > 1 && text.endsWith(counter) ? text.slice(0, -counter.length) : text;
  });

/** Where each part stands in the whole text: `[start, end]`. Nothing but white space may be between two parts. */
const findPlaces = (whole: string, bodies: readonly string[]): [number, number][] => {
  let at = 0;
  const places: [number, number][] = [];
  for (const body of bodies) {
    const start = whole.indexOf(body, at);
    expect(start, "a part is not in the text, or not in its order").toBeGreaterThanOrEqual(at);
    expect(whole.slice(at, start).trim(), "words are missing").toBe("");
    at = start + body.length;
    places.push([start, at]);
  }
  expect(whole.slice(at).trim(), "words are missing at the end").toBe("");
  return places;
};

/** What may be in a part, counted without the code that made it where there is other code for it. */
const isWithin = ({ text }: ComposedText, limits: Limits, isCaption: boolean): boolean => {
  if (limits.network === "bluesky")
    return new RichText({ text }).graphemeLength <= limits.graphemes && Buffer.byteLength(text) <= limits.bytes;
  if (limits.network === "mastodon") return createRuler(limits, false).length(text) <= limits.characters;
  return text.length <= (isCaption ? limits.captionUnits : limits.textUnits);
};

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The text under a facet, and what could be there for it to be right. */
const readFacet = (utf8: Uint8Array, { index, features: [feature] }: Facet): [string, string[]] => {
  const shown = decoder.decode(utf8.subarray(index.byteStart, index.byteEnd));
  if (feature === undefined) return [shown, []];
  if ("uri" in feature) return [`https://${shown.replace(/^https?:\/\//, "")}`, [feature.uri, feature.uri.replace("http:", "https:")]];
  return [shown.startsWith("$") ? shown.toUpperCase() : shown, [`#${feature.tag}`, `＃${feature.tag}`, feature.tag]];
};

const word = String.raw`\S+(?:[^\S\n]+(?=[\p{M}\p{Emoji_Modifier}\u{200c}-\u{200d}\u{ff9e}\u{ff9f}\u{e0020}-\u{e007f}])\S+|(?<=[\u{600}-\u{605}\u{6dd}\u{70f}\u{8e2}\u{d4e}])[^\S\n]+\S+)*`;

/** The word that a place is in, with a space that is one grapheme with the mark behind it or the sign before it. */
const wordAt = (whole: string, place: number): { start: number; text: string } => {
  for (const { 0: text, index } of whole.matchAll(new RegExp(word, "gu"))) {
    if (index < place && place < index + text.length) return { start: index, text };
  }
  throw new Error(`no word was cut at ${place}`);
};

const segmenter = new Intl.Segmenter();

describe.each([
  ["ordinary and small limits", limitsArbitrary],
  ["limits down to one character", tinyLimitsArbitrary],
])("for all drafts and %s", (_, someLimits) => {
  const check = (property: (parts: ComposedText[], draft: ComposeTextInput, limits: Limits) => void): void => {
    fc.assert(
      fc.property(draftArbitrary, someLimits, (draft, limits) => {
        const parts = composeOrRefuse(draft, limits);
        if (parts !== null) property(parts, draft, limits);
      }),
      { numRuns: 400 },
    );
  };

  test("every part fits, as the network counts", () => {
    check((parts, draft, limits) => {
      for (const [index, part] of parts.entries()) {
        expect(isWithin(part, limits, draft.hasImage && index === 0)).toBe(true);
        expect(part.length).toBeLessThanOrEqual(part.limit);
      }
      expect(parts.length).toBeLessThanOrEqual(25);
    });
  });

  test("no word is lost, doubled or moved, and no part is empty", () => {
    check((parts, draft, limits) => {
      const whole = layOutText(draft, createRuler(limits, draft.hasImage));
      if (!isVisible(whole)) return;
      const bodies = withoutCounters(parts);
      findPlaces(whole, bodies);
      for (const body of bodies) expect(body.trim()).not.toBe("");
    });
  });

  test("nothing is cut inside a grapheme, a link, a hashtag or a mention, and no word that a part can hold", () => {
    check((parts, draft, limits) => {
      if (parts.length < 2) return;
      const ruler = createRuler(limits, draft.hasImage);
      const whole = layOutText(draft, ruler);
      const places = findPlaces(whole, withoutCounters(parts));
      // Word by word: Mastodon's query of a link runs on over spaces that are not ASCII; a link ends at one all the same.
      const features = Array.from(whole.matchAll(/\S+/g), ({ 0: run, index }) =>
        [...ruler.features(run), ...findMastodonLinks(run)].map(({ kind, start, end }) => ({
          kind,
          start: start + index,
          end: end + index,
        })),
      ).flat();
      const graphemes = new Set(Array.from(segmenter.segment(whole), ({ index }) => index));
      for (const [index, [start]] of places.entries()) {
        if (index === 0) continue;
        const cut = places[index - 1]?.[1] ?? 0;
        for (const feature of features)
          expect(start <= feature.start || cut >= feature.end, `the ${feature.kind} ${whole.slice(feature.start, feature.end)}`).toBe(true);
        expect(graphemes.has(start), `grapheme before ${whole.slice(start, start + 8)}`).toBe(true);
        // Mastodon's query takes in such spaces, which leaves less room than the words need by themselves.
        if (cut < start || (limits.network === "mastodon" && /[^\S \n]/.test(whole))) continue;
        const { start: wordStart, text } = wordAt(whole, start);
        const { units, bytes } = ruler.size(`${text} (10/10)`);
        const room = ruler.room(wordStart === 0 ? 0 : 1);
        expect(units > room.units || bytes > room.bytes, `the word ${text} was cut`).toBe(true);
      }
    });
  });

  test("the same draft gives the same parts", () => {
    check((parts, draft, limits) => {
      expect(composeText(structuredClone(draft), structuredClone(limits))).toEqual(parts);
    });
  });

  test("facets lie over what they name, in order, without overlaps", () => {
    check((parts) => {
      for (const { text, facets = [] } of parts) {
        const utf8 = Buffer.from(text);
        const bounds = facets.flatMap(({ index }) => [index.byteStart, index.byteEnd]);
        expect([0, ...bounds, utf8.length]).toEqual([0, ...bounds, utf8.length].sort((one, other) => one - other));
        for (const facet of facets) {
          const [shown, names] = readFacet(utf8, facet);
          expect(names).toContain(shown);
        }
      }
    });
  });

  test("entities lie over what they name, in order, without overlaps", () => {
    check((parts) => {
      for (const { text, entities = [] } of parts) {
        const bounds = entities.flatMap(({ offset, length }) => [offset, offset + length]);
        expect([0, ...bounds, text.length]).toEqual([0, ...bounds, text.length].sort((one, other) => one - other));
        for (const { type, offset, length } of entities) {
          const shape =
            type === "hashtag" ? /^#[\p{L}\p{Nd}_·\u{200c}\u{d80}-\u{dff}]+$/u : /^(?:https?:\/\/|[a-z][a-z0-9]*\.[a-z0-9])\S*$/i;
          expect(text.slice(offset, offset + length)).toMatch(shape);
        }
      }
    });
  });

  test("the link and every hashtag are there, recognised", () => {
    check((parts, draft, limits) => {
      const ruler = createRuler(limits, draft.hasImage);
      const found = parts.flatMap(({ text }) => ruler.features(text)).map(({ value }) => value.toLowerCase());
      // Telegram's server ends a tag before a mark, which Thai has over every other letter.
      const hashtags = (draft.hashtags ?? [])
        .filter((hashtag) => limits.network !== "telegram" || !/\p{M}/u.test(hashtag))
        // Where a word of tag and link together is too long and is cut between the two, more may become of the tag.
        .filter((hashtag) => !draft.text.includes(`${hashtag}http`));
      const wanted = [...hashtags.map((hashtag) => hashtag.replace("#", "")), ...(draft.link === undefined ? [] : [draft.link])];
      expect(found).toEqual(expect.arrayContaining(wanted.map((value) => value.toLowerCase())));
    });
  });
});
