import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import type { Content } from "../../src/campaign/content.ts";
import { createTexts } from "../../src/campaign/words/texts.ts";
import type { Clock } from "../../src/clock.ts";
import { createSendPace, type SendPace } from "../../src/delivery/send-pace.ts";
import { type Bot, type BotOptions, createBot } from "../../src/telegram/create-bot.ts";
import type { ReadersOptions } from "../../src/telegram/readers/readers-room.ts";
import { createMemoryNotices } from "../servers/memory-notices.ts";
import type { Chat } from "../servers/telegram/chat.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { TelegramPost, TelegramServer, TelegramServerOptions } from "../servers/telegram/telegram-server.ts";
import { shippedCampaign, shippedPrisoners, shippedTexts } from "../unit/shipped-content.ts";

/** So many seconds go by in one: what takes a minute with Telegram takes three seconds here, and everybody sees the same time. */
const speed = 20;

const quickClock = (): Clock => {
  const begun = performance.now();
  const noon = Temporal.Instant.from("2026-12-01T12:00:00Z");
  return () => noon.add({ milliseconds: Math.floor((performance.now() - begun) * speed) });
};

export const shippedContent: Content = {
  campaign: shippedCampaign,
  prisoners: new Map(shippedPrisoners.map((prisoner) => [prisoner.slug, prisoner])),
  counts: [],
  days: [],
  actions: [],
  actionTotals: [],
  petitions: new Map(),
  texts: shippedTexts(),
  folder: "content",
};
export const shippedWords = createTexts(shippedContent.texts);

interface Reader {
  readonly id: number;
  readonly language_code?: string;
}

export interface ReadersStage extends AsyncDisposable {
  readonly server: TelegramServer;
  readonly clock: Clock;
  readonly sendPace: SendPace;
  readonly logged: Record<string, unknown>[];
  /** Somebody with a private chat. */
  reader(language?: string): Reader;
  group(): Chat;
  /** Words in the reader's private chat, or in a group. */
  say(from: Reader, text: string, more?: Readonly<Record<string, unknown>>): Promise<void>;
  press(from: Reader, data: string, message?: TelegramPost): Promise<void>;
  /** What a chat got, by its id. */
  got(chat: { readonly id: number }): TelegramPost[];
  calls(method: string): number;
  open(options?: Partial<BotOptions>, readers?: Partial<ReadersOptions>): Bot;
  start(bot?: Bot): { stop(): Promise<void> };
}

export const startReadersStage = async (
  options: { readonly server?: TelegramServerOptions; readonly readers?: Partial<ReadersOptions>; readonly bot?: Partial<BotOptions> } = {},
): Promise<ReadersStage> => {
  const clock = quickClock();
  const server = await startTelegramServer({ clock, ...options.server });
  const sendPace = createSendPace(clock, undefined, (wake, ms) => void setTimeout(wake, ms / speed));
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: "trace", base: undefined },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const closing = new AsyncDisposableStack();
  const stops = new Set<AbortController>();
  let people = 0;
  let messages = 0;
  const seconds = (): number => Math.floor(clock().epochMilliseconds / 1000);

  const stage: ReadersStage = {
    server,
    clock,
    sendPace,
    logged,
    reader: (language) => {
      people += 1;
      const { id } = server.addChat({ id: 5_100_000_000 + people * 7919, type: "private", title: "A reader" });
      return language === undefined ? { id } : { id, language_code: language };
    },
    group: () => server.addChat({ type: "supergroup", title: "A group" }),
    say: async (from, text, more = {}) => {
      messages += 1;
      const chat = { id: from.id, type: "private", first_name: "Somebody" };
      const who = { is_bot: false, first_name: "Somebody", ...from };
      await server.pushUpdate({ message: { message_id: 90_000 + messages, date: seconds(), from: who, chat, text, ...more } });
    },
    press: async (from, data, message) => {
      messages += 1;
      const chat = { id: message?.chat ?? from.id, type: "private" };
      const who = { is_bot: false, first_name: "Somebody", ...from };
      const pressed = {
        message_id: message?.id ?? 4,
        date: message?.date ?? 0,
        chat,
        ...(message === undefined ? {} : { text: message.text }),
      };
      await server.pushUpdate({ callback_query: { id: `press ${messages}`, from: who, chat_instance: "1", data, message: pressed } });
    },
    got: ({ id }) => server.posts(id),
    calls: (method) => server.requests.filter((request) => request.method === method).length,
    open: (more = {}, readers = {}) =>
      closing.use(
        createBot({
          token: server.token,
          apiRoot: server.url,
          campaigners: new Map(),
          notices: createMemoryNotices(),
          decide: async () => "It is noted.",
          answers: { plan: async () => "The plan." },
          log,
          clock,
          pause: async (ms, stop) => {
            await sleep(ms / speed, undefined, { signal: stop }).catch(() => {});
          },
          random: () => 1,
          pollSeconds: 1,
          readers: {
            surroundings: () => ({ content: shippedContent, texts: shippedWords }),
            draw: async () => {
              throw new Error("nobody draws");
            },
            sendPace,
            ...options.readers,
            ...readers,
          },
          sendPace,
          ...options.bot,
          ...more,
        }),
      ),
    start: (bot = stage.open()) => {
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
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) stop.abort();
      await closing.disposeAsync();
      await server[Symbol.asyncDispose]();
    },
  };
  return stage;
};
