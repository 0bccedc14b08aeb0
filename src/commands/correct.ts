import { InvalidArgumentError } from "commander";
import { correctPost, draftCorrection } from "../decisions/correct-post.ts";
import { openJobContext } from "../open-job-context.ts";
import { drawPreview } from "../terminal/draw-preview.ts";
import { UserError } from "../user-error.ts";
import { approverNamed, asOption } from "./campaigner.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { composeStored } from "./compose-stored.ts";
import { describeDeliveries } from "./describe-deliveries.ts";

type CorrectOptions = CommonOptions & { readonly text?: ReadonlyMap<string, string>; readonly preview?: true; readonly as?: string };

const addText = (value: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> => {
  const [, language, text] = /^([A-Za-z-]{2,20})=(.*)$/s.exec(value) ?? [];
  if (language === undefined || text === undefined || text.trim() === "") {
    throw new InvalidArgumentError('It must be a language, = and the words, such as en="We were wrong: …".');
  }
  return new Map([...before, [language, text.trim()]]);
};

export const correctCommand: CommandEntry = {
  name: "correct",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("correct", "publish a correction of a post, as a reply to it, on every account that has it")
      .argument("<id>", "the id of the post to correct")
      .option("--text <language=words>", "in your own words, once for each language; without it what is recorded now is said", addText)
      .option("--preview", "show it, and send nothing")
      .option(...asOption)
      .addHelpText(
        "after",
        '\nMend the person\'s file first: the correction says what is recorded there.\n\nExamples:\n  npm run -s rollcall -- correct 2026-12-01/profile/maria-kalesnikava --preview\n  npm run -s rollcall -- correct 2026-12-01/profile/maria-kalesnikava --text en="The date in our post was wrong."',
      )
      .action(async (postId: string, options: CorrectOptions) => {
        await using app = openApp({ ...options, running: true });
        const { campaign } = (await app.content()).current();
        const context = await openJobContext(app);
        // It may tell news, or say what no record says: somebody stands for it by name.
        const who = approverNamed(campaign, options.as);
        const { post, draft } = await draftCorrection(context, { postId, texts: options.text ?? new Map() }, who);
        if (options.preview === true) {
          const accounts = (await app.accounts()).filter(({ id }) => post.accounts.includes(id));
          const posts = await composeStored(app, post, accounts);
          if (options.json === true) io.json(posts);
          else for (const one of posts) io.print(drawPreview(one));
          return;
        }
        const deliveries = await correctPost(app, context, { post, draft });
        const failed = describeDeliveries(io, deliveries, options.json === true);
        if (failed > 0)
          throw new UserError(failed === 1 ? "1 account did not take the correction." : `${failed} accounts did not take the correction.`);
      }),
};
