import type { CampaignSettings } from "../campaign-settings.ts";
import type { CardFacts } from "./card-facts.ts";
import { hashtagsFor } from "./hashtags-for.ts";
import type { Prisoner } from "../prisoner.ts";
import { profileFacts, type ProfileFacts } from "./profile-facts.ts";
import type { Texts } from "./texts.ts";
import { writeCard } from "./write-card.ts";

export interface ProfileRequest {
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

/** A profile in words, before any network's limits. */
export interface ProfileWords {
  readonly text: string;
  /** The page where a reader can look it up. */
  readonly link: string | undefined;
  readonly hashtags: readonly string[];
  readonly language: string;
  readonly card: CardFacts;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const lengthOf = (text: string): number => [...graphemes.segment(text)].length;

const layOut = (who: string, lines: readonly (string | null)[], asOf: string): string =>
  [who, lines.filter((line) => line !== null).join("\n"), asOf].filter((block) => block !== "").join("\n\n");

/**
 * The longest text first; what is left out on the way to the shortest is the least of the facts first: details of the work, the day of
 * birth, the day of the arrest (which the days in prison stand for), the sentence, the work. Who it is, what became of them and as of when is always there.
 */
const versions = (facts: ProfileFacts): string[] => {
  const { tone, who, born, detained, sentence, outcome, held, asOf } = facts;
  // Somebody in prison has one line for since when and how long; there is no day of the arrest to leave out.
  if (tone === "imprisoned") {
    return [
      layOut(who.full, [outcome, sentence], asOf),
      layOut(who.short, [outcome, sentence], asOf),
      layOut(who.short, [outcome], asOf),
      layOut(who.name, [outcome], asOf),
    ];
  }
  const arrest = held === null ? detained : null;
  return [
    layOut(who.full, [born, detained, sentence, outcome, held], asOf),
    layOut(who.short, [born, detained, sentence, outcome, held], asOf),
    layOut(who.short, [detained, sentence, outcome, held], asOf),
    layOut(who.short, [arrest, sentence, outcome, held], asOf),
    layOut(who.short, [arrest, outcome, held], asOf),
    layOut(who.name, [arrest, outcome, held], asOf),
  ];
};

/**
 * What one day's profile says in one language. Whether it may be said is the status gate's to answer, before.
 * A fact that is not known, or not in this language, is left out; only names fall back, to Latin letters.
 * @throws Error for a person of unknown status or withheld consent, for a status without a date, and where the texts lack a message
 */
export const writeProfile = ({ prisoner, campaign, texts, language, today, roomGraphemes = 300 }: ProfileRequest): ProfileWords => {
  const facts = profileFacts(prisoner, texts, language, today);
  const hashtags = hashtagsFor(prisoner, campaign);
  const link = prisoner.link === undefined ? undefined : prisoner.sources[prisoner.link]?.url;

  // Blocks are parted by an empty line: two more graphemes for the link, two for the hashtags.
  const below = (link === undefined ? 0 : lengthOf(link) + 2) + (hashtags.length === 0 ? 0 : lengthOf(hashtags.join(" ")) + 2);
  const texted = versions(facts);
  const text = texted.find((version) => lengthOf(version) + below <= roomGraphemes) ?? texted.at(-1) ?? facts.who.name;

  return { text, link, hashtags, language, card: writeCard(prisoner, campaign, texts, language, facts) };
};
