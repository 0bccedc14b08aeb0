import { Command } from "commander";
import type { JobContext } from "../../jobs/job.ts";
import { approvePost } from "../decisions/approve-post.ts";
import { cancelSeries } from "../decisions/change-series.ts";
import { sayDecision } from "../decisions/say-decision.ts";
import { cancelPost, holdPost, releasePost } from "../decisions/stop-post.ts";
import type { StoredPost } from "../delivery/post-store.ts";
import { numberOfSeries } from "../delivery/series-store.ts";
import { openJobContext } from "../open-job-context.ts";
import { approverNamed, asOption, campaignerNamed } from "./campaigner.ts";
import { commonCommand, type CommandEntry, type CommandEnvironment, type CommonOptions } from "./command-environment.ts";
import { createAddCommand } from "./queue/add.ts";
import { createEditCommand } from "./queue/edit.ts";
import { createListCommand, createShowCommand } from "./queue/look.ts";

type DecideOptions = CommonOptions & { readonly as?: string; readonly reason?: string };

/** A command that decides something of one post that waits, and says what became of it. */
const decideCommand = (
  { io, openApp }: CommandEnvironment,
  command: Command,
  decide: (context: JobContext, id: string, options: DecideOptions) => Promise<StoredPost>,
  word: string,
  decideSeries?: (context: JobContext, id: string, options: DecideOptions) => Promise<string>,
): Command =>
  command
    .argument("<id>", "the post's id as `plan` or `queue list` shows it")
    .option(...asOption)
    .action(async (id: string, options: DecideOptions) => {
      await using app = openApp({ ...options, running: true });
      const { campaign } = (await app.content()).current();
      const context = await openJobContext(app);
      if (decideSeries !== undefined && numberOfSeries(id) !== null) {
        const said = await decideSeries(context, id, options);
        if (options.json === true) io.json(await context.series.find(id).then((series) => ({ id, cancelledBy: series?.endedBy ?? null })));
        else io.print(said);
        return;
      }
      const post = await decide(context, id, options);
      const { status, reason, approvedBy, heldBy, cancelledBy } = post;
      if (options.json === true) io.json({ id, status, reason, approvedBy, heldBy, cancelledBy });
      else io.print(sayDecision(post, word, campaign.zone));
    });

const createApproveCommand = (environment: CommandEnvironment): Command =>
  decideCommand(
    environment,
    commonCommand("approve", "let a post go out that needs somebody's yes").addHelpText(
      "after",
      "\nExample:\n  npm run -s rollcall -- queue approve 2026-12-01/freed/maria-kalesnikava --as Ania",
    ),
    (context, id, options) => approvePost(context, id, approverNamed(context.content().campaign, options.as)),
    "approved",
  );

const createHoldCommand = (environment: CommandEnvironment): Command =>
  decideCommand(
    environment,
    commonCommand("hold", "keep a post back until somebody releases it; a planned post's day goes to the next in turn").option(
      "--reason <words>",
      "why, for the others",
    ),
    (context, id, options) => holdPost(context, id, campaignerNamed(context.content().campaign, options.as), options.reason),
    "held",
  );

const createReleaseCommand = (environment: CommandEnvironment): Command =>
  decideCommand(
    environment,
    commonCommand("release", "let go what somebody held; what else it needs, it still needs"),
    (context, id, options) => releasePost(context, id, campaignerNamed(context.content().campaign, options.as)),
    "released",
  );

const createCancelCommand = (environment: CommandEnvironment): Command =>
  decideCommand(
    environment,
    commonCommand("cancel", "a post that waits never goes out, or with yearly/NUMBER none of any year; this cannot be undone"),
    (context, id, options) => cancelPost(context, id, campaignerNamed(context.content().campaign, options.as)),
    "cancelled",
    async (context, id, options) => {
      const waited = await cancelSeries(context, id, campaignerNamed(context.content().campaign, options.as));
      return `${id} is cancelled, for every year${waited === null ? "" : `, and with it ${waited}`}.`;
    },
  );

const parts = [
  createAddCommand,
  createListCommand,
  createShowCommand,
  createEditCommand,
  createHoldCommand,
  createReleaseCommand,
  createCancelCommand,
  createApproveCommand,
];

export const queueCommand: CommandEntry = {
  name: "queue",
  usesStore: true,
  create: (environment) => {
    const queue = new Command("queue").description("campaigners' own posts, and their word on planned ones");
    for (const part of parts) queue.addCommand(part(environment));
    return queue;
  },
};
