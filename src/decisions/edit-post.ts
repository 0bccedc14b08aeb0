import { judgePost } from "../../jobs/judge-own-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import { sayTheSame, type OwnWords } from "../campaign/own/own-words.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { UserError } from "../user-error.ts";
import { timesOf } from "./add-own-post.ts";

export interface Edit {
  /** Null: what the record makes of it. */
  readonly words: OwnWords | null;
  readonly at: Temporal.Instant;
  readonly accounts: readonly string[];
}

/** Changes a post that waits. An approval stays where nothing that is said changed; the answer is the post as it is then. */
export const editPost = async (context: JobContext, post: StoredPost, { words, at, accounts }: Edit, who: string): Promise<StoredPost> => {
  const { posts } = context;
  const same =
    words === null || post.words === null ? words === post.words : sayTheSame(words, post.words) && words.basis === post.words.basis;
  const change = {
    keepsApproval: same,
    ...(!same && { words }),
    ...(!at.equals(post.at) && timesOf(at, context)),
    ...(accounts.join() !== post.accounts.join() && { accounts }),
  };
  if (!(await posts.edit(post.id, change, who)))
    throw new UserError(
      `${post.id} was just handed out: \`correct ${post.id}\` publishes a correction, \`withdraw ${post.id}\` takes it back.`,
    );
  const edited = await posts.find(post.id);
  if (edited !== null) await judgePost(edited, context);
  if (post.kind !== "own") await planPosts.run(context);
  return (await posts.find(post.id)) ?? post;
};
