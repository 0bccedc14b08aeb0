import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { checkWords } from "./check-words.ts";
import { composeForAll } from "./compose-for-all.ts";
import { editPost, type Edit } from "./edit-post.ts";
import type { QueuedPost } from "./queue-own-post.ts";

/** Changes a post that waits, as it was composed. Throws `UserError` where it may not be said so, or not there: then nothing is changed. */
export const changePost = async (
  app: App,
  context: JobContext,
  before: StoredPost,
  edit: Edit,
  { who, again }: { readonly who: string; readonly again: boolean },
): Promise<QueuedPost> => {
  if (edit.words !== null) await checkWords(context, edit.words, { again, id: before.id });
  const previews = await composeForAll(app, { ...before, ...edit });
  return { post: await editPost(context, before, edit, who), previews };
};
