import { approvePost } from "../decisions/approve-post.ts";
import { openJobContext } from "../open-job-context.ts";
import { approverNamed, asOption } from "./campaigner.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { Command } from "commander";

type ApproveOptions = CommonOptions & { readonly as?: string };

export const queueCommand: CommandEntry = {
  name: "queue",
  usesStore: true,
  create: ({ io, openApp }) =>
    new Command("queue").description("campaigners' word on posts that wait").addCommand(
      commonCommand("approve", "let a post go out that needs somebody's yes")
        .argument("<id>", "the post's id as `plan` shows it")
        .option(...asOption)
        .addHelpText("after", "\nExample:\n  npm run -s rollcall -- queue approve 2026-12-01/freed/maria-kalesnikava --as Ania")
        .action(async (id: string, options: ApproveOptions) => {
          await using app = openApp({ ...options, running: true });
          const { campaign } = (await app.content()).current();
          const context = await openJobContext(app);
          const post = await approvePost(context, id, approverNamed(campaign, options.as));
          if (options.json === true) io.json({ id: post.id, status: post.status, reason: post.reason, approvedBy: post.approvedBy });
          else if (post.status === "dispatched") io.print(`${id} is approved and on its way: \`status\` shows what becomes of it.`);
          else if (post.status === "held") io.print(`${id} is approved, and still held. ${post.reason ?? ""}`);
          else
            io.print(
              `${id} is approved. It goes out at ${post.at.toZonedDateTimeISO(campaign.zone).toString({ timeZoneName: "never", smallestUnit: "minute" })}, or within a minute where that is over.`,
            );
        }),
    ),
};
