import type { mastodon } from "masto";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Published, Withdrawal } from "../../delivery/publisher.ts";
import { wasRehearsed } from "../outbox.ts";
import type { MastodonClient } from "./client.ts";
import { publishedFrom } from "./published.ts";

const statusId = /^[0-9A-Za-z]{1,64}$/;

/** In the address, as Mastodon's own pages send it; masto's types know no parameter here. Without it the files stay for a day. */
const withItsPictures = { search: { deleteMedia: true } } as object;

/** The answer, or `gone` where the server itself, not something before it, knows no such status. */
const unlessGone = async (answer: PromiseLike<unknown>): Promise<unknown> => {
  try {
    return await answer;
  } catch (error) {
    const { MastoHttpError } = await import("masto");
    if (error instanceof MastoHttpError && error.statusCode === 404) return "gone";
    throw error;
  }
};

const accountOf = (status: unknown): string | null => {
  const { account } = status as { account?: { id?: unknown } | null };
  return typeof account?.id === "string" ? account.id : null;
};

/**
 * Deletes a status, with its pictures where the server knows how (4.4). Believes that it is gone when the server answers with the status that it deleted,
 * as Mastodon does, or says that it has none; then it is looked for, since to a server another account's status is one that is not there either.
 * https://docs.joinmastodon.org/methods/statuses/#delete
 */
export const withdrawFromMastodon = async (options: {
  client: MastodonClient;
  host: string;
  published: Published;
  timeoutMs: number;
  /** The id of the token's account. */
  ownId: () => Promise<string>;
}): Promise<Withdrawal> => {
  const { client, host, published, timeoutMs, ownId } = options;
  if (wasRehearsed(published)) return "deleted";
  const { ref } = published;
  if (!statusId.test(ref)) throw new PublishError("rejected", `What is to be taken back is no post on ${host}.`);
  const ask = async (run: (api: mastodon.rest.Client) => PromiseLike<unknown>): Promise<unknown> =>
    (await client.call({ purpose: "withdraw", timeoutMs, run: (api) => unlessGone(run(api)) })).answer;

  const deleted = await ask((api) => api.v1.statuses.$select(ref).remove(undefined, withItsPictures));
  if (publishedFrom(deleted)?.ref === ref) return "deleted";
  const found = await ask((api) => api.v1.statuses.$select(ref).fetch());
  if (found === "gone") return "deleted";
  if (publishedFrom(found)?.ref === ref && accountOf(found) !== (await ownId())) {
    throw new PublishError("rejected", `The post belongs to another account on ${host} than the token's: delete it there by hand.`);
  }
  throw new PublishError("unavailable", `${host} did not say that the post is deleted; it may still be there.`);
};
