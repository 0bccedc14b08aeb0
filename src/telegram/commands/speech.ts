import type { CampaignSettings } from "../../campaign/campaign-settings.ts";
import type { MessageId, ValuesOf } from "../../campaign/words/messages.ts";
import { sayDate } from "../../campaign/words/say-date.ts";
import type { AnswerButton, Asked } from "./answer.ts";
import { writeButton } from "./button-data.ts";

/** What every answer is made with. */
export interface Speech {
  readonly language: string;
  readonly campaign: CampaignSettings;
  /** Where the dates of people are days. */
  readonly today: Temporal.PlainDate;
  say<K extends MessageId>(key: K, values: ValuesOf<K>): string;
  /** A date in words, as far as it is known. */
  date(date: string | Temporal.PlainDate): string;
  button(text: string, command: string, argument?: string): AnswerButton;
  /** Below every answer, so that a language that was chosen stays. */
  readonly menu: AnswerButton;
}

export const speechOf = ({ texts, language, now, content: { campaign } }: Asked): Speech => {
  const say: Speech["say"] = (key, values) => texts.say(language, key, values);
  const button: Speech["button"] = (text, command, argument = "") => ({ text, data: writeButton({ language, command, argument }) });
  return {
    language,
    campaign,
    today: now.toZonedDateTimeISO(campaign.peopleZone).toPlainDate(),
    say,
    date: (date) => sayDate(texts, language, date.toString()).date,
    button,
    menu: button(say("button-menu", {}), "help"),
  };
};

/**
 * What content gives in one language or several; null where it is not there in this one. What is written once only is in the language that the
 * campaign names first.
 */
export const saidIn = (said: string | Readonly<Record<string, string>> | undefined, { language, campaign }: Speech): string | null => {
  if (said === undefined) return null;
  if (typeof said === "string") return language === campaign.languages[0] ? said : null;
  return said[language] ?? null;
};

/** The same for names, which are all that falls back. */
export const nameIn = (said: string | Readonly<Record<string, string>>, speech: Speech): string =>
  typeof said === "string" ? said : (said[speech.language] ?? said[speech.campaign.languages[0] ?? ""] ?? Object.values(said)[0] ?? "");
