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

const counts = ({ id, network }: Account, length: number, limit: number): string =>
  `${id}: the text has ${length} characters as ${network} counts, and one post there at most ${limit}`;

const tooLong = (found: readonly string[]): TooLong =>
  new TooLong(`${found.join("; ")}. Shorten it, or make a thread of it with --thread.`);

/** Before anything is made of it: a picture is not stored for a text that is refused. Every account that one post does not hold is named. */
const checkLengths = async (app: App, { kind, words }: StoredPost, accounts: readonly Account[]): Promise<void> => {
  if (words === null || kind !== "own" || words.thread) return;
  const found: string[] = [];
  for (const account of accounts) {
    const text = textIn(words, account.language);
    if (text === undefined) continue;
    const draft = { text, link: words.link ?? undefined, hasImage: words.image !== null };
    const { length, limit } = measureText(draft, await app.limits(account));
    if (length > limit) found.push(counts(account, length, limit));
  }
  if (found.length > 0) throw tooLong(found);
};

/**
 * The post as every one of its accounts will get it. Throws `UserError`, which names the account, where one of them cannot take it,
 * or where it would become a thread and nobody asked for one.
 */
export const composeForAll = async (app: App, post: StoredPost): Promise<ComposedPost[]> => {
  const accounts = (await app.accounts()).filter(({ id }) => post.accounts.includes(id));
  const composed: ComposedPost[] = [];
  await checkLengths(app, post, accounts);
  for (const account of accounts) {
    try {
      composed.push(...(await composeStored(app, post, [account])));
    } catch (error) {
      if (error instanceof UserError) throw new UserError(`${account.id}: ${error.message}`, { cause: error });
      throw error;
    }
    const parts = composed.at(-1)?.parts ?? [];
    if (parts.length < 2 || post.words === null || post.words.thread) continue;
    // What its characters leave room for has too many bytes: families of emoji take dozens each.
    if (post.kind === "own") throw tooLong([`${account.id}: the text has more bytes than one post of ${account.network} holds`]);
    // A planned post has the record's link and hashtags besides.
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    throw tooLong([counts(account, length, parts[0]?.limit ?? 0)]);
  }
  return composed;
};
