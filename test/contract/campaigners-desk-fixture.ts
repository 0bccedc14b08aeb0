import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planPosts } from "../../jobs/plan-posts.ts";
import type { JobContext } from "../../jobs/job.ts";
import { createApp, type App } from "../../src/app.ts";
import type { Content } from "../../src/campaign/content.ts";
import type { Petition } from "../../src/campaign/petition.ts";
import type { Clock } from "../../src/clock.ts";
import { createDecide } from "../../src/decisions/decide.ts";
import { openDesk } from "../../src/decisions/desk/open-desk.ts";
import { openJobContext } from "../../src/open-job-context.ts";
import type { BotOptions } from "../../src/telegram/create-bot.ts";
import { contentFolder } from "../e2e/rollcall-process.ts";
import { copyMadeDatabase } from "../made-database.ts";
import type { TelegramPost, TelegramRequest } from "../servers/telegram/telegram-server.ts";
import { ania, type AdminStage, type Person, startAdminStage } from "./admin-chat-fixture.ts";

/** One database for all the tests of a file. */
export interface DeskHouse extends AsyncDisposable {
  readonly folder: string;
  readonly app: App;
  clock: Clock;
  /** Every byte that is kept anywhere, as text. */
  kept(): Promise<string>;
}

export const openDeskHouse = async (): Promise<DeskHouse> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-desk-"));
  await copyMadeDatabase(folder);
  const house: { clock: Clock } = { clock: () => Temporal.Instant.from("2026-12-01T06:00:00Z") };
  const app = createApp({
    config: {
      contentFolder,
      dataFolder: folder,
      databaseUrl: undefined,
      redisUrl: undefined,
      logLevel: "silent",
      secrets: [],
      plainEnvironment: { PATH: process.env["PATH"] ?? "" },
      variable: () => undefined,
    },
    clock: () => house.clock(),
  });
  await app.store();
  return Object.assign(house, {
    folder,
    app,
    kept: async () => {
      const { pool } = await app.store();
      await pool.query("checkpoint");
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      const read = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), "latin1"));
      return (await Promise.all(read)).join("\n");
    },
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  });
};

export interface DeskStage extends AdminStage {
  readonly context: JobContext;
  /** What the campaign demands; tests change it. */
  readonly settings: { approval: boolean; occasions: boolean; withheld: string | null; petitions: ReadonlyMap<string, Petition> };
  /** Sends a command, and waits for what the bot has to say: the newest message that matches. */
  ask(text: string, pattern: RegExp, from?: Person, more?: Readonly<Record<string, unknown>>): Promise<TelegramPost>;
  /** Waits for a message that matches and was not there at the last look. */
  told(pattern: RegExp): Promise<TelegramPost>;
  /** Presses the button with this label, of the message as it is now, or as it was then. */
  tap(message: TelegramPost, label: string | RegExp, options?: { readonly from?: Person; readonly asItWas?: boolean }): Promise<string>;
  /** Answers a message of the bot. */
  replyTo(message: TelegramPost, text: string, from?: Person, more?: Readonly<Record<string, unknown>>): Promise<void>;
  /** A bot of its own on the same database: after a restart. */
  restart(): Promise<void>;
  log(post: string): Promise<string[]>;
}

type Row = readonly { readonly text: string; readonly callback_data: string }[];
export const buttonsOf = ({ replyMarkup }: TelegramPost): { text: string; callback_data: string }[] =>
  ((replyMarkup as { inline_keyboard?: Row[] } | undefined)?.inline_keyboard ?? []).flat();

/** The real desk, rules and database behind the bot; the clock stands at 14:00 of the campaign's zone. */
export const startDeskStage = async (house: DeskHouse, options: Partial<BotOptions> = {}): Promise<DeskStage> => {
  const { app } = house;
  // The record goes by the database's own clock, and is only ever added to.
  const begun = Temporal.Now.instant();
  const settings: DeskStage["settings"] = { approval: false, occasions: false, withheld: null, petitions: new Map() };
  const opened = await openJobContext(app);
  const { pool } = await app.store();
  await pool.query("truncate rollcall.posts, rollcall.notices cascade");
  const changed = (): Content => {
    const content = opened.content();
    const { campaign, prisoners } = content;
    const withheld = settings.withheld === null ? undefined : prisoners.get(settings.withheld);
    return {
      ...content,
      petitions: settings.petitions,
      campaign: {
        ...campaign,
        campaigners: [{ name: "Ania" }, { name: "Yan" }],
        anniversaries: { ...campaign.anniversaries, enabled: settings.occasions },
        queue: { approval: settings.approval },
      },
      prisoners:
        withheld === undefined ? prisoners : new Map([...prisoners, [withheld.slug, { ...withheld, consent: "withheld" as const }]]),
    };
  };
  const context: JobContext = { ...opened, content: changed };
  const store = await app.store();
  const own: Partial<BotOptions> = {
    notices: store.notices,
    desk: openDesk(app, context),
    decide: createDecide(app, context),
    ...options,
  };
  const made = await startAdminStage(own);
  house.clock = () => made.clock();
  await planPosts.run(context);
  let running = made.start();
  let seen = 0;
  let presses = 1000;
  let messages = 6000;

  const until = async <T>(look: () => T | undefined, what: string): Promise<T> => {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const last = made.inGroup().slice(-6);
    throw new Error(`There is not ${what}, but: ${last.map(({ text }) => text).join("\n---\n")}`);
  };

  const told = async (pattern: RegExp): Promise<TelegramPost> => {
    const found = await until(() => made.inGroup().findLast(({ id, text }) => id > seen && pattern.test(text)), String(pattern));
    seen = found.id;
    return found;
  };

  const push = async (content: Readonly<Record<string, unknown>>): Promise<void> => {
    messages += 1;
    const chat = { id: made.group.id, type: "supergroup", title: made.group.title };
    await made.server.pushUpdate({ message: { message_id: messages, date: made.clock().epochMilliseconds / 1000, chat, ...content } });
  };

  const popUp = async (id: string): Promise<string> => {
    const isAnswer = ({ method, parameters }: TelegramRequest): boolean =>
      method === "answerCallbackQuery" && parameters["callback_query_id"] === id;
    return (await until(() => made.server.requests.find(isAnswer), "an answer to the press")).parameters["text"] ?? "";
  };

  return Object.assign(made, {
    context,
    settings,
    told,
    ask: async (text: string, pattern: RegExp, from: Person = ania, more: Readonly<Record<string, unknown>> = {}) => {
      seen = made.inGroup().at(-1)?.id ?? 0;
      await push({ from, text, ...more });
      return told(pattern);
    },
    replyTo: async (message: TelegramPost, text: string, from: Person = ania, more: Readonly<Record<string, unknown>> = {}) => {
      const bot = { id: Number(made.server.token.split(":")[0]), is_bot: true, first_name: "Rollcall" };
      const chat = { id: made.group.id, type: "supergroup", title: made.group.title };
      await push({ from, text, reply_to_message: { message_id: message.id, date: 1, chat, from: bot, text: message.text }, ...more });
    },
    tap: async (message: TelegramPost, label: string | RegExp, { from = ania, asItWas = false } = {}) => {
      const fits = ({ text }: { text: string }): boolean => (typeof label === "string" ? text.includes(label) : label.test(text));
      const asItIs = (): TelegramPost => (asItWas ? message : (made.inGroup().find(({ id }) => id === message.id) ?? message));
      // A pop-up is shown before the message is drawn anew.
      const button = await until(() => buttonsOf(asItIs()).find(fits), `a button ${String(label)}`);
      const now = asItIs();
      const press = String((presses += 1));
      const chat = { id: made.group.id, type: "supergroup", title: made.group.title };
      await made.server.pushUpdate({
        callback_query: {
          id: press,
          from,
          chat_instance: "1",
          data: button.callback_data,
          message: { message_id: now.id, date: 1, chat, text: now.text },
        },
      });
      return popUp(press);
    },
    restart: async () => {
      await running.stop();
      running = made.start(made.another({ desk: openDesk(app, context) }));
    },
    log: async (post: string) =>
      (await store.decisions.read({ about: post, since: begun, limit: 100 })).map(({ kind, who }) => [kind, who].filter(Boolean).join(" ")),
  });
};
