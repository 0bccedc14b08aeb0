import { firstThatFits, layOut, linkOf, type PostWords, type WordsRequest } from "./post-words.ts";
import { profileFacts } from "./profile-facts.ts";
import { sayDate } from "./say-date.ts";
import { writeCard } from "./write-card.ts";

export interface CorrectionRequest extends WordsRequest {
  /** The day of the post that it corrects, in the campaign's zone. */
  readonly corrects: Temporal.PlainDate;
}

/**
 * What a correction says in one language, as a reply to the post that it corrects: that post's day, and what is recorded now. It has the card of
 * what is recorded now, since the other post's card travels on, and no hashtags: it is for those who saw that post.
 * @throws Error for a person of unknown status or withheld consent, for a status without a date, and where the texts lack a message
 */
export const writeCorrection = (request: CorrectionRequest): PostWords => {
  const { prisoner, campaign, texts, language, today, corrects, roomGraphemes } = request;
  const facts = profileFacts(prisoner, texts, language, today);
  const { date } = sayDate(texts, language, corrects.toString());
  const link = linkOf(prisoner);
  const version = (key: "correction" | "correction-short"): string =>
    layOut(texts.say(language, key, { date }), [facts.who.name, facts.outcome], facts.asOf);
  const text = firstThatFits([version("correction"), version("correction-short")], { link, hashtags: [] }, roomGraphemes);
  return { text, link, hashtags: [], language, card: writeCard(prisoner, campaign, texts, language, facts) };
};
