import type { App } from "../app.ts";
import { composeStored } from "../commands/compose-stored.ts";
import { measureText } from "../compose/text/measure-text.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import { textIn } from "../campaign/own/own-words.ts";
import type { Account } from "../config.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { UserError } from "../user-error.ts";

/** One post does not hold it, and nobody asked for a thread. */
export class TooLong extends UserError {}

const tooLong = (account: Account, length: number, limit: number): TooLong =>
  new TooLong(
    `${account.id}: the text has ${length} characters as ${account.network} counts, and one post there at most ${limit}. Shorten it, or make a thread of it with --thread.`,
  );

/** Before anything is made of it: a picture is not stored for a text that is refused. */
const checkLength = async (app: App, { kind, words }: StoredPost, account: Account): Promise<void> => {
  const text = words === null || kind !== "own" ? undefined : textIn(words, account.language);
  if (words === null || text === undefined || words.thread) return;
  const { length, limit } = measureText({ text, link: words.link ?? undefined, hasImage: words.image !== null }, await app.limits(account));
  if (length > limit) throw tooLong(account, length, limit);
};

/**
 * The post as every one of its accounts will get it. Throws `UserError`, which names the account, where one of them cannot take it,
 * or where it would become a thread and nobody asked for one.
 */
export const composeForAll = async (app: App, post: StoredPost): Promise<ComposedPost[]> => {
  const accounts = (await app.accounts()).filter(({ id }) => post.accounts.includes(id));
  const composed: ComposedPost[] = [];
  for (const account of accounts) {
    await checkLength(app, post, account);
    try {
      composed.push(...(await composeStored(app, post, [account])));
    } catch (error) {
      if (error instanceof UserError) throw new UserError(`${account.id}: ${error.message}`, { cause: error });
      throw error;
    }
    const parts = composed.at(-1)?.parts ?? [];
    if (parts.length < 2 || post.words === null || post.words.thread) continue;
    // A planned post has the record's link and hashtags besides.
    throw tooLong(
      account,
      parts.reduce((sum, part) => sum + part.length, 0),
      parts[0]?.limit ?? 0,
    );
  }
  return composed;
};
