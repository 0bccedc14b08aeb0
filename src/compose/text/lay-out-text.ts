import { UserError } from "../../user-error.ts";
import { hashtagKey, parseHashtag } from "./hashtag.ts";
import { normalizeText } from "./normalize-text.ts";
import type { Ruler } from "./ruler.ts";

export interface TextDraft {
  readonly text: string;
  readonly link?: string | undefined;
  readonly hashtags?: readonly string[] | undefined;
}

/** A draft's link as it is published: the scheme in small letters, since Bluesky takes no other for a link. Throws `UserError`. */
export const parseLink = (given: string): string => {
  const link = given.trim().replace(/^https?:/i, (scheme) => scheme.toLowerCase());
  if (!/^https?:\/\/[^\s/]/.test(link) || /\s/.test(link) || !link.isWellFormed() || !URL.canParse(link)) {
    throw new UserError(`the link "${given.slice(0, 200)}" is not an http:// or https:// address without spaces`);
  }
  return link;
};

export const isSameAddress = (one: string, other: string): boolean => {
  if (one === other) return true;
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
};

/** The whole post as one text: the words, below them the link and the hashtags that the words lack. Throws `UserError`. */
export const layOutText = (draft: TextDraft, ruler: Pick<Ruler, "features">): string => {
  const text = normalizeText(draft.text);
  const link = draft.link === undefined || draft.link.trim() === "" ? null : parseLink(draft.link);
  const hashtags = draft.hashtags ?? [];
  if (link === null && hashtags.length === 0) return text;
  const features = ruler.features(text);
  const tail: string[] = [];
  if (link !== null && !features.some(({ kind, value }) => kind === "link" && isSameAddress(value, link))) tail.push(link);
  const known = new Set(features.filter(({ kind }) => kind === "tag").map(({ value }) => hashtagKey(value)));
  const missing: string[] = [];
  for (const hashtag of hashtags.map(parseHashtag)) {
    const key = hashtagKey(hashtag.slice(1));
    if (!known.has(key)) missing.push(hashtag);
    known.add(key);
  }
  if (missing.length > 0) tail.push(missing.join(" "));
  return [text, tail.join("\n")].filter((block) => block !== "").join("\n\n");
};
