import { findBlueskyLinks } from "./bluesky-features.ts";
import type { Entity } from "../composed-post.ts";
import { type TextFeature, withoutOverlaps } from "./text-feature.ts";

/** Letters, decimal digits, `_`, the middle dot, ZWNJ and Sinhala: `is_hashtag_letter` of https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp */
const tagPattern =
  /(?<![\p{L}\p{Nd}_\u{b7}\u{200c}\u{d80}-\u{dff}])#([\p{L}\p{Nd}_\u{b7}\u{200c}\u{d80}-\u{dff}]+)(?![\p{L}\p{Nd}_\u{b7}\u{200c}\u{d80}-\u{dff}]|#)/gu;
const letter = /\p{L}/u;
const maxTagCodePoints = 256;

const firstCodePoints = (run: string): string => {
  if (run.length <= maxTagCodePoints) return run;
  return Array.from(run.slice(0, 2 * maxTagCodePoints))
    .slice(0, maxTagCodePoints)
    .join("");
};

const findTelegramTags = (text: string): TextFeature[] => {
  const tags: TextFeature[] = [];
  if (!text.includes("#")) return tags;
  for (const { 1: run = "", index } of text.matchAll(tagPattern)) {
    const value = firstCodePoints(run);
    if (letter.test(value)) tags.push({ kind: "tag", start: index, end: index + 1 + value.length, value });
  }
  return tags;
};

const mentionPattern = /(?<![\p{L}\p{N}_])@([A-Za-z0-9_]{3,32})(?![A-Za-z0-9_])/gu;

const findTelegramMentions = (text: string): TextFeature[] => {
  if (!text.includes("@")) return [];
  return Array.from(text.matchAll(mentionPattern), ({ 1: value = "", index }) => ({
    kind: "mention" as const,
    start: index,
    end: index + 1 + value.length,
    value,
  }));
};

/** Links as Bluesky finds them, tags as Telegram's server does, mentions; in the order of the text, without overlaps. */
export const findTelegramFeatures = (text: string): TextFeature[] =>
  withoutOverlaps([...findBlueskyLinks(text), ...findTelegramTags(text), ...findTelegramMentions(text)]);

/** The links and hashtags of a text as the Bot API's entities; a mention is left for the server to find. */
export const detectEntities = (text: string): Entity[] =>
  withoutOverlaps([...findBlueskyLinks(text), ...findTelegramTags(text)]).map(({ kind, start, end }) => ({
    type: kind === "link" ? "url" : "hashtag",
    offset: start,
    length: end - start,
  }));
