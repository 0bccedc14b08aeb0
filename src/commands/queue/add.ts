import type { Command } from "commander";
import { chooseAccountIds } from "../../decisions/choose-accounts.ts";
import { queueOwnPost } from "../../decisions/queue-own-post.ts";
import { whenOf } from "../../campaign/when-of.ts";
import { basisOf } from "../../campaign/own/basis-of.ts";
import { everyLanguage, type OwnWords } from "../../campaign/own/own-words.ts";
import { warningsOn } from "../../campaign/own/warnings-on.ts";
import { openJobContext } from "../../open-job-context.ts";
import { drawPreview } from "../../terminal/draw-preview.ts";
import { UserError } from "../../user-error.ts";
import { approverNamed } from "../campaigner.ts";
import { commonCommand, type CommandEnvironment } from "../command-environment.ts";
import { postAsJson } from "./describe-post.ts";
import { notesOn } from "./notes-on.ts";
import { readPicture, withDayOptions, withWordsOptions, type WordsOptions } from "./options.ts";
import { readWhen, type WhenOptions } from "./read-when.ts";
import { readText } from "./read-text.ts";

export const createAddCommand = (environment: CommandEnvironment): Command =>
  withDayOptions(withWordsOptions(commonCommand("add", "put a post of your own into the queue")))
    .argument("[text]", "what it says; - reads standard input")
    .addHelpText(
      "after",
      '\nExample:\n  npm run -s rollcall -- queue add "Write a letter today. #FreeThemAll" --at "2027-03-08 10:00" --link https://example.org/letters --as Ania\n  npm run -s rollcall -- queue add --file birthday.txt --lang en --on birthday:maria-kalesnikava --every year --as Ania',
    )
    .action(async (given: string | undefined, options: WordsOptions & WhenOptions) => {
      const { io } = environment;
      await using app = environment.openApp({ ...options, running: true });
      const source = await app.content();
      const { campaign } = source.current();
      const text = await readText(given, options.file, environment);
      if (text === undefined) throw new UserError('Say what to post: queue add "…", --file FILE, or - for standard input.');
      const { about, ...when } = await readWhen(app, options);
      const author = approverNamed(campaign, options.as);
      const accounts = chooseAccountIds(campaign, { networks: options.network ?? [], lang: options.lang });
      const image = await readPicture(options, null, app, environment);
      const words: OwnWords = {
        texts: { [options.lang ?? everyLanguage]: text },
        link: options.link ?? null,
        image,
        thread: options.thread === true,
        author,
        basis: basisOf(about, source.current().prisoners),
        ...(about.length > 0 && { about }),
      };
      const context = await openJobContext(app);
      const own = { ...when, accounts, words };
      const wish = { again: options.again === true, dry: options.preview === true };
      const { post, previews } = await queueOwnPost(app, context, own, wish);
      const warnings = warningsOn(post, source.current(), app.clock());
      if (options.json === true) {
        io.json({ ...postAsJson(post, source.current()), ...(wish.dry && { id: null }), warnings, previews });
        return;
      }
      const what = wish.dry ? "It would go out" : `${post.id} goes out`;
      io.print(`${what} at ${whenOf(post.at, campaign.zone)} (${campaign.zone}), on ${post.accounts.join(", ")}.`);
      for (const note of [...notesOn(post, source.current()), ...warnings]) io.print(note);
      if (post.status === "held") io.print(`HELD, and not sent as long as this is so. ${post.reason ?? ""}`);
      for (const one of previews) io.print(drawPreview(one));
    });
