import { stripVTControlCharacters } from "node:util";
import type { JobContext } from "../jobs/job.ts";
import type { App } from "./app.ts";
import type { Content } from "./campaign/content.ts";
import { createPeopleIndex, type FindPeople } from "./campaign/find/people-index.ts";
import { createVerifyInChat } from "./decisions/desk/verify-in-chat.ts";
import { openDesk } from "./decisions/desk/open-desk.ts";
import { inChatWords } from "./decisions/desk/in-chat-words.ts";
import type { Notice } from "./delivery/notice-store.ts";
import { createDecide } from "./decisions/decide.ts";
import { createChannelCounter } from "./tracking/telegram/channel-counter.ts";
import { createBot, type Bot, type BotOptions } from "./telegram/create-bot.ts";
import type { CommandAnswers } from "./telegram/admin/decide.ts";
import { parseCampaigners } from "./telegram/admin/parse-campaigners.ts";
import { readLists } from "./commands/read-lists.ts";
import { drawLists } from "./terminal/draw-lists.ts";
import { createHashtagFigures } from "./hashtag-figures.ts";
import { createIsReleaseTold, createPostsOfDay } from "./posts-of-day.ts";
import { readWebhookSettings } from "./read-webhook-settings.ts";

/** Runs a command line inside this process, and answers with what it prints. Throws `UserError` with its complaint. */
export type Ask = (args: readonly string[]) => Promise<string>;

const newsHours = 24;

/** What campaigners may ask in their chat, by the command's name: the command line's own answers. */
const asked = ["status", "plan", "log", "stale"] as const;

/** Reads the people once for each content, when the first name is looked for. */
const createFinder = (): ((content: Content) => FindPeople) => {
  let known: { readonly content: Content; readonly find: FindPeople } | undefined;
  return (content) => (name) => {
    if (known?.content !== content) known = { content, find: createPeopleIndex(content.prisoners.values()) };
    return known.find(name);
  };
};

const inChat = (notice: Notice): Notice => ({ ...notice, text: inChatWords(notice.text) });

/**
 * The bot that answers campaigners and readers; null where there is nobody to answer. Nothing is asked of Telegram before it runs.
 * Throws `UserError` where `TELEGRAM_CAMPAIGNERS` or a webhook's variable cannot be read.
 */
export const openBot = async (app: App, context: JobContext, ask: Ask, options: Partial<BotOptions> = {}): Promise<Bot | null> => {
  const { config, log, clock } = app;
  const adminChat = config.variable("TELEGRAM_ADMIN_CHAT");
  const campaigners = parseCampaigners(config.variable("TELEGRAM_CAMPAIGNERS"));
  const token = config.variable("TELEGRAM_TOKEN");
  if (token === undefined) {
    if (adminChat !== undefined)
      log.warn("TELEGRAM_ADMIN_CHAT is set without TELEGRAM_TOKEN, so that the campaigners' chat is told nothing");
    return null;
  }
  const source = await app.content();
  const { campaign } = source.current();
  if (adminChat === undefined && !campaign.readers.answers) return null;
  for (const name of new Set(campaigners.values())) {
    if (!campaign.campaigners.some((one) => one.name === name))
      log.warn(`TELEGRAM_CAMPAIGNERS names ${name}, whom campaign.yaml does not name under campaigners`);
  }
  const { notices } = await app.store();
  /** A chat that is set for the first time is not flooded with what was news long ago; `log` and `status` show it. */
  const untold = async () => (await notices.untold()).filter(({ at }) => at.until(clock()).total("hours") < newsHours).map(inChat);
  const find = async (id: number) => {
    const notice = await notices.find(id);
    return notice === null ? null : inChat(notice);
  };
  const answer =
    (command: string): CommandAnswers[string] =>
    async (args) =>
      // Options are for whoever sits at the machine: they name folders and clocks.
      stripVTControlCharacters(await ask([command, ...args.filter((word) => !word.startsWith("-"))]));
  const store = await app.store();
  const postsOfDay = createPostsOfDay(store, source, clock);
  const isReleaseTold = createIsReleaseTold(store, source, clock);
  const hashtagFigures = createHashtagFigures(store.hashtags, () => source.current().campaign.hashtags.tracked, clock);
  const channelNames = (): readonly string[] => source.current().campaign.tracking.telegram;
  const findIn = createFinder();
  return createBot({
    token,
    apiRoot: config.variable("TELEGRAM_API_ROOT"),
    adminChat,
    campaigners,
    notices: { ...notices, untold, find },
    decide: createDecide(app, context),
    answers: {
      ...Object.fromEntries(asked.map((command) => [command, answer(command)])),
      lists: async () => stripVTControlCharacters(drawLists(await readLists(app))),
      verify: createVerifyInChat(
        () => source.current().campaign,
        async (args) => stripVTControlCharacters(await ask(args)),
      ),
    },
    desk: openDesk(app, context),
    readers: {
      surroundings: () => {
        const content = source.current();
        return { content, texts: source.texts(), find: findIn(content), postsOfDay, isReleaseTold, hashtagFigures };
      },
      draw: async (picture) => {
        const press = await app.press();
        return picture.kind === "card" ? press.drawCard(picture.facts) : press.drawChart(picture.facts);
      },
      sendPace: app.paceOf(token),
    },
    channels: {
      names: channelNames,
      ...createChannelCounter({
        channels: channelNames,
        hashtags: () => source.current().campaign.hashtags.tracked,
        store: store.hashtags,
        clock,
      }),
    },
    webhook: readWebhookSettings((name) => config.variable(name), token) ?? undefined,
    sendPace: app.paceOf(token),
    log,
    clock,
    ...options,
  });
};
