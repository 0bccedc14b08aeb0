import { hashtagsFor } from "./hashtags-for.ts";
import { firstThatFits, layOut, linkOf, type PostWords, type WordsRequest } from "./post-words.ts";
import { profileFacts } from "./profile-facts.ts";
import { releaseEvidence } from "../release-sources.ts";
import { writeCard } from "./write-card.ts";

/**
 * The news of a release in one language: who, since when, how as far as it is known, after how many days, and the page of Viasna or BAJ that says so.
 * Nothing of joy, and no call. Whether it may be said is the freed gate's to answer, before.
 * @throws Error for a person who is not recorded as released, or is withheld, and where the texts lack a message
 */
export const writeFreed = ({ prisoner, campaign, texts, language, today, roomGraphemes }: WordsRequest): PostWords => {
  const { status, slug } = prisoner;
  const facts = profileFacts(prisoner, texts, language, today);
  if (status.kind !== "released" || status.since === undefined) {
    throw new Error(`prisoners/${slug}.yaml: the status is ${status.kind}, so there is no release to write of`);
  }
  const link = releaseEvidence(prisoner, status.since).page ?? linkOf(prisoner);
  const hashtags = hashtagsFor(prisoner, campaign);
  const version = (who: string): string =>
    layOut(texts.say(language, "freed", { gender: prisoner.gender ?? "other", who }), [facts.outcome, facts.held], facts.asOf);
  const text = firstThatFits(
    [version(facts.who.full), version(facts.who.short), version(facts.who.name)],
    { link, hashtags },
    roomGraphemes,
  );
  return { text, link, hashtags, language, card: writeCard(prisoner, campaign, texts, language, facts) };
};
