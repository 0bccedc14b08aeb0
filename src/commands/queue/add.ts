import type { Command } from "commander";
import { chooseAccountIds } from "../../decisions/choose-accounts.ts";
import { queueOwnPost } from "../../decisions/queue-own-post.ts";
import { whenOf } from "../../campaign/when-of.ts";
import { everyLanguage, type OwnWords } from "../../campaign/own/own-words.ts";
import { openJobContext } from "../../open-job-context.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment } from "../command-environment.ts";
import { postAsJson } from "./describe-post.ts";
import { readAt, readPicture, withWordsOptions, type WordsOptions } from "./options.ts";
import { readText } from "./read-text.ts";

export const createAddCommand = (environment: CommandEnvironment): Command =>
  withWordsOptions(commonCommand("add", "put a post of your own into the queue"))
    .argument("[text]", "what it says; - reads standard input")
    .addHelpText(
      "after",
      '\nExample:\n  npm run -s rollcall -- queue add "Write a letter today. #FreeThemAll" --at "2027-03-08 10:00" --link https://example.org/letters --as Ania',
    )
    .action(async (given: string | undefined, options: WordsOptions) => {
      const { io } = environment;
      await using app = environment.openApp({ ...options, running: true });
      const source = await app.content();
      const { campaign } = source.current();
      const text = await readText(given, options.file, environment);
      if (text === undefined) throw new UserError('Say what to post: queue add "…", --file FILE, or - for standard input.');
      if (options.at === undefined)
        throw new UserError(`Say when, with --at and a time in ${campaign.zone} such as --at "2027-03-08 10:00".`);
      const author = approverNamed(campaign, options.as);
      const at = await readAt(app, options.at);
      const accounts = chooseAccountIds(campaign, { networks: options.network ?? [], lang: options.lang });
      const image = await readPicture(options, null, app, environment);
      const words: OwnWords = {
        texts: { [options.lang ?? everyLanguage]: text },
        link: options.link ?? null,
        image,
        thread: options.thread === true,
        author,
        basis: null,
      };
      const context = await openJobContext(app);
      const { post, previews } = await queueOwnPost(app, context, { at, accounts, words }, { again: options.again === true });
      if (options.json === true) {
        io.json({ ...postAsJson(post, source.current()), previews });
        return;
      }
      io.print(`${post.id} goes out at ${whenOf(post.at, campaign.zone)} (${campaign.zone}), on ${post.accounts.join(", ")}.`);
      if (post.status === "held") io.print(`HELD, and not sent as long as this is so. ${post.reason ?? ""}`);
      for (const one of previews) io.print(drawPreview(one));
    });
