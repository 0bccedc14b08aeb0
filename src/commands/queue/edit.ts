import type { Command } from "commander";
import { mayShowWords } from "../../campaign/own/may-show-words.ts";
import { standTheSame } from "../../campaign/own/own-words.ts";
import { warningsOn } from "../../campaign/own/warnings-on.ts";
import { whenOf } from "../../campaign/when-of.ts";
import { findWaiting } from "../../decisions/approve-post.ts";
import { changePost } from "../../decisions/change-post.ts";
import type { Edit } from "../../decisions/edit-post.ts";
import type { StoredPost } from "../../delivery/post-store.ts";
import { numberOfSeries } from "../../delivery/series-store.ts";
import { openJobContext } from "../../open-job-context.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import { approverNamed } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment } from "../command-environment.ts";
import { postAsJson } from "./describe-post.ts";
import { editSeriesFrom } from "./edit-series.ts";
import { withWordsOptions } from "./options.ts";
import { readEdit, type EditOptions } from "./read-edit.ts";

const isSame = (before: StoredPost, { words, at, accounts }: Edit): boolean =>
  at.equals(before.at) && accounts.join() === before.accounts.join() && standTheSame(words, before.words);

export const createEditCommand = (environment: CommandEnvironment): Command =>
  withWordsOptions(commonCommand("edit", "change a post that waits; a planned post keeps its edited words when the plan is made again"))
    .argument("<id>", "the post's id, or yearly/NUMBER for every year")
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
      const who = approverNamed(campaign, options.as);
      const wish = { who, again: options.again === true, dry: options.preview === true };
      if (numberOfSeries(id) !== null) {
        await editSeriesFrom(environment, app, context, { id, given, options, wish });
        return;
      }
      const before = await findWaiting(context, id);
      const edit = await readEdit(app, before, given, options, environment);
      const { post, previews } = await changePost(app, context, before, edit, wish);
      const warnings = warningsOn(post, source.current(), app.clock());
      if (options.json === true) {
        io.json({ ...postAsJson(post, source.current()), warnings, previews });
        return;
      }
      const what = wish.dry
        ? `${id} is not changed: this is how it would be. It would go out`
        : isSame(before, edit)
          ? `${id} is as it was. It goes out`
          : `${id} is changed. It goes out`;
      io.print(`${what} at ${whenOf(post.at, campaign.zone)} (${campaign.zone}), on ${post.accounts.join(", ")}.`);
      for (const warning of warnings) io.print(warning);
      if (post.status === "held") io.print(`HELD, and not sent as long as this is so. ${post.reason ?? ""}`);
      if (mayShowWords(post, source.current())) for (const one of previews) io.print(drawPreview(one));
    });
