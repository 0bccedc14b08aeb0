import type { JobContext } from "../../jobs/job.ts";
import type { App } from "../app.ts";
import type { OwnWords } from "../campaign/own/own-words.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { checkWords } from "./check-words.ts";
import { composeForAll } from "./compose-for-all.ts";
import { editPost, type Edit } from "./edit-post.ts";
import type { QueuedPost } from "./queue-own-post.ts";

const sameTexts = (a: OwnWords | null, b: OwnWords | null): boolean => JSON.stringify(a?.texts) === JSON.stringify(b?.texts);

/** Changes a post that waits, as it was composed. Throws `UserError` where it may not be said so, or not there: then nothing is changed, and neither with `dry`. */
export const changePost = async (
  app: App,
  context: JobContext,
  before: StoredPost,
  edit: Edit,
  { who, again, dry = false }: { readonly who: string; readonly again: boolean; readonly dry?: boolean },
): Promise<QueuedPost> => {
  const isKnown = sameTexts(edit.words, before.words) && edit.at.equals(before.at);
  if (edit.words !== null) await checkWords(context, edit.words, { again: again || isKnown, id: before.id, at: edit.at });
  const previews = await composeForAll(app, { ...before, ...edit });
  return { post: dry ? { ...before, ...edit } : await editPost(context, before, edit, who), previews };
};
