import { defaultLimits, type Network } from "../../src/compose/limits.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { createBlueskyPublisher } from "../../src/networks/bluesky/bluesky-publisher.ts";
import { createMastodonPublisher } from "../../src/networks/mastodon/mastodon-publisher.ts";
import { createOutbox } from "../../src/networks/outbox.ts";
import { createTelegramPublisher } from "../../src/networks/telegram/telegram-publisher.ts";
import { createFaultProxy, type FaultProxy } from "../servers/fault-proxy.ts";
import { freePort } from "../servers/free-port.ts";
import { startMastodonServer } from "../servers/mastodon/server.ts";
import { createMemorySessions } from "../servers/memory-sessions.ts";
import { startPds } from "../servers/pds.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import { movableClock } from "./bluesky-fixture.ts";

interface SeenPost {
  readonly ref: string;
  readonly text: string;
  /** The post that it answers. */
  readonly replyTo: string | null;
}

/** One network, its server and a proxy before it that breaks things; another server for each stage, so that nothing carries over. */
export interface PublisherStage extends AsyncDisposable {
  readonly network: Network;
  /** What must never be seen in an error. */
  readonly secrets: readonly string[];
  readonly proxy: FaultProxy;
  /** In the path of the call that makes a post public. */
  readonly publishPath: string;
  /** In the path of the call that deletes a post. */
  readonly withdrawPath: string;
  publisher(): Publisher;
  /** One that waits for an answer no longer than 600 ms. */
  hasty(): Publisher;
  /** One whose server is somewhere else. */
  at(url: string): Publisher;
  withWrongCredentials(): Publisher;
  /** Its server is away: nobody listens there. */
  unreachable(): Promise<Publisher>;
  /** What is public now, the oldest first. */
  posts(): Promise<SeenPost[]>;
  /** Lets so much time pass that no network minds the next post. */
  rest(): void;
}

const wrongSecret = "wron-gsec-retw-rong";

type Connect = (url: string, secret?: string, timeoutMs?: number) => Publisher;

const stage = async (
  servers: AsyncDisposableStack,
  serverUrl: string,
  connect: Connect,
  rest: Pick<PublisherStage, "network" | "secrets" | "publishPath" | "withdrawPath" | "posts" | "rest">,
): Promise<PublisherStage> => {
  await using closing = servers;
  const proxy = closing.use(await createFaultProxy(serverUrl));
  const open = closing.move();
  return {
    ...rest,
    secrets: [...rest.secrets, wrongSecret],
    proxy,
    publisher: () => open.use(connect(proxy.url)),
    hasty: () => open.use(connect(proxy.url, undefined, 600)),
    at: (url) => open.use(connect(url)),
    withWrongCredentials: () => open.use(connect(proxy.url, wrongSecret)),
    unreachable: async () => open.use(connect(`http://127.0.0.1:${await freePort()}`)),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
};

const usualTimeoutMs = 5_000;

const blueskyStage = async (): Promise<PublisherStage> => {
  await using closing = new AsyncDisposableStack();
  const pds = closing.use(await startPds());
  const { did, handle, appPassword, password } = await pds.createAccount("everyday");
  const sessions = createMemorySessions();
  const clock = movableClock();
  const connect: Connect = (service, secret = appPassword, timeoutMs = usualTimeoutMs) =>
    createBlueskyPublisher({ account: "bluesky", service, handle, appPassword: secret, sessions, clock, timeoutMs });
  return stage(closing.move(), pds.url, connect, {
    network: "bluesky",
    secrets: [appPassword, password, "eyJ"],
    publishPath: "com.atproto.repo.putRecord",
    withdrawPath: "com.atproto.repo.deleteRecord",
    posts: async () =>
      (await pds.posts(did)).map(({ uri, value }) => ({ ref: uri, text: value.text, replyTo: value.reply?.parent.uri ?? null })),
    rest: () => clock.forward({ minutes: 1 }),
  });
};

const mastodonStage = async (): Promise<PublisherStage> => {
  await using closing = new AsyncDisposableStack();
  const clock = movableClock();
  const server = closing.use(await startMastodonServer({ clock }));
  const connect: Connect = (url, token = server.token, timeoutMs = usualTimeoutMs) =>
    createMastodonPublisher({ account: "mastodon", url, token, clock, timeoutMs });
  return stage(closing.move(), server.url, connect, {
    network: "mastodon",
    secrets: [server.token],
    publishPath: "/api/v1/statuses",
    withdrawPath: "/api/v1/statuses/",
    posts: async () => server.posts().map(({ id, text, replyTo }) => ({ ref: id, text, replyTo })),
    rest: () => clock.forward({ minutes: 1 }),
  });
};

const telegramStage = async (): Promise<PublisherStage> => {
  await using closing = new AsyncDisposableStack();
  const clock = movableClock();
  const server = closing.use(await startTelegramServer({ clock }));
  server.addChannel("everyday_names");
  const [bot = "", secret = ""] = server.token.split(":");
  const connect: Connect = (apiRoot, wrong, timeoutMs = usualTimeoutMs) =>
    createTelegramPublisher({
      account: "telegram",
      token: wrong === undefined ? server.token : `${bot}:${wrong.padEnd(35, "x")}`,
      channel: "@everyday_names",
      apiRoot,
      pageRoot: apiRoot,
      clock,
      timeoutMs,
    });
  return stage(closing.move(), server.url, connect, {
    network: "telegram",
    secrets: [secret],
    publishPath: "/sendMessage",
    withdrawPath: "/deleteMessage",
    posts: async () =>
      server.posts().map(({ id, text, replyTo }) => ({ ref: String(id), text, replyTo: replyTo === null ? null : String(replyTo) })),
    rest: () => clock.forward({ minutes: 1 }),
  });
};

export const openStage = { bluesky: blueskyStage, mastodon: mastodonStage, telegram: telegramStage } as const;

export const outboxOf = (network: Network): Publisher => createOutbox({ account: network, network, limits: defaultLimits[network] });
