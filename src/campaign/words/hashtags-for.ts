import type { CampaignSettings } from "../campaign-settings.ts";
import type { Prisoner } from "../prisoner.ts";

/** "Free ...", "Release ..." in the languages of such campaigns: they are for people in prison only, whoever the campaign is for. */
const call = /free|release|свабод|свобод|волю|вызвал|освобод|отпуст|адпусц|wolno|uwoln|freiheit|freil[aä]ss|libert|lib[eé]rez/iu;

/** The calls for a person's freedom among the hashtags that are recorded of them and of those who speak for them. */
export const callsFor = ({ hashtags, campaignHashtags }: Prisoner): string[] => [
  ...hashtags,
  ...campaignHashtags.filter((tag) => call.test(tag)),
];

/** Is a hashtag a call to free somebody, whoever that is? */
export const isCall = (tag: string): boolean => call.test(tag);

/** The last hashtags of a post about a person: their own, those of the campaigns that speak for them, those of every post. */
export const hashtagsFor = (prisoner: Prisoner, campaign: CampaignSettings): string[] => {
  const { always } = campaign.hashtags;
  const tags =
    prisoner.status.kind === "imprisoned"
      ? [...prisoner.hashtags, ...prisoner.campaignHashtags, ...always]
      : [...prisoner.campaignHashtags, ...always].filter((tag) => !call.test(tag));
  const byFolded = new Map<string, string>();
  for (const tag of tags) if (!byFolded.has(tag.toLowerCase())) byFolded.set(tag.toLowerCase(), tag);
  return [...byFolded.values()];
};

/**
 * The last hashtags of a post about several people, or about nobody: those that each of them would have, so that a call to free somebody
 * stands only where all are in prison.
 */
export const hashtagsForAll = (people: readonly Prisoner[], campaign: CampaignSettings): string[] => {
  const [first, ...others] = people.map((prisoner) => hashtagsFor(prisoner, campaign));
  if (first === undefined) return campaign.hashtags.always.filter((tag) => !call.test(tag));
  const shared = others.map((tags) => new Set(tags.map((tag) => tag.toLowerCase())));
  return first.filter((tag) => shared.every((tags) => tags.has(tag.toLowerCase())));
};
