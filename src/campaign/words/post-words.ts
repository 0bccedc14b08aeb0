import type { CampaignSettings } from "../campaign-settings.ts";
import type { CardFacts } from "./card-facts.ts";
import type { Prisoner } from "../prisoner.ts";
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

/** The first of the texts that fits together with what stands below it; the last one where none does. */
export const firstThatFits = (
  texts: readonly [string, ...string[]],
  { link, hashtags }: Pick<PostWords, "link" | "hashtags">,
  roomGraphemes = 300,
): string => {
  // Two more graphemes for the empty line above the link, two above the hashtags.
  const below = (link === undefined ? 0 : lengthOf(link) + 2) + (hashtags.length === 0 ? 0 : lengthOf(hashtags.join(" ")) + 2);
  return texts.find((text) => lengthOf(text) + below <= roomGraphemes) ?? texts.at(-1) ?? texts[0];
};

/** The address that the campaign chose for this person's posts. */
export const linkOf = ({ link, sources }: Prisoner): string | undefined => (link === undefined ? undefined : sources[link]?.url);
