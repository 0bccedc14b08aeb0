import { stripVTControlCharacters } from "node:util";
import type { JobContext } from "../jobs/job.ts";
import type { App } from "./app.ts";
import { openDesk } from "./decisions/desk/open-desk.ts";
import { createDecide } from "./decisions/decide.ts";
import { createBot, type Bot, type BotOptions } from "./telegram/create-bot.ts";
import type { CommandAnswers } from "./telegram/admin/decide.ts";
import { parseCampaigners } from "./telegram/admin/parse-campaigners.ts";

/** Runs a command line inside this process, and answers with what it prints. Throws `UserError` with its complaint. */
export type Ask = (args: readonly string[]) => Promise<string>;

const newsHours = 24;

/** What campaigners may ask in their chat, by the command's name: the command line's own answers. */
const asked = ["status", "plan", "log"] as const;

/**
 * The campaigners' bot; null where no chat is set for it. Nothing is asked of Telegram before it runs.
 * Throws `UserError` where `TELEGRAM_CAMPAIGNERS` cannot be read.
 */
export const openBot = async (app: App, context: JobContext, ask: Ask, options: Partial<BotOptions> = {}): Promise<Bot | null> => {
  const { config, log, clock } = app;
  const adminChat = config.variable("TELEGRAM_ADMIN_CHAT");
  const campaigners = parseCampaigners(config.variable("TELEGRAM_CAMPAIGNERS"));
  if (adminChat === undefined) return null;
  const token = config.variable("TELEGRAM_TOKEN");
  if (token === undefined) {
    log.warn("TELEGRAM_ADMIN_CHAT is set without TELEGRAM_TOKEN, so that the campaigners' chat is told nothing");
    return null;
  }
  const { campaign } = (await app.content()).current();
  for (const name of new Set(campaigners.values())) {
    if (!campaign.campaigners.some((one) => one.name === name))
      log.warn(`TELEGRAM_CAMPAIGNERS names ${name}, whom campaign.yaml does not name under campaigners`);
  }
  const { notices } = await app.store();
  /** A chat that is set for the first time is not flooded with what was news long ago; `log` and `status` show it. */
  const untold = async () => (await notices.untold()).filter(({ at }) => at.until(clock()).total("hours") < newsHours);
  const answer =
    (command: string): CommandAnswers[string] =>
    async (args) =>
      // Options are for whoever sits at the machine: they name folders and clocks.
      stripVTControlCharacters(await ask([command, ...args.filter((word) => !word.startsWith("-"))]));
  return createBot({
    token,
    apiRoot: config.variable("TELEGRAM_API_ROOT"),
    adminChat,
    campaigners,
    notices: { ...notices, untold },
    decide: createDecide(app, context),
    answers: Object.fromEntries(asked.map((command) => [command, answer(command)])),
    desk: openDesk(app, context),
    log,
    clock,
    ...options,
  });
};
