import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock, type Clock } from "./clock.ts";
import type { ComposeParts } from "./compose/compose.ts";
import { createPostComposer } from "./compose/compose-post.ts";
import { defaultLimits, type Limits } from "./compose/limits.ts";
import { readAccount, type Account, type Config } from "./config.ts";
import { openContentSource, readRefused, readUsableContent, type ContentSource } from "./content-source.ts";
import type { PicturePress } from "./compose/pictures/picture-press.ts";
import type { Carrier } from "./delivery/carrier.ts";
import type { Publisher } from "./delivery/publisher.ts";
import { createSendPace, type SendPace } from "./delivery/send-pace.ts";
import { createLog, type Log } from "./log.ts";
import type { FetchList } from "./web/list-fetcher.ts";
import type { PetitionCounter } from "./web/petition-counter.ts";
import { createPublisher } from "./networks/create-publisher.ts";
import type { Store } from "./store/open-store.ts";

/**
 * Everything that a command may need, built when it is first asked for and closed with the app:
 * a command that draws a preview opens no database, and one that opens the database loads no network's SDK.
 */
export interface App extends AsyncDisposable {
  readonly config: Config;
  /** The content that the running worker goes by, where this app is in it and goes by another one; else null. */
  readonly workersContent: string | null;
  readonly clock: Clock;
  /** False where `--now` gives another day. */
  readonly inRealTime: boolean;
  readonly log: Log;
  content(): Promise<ContentSource>;
  /** The campaign's accounts, with what the environment knows of them. */
  accounts(): Promise<Account[]>;
  compose(): Promise<ComposeParts>;
  /** The one function that makes posts of every kind. */
  composePost(): Promise<ReturnType<typeof createPostComposer>>;
  store(): Promise<Store>;
  /** False where nothing was ever stored: reading commands then need not make a database. */
  hasStore(): Promise<boolean>;
  /** Null where the campaign has no such account. */
  publisher(account: string): Promise<Publisher | null>;
  /** What the account's server takes now; kept for previews, which ask no server. */
  limitsOf(publisher: Publisher): Promise<Limits>;
  /** The limits to preview with: what the account's server last said where that is known, else the network's own. */
  limits(account: Account): Promise<Limits>;
  carrier(): Promise<Carrier>;
  /** Asks the platforms of petitions. */
  petitionCounter(): Promise<PetitionCounter>;
  /** Fetches other people's lists. */
  listFetcher(): Promise<FetchList>;
  /** Has the content go by what the database knows of petitions now; nothing where nothing was ever stored. */
  readCounted(): Promise<void>;
  /** What a Telegram bot sends in all chats together, posts and answers, keeps one pace in this process. */
  paceOf(token: string): SendPace;
  /** Where pictures are drawn. */
  press(): Promise<PicturePress>;
}

/** Opens at the first call; the second gets the same. */
const once = <T>(open: () => Promise<T>): (() => Promise<T>) => {
  let opened: Promise<T> | undefined;
  return () => (opened ??= open());
};

/** Where pictures of campaigners' own posts are kept. */
export const queuePictures = (dataFolder: string): string => join(dataFolder, "queue");

export interface RunningWorker {
  /** It has the database open: its store, its queue, its publishers and its sessions are used, and stay open. */
  readonly app: App;
  /** Has it read its content now, where that changed. */
  readonly refresh: () => Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  /** For commands that must work whatever somebody has mistyped in another file. */
  readonly tolerant?: boolean;
  readonly worker?: RunningWorker | undefined;
}

const realPath = (folder: string): string => {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
};

export const createApp = (options: AppOptions): App => {
  const { config, clock } = options;
  const worker = options.worker?.app;
  const closing = new AsyncDisposableStack();
  const log = createLog(config.logLevel, config.secrets);

  const sameContent = worker !== undefined && realPath(worker.config.contentFolder) === realPath(config.contentFolder);
  // A fact is not false because a preview looks back at a day before it: the content is read as of the real present, or of a later day that is looked at.
  const contentClock: Clock = () => {
    const [present, looked] = [systemClock(), clock()];
    return Temporal.Instant.compare(looked, present) > 0 ? looked : present;
  };
  const content = once(async () => {
    if (sameContent) {
      await options.worker?.refresh();
      const source = await worker.content();
      // As in a process of its own: what the folder holds now, or its fault.
      return source.refused() === null ? source : await readRefused(source, config.contentFolder, options.tolerant === true);
    }
    return options.tolerant === true ? readUsableContent(config.contentFolder) : openContentSource(config.contentFolder, contentClock);
  });

  const accounts = async (): Promise<Account[]> =>
    (await content()).current().campaign.accounts.map((settings) => readAccount(settings, config));

  const press = once(async (): Promise<PicturePress> => {
    const { createPicturePress } = await import("./compose/pictures/picture-press.ts");
    return closing.use(createPicturePress({ environment: config.plainEnvironment }));
  });

  const compose = once(async (): Promise<ComposeParts> => {
    if (sameContent) return worker.compose();
    const [pictures, { createMediaFolder }, { createLinkCardReader }, source] = await Promise.all([
      press(),
      import("./compose/pictures/media-folder.ts"),
      import("./web/link-card-reader.ts"),
      content(),
    ]);
    const { website } = source.current().campaign;
    return {
      media: createMediaFolder(join(config.dataFolder, "media"), pictures),
      linkCards: createLinkCardReader({ clock, website }),
    };
  });

  const composePost = once(async () => {
    if (sameContent) return worker.composePost();
    const [parts, { drawCard }] = await Promise.all([compose(), press()]);
    const folders = { content: config.contentFolder, queue: queuePictures(config.dataFolder) };
    return createPostComposer({ ...parts, drawCard, readImage: (file, from) => readFile(join(folders[from], file)) });
  });

  const store = once(async (): Promise<Store> => {
    if (worker !== undefined) return worker.store();
    const { openStore } = await import("./store/open-store.ts");
    return closing.use(await openStore({ databaseUrl: config.databaseUrl, dataFolder: config.dataFolder }));
  });

  const hasStore = async (): Promise<boolean> => {
    if (worker !== undefined || config.databaseUrl !== undefined) return true;
    const { embeddedDatabaseExists } = await import("./store/open-store.ts");
    return embeddedDatabaseExists(config.dataFolder);
  };

  const paces = new Map<string, SendPace>();
  const paceOf = (token: string): SendPace => {
    if (worker !== undefined) return worker.paceOf(token);
    const pace = paces.get(token) ?? createSendPace(systemClock);
    paces.set(token, pace);
    return pace;
  };

  const publishers = new Map<string, Promise<Publisher>>();
  const publisher = async (id: string): Promise<Publisher | null> => {
    const account = (await accounts()).find((one) => one.id === id);
    if (account === undefined) return null;
    if (worker !== undefined) return worker.publisher(id);
    const known = publishers.get(id);
    if (known !== undefined) return known;
    // Networks live in the real present, whatever day is rehearsed with `--now`.
    const opened = createPublisher(account, { clock: systemClock, sessions: async () => (await store()).accounts, paceOf }).then((made) =>
      closing.use(made),
    );
    publishers.set(id, opened);
    return opened;
  };

  const limitsOf = async (asked: Publisher): Promise<Limits> => {
    const stated = await asked.limits();
    // The defaults are what a server is taken for that does not answer.
    if (asked.live && stated !== defaultLimits[asked.network]) await (await store()).accounts.writeLimits(asked.account, stated);
    return stated;
  };

  const limits = async (account: Account): Promise<Limits> => {
    if (account.network !== "mastodon" || account.missing.length > 0) return defaultLimits[account.network];
    return (await (await store()).accounts.readLimits(account.id)) ?? defaultLimits.mastodon;
  };

  const petitionCounter = once(async (): Promise<PetitionCounter> => {
    if (worker !== undefined) return worker.petitionCounter();
    const { createPetitionCounter } = await import("./web/petition-counter.ts");
    return createPetitionCounter({ clock: systemClock });
  });

  const listFetcher = once(async (): Promise<FetchList> => {
    if (worker !== undefined) return worker.listFetcher();
    const { createListFetcher } = await import("./web/list-fetcher.ts");
    // Other jobs wait for it.
    return createListFetcher({ clock: systemClock, timeLimitMs: 30_000 });
  });

  const readCounted = async (): Promise<void> => {
    if (await hasStore()) (await content()).takeCounted(await (await store()).petitions.counted());
  };

  const carrier = once(async (): Promise<Carrier> => {
    if (worker !== undefined) return worker.carrier();
    const { createCarrier } = await import("./queue/carrier.ts");
    const { pool } = await store();
    return closing.use(
      await createCarrier({
        redisUrl: config.redisUrl,
        pool,
        alone: config.databaseUrl === undefined,
        onError: (error) => log.warn({ err: error }, "the queue's connection failed and is tried again"),
      }),
    );
  });

  return {
    config,
    workersContent: worker === undefined || sameContent ? null : worker.config.contentFolder,
    clock,
    inRealTime: clock === systemClock,
    log,
    content,
    accounts,
    compose,
    composePost,
    store,
    hasStore,
    publisher,
    limitsOf,
    limits,
    carrier,
    petitionCounter,
    listFetcher,
    readCounted,
    paceOf,
    press,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
};
