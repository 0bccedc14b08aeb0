import type { App } from "../../app.ts";
import { composeStored } from "../compose-stored.ts";
import { measureText } from "../../compose/text/measure-text.ts";
import type { ComposedPost } from "../../compose/composed-post.ts";
import { textIn } from "../../campaign/own/own-words.ts";
import type { Account } from "../../config.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { UserError } from "../../user-error.ts";

const tooLong = (account: Account, length: number, limit: number): UserError =>
  new UserError(
    `${account.id}: the text has ${length} characters as ${account.network} counts, and one post there at most ${limit}. Shorten it, or make a thread of it with --thread.`,
  );

/**
 * The post as every one of its accounts will get it. Throws `UserError`, which names the account, where one of them cannot take it,
 * or where it would become a thread and nobody asked for one.
 */
export const composeForAll = async (app: App, post: StoredPost): Promise<ComposedPost[]> => {
  const accounts = (await app.accounts()).filter(({ id }) => post.accounts.includes(id));
  const composed: ComposedPost[] = [];
  for (const account of accounts) {
    try {
      composed.push(...(await composeStored(app, post, [account])));
    } catch (error) {
      if (error instanceof UserError) throw new UserError(`${account.id}: ${error.message}`, { cause: error });
      throw error;
    }
    const parts = composed.at(-1)?.parts ?? [];
    const { words, kind } = post;
    if (parts.length < 2 || words === null || words.thread) continue;
    const text = textIn(words, account.language);
    // A planned post has the record's link and hashtags besides.
    if (kind !== "own" || text === undefined)
      throw tooLong(
        account,
        parts.reduce((sum, part) => sum + part.length, 0),
        parts[0]?.limit ?? 0,
      );
    const { length, limit } = measureText(
      { text, link: words.link ?? undefined, hasImage: words.image !== null },
      await app.limits(account),
    );
    throw tooLong(account, length, limit);
  }
  return composed;
};
