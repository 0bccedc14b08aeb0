import type { CampaignSettings } from "../campaign-settings.ts";
import type { CardFacts } from "./card-facts.ts";
import type { Prisoner } from "../prisoner.ts";
import { isTelegramPage } from "../is-telegram-page.ts";
import type { Texts } from "./texts.ts";

/** What is to be written about one person. */
export interface WordsRequest {
  readonly prisoner: Prisoner;
  readonly campaign: CampaignSettings;
  readonly texts: Texts;
  /** BCP 47; one of `texts.languages`. */
  readonly language: string;
  /** In the campaign's `peopleZone`; what days in prison are counted to. */
  readonly today: Temporal.PlainDate;
  /** How long text, link and hashtags may be together, links at full length; without it what the strictest network, Bluesky, has room for. */
  readonly roomGraphemes?: number;
}

/** A post in words, before any network's limits. */
export interface PostWords {
  readonly text: string;
  /** The page where a reader can look it up. */
  readonly link: string | undefined;
  readonly hashtags: readonly string[];
  readonly language: string;
  readonly card: CardFacts;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const lengthOf = (text: string): number => [...graphemes.segment(text)].length;

/** Blocks of a post, parted by an empty line; the lines of the middle one that are not known are left out. */
export const layOut = (first: string, lines: readonly (string | null)[], last: string): string =>
  [first, lines.filter((line) => line !== null).join("\n"), last].filter((block) => block !== "").join("\n\n");

type Below = Pick<PostWords, "link" | "hashtags">;

const fitsAbove = (text: string, { link, hashtags }: Below, roomGraphemes: number): boolean => {
  // There are never more graphemes than UTF-16 units, which need no counting.
  if (text.length + (link?.length ?? 0) + hashtags.join(" ").length + 4 <= roomGraphemes) return true;
  // Two more graphemes for the empty line above the link, two above the hashtags.
  const below = (link === undefined ? 0 : lengthOf(link) + 2) + (hashtags.length === 0 ? 0 : lengthOf(hashtags.join(" ")) + 2);
  return lengthOf(text) + below <= roomGraphemes;
};

/** Without a word from the network what the strictest, Bluesky, has room for. */
const strictestRoom = 300;

/** The first of the texts that fits together with what stands below it; the last one where none does. There is at least one. */
export const firstThatFits = (texts: Iterable<string>, below: Below, roomGraphemes = strictestRoom): string => {
  let last = "";
  for (const text of texts) {
    if (fitsAbove(text, below, roomGraphemes)) return text;
    last = text;
  }
  return last;
};

/** The same where there are several pages to link to, the best one first; without a link where every address is too long. */
export const textAndLink = (
  texts: readonly [string, ...string[]],
  { links, hashtags }: { readonly links: readonly string[]; readonly hashtags: readonly string[] },
  roomGraphemes = strictestRoom,
): { readonly text: string; readonly link: string | undefined } => {
  const link = links.find((page) => texts.some((text) => fitsAbove(text, { link: page, hashtags }, roomGraphemes)));
  return { text: firstThatFits(texts, { link, hashtags }, roomGraphemes), link };
};

/** The address that the campaign chose for this person's posts; none that opens in Telegram. */
export const linkOf = ({ link, sources }: Prisoner): string | undefined => {
  const url = link === undefined ? undefined : sources[link]?.url;
  return url === undefined || isTelegramPage(url) ? undefined : url;
};
