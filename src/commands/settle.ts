import { settleDelivery, type Answer } from "../decisions/settle-delivery.ts";
import { openJobContext } from "../open-job-context.ts";
import { UserError } from "../user-error.ts";
import { asOption, campaignerNamed } from "./campaigner.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type SettleOptions = CommonOptions & { readonly sent?: string; readonly resend?: true; readonly as?: string };

const answerOf = ({ sent, resend }: SettleOptions): Answer => {
  if ((sent === undefined) === (resend === undefined)) {
    throw new UserError("Look at the account, then say one of the two: --sent and the post's address, or --resend.");
  }
  return sent === undefined ? { kind: "resend" } : { kind: "sent", url: sent };
};

export const settleCommand: CommandEntry = {
  name: "settle",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("settle", "say what became of a post of which nobody could tell whether it is out")
      .argument("<id>", 'a delivery\'s id as `status` shows it under "A person must look"')
      .option("--sent <url>", "it is there: the address of the post")
      .option("--resend", "it is not there: send it again")
      .option(...asOption)
      .addHelpText(
        "after",
        "\nExamples:\n  npm run -s rollcall -- settle 2026-12-01/profile/maria-kalesnikava@telegram --sent https://t.me/everyname/123\n  npm run -s rollcall -- settle 2026-12-01/profile/maria-kalesnikava@telegram --resend",
      )
      .action(async (id: string, options: SettleOptions) => {
        const answer = answerOf(options);
        await using app = openApp({ ...options, running: true, tolerant: true });
        const who = campaignerNamed((await app.content()).current().campaign, options.as);
        const context = await openJobContext(app);
        const { account, state, published, reason } = await settleDelivery(app, context, id, answer, who);
        const urls = published.flatMap(({ url }) => url ?? []);
        if (options.json === true) io.json({ id, account, state, urls, reason });
        else io.print(`${id} is ${state}.${urls.length > 0 ? ` ${urls.join(" ")}` : ""}${reason === null ? "" : ` ${reason}`}`);
      }),
};
