import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { addOwnPost, draftOwnPost, type OwnPost } from "./add-own-post.ts";
import { checkWords } from "./check-words.ts";
import { composeForAll } from "./compose-for-all.ts";

export interface QueuedPost {
  readonly post: StoredPost;
  readonly previews: readonly ComposedPost[];
}

/**
 * Puts a campaigner's post into the queue as it was composed; the command line and the campaigners' chat both come this way.
 * Throws `UserError` where it may not be said, or not there: then nothing is stored.
 * @param again somebody insists on saying what was said already
 * @param dry stores nothing
 */
export const queueOwnPost = async (
  app: App,
  context: JobContext,
  own: OwnPost,
  { again, dry = false }: { readonly again: boolean; readonly dry?: boolean },
): Promise<QueuedPost> => {
  await checkWords(context, own.words, { again, id: null, at: own.at });
  const draft = draftOwnPost(context, own, "draft");
  const previews = await composeForAll(app, draft);
  return { post: dry ? draft : await addOwnPost(context, own), previews };
};
