import { inputOf } from "../../jobs/post-input.ts";
import type { App } from "../app.ts";
import { peopleIn } from "../campaign/anniversaries/occasion-basis.ts";
import { dateOfId, occasionsOf } from "../campaign/anniversaries/occasions-of.ts";
import { occasionsFor } from "../campaign/anniversaries/rule-accounts.ts";
import type { Content } from "../campaign/content.ts";
import { isShown } from "../campaign/is-shown.ts";
import { textIn } from "../campaign/own/own-words.ts";
import { isOver } from "../campaign/petitions/petition-news.ts";
import { isOccasionPost } from "../campaign/planned-post.ts";
import type { Prisoner } from "../campaign/prisoner.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Account } from "../config.ts";
import type { StoredPost } from "../delivery/post-store.ts";

type Stored = Pick<StoredPost, "id" | "kind" | "subject" | "at" | "people" | "draft" | "words">;

/** Nothing is written of somebody as long as nobody knows where they are, or since when. */
export const isKnown = (status: Prisoner["status"] | undefined): boolean =>
  status?.kind === "imprisoned" || (status?.since !== undefined && status.kind !== "unknown");

/** The accounts on which there is something to write, as the content is now. */
const writable = (post: Stored, content: Content, accounts: readonly Account[]): readonly Account[] => {
  const { words } = post;
  // The gate holds a post of a campaigner that has nothing to say in an account's language.
  if (post.kind === "own") return accounts.filter(({ language }) => words !== null && textIn(words, language) !== undefined);
  if (!isOccasionPost(post)) {
    const isRecorded = isKnown(content.prisoners.get(post.subject)?.status);
    return accounts.filter(({ language }) => isRecorded || post.draft?.texts[language] !== undefined);
  }
  const occasions = occasionsOf({ ...post, date: dateOfId(post.id) }, content, post.at);
  const today = post.at.toZonedDateTimeISO(content.campaign.peopleZone).toPlainDate();
  const petition = content.petitions.get(post.subject);
  const isOpenToday = petition !== undefined && !isOver(petition, today);
  const isOutOfTime =
    (post.kind === "petition-launch" && !isOpenToday) ||
    (post.kind === "petition-closed" && (isOpenToday || !occasions.some(({ signatures }) => signatures !== undefined))) ||
    occasions.some(({ kind, on }) => kind === "petition-deadline" && Temporal.PlainDate.compare(on, today) < 0);
  if (isOutOfTime || !peopleIn(post, occasions, content).every((slug) => isKnown(content.prisoners.get(slug)?.status))) return [];
  return accounts.filter((account) => occasionsFor(post.kind, occasions, account, content).length > 0);
};

/** A post as each of these accounts will get it, from what is planned or stored of it. Empty where there is nothing to write of its subject. */
export const composeStored = async (app: App, post: Stored, accounts: readonly Account[]): Promise<ComposedPost[]> => {
  const source = await app.content();
  const content = source.current();
  if (!isShown(content, post)) return [];
  const composePost = await app.composePost();
  return Promise.all(
    writable(post, content, accounts).map(async (account) => {
      const setting = { texts: source.texts(), account, limits: await app.limits(account) };
      return composePost(inputOf(post, { content, now: post.at }, setting));
    }),
  );
};
