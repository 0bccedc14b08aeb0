import type { CardFacts } from "../campaign/words/card-facts.ts";
import type { CampaignSettings } from "../campaign/campaign-settings.ts";
import type { Prisoner } from "../campaign/prisoner.ts";
import type { Texts } from "../campaign/words/texts.ts";
import { writeProfile } from "../campaign/words/write-profile.ts";
import { compose, type ComposeAccount } from "./compose.ts";
import type { ComposedPost } from "./composed-post.ts";
import type { Limits } from "./limits.ts";
import type { LinkCardReader, MediaPreparer } from "./media.ts";

export interface ProfileInput {
  readonly campaign: CampaignSettings;
  readonly texts: Texts;
  readonly prisoner: Prisoner;
  /** The day that the post speaks of, in the zone of the people's dates. */
  readonly today: Temporal.PlainDate;
  readonly account: ComposeAccount;
  readonly limits: Limits;
}

export interface ProfileParts {
  readonly media: MediaPreparer;
  readonly linkCards: LinkCardReader;
  drawCard(facts: CardFacts): Promise<Uint8Array>;
  /** A person's own picture: its bytes, from `content/`. */
  readImage(file: string): Promise<Uint8Array>;
}

/** Three networks share one picture a day; a plan's worth of previews shares a few. */
const cardsKept = 8;

/** Graphemes that surely fit into one post with a picture, links at full length. */
const roomFor = (limits: Limits): number => {
  switch (limits.network) {
    case "bluesky":
      return limits.graphemes;
    case "mastodon":
      return limits.characters;
    case "telegram":
      return limits.captionUnits;
  }
};

/**
 * The one function that makes a profile post: previews, rehearsals and deliveries all call it.
 * It says what is recorded; whether that may be said is the status gate's to answer, before.
 */
export const createProfileComposer = (parts: ProfileParts): ((input: ProfileInput) => Promise<ComposedPost>) => {
  const cards = new Map<string, Promise<Uint8Array>>();

  const cardOf = (facts: CardFacts): Promise<Uint8Array> => {
    const key = JSON.stringify(facts);
    const known = cards.get(key);
    if (known !== undefined) return known;
    const drawn = parts.drawCard(facts);
    cards.set(key, drawn);
    const oldest = cards.keys().next().value;
    if (cards.size > cardsKept && oldest !== undefined) cards.delete(oldest);
    drawn.catch(() => cards.delete(key));
    return drawn;
  };

  return async ({ campaign, texts, prisoner, today, account, limits }) => {
    const { language } = account;
    const words = writeProfile({ prisoner, campaign, texts, language, today, roomGraphemes: roomFor(limits) });
    const own = prisoner.image?.alt[language];
    const image =
      prisoner.image !== undefined && own !== undefined
        ? { data: await parts.readImage(prisoner.image.file), alt: own }
        : { data: await cardOf(words.card), alt: words.card.alt };
    const draft = { text: words.text, link: words.link, hashtags: words.hashtags, language, image };
    return compose(draft, account, limits, parts);
  };
};
