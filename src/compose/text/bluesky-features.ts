import tlds from "tlds" with { type: "json" };
import { countGraphemes } from "./count-graphemes.ts";
import { blueskyLimits } from "../limits.ts";
import { type TextFeature, withoutOverlaps } from "./text-feature.ts";

const topLevelDomains: ReadonlySet<string> = new Set(tlds);

/** Group 1 is the domain of a link without a scheme. Each run without spaces is looked at once, so that no text takes longer than its length. */
const linkPattern = /(?<=^|[\s(])(?:https?:\/\/\S+|([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)/gi;

/** `format: "uri"` of the lexicon: a post with any other address in a facet is refused as a whole. */
const lexiconUri = /^\w+:(?:\/\/)?[^\s/]\S*$/;

const hasTopLevelDomain = (domain: string): boolean => topLevelDomains.has(domain.slice(domain.lastIndexOf(".") + 1));

/**
 * Links as `RichText.detectFacets` finds them: with `http://` or `https://` in small letters, or a domain under a top-level domain
 * that exists; without one `.,;:!?` at the end, and without a `)` that was not opened in the link.
 */
export const findBlueskyLinks = (text: string): TextFeature[] => {
  const links: TextFeature[] = [];
  if (!text.includes(".") && !text.includes("://")) return links;
  for (const match of text.matchAll(linkPattern)) {
    let [shown] = match;
    const [, domain] = match;
    const bare = !shown.startsWith("http");
    if (bare && (domain === undefined || !hasTopLevelDomain(domain))) continue;
    if (/[.,;:!?]$/.test(shown)) shown = shown.slice(0, -1);
    if (shown.endsWith(")") && !shown.includes("(")) shown = shown.slice(0, -1);
    const value = bare ? `https://${shown}` : shown;
    if (lexiconUri.test(value)) links.push({ kind: "link", start: match.index, end: match.index + shown.length, value });
  }
  return links;
};

/** A tag runs to the next space or invisible character. */
const tagPattern = /(?<=^|\s)[#＃](?!\u{fe0f})([^\u{20e2}\s\u{ad}\u{2060}\u{200b}-\u{200d}]+)/gu;
const tagSubstance = /[^\d\p{P}]/u;
const punctuation = /^\p{P}$/u;

const withoutTrailingPunctuation = (tag: string): string => {
  let end = tag.length;
  while (end > 0) {
    const low = tag.charCodeAt(end - 1);
    const width = low >= 0xdc00 && low <= 0xdfff && end > 1 ? 2 : 1;
    if (!punctuation.test(tag.slice(end - width, end))) break;
    end -= width;
  }
  return tag.slice(0, end);
};

const { tagGraphemes, tagBytes } = blueskyLimits;

/** Whether the lexicon takes it as a tag. */
const isTagSize = (tag: string): boolean =>
  tag.length <= tagGraphemes || (countGraphemes(tag) <= tagGraphemes && Buffer.byteLength(tag) <= tagBytes);

const cashtagPattern = /(?<=^|[\s(])\$([A-Za-z][A-Za-z0-9]{0,4})(?=\s|$|[.,;:!?)"'\u{2019}])/gu;

/** Tags as `RichText.detectFacets` finds them; `$BYN` is the tag `$BYN`. */
export const findBlueskyTags = (text: string): TextFeature[] => {
  const tags: TextFeature[] = [];
  if (text.includes("#") || text.includes("＃")) {
    for (const { 1: run = "", index } of text.matchAll(tagPattern)) {
      if (!tagSubstance.test(run)) continue;
      const value = withoutTrailingPunctuation(run);
      if (isTagSize(value)) tags.push({ kind: "tag", start: index, end: index + 1 + value.length, value });
    }
  }
  if (text.includes("$")) {
    for (const { 1: ticker = "", index } of text.matchAll(cashtagPattern)) {
      tags.push({ kind: "tag", start: index, end: index + 1 + ticker.length, value: `$${ticker.toUpperCase()}` });
    }
  }
  return tags;
};

const mentionPattern = /(?<=^|[\s(])@([a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)/g;

const findBlueskyMentions = (text: string): TextFeature[] => {
  if (!text.includes("@")) return [];
  return Array.from(text.matchAll(mentionPattern), ({ 0: { length }, 1: value = "", index }) => ({
    kind: "mention" as const,
    start: index,
    end: index + length,
    value,
  }));
};

/**
 * What Bluesky's reference finds in a text, in its order and without overlaps. Where the reference goes against the lexicon, which would
 * have the whole post refused, the feature is left out: an address without a scheme (`httpbin.org`), `https://` alone, a tag of more than 640 bytes.
 */
export const findBlueskyFeatures = (text: string): TextFeature[] =>
  withoutOverlaps([...findBlueskyLinks(text), ...findBlueskyTags(text), ...findBlueskyMentions(text)]);
