import { judgePost } from "../../jobs/judge-own-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import { planPosts } from "../../jobs/plan-posts.ts";
import type { Due } from "../campaign/own/due-time.ts";
import { standTheSame, type OwnWords } from "../campaign/own/own-words.ts";
import { timesOf } from "../campaign/own/plan-own-post.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { UserError } from "../user-error.ts";
import { dueAtInstant } from "./add-own-post.ts";

export interface Edit {
  /** Null: what the record makes of it. */
  readonly words: OwnWords | null;
  readonly at: Temporal.Instant;
  /** Where more was said of the time than that instant. */
  readonly due?: Omit<Due, "kind"> | undefined;
  readonly accounts: readonly string[];
  /** Of a series, which has no other post of that year. */
  readonly year?: number | undefined;
}

/** Changes a post that waits. An approval stays where nothing that is said changed; the answer is the post as it is then. */
export const editPost = async (context: JobContext, post: StoredPost, edit: Edit, who: string): Promise<StoredPost> => {
  const { posts } = context;
  const { words, at, accounts } = edit;
  const { campaign } = context.content();
  const same = standTheSame(words, post.words);
  const due = edit.due ?? (at.equals(post.at) ? undefined : dueAtInstant(at, campaign.zone));
  const change = {
    keepsApproval: same,
    ...(!same && { words }),
    ...(due !== undefined && { ...timesOf(due, campaign), timing: due.timing }),
    ...(edit.year !== undefined && { year: edit.year }),
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
