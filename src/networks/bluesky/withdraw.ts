import { AtUri } from "@atproto/api";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Published, Withdrawal } from "../../delivery/publisher.ts";
import { wasRehearsed } from "../outbox.ts";
import { collection, run, type BlueskyPosting } from "./post.ts";

/** Null for what is no at:// URI of a post. */
const postUri = (ref: string): AtUri | null => {
  try {
    const uri = new AtUri(ref);
    return uri.collection === collection && uri.rkey !== "" ? uri : null;
  } catch {
    return null;
  }
};

/** Deletes the record; one that is gone is deleted once more with the same answer. Replies of others stay and show that something was there. */
export const withdrawFromBluesky = async (posting: BlueskyPosting, published: Published): Promise<Withdrawal> => {
  if (wasRehearsed(published)) return "deleted";
  const uri = postUri(published.ref);
  if (uri === null) throw new PublishError("rejected", "What is to be taken back is no post on Bluesky.");
  await run(posting, "delete", async ({ agent, did, signal }) => {
    if (uri.host !== did) {
      throw new PublishError(
        "rejected",
        `The post belongs to another account than ${posting.attempt.handle}: delete it by hand in Bluesky's app.`,
      );
    }
    await agent.com.atproto.repo.deleteRecord({ repo: did, collection, rkey: uri.rkey }, { signal });
  });
  return "deleted";
};
