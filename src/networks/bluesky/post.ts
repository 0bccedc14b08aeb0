import { readFile } from "node:fs/promises";
import { AppBskyFeedPost, XRPCError } from "@atproto/api";
import { PublishError } from "../../delivery/publish-error.ts";
import type { Outgoing, Published, Recovery } from "../../delivery/publisher.ts";
import { blueskyFailure, type BlueskyAttempt } from "./failure.ts";
import { blueskyCreatedAt, blueskyRecordKey } from "./key.ts";
import { blueskyPostRecord, type UploadMedia } from "./record.ts";
import type { BlueskyAccess, BlueskySession } from "./session.ts";

export const collection = "app.bsky.feed.post";

export interface BlueskyPosting {
  readonly session: BlueskySession;
  readonly attempt: Omit<BlueskyAttempt, "doing">;
}

type Doing = BlueskyAttempt["doing"];

export const isNamed = (error: unknown, name: string): boolean => error instanceof XRPCError && error.error === name;

/** The page for readers. A handle that does not resolve gives way to the DID, which always works. */
const published = ({ uri, cid }: { uri: string; cid?: string | undefined }, { did, handle }: BlueskyAccess, key: string): Published => ({
  ref: uri,
  cid,
  url: `https://bsky.app/profile/${handle === "handle.invalid" ? did : handle}/post/${key}`,
});

/** What the lexicon says against the record, in the SDK's words, which name fields and limits and never repeat what is in them. */
const lexiconFault = (record: AppBskyFeedPost.Record): string => {
  const result = AppBskyFeedPost.validateRecord(record);
  return result.success ? "" : ` ${result.error.message}.`;
};

const readMedia = async (path: string): Promise<Uint8Array> => {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new PublishError("rejected", `A picture of this post cannot be read from the media folder (${code ?? "unknown"}).`);
  }
};

export const run = async <T>(
  { session, attempt }: BlueskyPosting,
  doing: Doing,
  call: (access: BlueskyAccess) => Promise<T>,
): Promise<T> => {
  try {
    return await session.use(call);
  } catch (error) {
    throw blueskyFailure(error, { ...attempt, doing });
  }
};

/** The record at the part's key, if it is this part; null where there is none. */
const find = async (posting: BlueskyPosting, outgoing: Outgoing): Promise<{ published: Published; isThisPart: boolean } | null> => {
  const rkey = blueskyRecordKey(outgoing);
  return run(posting, "read", async (access) => {
    try {
      const { data } = await access.agent.com.atproto.repo.getRecord({ repo: access.did, collection, rkey }, { signal: access.signal });
      const { text, createdAt } = data.value as { text?: unknown; createdAt?: unknown };
      const isThisPart = text === outgoing.part.text && createdAt === blueskyCreatedAt(outgoing);
      return { published: published(data, access, rkey), isThisPart };
    } catch (error) {
      if (isNamed(error, "RecordNotFound")) return null;
      throw error;
    }
  });
};

/**
 * Writes one part under its own key. `swapRecord: null` says that nothing may be there yet; the same record again is answered with 200
 * and makes no commit, so that a repeat never makes a second post and never changes the first.
 */
export const publishToBluesky = async (posting: BlueskyPosting, outgoing: Outgoing, lastLook?: () => Promise<void>): Promise<Published> => {
  const upload: UploadMedia = async ({ path, mediaType }) => {
    const bytes = await readMedia(path);
    const { data } = await run(posting, "upload", ({ agent, signal }) =>
      agent.com.atproto.repo.uploadBlob(bytes, { encoding: mediaType, signal }),
    );
    return data.blob;
  };
  const record = await blueskyPostRecord(outgoing, upload);
  const rkey = blueskyRecordKey(outgoing);
  await lastLook?.();
  const outcome = await run(posting, "write", async (access) => {
    const { agent, did, signal } = access;
    try {
      const { data } = await agent.com.atproto.repo.putRecord({ repo: did, collection, rkey, record, swapRecord: null }, { signal });
      return published(data, access, rkey);
    } catch (error) {
      if (isNamed(error, "InvalidSwap")) return "taken";
      throw error;
    }
  }).catch((error: unknown) => {
    if (!(error instanceof PublishError) || error.kind !== "rejected") throw error;
    throw new PublishError("rejected", `${error.message}${lexiconFault(record)}`, { cause: error.cause });
  });
  if (outcome !== "taken") return outcome;

  const found = await find(posting, outgoing);
  if (found === null) {
    throw new PublishError("unavailable", `The record was there and is gone again on ${posting.attempt.host}; nothing was published.`);
  }
  if (found.isThisPart) return found.published;
  // The key is this part's own, so an earlier version of it got there late: the next look takes it for what is out.
  throw new PublishError(
    "unknown-outcome",
    `An earlier version of this post lies at its place on ${posting.attempt.host}; it was left as it is.`,
  );
};

/** The record tells whether the lost answer was a yes. */
export const recoverFromBluesky = async (posting: BlueskyPosting, outgoing: Outgoing): Promise<Recovery> =>
  (await find(posting, outgoing))?.published ?? "send-again";
