import { hashtagsFor } from "./hashtags-for.ts";
import { firstThatFits, layOut, linkOf, type PostWords, type WordsRequest } from "./post-words.ts";
import { profileFacts, type ProfileFacts } from "./profile-facts.ts";
import { writeCard } from "./write-card.ts";

/**
 * The longest text first; what is left out on the way to the shortest is the least of the facts first: details of the work, the day of
 * birth, the day of the arrest (which the days in prison stand for), the sentence, the work. Who it is, what became of them and as of when is always there.
 */
const versions = (facts: ProfileFacts): readonly [string, ...string[]] => {
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
export const writeProfile = ({ prisoner, campaign, texts, language, today, roomGraphemes }: WordsRequest): PostWords => {
  const facts = profileFacts(prisoner, texts, language, today);
  const hashtags = hashtagsFor(prisoner, campaign);
  const link = linkOf(prisoner);
  const text = firstThatFits(versions(facts), { link, hashtags }, roomGraphemes);
  return { text, link, hashtags, language, card: writeCard(prisoner, campaign, texts, language, facts) };
};
