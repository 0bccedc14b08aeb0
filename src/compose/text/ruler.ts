import { findBlueskyFeatures } from "./bluesky-features.ts";
import { countGraphemes } from "./count-graphemes.ts";
import type { BlueskyLimits, Limits, MastodonLimits, TelegramLimits } from "../limits.ts";
import { findMastodonFeatures, findMastodonMentions } from "./mastodon-features.ts";
import { findMastodonLinks } from "./mastodon-links.ts";
import { findTelegramFeatures } from "./telegram-entities.ts";
import { type TextFeature, withoutOverlaps } from "./text-feature.ts";

/** How much of a post a text takes, in both ways that a network may limit. */
export interface Size {
  /** Graphemes or UTF-16 units. */
  readonly units: number;
  /** Of UTF-8. 0 where the network has no such limit. */
  readonly bytes: number;
}

/** How one network reads a text. */
export interface Ruler {
  /** As a person calls the network. */
  readonly name: string;
  /** The count that the network's own clients show. */
  length(text: string): number;
  /** What the text takes at most: never less than what any version of the server counts. */
  size(text: string): Size;
  /** What a part may take, by its index in the thread. */
  room(index: number): Size;
  /** What must not be cut, in the order of the text, without overlaps. */
  features(text: string): TextFeature[];
}

const blueskyRuler = (limits: BlueskyLimits): Ruler => ({
  name: "Bluesky",
  length: countGraphemes,
  size: (text) => ({ units: countGraphemes(text), bytes: Buffer.byteLength(text) }),
  room: () => ({ units: limits.graphemes, bytes: limits.bytes }),
  features: findBlueskyFeatures,
});

/** Ruby before it learned Unicode 15.1 ends a grapheme after the virama of an Indic conjunct, and so counts more than we do. */
const conjunct = /[\u{94d}\u{9cd}\u{acd}\u{b4d}\u{c4d}\u{d4d}\u{1039}\u{17d2}][\p{M}\u{200d}]*(?=\p{Lo})/gu;
const mayHoldConjunct = /[\u{900}-\u{109f}\u{1780}-\u{17ff}]/u;

const mastodonLength = (text: string, charactersPerLink: number): number => {
  if (!text.includes("://") && !text.includes("@")) return countGraphemes(text);
  let counted = "";
  let end = 0;
  for (const feature of withoutOverlaps([...findMastodonLinks(text), ...findMastodonMentions(text)])) {
    counted += text.slice(end, feature.start) + (feature.kind === "link" ? "x".repeat(charactersPerLink) : `@${feature.value}`);
    ({ end } = feature);
  }
  return countGraphemes(counted + text.slice(end));
};

/** https://github.com/mastodon/mastodon/blob/main/app/validators/status_length_validator.rb */
const mastodonRuler = (limits: MastodonLimits): Ruler => {
  const length = (text: string): number => mastodonLength(text, limits.charactersPerLink);
  return {
    name: "Mastodon",
    length,
    size: (text) => ({ units: length(text) + (mayHoldConjunct.test(text) ? (text.match(conjunct)?.length ?? 0) : 0), bytes: 0 }),
    room: () => ({ units: limits.characters, bytes: 0 }),
    features: findMastodonFeatures,
  };
};

const telegramRuler = (limits: TelegramLimits, hasImage: boolean): Ruler => ({
  name: "Telegram",
  length: (text) => text.length,
  size: (text) => ({ units: text.length, bytes: 0 }),
  room: (index) => ({ units: hasImage && index === 0 ? limits.captionUnits : limits.textUnits, bytes: 0 }),
  features: findTelegramFeatures,
});

export const createRuler = (limits: Limits, hasImage: boolean): Ruler => {
  if (limits.network === "bluesky") return blueskyRuler(limits);
  return limits.network === "mastodon" ? mastodonRuler(limits) : telegramRuler(limits, hasImage);
};

export const fits = (size: Size, room: Size): boolean => size.units <= room.units && size.bytes <= room.bytes;
