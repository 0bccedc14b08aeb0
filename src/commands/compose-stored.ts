import { inputOf } from "../../jobs/post-input.ts";
import type { App } from "../app.ts";
import { ownSubject, textIn } from "../campaign/own/own-words.ts";
import { isOccasionPost } from "../campaign/planned-post.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Account } from "../config.ts";
import type { StoredPost } from "../delivery/post-store.ts";

/** A post as each of these accounts will get it, from what is planned or stored of it. Empty where its subject is not in the content. */
export const composeStored = async (
  app: App,
  { kind, subject, at, draft, words }: Pick<StoredPost, "kind" | "subject" | "at" | "draft" | "words">,
  accounts: readonly Account[],
): Promise<ComposedPost[]> => {
  const source = await app.content();
  const { campaign, prisoners } = source.current();
  const prisoner = prisoners.get(subject);
  if ((prisoner === undefined && subject !== ownSubject) || isOccasionPost({ kind })) return [];
  const composePost = await app.composePost();
  const today = at.toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
  // The gate holds a post of a campaigner that has nothing to say in an account's language.
  const spoken = kind === "own" ? accounts.filter(({ language }) => words !== null && textIn(words, language) !== undefined) : accounts;
  return Promise.all(
    spoken.map(async (account) => {
      const setting = { campaign, texts: source.texts(), account, limits: await app.limits(account) };
      return composePost(inputOf({ kind, draft, words }, { prisoner, today }, setting));
    }),
  );
};
