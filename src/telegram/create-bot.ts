import { once } from "node:events";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { NoticeStore } from "../delivery/notice-store.ts";
import type { SendPace } from "../delivery/send-pace.ts";
import type { Log } from "../log.ts";
import { createAdminChat } from "./admin/admin-chat.ts";
import { type CallBotApi, createBotApi } from "./bot-api.ts";
import { readChannelPost } from "./channels/channel-post.ts";
import { type Channels, watchChannels } from "./channels/watch-channels.ts";
import { CallFailure } from "./call-failure.ts";
import { createChoosing } from "./admin/choose.ts";
import { createChatWriter } from "./admin/chat-writer.ts";
import type { CommandAnswers, Decide } from "./admin/decide.ts";
import type { Desk } from "./admin/desk.ts";
import { createFileFetcher } from "./admin/fetch-file.ts";
import { openPostsRoom } from "./admin/open-posts-room.ts";
import { createAdminChatFinder } from "./admin/find-admin-chat.ts";
import { presentCommands } from "./admin/post-commands.ts";
import type { Taken } from "./in-hand.ts";
import { createPace } from "./pace.ts";
import type { Campaigners } from "./admin/parse-campaigners.ts";
import { type Pause, realPause } from "./pause.ts";
import { createHandOver, pauseAfter, pollUpdates } from "./poll-updates.ts";
import { presentBot } from "./readers/present-bot.ts";
import type { BotIdentity } from "./readers/read-question.ts";
import { createReadersRoom, type ReadersOptions, type ReadersRoom } from "./readers/readers-room.ts";
import { receiveUpdates, removeWebhook, type WebhookSettings } from "./receive-updates.ts";
import { type Mornings, tellCampaigners } from "./admin/tell-campaigners.ts";
import { createTroubles } from "./troubles.ts";
import { readUpdate, type Update } from "./update.ts";

export interface BotOptions {
  /** From @BotFather. */
  readonly token: string;
  /** Where the Bot API is; Telegram's own server unless set. */
  readonly apiRoot?: string | undefined;
  /** The campaigners' group: its number, its `@name` or a link to it; without it readers alone are answered. */
  readonly adminChat?: string | undefined;
  readonly campaigners: Campaigners;
  readonly notices: NoticeStore;
  readonly decide: Decide;
  readonly answers: CommandAnswers;
  /** What campaigners can do with posts; without it they can do nothing with them. */
  readonly desk?: Desk | undefined;
  /** Without it readers are not answered. */
  readonly readers?: ReadersOptions | undefined;
  /** Without it posts of channels are passed over. */
  readonly channels?: Channels | undefined;
  /** Where Telegram brings updates; without it they are asked for. */
  readonly webhook?: WebhookSettings | undefined;
  /** Of the whole bot; the campaigners' chat has its own besides. */
  readonly sendPace?: SendPace | undefined;
  readonly log: Log;
  readonly clock: Clock;
  readonly pause?: Pause;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** How long Telegram holds a call that has nothing to bring; 50 s unless set. */
  readonly pollSeconds?: number;
  /** Who takes longer over an update is left behind; 90 s unless set. */
  readonly handlerLimitMs?: number;
}

export interface Bot extends AsyncDisposable {
  /** Answers campaigners and readers until `stop`, and then what is in hand, for three seconds at most. Never throws. */
  run(stop: AbortSignal): Promise<void>;
  /** Tells the campaigners what is untold, as much as the chat takes at this moment. Never throws; two at once are one. */
  tellNow(): Promise<void>;
}

/** How long a notice that is on its way still gets in the end, so that it is not told twice, and readers who are being answered. */
const closingMs = 4500;
/** An update that is nobody's. */
const nothing: Taken = { done: Promise.resolve(), letGo: Promise.resolve() };

const botSchema = z.object({ id: z.int(), username: z.string() });

/** Both sides of the bot: the campaigners' chat, and whoever else writes to it. Loads telegraf, and asks Telegram, when there is something to do. */
export const createBot = (options: BotOptions): Bot => {
  const { token, apiRoot, adminChat, campaigners, notices, decide, answers, desk, readers, channels, webhook, sendPace, log, clock } =
    options;
  const { pause = realPause, random = Math.random, pollSeconds = 50, handlerLimitMs = 90_000 } = options;
  const ending = new AbortController();
  const broken = new AbortController();

  const call = createBotApi({ token, apiRoot, closed: broken.signal });
  const troubles = createTroubles({ log, clock });

  /** What campaigners are told goes before what readers asked for. */
  const callInTurn: CallBotApi = async (method, payload, more) => {
    if (sendPace === undefined || !/^(send|edit)/.test(method)) return call(method, payload, more);
    using _turn = await sendPace.turn("post", { stop: broken.signal }).catch(() => {
      throw new CallFailure("unavailable", "the program ends");
    });
    return await call(method, payload, more);
  };
  const pace = createPace(clock);
  const chat = createAdminChatFinder(call, adminChat ?? "", log);
  const writer = createChatWriter({ call: callInTurn, chat, pace, pause, closed: ending.signal });
  const botName = async (): Promise<string> => (await chat.find()).botName;
  const choosing = createChoosing(notices, decide, writer);
  const botId = async (): Promise<number> => (await chat.find()).botId;
  const posts =
    desk && openPostsRoom({ desk, writer, clock, fetchFile: createFileFetcher({ call, token, apiRoot, closed: broken.signal }) });
  const room = createAdminChat({ call, writer, notices, choosing, campaigners, answers, botName, botId, posts });

  const mornings: Mornings | undefined = desk && {
    due: () => desk.dueMorning(),
    tell: async (to) => {
      const { text, buttons } = await desk.morning();
      return to.write({ text, rows: buttons.map((button) => [button]) });
    },
  };

  const answerCall = createBotApi({ token, apiRoot, shareConnections: true, closed: broken.signal });
  let me: BotIdentity | undefined;

  const handle = async (given: unknown): Promise<void> => {
    const update = readUpdate(given);
    const posted = update?.channel_post ?? update?.edited_channel_post;
    const post = posted === undefined ? null : readChannelPost(posted);
    if (post !== null) await channels?.hear(post);
    if (update === null || posted !== undefined || adminChat === undefined) return;
    const { message, edited_message: edited, callback_query: press } = update;
    const { id } = await chat.find();
    if (message?.chat.id === id) {
      if (message.migrate_to_chat_id !== undefined) chat.moved(message.migrate_to_chat_id);
      else await room.message(message);
    } else if (edited?.chat.id === id) await room.edited(edited);
    else if (press?.message?.chat.id === id) await room.press(press);
  };
  const handOver = createHandOver({ handle, handlerLimitMs, log });

  /** The numbers that the campaigners' group moves to in updates that are taken and not handled yet. */
  const movingTo = new Set<number>();
  /** What comes from the campaigners' chat is never a reader's, whether Telegram has shown us the chat by now or not. */
  const isCampaigners = (update: Update): boolean => {
    if (adminChat === undefined) return false;
    const { id } = (update.message ?? update.edited_message ?? update.callback_query?.message)?.chat ?? {};
    if (id === undefined) return false;
    const isTheirs = movingTo.has(id) || (chat.known() === undefined ? adminChat.trim() === String(id) : chat.known()?.id === id);
    if (isTheirs && update.message?.migrate_to_chat_id !== undefined) movingTo.add(update.message.migrate_to_chat_id);
    return isTheirs;
  };

  /** Whatever comes from other chats than the campaigners' is a reader's. */
  const intakeOf =
    (readersRoom: ReadersRoom | undefined) =>
    (given: unknown): Taken | null => {
      const update = readUpdate(given);
      if (update === null) return nothing;
      if (isCampaigners(update)) return null;
      // One after the other, and confirmed when they are counted.
      if (update.channel_post !== undefined || update.edited_channel_post !== undefined) return channels === undefined ? nothing : null;
      return (me === undefined ? null : readersRoom?.take(given, me)) ?? nothing;
    };

  /** Tries until it works, and says once what is wrong. */
  const patiently = async (work: () => Promise<void>, stop: AbortSignal): Promise<void> => {
    for (let failures = 0; !stop.aborted; failures += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (stop.aborted) return;
        troubles.met("taking updates", error);
        await pause(pauseAfter(error, failures, random), stop);
      }
    }
  };

  /** Updates are taken only when it is known which chat is the campaigners', so that none of theirs is lost; a chat that there is not keeps no reader waiting. */
  const findChat = async (stop: AbortSignal): Promise<void> => {
    const find = async (): Promise<void> => void (await chat.find(stop));
    await patiently(async () => {
      try {
        await find();
      } catch (error) {
        if (readers === undefined || !(error instanceof CallFailure) || error.kind !== "refused") throw error;
        troubles.met("taking updates", error);
        void pause(pauseAfter(error, 10, random), stop).then(() => patiently(find, stop));
      }
    }, stop);
  };

  const meet = async (stop: AbortSignal): Promise<void> => {
    if (readers === undefined) return;
    await patiently(async () => {
      const bot = botSchema.safeParse(await call("getMe", {}, { signal: stop }));
      if (!bot.success) throw new CallFailure("unavailable", "no readable answer");
      me = { id: bot.data.id, name: bot.data.username.toLowerCase() };
    }, stop);
    const { texts, content } = readers.surroundings();
    void presentBot({ call, texts, languages: content.campaign.languages, log, pause, random }, stop);
  };

  /** Whoever is not answered when the updates are not ours any more is answered by the next who takes them, and not by us. */
  const work = async (stop: AbortSignal): Promise<void> => {
    const over = new AbortController();
    try {
      await takeUpdates(readers && createReadersRoom({ ...readers, call: answerCall, log, clock, pause, closed: over.signal }), stop);
    } finally {
      over.abort();
    }
  };

  const takeUpdates = async (readersRoom: ReadersRoom | undefined, stop: AbortSignal): Promise<void> => {
    if (adminChat !== undefined) await findChat(stop);
    const group = chat.known();
    if (group !== undefined && desk !== undefined) void presentCommands(call, group.id);
    await meet(stop);
    if (channels !== undefined) void watchChannels({ call, channels, clock, pause }, stop);
    const few = async (): Promise<void> => readersRoom?.few(stop);
    const taking = { call, intake: intakeOf(readersRoom), few, handOver, troubles, log, clock, pause, random };
    if (webhook !== undefined) return receiveUpdates({ ...taking, webhook }, stop);
    await patiently(async () => {
      const isRemoved = await removeWebhook(call, stop).catch((error: unknown) => {
        // A server that knows no webhooks has none; of any other that is in the way, asking for updates tells.
        if (error instanceof CallFailure && (error.kind === "refused" || error.kind === "unauthorized")) return false;
        throw error;
      });
      if (isRemoved) log.info("This bot's webhook is taken away: updates are asked for, since TELEGRAM_WEBHOOK_URL is not set.");
    }, stop);
    await pollUpdates({ ...taking, pollSeconds, looksAside: readersRoom !== undefined }, stop);
  };

  let running: Promise<void> | null = null;
  let telling: Promise<void> | null = null;
  let again = false;
  const tellAll = async (): Promise<void> => {
    try {
      do {
        again = false;
        await tellCampaigners({ notices, writer, pace, at: clock, mornings, closed: ending.signal });
        await choosing.catchUp();
      } while (again && !ending.signal.aborted);
      troubles.over("telling campaigners");
    } catch (error) {
      if (!ending.signal.aborted) troubles.met("telling campaigners", error);
    } finally {
      telling = null;
    }
  };

  return {
    run: (stop) => (running = work(AbortSignal.any([stop, ending.signal]))),
    tellNow: async () => {
      if (ending.signal.aborted || adminChat === undefined) return;
      again = telling !== null;
      await (telling ??= tellAll());
    },
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      const limit = AbortSignal.timeout(closingMs);
      await Promise.race([Promise.allSettled([running, telling]), once(limit, "abort")]);
      broken.abort();
    },
  };
};
