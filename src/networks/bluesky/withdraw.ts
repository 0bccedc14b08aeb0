import { AtUri } from "@atproto/api";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Published, Withdrawal } from "../../delivery/publisher.ts";
import { wasRehearsed } from "../outbox.ts";
import { collection, isNamed, run, type BlueskyPosting } from "./post.ts";
import type { BlueskyAccess } from "./session.ts";

/** Null for what is no at:// URI of a post. */
const postUri = (ref: string): AtUri | null => {
  try {
    const uri = new AtUri(ref);
    return uri.collection === collection && uri.rkey !== "" ? uri : null;
  } catch {
    return null;
  }
};

const isThere = async ({ agent, did, signal }: BlueskyAccess, rkey: string): Promise<boolean> => {
  try {
    await agent.com.atproto.repo.getRecord({ repo: did, collection, rkey }, { signal });
    return true;
  } catch (error) {
    if (isNamed(error, "RecordNotFound")) return false;
    throw error;
  }
};

/** Deletes the record; one that is gone is deleted once more with the same answer. Replies of others stay and show that something was there. */
export const withdrawFromBluesky = async (posting: BlueskyPosting, published: Published): Promise<Withdrawal> => {
  if (wasRehearsed(published)) return "deleted";
  const { host, handle } = posting.attempt;
  const uri = postUri(published.ref);
  if (uri === null) throw new PublishError("rejected", "What is to be taken back is no post on Bluesky.");
  await run(posting, "delete", async (access) => {
    const { agent, did, signal } = access;
    if (uri.host !== did) {
      throw new PublishError("rejected", `The post belongs to another account than ${handle}: delete it by hand in Bluesky's app.`);
    }
    const { headers } = await agent.com.atproto.repo.deleteRecord({ repo: did, collection, rkey: uri.rkey }, { signal });
    // The SDK takes whatever came with 200, a proxy's page too; old servers answer with nothing at all.
    if (headers["content-type"]?.includes("application/json")) return;
    if (await isThere(access, uri.rkey)) throw new PublishError("unavailable", `${host} did not delete the post: it is still there.`);
  });
  return "deleted";
};
