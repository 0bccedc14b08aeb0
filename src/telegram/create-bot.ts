import { once } from "node:events";
import type { Clock } from "../clock.ts";
import type { NoticeStore } from "../delivery/notice-store.ts";
import type { Log } from "../log.ts";
import { createAdminChat } from "./admin/admin-chat.ts";
import { createBotApi } from "./bot-api.ts";
import { createChoosing } from "./admin/choose.ts";
import { createChatWriter } from "./admin/chat-writer.ts";
import type { CommandAnswers, Decide } from "./admin/decide.ts";
import type { Desk } from "./admin/desk.ts";
import { createFileFetcher } from "./admin/fetch-file.ts";
import { openPostsRoom } from "./admin/open-posts-room.ts";
import { createAdminChatFinder } from "./admin/find-admin-chat.ts";
import { createPace } from "./pace.ts";
import type { Campaigners } from "./admin/parse-campaigners.ts";
import { type Pause, realPause } from "./pause.ts";
import { pauseAfter, pollUpdates } from "./poll-updates.ts";
import { type Mornings, tellCampaigners } from "./admin/tell-campaigners.ts";
import { createTroubles } from "./troubles.ts";
import { readUpdate } from "./update.ts";

export interface BotOptions {
  /** From @BotFather. */
  readonly token: string;
  /** Where the Bot API is; Telegram's own server unless set. */
  readonly apiRoot?: string | undefined;
  /** The campaigners' group: its number, its `@name` or a link to it. */
  readonly adminChat: string;
  readonly campaigners: Campaigners;
  readonly notices: NoticeStore;
  readonly decide: Decide;
  readonly answers: CommandAnswers;
  /** What campaigners can do with posts; without it they can do nothing with them. */
  readonly desk?: Desk | undefined;
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
  /** Answers the campaigners until `stop`, and ends at once then. Never throws. */
  run(stop: AbortSignal): Promise<void>;
  /** Tells the campaigners what is untold, as much as the chat takes at this moment. Never throws; two at once are one. */
  tellNow(): Promise<void>;
}

/** How long a notice that is on its way still gets in the end, so that it is not told twice. */
const closingMs = 3000;

/** The campaigners' side of the bot. Loads telegraf, and asks Telegram, when there is something to do. */
export const createBot = (options: BotOptions): Bot => {
  const { token, apiRoot, adminChat, campaigners, notices, decide, answers, desk, log, clock } = options;
  const { pause = realPause, random = Math.random, pollSeconds = 50, handlerLimitMs = 90_000 } = options;
  const ending = new AbortController();
  const broken = new AbortController();

  const call = createBotApi({ token, apiRoot, closed: broken.signal });
  const troubles = createTroubles({ log, clock });
  const pace = createPace(clock);
  const chat = createAdminChatFinder(call, adminChat, log);
  const writer = createChatWriter({ call, chat, pace, pause, closed: ending.signal });
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

  /** Whatever comes from another chat is ignored: readers get their answers from here, by `commands/`. */
  const handle = async (given: unknown): Promise<void> => {
    const update = readUpdate(given);
    if (update === null) return;
    const { message, edited_message: edited, callback_query: press } = update;
    const { id } = await chat.find();
    if (message?.chat.id === id) {
      if (message.migrate_to_chat_id !== undefined) chat.moved(message.migrate_to_chat_id);
      else await room.message(message);
    } else if (edited?.chat.id === id) await room.edited(edited);
    else if (press?.message?.chat.id === id) await room.press(press);
  };

  /** Updates are taken only when it is known which chat is the campaigners', so that none of theirs is lost. */
  const findChat = async (stop: AbortSignal): Promise<void> => {
    for (let failures = 0; !stop.aborted; failures += 1) {
      try {
        await chat.find(stop);
        return;
      } catch (error) {
        if (stop.aborted) return;
        troubles.met("taking updates", error);
        await pause(pauseAfter(error, failures, random), stop);
      }
    }
  };

  const work = async (stop: AbortSignal): Promise<void> => {
    await findChat(stop);
    await pollUpdates({ call, handle, troubles, log, clock, pause, random, pollSeconds, handlerLimitMs }, stop);
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
      if (ending.signal.aborted) return;
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
