import type { CampaignSettings } from "../campaign-settings.ts";
import type { OccasionContent } from "./find-occasions.ts";
import type { Occasion } from "./occasion.ts";

type Account = CampaignSettings["accounts"][number];

/** The languages that an occasion has a title in; null where it is a person's, which the campaign's texts can say in every language. */
const titleOf = ({ kind, subject }: Occasion, { days, petitions }: OccasionContent): Readonly<Record<string, string>> | null => {
  if (kind === "marked-day") return days.find(({ id }) => id === subject)?.title ?? {};
  return kind === "petition-deadline" || kind === "petition-milestone" ? (petitions.get(subject)?.title ?? {}) : null;
};

const speaksOn = (occasion: Occasion, { id, language }: Account, content: OccasionContent): boolean => {
  const { accounts, languages } = content.campaign.anniversaries.rules[occasion.kind];
  const title = titleOf(occasion, content);
  return (accounts?.includes(id) ?? true) && (languages?.includes(language) ?? true) && (title === null || Object.hasOwn(title, language));
};

/** Of what a post speaks on one account: a rule may keep a kind away from it that another of the post's kinds is let out on. */
export const occasionsFor = (occasions: readonly Occasion[], account: Account, content: OccasionContent): Occasion[] =>
  occasions.filter((occasion) => speaksOn(occasion, account, content));

/** The ids of the accounts that a post goes out on, in the campaign's order. */
export const accountsFor = (occasions: readonly Occasion[], content: OccasionContent): string[] =>
  content.campaign.accounts.filter((account) => occasions.some((occasion) => speaksOn(occasion, account, content))).map(({ id }) => id);
