import type { App } from "../../app.ts";
import { draftEdit } from "../../decisions/draft-edit.ts";
import type { Edit } from "../../decisions/edit-post.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed } from "../campaigner.ts";
import type { CommandEnvironment } from "../command-environment.ts";
import { readAt, readPicture, type WordsOptions } from "./options.ts";
import { readText } from "./read-text.ts";

export interface EditOptions extends WordsOptions {
  readonly withoutImage?: true;
  readonly withoutLink?: true;
  readonly reset?: true;
}

/** The post as it is to be then. */
export const readEdit = async (
  app: App,
  post: StoredPost,
  given: string | undefined,
  options: EditOptions,
  environment: CommandEnvironment,
): Promise<Edit> => {
  const content = (await app.content()).current();
  const isOwn = post.kind === "own";
  if (options.reset === true && post.kind !== "correction") {
    if (isOwn) throw new UserError(`${post.id} has no words but yours: edit them, or \`queue cancel ${post.id}\`.`);
    return { words: null, at: post.at, accounts: post.accounts };
  }
  const text = await readText(given, options.file, environment);
  const who = approverNamed(content.campaign, options.as);
  return draftEdit(
    content,
    post,
    {
      text,
      language: options.lang,
      // What the plan says of time is not even read.
      at: options.at === undefined ? undefined : isOwn ? await readAt(app, options.at) : post.at,
      networks: options.network,
      link: options.withoutLink === true ? null : options.link,
      image: options.withoutImage === true ? null : await readPicture(options, post.words?.image ?? null, app, environment),
      thread: options.thread,
    },
    { who, now: app.clock() },
  );
};
