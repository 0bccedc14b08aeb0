import type { CampaignSettings } from "../campaign/campaign-settings.ts";
import type { Content } from "../campaign/content.ts";
import { basisOfWords } from "../campaign/own/basis-of-words.ts";
import { everyLanguage, type OwnImage, type OwnWords } from "../campaign/own/own-words.ts";
import { postBasis } from "../campaign/post-basis.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { UserError } from "../user-error.ts";
import { dueAtInstant } from "./add-own-post.ts";
import { chooseAccountIds } from "./choose-accounts.ts";
import type { Edit } from "./edit-post.ts";

/** What a campaigner wants of a post that waits; what is left out stays. */
export interface EditWish {
  readonly text?: string | undefined;
  /** What the text is in; an own post goes to the accounts of this language besides. */
  readonly language?: string | undefined;
  readonly at?: Temporal.Instant | undefined;
  /** Networks, or accounts of `campaign.yaml`. */
  readonly networks?: readonly string[] | undefined;
  readonly link?: string | null | undefined;
  readonly image?: OwnImage | null | undefined;
  readonly thread?: boolean | undefined;
}

interface EditedBy {
  /** The campaigner's name. */
  readonly who: string;
  readonly now: Temporal.Instant;
}

const spokenBy = ({ accounts }: Pick<StoredPost, "accounts">, campaign: CampaignSettings): string[] => [
  ...new Set(campaign.accounts.filter(({ id }) => accounts.includes(id)).map(({ language }) => language)),
];

/** The languages that a new text of the post may be for; `everyLanguage` alone where it has one for all. */
export const languagesOf = (post: StoredPost, campaign: CampaignSettings): string[] => {
  const known = Object.keys(post.words?.texts ?? {});
  if (known.length > 0) return known;
  return post.kind === "own" ? [everyLanguage] : spokenBy(post, campaign);
};

const languageOf = (post: StoredPost, campaign: CampaignSettings): string => {
  const languages = languagesOf(post, campaign);
  const [first = everyLanguage] = languages;
  if (languages.length < 2) return first;
  throw new UserError(
    post.words === null
      ? `${post.id} goes out in ${languages.join(", ")}: say with --lang which one this text is in.`
      : `${post.id} has texts in ${languages.join(", ")}: say with --lang which one this is.`,
  );
};

/** The post as it would be then; stores nothing. Throws `UserError` where that cannot be. */
export const draftEdit = (content: Content, post: StoredPost, wish: EditWish, { who, now }: EditedBy): Edit => {
  const { campaign } = content;
  const { text, language, at = post.at, networks, link, image, thread = false } = wish;
  const isOwn = post.kind === "own";
  if (post.kind === "correction") throw new UserError(`${post.id} is a correction: it is not edited.`);
  if (!isOwn && (wish.at !== undefined || networks !== undefined))
    throw new UserError(`${post.id} is of the plan, which says when and where: cancel it, and add a post of your own at another time.`);
  const added = language === undefined || networks !== undefined ? [] : chooseAccountIds(campaign, { networks: [], lang: language });
  const named = networks === undefined ? [...post.accounts, ...added] : chooseAccountIds(campaign, { networks });
  const known = campaign.accounts.map(({ id }) => id);
  // An account that is not there any more stays named, and the post held, until somebody says where it goes instead.
  const accounts = isOwn ? [...known.filter((id) => named.includes(id)), ...named.filter((id) => !known.includes(id))] : post.accounts;
  const isNothing = [text, link, image, thread || undefined].every((one) => one === undefined || one === null);
  if (post.words === null && isNothing) throw new UserError(`Say what to change of ${post.id}: a text, --image, --link, or --thread.`);
  const before: OwnWords = post.words ?? { texts: {}, link: null, image: null, thread: false, author: who, basis: null };
  const words: OwnWords = {
    texts: text === undefined ? before.texts : { ...before.texts, [language ?? languageOf(post, campaign)]: text },
    link: link === undefined ? before.link : link,
    image: image === undefined ? before.image : image,
    thread: thread || before.thread,
    author: who,
    // Whoever edits it has looked at what is recorded now.
    basis: basisOfWords(before, content, () => postBasis(post, content, now)),
    ...(before.about !== undefined && { about: before.about }),
    ...(before.counted !== undefined && { counted: before.counted }),
    ...(before.needsYes === true && { needsYes: true }),
  };
  // A time that is said again takes the place of a day that was said.
  const due = isOwn && wish.at !== undefined ? dueAtInstant(at, campaign.zone) : undefined;
  return { words, at, due, accounts };
};
