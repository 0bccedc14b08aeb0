import type { Occasion } from "../anniversaries/occasion.ts";
import { asSentences } from "./as-sentences.ts";
import type { CardFacts } from "./card-facts.ts";
import { hashtagsFor } from "./hashtags-for.ts";
import { occasionsOfPerson, type PersonOccasion } from "./occasion-fault.ts";
import { firstThatFits, layOut, linkOf, type PostWords, type WordsRequest } from "./post-words.ts";
import { profileFacts, type ProfileFacts } from "./profile-facts.ts";
import { noteDays, noteOccasion, sayOccasion } from "./say-occasion.ts";
import { writeCard } from "./write-card.ts";

export interface AnniversaryRequest extends WordsRequest {
  /** All of which one post speaks; never empty. */
  readonly occasions: readonly Occasion[];
}

/** What became of the person, without a date or a number of days that an occasion has told already. */
const outcomeLine = (
  { today, texts, language }: WordsRequest,
  occasions: readonly PersonOccasion[],
  facts: ProfileFacts,
): string | null => {
  if (facts.tone !== "imprisoned") return facts.outcome;
  const told = new Set(occasions.filter(({ on }) => on.equals(today)).map(({ kind }) => kind));
  const toldSince = told.has("arrest") || told.has("half-term");
  if (told.has("day-count")) return toldSince ? null : facts.detained;
  return toldSince && facts.days !== null ? texts.say(language, "card-imprisoned-days", { days: facts.days }) : facts.outcome;
};

/** The longest first. Who it is, the occasions, what became of the person and as of when are always there. */
const versions = (request: WordsRequest, occasions: readonly PersonOccasion[], facts: ProfileFacts): readonly [string, ...string[]] => {
  const { who, held, asOf, tone, sentence } = facts;
  const said = occasions.map((occasion) => sayOccasion(occasion, request));
  const outcome = outcomeLine(request, occasions, facts);
  const kinds = new Set(occasions.map(({ kind }) => kind));
  const isOfCourt = kinds.has("sentence") || kinds.has("half-term");
  // The birthday of somebody who is free, or the day of a release, is not about what a court said.
  const isOfFreedom = tone === "released" && !isOfCourt && !kinds.has("arrest");
  const born = kinds.has("death") ? facts.born : null;
  const middle = (): (string | null)[] => {
    if (isOfFreedom) return [outcome];
    return tone === "imprisoned" && !isOfCourt ? [outcome, sentence] : [sentence, outcome];
  };
  return [
    layOut(who.full, [...said, born, ...middle(), held], asOf),
    layOut(who.short, [...said, born, ...middle(), held], asOf),
    layOut(who.short, [...said, ...middle(), held], asOf),
    layOut(who.short, [...said, ...middle()], asOf),
    layOut(who.short, [...said, outcome], asOf),
    layOut(who.name, [...said, outcome], asOf),
  ];
};

/** The profile's card with the occasions, their day with them, in place of its fact: a picture is looked at on other days, too. */
const anniversaryCard = (request: WordsRequest, occasions: readonly PersonOccasion[], facts: ProfileFacts): CardFacts => {
  const { prisoner, campaign, texts, language } = request;
  const card = writeCard(prisoner, campaign, texts, language, facts);
  const fact = noteDays(occasions, request, (occasion) => noteOccasion(occasion, request));
  const isDeath = occasions.some(({ kind }) => kind === "death");
  const detail = isDeath ? card.detail : facts.outcome;
  const names = card.otherName === null ? card.name : texts.say(language, "both-names", { name: card.name, other: card.otherName });
  return { ...card, fact, detail, alt: asSentences([card.campaign, names, fact, detail, card.asOf]) };
};

/**
 * What a day brings for one person, in one language; all of it is one post.
 * A birthday in prison is told as a fact and is nobody's celebration, a death without a cause.
 * @throws Error for a person of unknown status or withheld consent, for an occasion that is not theirs as they are recorded now, for a status
 * without a date, and where the texts lack a message
 */
export const writeAnniversary = (request: AnniversaryRequest): PostWords => {
  const { prisoner, campaign, texts, language, today, roomGraphemes } = request;
  const facts = profileFacts(prisoner, texts, language, today);
  const occasions = occasionsOfPerson(request.occasions, prisoner);
  const hashtags = hashtagsFor(prisoner, campaign);
  const link = linkOf(prisoner);
  const text = firstThatFits(versions(request, occasions, facts), { link, hashtags }, roomGraphemes);
  return { text, link, hashtags, language, card: anniversaryCard(request, occasions, facts) };
};
