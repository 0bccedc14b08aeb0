import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ComposedMedia } from "../../compose/composed-post.ts";
import { PublishError } from "../../delivery/publish-error.ts";
import type { MastodonClient } from "./client.ts";

const longestPauseMs = 3_000;

export interface UploadOptions {
  readonly client: MastodonClient;
  readonly uploadTimeoutMs: number;
  readonly pollTimeoutMs: number;
  /** How long to wait, all together, for the server to finish with one picture. */
  readonly processingMs: number;
  readonly firstPauseMs: number;
  readonly pause: (ms: number) => Promise<void>;
}

const read = async (media: ComposedMedia): Promise<File> => {
  try {
    return new File([await readFile(media.path)], basename(media.path), { type: media.mediaType });
  } catch (cause) {
    throw new PublishError("unavailable", "The picture's file cannot be read from the media folder; nothing was published.", { cause });
  }
};

/**
 * Puts one picture with its alt text on the server and waits until it can be attached (202, then 206 until 200).
 * https://docs.joinmastodon.org/methods/media/#v2. Nothing is public yet, so that a failure is never in doubt. Returns the attachment's id.
 */
export const uploadToMastodon = async (media: ComposedMedia, options: UploadOptions): Promise<string> => {
  const { client, uploadTimeoutMs, pollTimeoutMs, processingMs, firstPauseMs, pause } = options;
  const file = await read(media);
  const secrets = [media.alt];
  const upload = await client.call({
    purpose: "upload",
    timeoutMs: uploadTimeoutMs,
    secrets,
    run: (api) => api.v2.media.create({ file, description: media.alt, skipPolling: true }),
  });
  const id: unknown = upload.answer?.id;
  if (typeof id !== "string" || id === "")
    throw new PublishError("unavailable", "The server took the picture but did not say under which id.");
  let ready = upload.status === 200;
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; !ready; waitedMs += pauseMs, pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    if (waitedMs >= processingMs)
      throw new PublishError("unavailable", "The server is still busy with the picture; nothing was published.");
    await pause(pauseMs);
    const poll = await client.call({
      purpose: "upload",
      timeoutMs: pollTimeoutMs,
      secrets,
      run: (api) => api.v1.media.$select(id).fetch(),
    });
    ready = poll.status === 200;
  }
  return id;
};
