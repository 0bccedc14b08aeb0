import type { CampaignSettings } from "../campaign-settings.ts";
import { asSentences } from "./as-sentences.ts";
import type { CardFacts } from "./card-facts.ts";
import type { Texts } from "./texts.ts";

export interface WithdrawnWords {
  readonly text: string;
  readonly card: CardFacts;
}

/** What stands in the place of a post that was taken back and could not be deleted. It names nobody and gives no reason. */
export const writeWithdrawn = (campaign: CampaignSettings, texts: Texts, language: string): WithdrawnWords => {
  const text = texts.say(language, "withdrawn", {});
  const name = texts.say(language, "card-withdrawn", {});
  const campaignName = campaign.name[language] ?? "";
  const card: CardFacts = {
    tone: "withdrawn",
    campaign: campaignName,
    name,
    otherName: null,
    fact: "",
    detail: null,
    asOf: "",
    alt: asSentences([campaignName, name]),
  };
  return { text, card };
};
