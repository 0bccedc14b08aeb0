import type { Command } from "commander";
import type { App } from "../../app.ts";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { whenOf } from "../../campaign/when-of.ts";
import { findWaiting } from "../../decisions/approve-post.ts";
import { changePost } from "../../decisions/change-post.ts";
import { draftEdit } from "../../decisions/draft-edit.ts";
import type { Edit } from "../../decisions/edit-post.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { openJobContext } from "../../open-job-context.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment } from "../command-environment.ts";
import { postAsJson } from "./describe-post.ts";
import { readAt, readPicture, withWordsOptions, type WordsOptions } from "./options.ts";
import { readText } from "./read-text.ts";

interface EditOptions extends WordsOptions {
  readonly withoutImage?: true;
  readonly withoutLink?: true;
  readonly reset?: true;
}

const readEdit = async (
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

export const createEditCommand = (environment: CommandEnvironment): Command =>
  withWordsOptions(commonCommand("edit", "change a post that waits; a planned post keeps its edited words when the plan is made again"))
    .argument("<id>", "the post's id")
    .argument("[text]", "the new text; - reads standard input")
    .option("--without-image", "without the picture that you gave it")
    .option("--without-link", "without the link that you gave it")
    .option("--reset", "a planned post: what the record makes of it, again")
    .addHelpText("after", "\nA change of what is said needs a new approval, where the campaign asks for one.")
    .action(async (id: string, given: string | undefined, options: EditOptions) => {
      const { io } = environment;
      await using app = environment.openApp({ ...options, running: true });
      const source = await app.content();
      const { campaign } = source.current();
      const context = await openJobContext(app);
      const before = await findWaiting(context, id);
      const edit = await readEdit(app, before, given, options, environment);
      const who = approverNamed(campaign, options.as);
      const { post, previews } = await changePost(app, context, before, edit, { who, again: options.again === true });
      if (options.json === true) {
        io.json({ ...postAsJson(post, source.current()), previews });
        return;
      }
      io.print(`${id} is changed. It goes out at ${whenOf(post.at, campaign.zone)} (${campaign.zone}), on ${post.accounts.join(", ")}.`);
      if (post.status === "held") io.print(`HELD, and not sent as long as this is so. ${post.reason ?? ""}`);
      if (mayShowWords(post, source.current())) for (const one of previews) io.print(drawPreview(one));
    });
