import { setImmediate as turn } from "node:timers/promises";
import { pino } from "pino";
import type { NoticeChoice, NoticeStore } from "../../src/delivery/notice-store.ts";
import { type Bot, type BotOptions, createBot } from "../../src/telegram/create-bot.ts";
import type { NeedsLink } from "../../src/telegram/admin/decide.ts";
import { createMemoryNotices } from "../servers/memory-notices.ts";
import type { Chat } from "../servers/telegram/chat.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { TelegramPost, TelegramServer } from "../servers/telegram/telegram-server.ts";
import { movableClock } from "./telegram-fixture.ts";

export interface Person {
  readonly id: number;
  readonly is_bot: false;
  readonly first_name: string;
  readonly username: string;
}

const person = (id: number, name: string): Person => ({ id, is_bot: false, first_name: name, username: `${name}_account` });

export const ania = person(123_456_001, "Hanna");
export const yan = person(123_456_002, "Janka");
export const stranger = person(987_654_003, "Unknown");

interface Decided {
  readonly choice: NoticeChoice;
  readonly who: string;
  readonly link: string | undefined;
}

export interface AdminStage extends AsyncDisposable {
  readonly server: TelegramServer;
  readonly clock: ReturnType<typeof movableClock>;
  readonly group: Chat;
  readonly notices: NoticeStore;
  readonly bot: Bot;
  /** What `decide` was asked for. */
  readonly decided: Decided[];
  /** Replaced by a test that wants another answer. */
  answer: (asked: Decided) => Promise<string | NeedsLink>;
  /** Lines as they are logged, of every level. */
  readonly logged: Record<string, unknown>[];
  /** Milliseconds of each pause; none is waited for, the clock goes on by them instead. */
  readonly pauses: number[];
  /** Another bot on the same server and notices: after a crash, or beside the first. */
  another(options?: Partial<BotOptions>): Bot;
  /** Until the stage ends. */
  start(bot?: Bot): { stop(): Promise<void> };
  /** Adds a notice and tells it; gives its message. */
  tell(text: string, choices?: readonly NoticeChoice[]): Promise<TelegramPost>;
  inGroup(): TelegramPost[];
  /** Presses a button of a message as it is now, or as it was in `message`. */
  press(message: TelegramPost, button: number, from?: Person): Promise<{ id: string }>;
  say(text: string, from?: Person, more?: Readonly<Record<string, unknown>>): Promise<void>;
  /** The pop-ups that were shown, in order. */
  popUps(): string[];
  calls(method: string): number;
}

export const settle: readonly NoticeChoice[] = [
  { kind: "settle", deliveryId: "d1", answer: "sent" },
  { kind: "settle", deliveryId: "d1", answer: "resend" },
];

export const startAdminStage = async (options: Partial<BotOptions> = {}): Promise<AdminStage> => {
  const clock = movableClock();
  const server = await startTelegramServer({ clock });
  const group = server.addChat({ id: -1_002_000_000_001, type: "supergroup", title: "Campaigners" });
  const notices = options.notices ?? createMemoryNotices();
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: "trace", base: undefined },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const pauses: number[] = [];
  const decided: Decided[] = [];
  const bots: Bot[] = [];
  let presses = 0;
  let keys = 0;

  const open = (more: Partial<BotOptions> = {}): Bot => {
    const bot = createBot({
      token: server.token,
      apiRoot: server.url,
      adminChat: String(group.id),
      campaigners: new Map([
        [ania.id, "Ania"],
        [yan.id, "Yan"],
      ]),
      notices,
      decide: async (choice, who, link) => {
        decided.push({ choice, who, link });
        return stage.answer({ choice, who, link });
      },
      answers: { plan: async () => "The plan." },
      log,
      clock,
      pause: async (ms) => {
        pauses.push(ms);
        clock.advance({ milliseconds: Math.ceil(ms) });
        await turn();
      },
      random: () => 1,
      pollSeconds: 1,
      ...options,
      ...more,
    });
    bots.push(bot);
    return bot;
  };

  const stops = new Set<AbortController>();
  const stage: AdminStage = {
    server,
    clock,
    group,
    notices,
    bot: open(),
    decided,
    answer: async () => "It is noted.",
    logged,
    pauses,
    another: open,
    start: (bot = stage.bot) => {
      const stop = new AbortController();
      stops.add(stop);
      const run = bot.run(stop.signal);
      return {
        stop: async () => {
          stop.abort();
          await run;
        },
      };
    },
    tell: async (text, choices = []) => {
      keys += 1;
      await notices.add({ key: `test ${keys}`, text, choices, at: clock() });
      await stage.bot.tellNow();
      const told = stage.inGroup().findLast((post) => post.text === text);
      if (told === undefined) throw new Error("The notice was not told.");
      return told;
    },
    inGroup: () => server.posts(group.id),
    press: async (message, button, from = ania) => {
      const { inline_keyboard: rows } = message.replyMarkup as { inline_keyboard: { callback_data: string }[][] };
      presses += 1;
      const id = String(presses);
      const chat = { id: message.chat, type: "supergroup", title: group.title };
      await server.pushUpdate({
        callback_query: {
          id,
          from,
          chat_instance: "1",
          data: rows[button]?.[0]?.callback_data,
          message: { message_id: message.id, date: 1, chat, text: message.text },
        },
      });
      return { id };
    },
    say: async (text, from = ania, more = {}) => {
      const chat = { id: group.id, type: "supergroup", title: group.title };
      await server.pushUpdate({ message: { message_id: 5000, date: 1, from, chat, text, ...more } });
    },
    popUps: () =>
      server.requests.filter(({ method }) => method === "answerCallbackQuery").map(({ parameters }) => parameters["text"] ?? ""),
    calls: (method) => server.requests.filter((request) => request.method === method).length,
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) stop.abort();
      for (const bot of bots) await bot[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
  return stage;
};
