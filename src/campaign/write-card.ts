import type { CampaignSettings } from "./campaign-settings.ts";
import type { CardFacts } from "./card-facts.ts";
import { knownDay } from "./partial-date.ts";
import type { Prisoner } from "./prisoner.ts";
import type { ProfileFacts } from "./profile-facts.ts";
import { sayDate } from "./say-date.ts";
import type { Texts } from "./texts.ts";

/** One sentence after the other; a line that ends in an abbreviation (`2020 г.`) has its full stop already. */
const asSentences = (lines: readonly (string | null)[]): string =>
  lines
    .filter((line) => line !== null && line !== "")
    .map((line) => (/[.!?…]$/u.test(line ?? "") ? line : `${line}.`))
    .join(" ");

/** The picture's lines and its alt text, from the same facts as the post. */
export const writeCard = (
  prisoner: Prisoner,
  campaign: CampaignSettings,
  texts: Texts,
  language: string,
  facts: ProfileFacts,
): CardFacts => {
  const { tone, names, asOf } = facts;

  const span = (from: string | undefined, to: string | undefined): string | null => {
    if (from === undefined || to === undefined || knownDay(from) === null || knownDay(to) === null) return null;
    return texts.say(language, "date-span", { from: sayDate(texts, language, from).date, to: sayDate(texts, language, to).date });
  };

  const lines = (): { fact: string; detail: string | null } => {
    const { since } = prisoner.status;
    switch (tone) {
      case "imprisoned":
        return facts.days === null
          ? { fact: facts.outcome, detail: facts.sentence }
          : { fact: texts.say(language, "card-imprisoned-days", { days: facts.days }), detail: facts.detained };
      case "released":
        return facts.held === null ? { fact: facts.outcome, detail: facts.detained } : { fact: facts.held, detail: facts.outcome };
      case "memory":
        return { fact: texts.say(language, "card-in-memory"), detail: span(prisoner.born?.date, since) ?? facts.outcome };
    }
  };

  const { fact, detail } = lines();
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
