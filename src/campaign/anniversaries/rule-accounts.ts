import type { CampaignSettings } from "../campaign-settings.ts";
import { isPetitionKind, type OccasionPostKind } from "../planned-post.ts";
import type { OccasionContent } from "./find-occasions.ts";
import type { Occasion } from "./occasion.ts";

type Account = CampaignSettings["accounts"][number];

/** The languages that an occasion has a title in; null where it is a person's, which the campaign's texts can say in every language. */
const titleOf = ({ kind, subject }: Occasion, { days, petitions }: OccasionContent): Readonly<Record<string, string>> | null => {
  if (kind === "marked-day") return days.find(({ id }) => id === subject)?.title ?? {};
  return isPetitionKind(kind) ? (petitions.get(subject)?.title ?? {}) : null;
};

const speaksOn = (occasion: Occasion, { id, language }: Pick<Account, "id" | "language">, content: OccasionContent): boolean => {
  const { accounts, languages } = content.campaign.anniversaries.rules[occasion.kind];
  const title = titleOf(occasion, content);
  return (accounts?.includes(id) ?? true) && (languages?.includes(language) ?? true) && (title === null || Object.hasOwn(title, language));
};

/** Would a post of that kind with this occasion alone say something? */
const isEnough = (kind: OccasionPostKind, occasion: Occasion): boolean =>
  kind === "anniversary" || kind === "joint" || occasion.kind === kind;

/**
 * Of what a post speaks on one account: a rule may keep a kind away from it that another of the post's kinds is let out on. Empty where it says nothing
 * there: of a day of the calendar nothing is left without the day itself.
 */
export const occasionsFor = (
  kind: OccasionPostKind,
  occasions: readonly Occasion[],
  account: Pick<Account, "id" | "language">,
  content: OccasionContent,
): Occasion[] => {
  const spoken = occasions.filter((occasion) => speaksOn(occasion, account, content));
  return spoken.some((occasion) => isEnough(kind, occasion)) ? spoken : [];
};

/** The ids of the accounts that a post goes out on, in the campaign's order. */
export const accountsFor = (kind: OccasionPostKind, occasions: readonly Occasion[], content: OccasionContent): string[] =>
  content.campaign.accounts
    .filter((account) => occasions.some((occasion) => isEnough(kind, occasion) && speaksOn(occasion, account, content)))
    .map(({ id }) => id);

/** Why a post of occasions has nowhere to go. */
export const saysNothing = "No account of the campaign may say it: look at the languages of its title and at its rule.";
