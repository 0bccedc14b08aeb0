import { findMastodonLinks } from "./mastodon-links.ts";
import { type TextFeature, withoutOverlaps } from "./text-feature.ts";

/** `MENTION_RE` of https://github.com/mastodon/mastodon/blob/main/app/models/account.rb */
const mentionPattern =
  /(?<![=/\p{L}\p{M}\p{Nd}\p{Pc}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@[\p{L}\p{M}\p{Nd}\p{Pc}]+(?:[.-]+[\p{L}\p{M}\p{Nd}\p{Pc}]+)*)?/giu;
/** What makes twitter-text's extractor drop a mention that it follows. */
const endsMention = /^(?:[@＠]|[\u{300}-\u{36f}\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{24f}\u{1e00}-\u{1eff}]|:\/\/)/u;

/** `value` is the local part, all that Mastodon counts. */
export const findMastodonMentions = (text: string): TextFeature[] => {
  const mentions: TextFeature[] = [];
  if (!text.includes("@")) return mentions;
  for (const { 0: shown, 1: value = "", index } of text.matchAll(mentionPattern)) {
    const end = index + shown.length;
    if (!endsMention.test(text.slice(end, end + 3))) mentions.push({ kind: "mention", start: index, end, value });
  }
  return mentions;
};

/** `HASHTAG_RE` of https://github.com/mastodon/mastodon/blob/main/app/models/concerns/tag/naming.rb */
const tagPattern = /(?<=^|\s)[#＃]([\p{L}\p{M}\p{Nd}\p{Pc}\u{b7}\u{30fb}\u{200c}]*[\p{L}\p{M}\p{Nd}\p{Pc}])/gu;
const letter = /\p{Alphabetic}/u;

const findMastodonTags = (text: string): TextFeature[] => {
  const tags: TextFeature[] = [];
  if (!text.includes("#") && !text.includes("＃")) return tags;
  for (const { 0: shown, 1: run = "", index } of text.matchAll(tagPattern)) {
    const value = text.startsWith("://", index + shown.length) ? run.replace(/https?$/, "") : run;
    if (letter.test(value)) tags.push({ kind: "tag", start: index, end: index + 1 + value.length, value });
  }
  return tags;
};

export const findMastodonFeatures = (text: string): TextFeature[] =>
  withoutOverlaps([...findMastodonLinks(text), ...findMastodonTags(text), ...findMastodonMentions(text)]);
