import { asSentences } from "./as-sentences.ts";
import type { CampaignSettings } from "../campaign-settings.ts";
import type { CardFacts } from "./card-facts.ts";
import { knownDay, type PartialDate } from "../partial-date.ts";
import type { Prisoner } from "../prisoner.ts";
import type { ProfileFacts } from "./profile-facts.ts";
import { sayDate } from "./say-date.ts";
import type { Texts } from "./texts.ts";

const lifeSpan = (texts: Texts, language: string, from: PartialDate | undefined, to: PartialDate | undefined): string | null => {
  if (from === undefined || to === undefined || knownDay(from) === null || knownDay(to) === null) return null;
  return texts.say(language, "date-span", { from: sayDate(texts, language, from).date, to: sayDate(texts, language, to).date });
};

const linesOf = (
  { born, status }: Prisoner,
  texts: Texts,
  language: string,
  { tone, days, held, outcome, detained, sentence }: ProfileFacts,
): Pick<CardFacts, "fact" | "detail"> => {
  if (tone === "memory") {
    return { fact: texts.say(language, "card-in-memory", {}), detail: lifeSpan(texts, language, born?.date, status.since) ?? outcome };
  }
  // A picture travels without its post: a released person's card says itself that they are free.
  if (tone === "released") return held === null ? { fact: outcome, detail: detained } : { fact: held, detail: outcome };
  return days === null
    ? { fact: outcome, detail: sentence }
    : { fact: texts.say(language, "card-imprisoned-days", { days }), detail: detained };
};

/** The picture's lines and its alt text, from the same facts as the post. */
export const writeCard = (
  prisoner: Prisoner,
  campaign: CampaignSettings,
  texts: Texts,
  language: string,
  facts: ProfileFacts,
): CardFacts => {
  const { tone, names, asOf } = facts;

  const { fact, detail } = linesOf(prisoner, texts, language, facts);
  const campaignName = campaign.name[language] ?? "";
  const who = names.other === null ? names.name : texts.say(language, "both-names", { name: names.name, other: names.other });
  return {
    tone,
    campaign: campaignName,
    name: names.name,
    otherName: names.other,
    fact,
    detail,
    asOf,
    alt: asSentences([campaignName, who, fact, detail, asOf]),
  };
};
