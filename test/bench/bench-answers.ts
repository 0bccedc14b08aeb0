import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Context, Telegraf } from "telegraf";
import { createPeopleIndex } from "../../src/campaign/find/people-index.ts";
import { systemClock } from "../../src/clock.ts";
import { createPicturePress } from "../../src/compose/pictures/picture-press.ts";
import { openContentSource } from "../../src/content-source.ts";
import { createSendPace } from "../../src/delivery/send-pace.ts";
import { createLog } from "../../src/log.ts";
import { createBot } from "../../src/telegram/create-bot.ts";
import { createMemoryNotices } from "../servers/memory-notices.ts";
import { median, round } from "./median.ts";

const mainFile = join(import.meta.dirname, "../servers/telegram/main.ts");
const count = 500;
const rounds = 9;
/** A server as a process of its own, as Telegram's is: what it does for each message is nobody's but its own time. */
const startServer = async () => {
  const child = spawn(process.execPath, [mainFile, "0", "bench", "--no-limits"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { url, token } = JSON.parse(line) as { url: string; token: string };
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/-/${path}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
    return response.json();
  };
  return {
    url,
    token,
    control,
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
};
type Server = Awaited<ReturnType<typeof startServer>>;

/** Answers per second until the last has arrived, and per second of this process's own work, which a busy machine disturbs less. */
interface Rates {
  readonly wall: number;
  readonly cpu: number;
}

/** So many people ask the same. */
const askAll = async (server: Server, text: string): Promise<Rates> => {
  const chats: number[] = [];
  for (let index = 0; index < count; index += 1) chats.push(((await server.control("chats", {})) as { id: number }).id);
  const date = Math.floor(Date.now() / 1000);
  const updates = chats.map((id) => ({
    message: {
      message_id: 1,
      date,
      chat: { id, type: "private", first_name: "A" },
      from: { id, is_bot: false, first_name: "A", language_code: "be" },
      text,
      entities: [],
    },
  }));
  const sends = async (): Promise<number> => (await server.control("sends")) as number;
  const before = await sends();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  await server.control("updates", updates);
  while ((await sends()) < before + count) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (performance.now() - begun > 60_000) throw new Error("not everybody is answered");
  }
  const { user, system } = process.cpuUsage(cpu);
  return { wall: count / ((performance.now() - begun) / 1000), cpu: count / ((user + system) / 1e6) };
};

const openOurs = async (server: Server) => {
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

/** A handler as anybody writes it: one constant for everything, the message that ours makes each time. */
const openBare = (server: Server, { text, ...extra }: Constant) => {
  const bot = new Telegraf(server.token, { telegram: { apiRoot: server.url, webhookReply: false } });
  bot.on("message", (context) => context.reply(text, extra));
  const running = bot.launch({ allowedUpdates: ["message"] }).catch(() => {});
  return {
    [Symbol.asyncDispose]: async () => {
      bot.stop();
      await running;
    },
  };
};

type Constant = { readonly text: string } & NonNullable<Parameters<Context["reply"]>[1]>;

/** What our bot answered last, as it was sent; of a picture the words below it. */
const lastAnswer = async (server: Server): Promise<Constant> => {
  const requests = (await server.control("requests")) as { method: string; parameters: Record<string, string> }[];
  const { parameters = {} } = requests.findLast(({ method }) => method === "sendMessage" || method === "sendPhoto") ?? {};
  const { text, caption = "", entities = parameters["caption_entities"] ?? "[]", reply_markup: markup } = parameters;
  return {
    text: text ?? caption,
    entities: JSON.parse(entities) as never,
    link_preview_options: { is_disabled: true },
    ...(markup === undefined ? {} : { reply_markup: JSON.parse(markup) as never }),
  };
};

const compare = async (text: string) => {
  await using closing = new AsyncDisposableStack();
  const ourServer = closing.use(await startServer());
  const bareServer = closing.use(await startServer());
  closing.use(await openOurs(ourServer));
  await askAll(ourServer, text);
  closing.use(openBare(bareServer, await lastAnswer(ourServer)));
  await askAll(bareServer, text);
  const ours: Rates[] = [];
  const bare: Rates[] = [];
  for (let index = 0; index < rounds; index += 1) {
    bare.push(await askAll(bareServer, text));
    ours.push(await askAll(ourServer, text));
  }
  const ratio = (rate: keyof Rates): number => round(median(ours.map((one, index) => one[rate] / (bare[index]?.[rate] ?? Number.NaN))));
  return {
    answersPerSecond: round(median(ours.map(({ wall }) => wall))),
    bareHandlerPerSecond: round(median(bare.map(({ wall }) => wall))),
    ratio: ratio("wall"),
    ratioOfWork: ratio("cpu"),
  };
};

/** Answers to people who each ask once, through our bot and through a bare handler, each with a server of its own that refuses nothing for being fast; medians of pairs. */
export const benchAnswers = async () => {
  const results: Record<string, unknown> = {};
  for (const text of ["/count", "/prisoner Maria Kalesnikava"]) results[text.split(" ")[0] ?? ""] = await compare(text);
  return results;
};
