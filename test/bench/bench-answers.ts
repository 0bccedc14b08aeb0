import { join } from "node:path";
import { Telegraf } from "telegraf";
import { createPeopleIndex } from "../../src/campaign/find/people-index.ts";
import { systemClock } from "../../src/clock.ts";
import { createPicturePress } from "../../src/compose/pictures/picture-press.ts";
import { openContentSource } from "../../src/content-source.ts";
import { createSendPace } from "../../src/delivery/send-pace.ts";
import { createLog } from "../../src/log.ts";
import { createBot } from "../../src/telegram/create-bot.ts";
import { createMemoryNotices } from "../servers/memory-notices.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { TelegramServer } from "../servers/telegram/telegram-server.ts";
import { median, round } from "./median.ts";

const count = 300;
const rounds = 5;
const unlimited = { burst: Number.POSITIVE_INFINITY, perMinute: Number.POSITIVE_INFINITY, perSecond: Number.POSITIVE_INFINITY };

/** So many people ask the same; answers per second until the last of them has one. */
const askAll = async (server: TelegramServer, text: string): Promise<number> => {
  const sent = (): number => server.requests.length;
  const chats = Array.from({ length: count }, () => server.addChat());
  const isAnswered = (): boolean => chats.every(({ messages }) => messages.size > 0);
  const begun = performance.now();
  for (const { id } of chats) {
    const from = { id, is_bot: false, first_name: "A", language_code: "be" };
    await server.pushUpdate({
      message: {
        message_id: 1,
        date: Math.floor(Date.now() / 1000),
        chat: { id, type: "private", first_name: "A" },
        from,
        text,
        entities: [],
      },
    });
  }
  for (let before = sent(); !isAnswered(); before = sent()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (performance.now() - begun > 120_000) throw new Error(`${before} calls, and still not everybody is answered`);
  }
  return count / ((performance.now() - begun) / 1000);
};

const openOurs = async (server: TelegramServer) => {
  const source = await openContentSource(join(import.meta.dirname, "../../content"), systemClock);
  const press = createPicturePress({ environment: {} });
  const content = source.current();
  const find = createPeopleIndex(content.prisoners.values());
  const sendPace = createSendPace(systemClock, { perSecond: Number.POSITIVE_INFINITY, perSecondOfOneKind: Number.POSITIVE_INFINITY });
  const bot = createBot({
    token: server.token,
    apiRoot: server.url,
    campaigners: new Map(),
    notices: createMemoryNotices(),
    decide: async () => "",
    answers: {},
    log: createLog("warn"),
    clock: systemClock,
    readers: {
      surroundings: () => ({ content, texts: source.texts(), find, postsOfDay: async () => [] }),
      draw: ({ kind, facts }) => (kind === "card" ? press.drawCard(facts) : press.drawChart(facts)),
      sendPace,
    },
    sendPace,
  });
  const stop = new AbortController();
  const running = bot.run(stop.signal);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
      await bot[Symbol.asyncDispose]();
      press[Symbol.dispose]();
    },
  };
};

/** A handler as anybody writes it: one constant for everything. */
const openBare = (server: TelegramServer) => {
  const bot = new Telegraf(server.token, { telegram: { apiRoot: server.url, webhookReply: false } });
  bot.on("message", (context) => context.reply("A constant."));
  const running = bot.launch({ allowedUpdates: ["message"] }).catch(() => {});
  return {
    [Symbol.asyncDispose]: async () => {
      bot.stop();
      await running;
    },
  };
};

const compare = async (text: string) => {
  await using closing = new AsyncDisposableStack();
  const ourServer = closing.use(await startTelegramServer({ flood: unlimited }));
  const bareServer = closing.use(await startTelegramServer({ flood: unlimited }));
  closing.use(await openOurs(ourServer));
  closing.use(openBare(bareServer));
  await askAll(ourServer, text);
  await askAll(bareServer, text);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    bare.push(await askAll(bareServer, text));
    ours.push(await askAll(ourServer, text));
  }
  return {
    answersPerSecond: round(median(ours)),
    bareHandlerPerSecond: round(median(bare)),
    ratio: round(median(ours.map((rate, index) => rate / (bare[index] ?? Number.NaN)))),
  };
};

/** Answers to people who each ask once, through our bot and through a bare handler, each with a server of its own that refuses nothing for being fast; medians of pairs. */
export const benchAnswers = async () => {
  const results: Record<string, unknown> = {};
  for (const text of ["/count", "/prisoner Kalesnikava"]) results[text.split(" ")[0] ?? ""] = await compare(text);
  return results;
};
