import type { mastodon } from "masto";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Published, Withdrawal } from "../../delivery/publisher.ts";
import { wasRehearsed } from "../outbox.ts";
import type { MastodonClient } from "./client.ts";

const statusId = /^[0-9A-Za-z]{1,64}$/;

/** In the address, as Mastodon's own pages send it; masto's types know no parameter here. Without it the files stay for a day. */
const withItsPictures = { search: { deleteMedia: true } } as object;

/** False where the server itself, not something before it, knows no such status. */
const unlessGone = async (answer: PromiseLike<unknown>): Promise<boolean> => {
  try {
    await answer;
    return true;
  } catch (error) {
    const { MastoHttpError } = await import("masto");
    if (error instanceof MastoHttpError && error.statusCode === 404 && error.message !== "") return false;
    throw error;
  }
};

/**
 * Deletes a status, with its pictures where the server knows how (4.4). To a server another account's status is one that is not there:
 * a token that was changed to another account must not make us believe that the post is gone, so it is looked for.
 * https://docs.joinmastodon.org/methods/statuses/#delete
 */
export const withdrawFromMastodon = async (options: {
  client: MastodonClient;
  host: string;
  published: Published;
  timeoutMs: number;
}): Promise<Withdrawal> => {
  const { client, host, published, timeoutMs } = options;
  if (wasRehearsed(published)) return "deleted";
  const { ref } = published;
  if (!statusId.test(ref)) throw new PublishError("rejected", `What is to be taken back is no post on ${host}.`);
  const ask = async (run: (api: mastodon.rest.Client) => PromiseLike<unknown>): Promise<boolean> =>
    (await client.call({ purpose: "withdraw", timeoutMs, run: (api) => unlessGone(run(api)) })).answer;
  if (await ask((api) => api.v1.statuses.$select(ref).remove(undefined, withItsPictures))) return "deleted";
  if (await ask((api) => api.v1.statuses.$select(ref).fetch())) {
    throw new PublishError("rejected", `The post belongs to another account on ${host} than the token's: delete it there by hand.`);
  }
  return "deleted";
};
