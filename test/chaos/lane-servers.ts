import type { Clock } from "../../src/clock.ts";
import { networks, type Network } from "../../src/compose/limits.ts";
import type { Environment } from "../e2e/rollcall-process.ts";
import { startMastodonServer } from "../servers/mastodon/server.ts";
import type { MastodonCharacter } from "../servers/mastodon/state.ts";
import type { Pds } from "../servers/pds.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { PublicPost } from "./count-posts.ts";
import { createTrapProxy, type Trap, type TrapProxy } from "./trap-proxy.ts";

/** The three accounts of one lane, each behind a trap. */
export interface LaneServers extends AsyncDisposable {
  /** Addresses and credentials. */
  readonly environment: Environment;
  /** On one network, or on all: whichever request fits first. */
  setTrap(network: Network | "any", trap: Trap | null): void;
  /** Resolves when nothing is on its way to a server any more. */
  quiet(): Promise<void>;
  /** What anybody can see now. */
  publicPosts(): Promise<PublicPost[]>;
}

/** So few that a profile is a thread of two or three. */
const maxCharacters = 80;

interface ListedRecords {
  readonly cursor?: string;
  readonly records: readonly {
    readonly uri: string;
    readonly value: { readonly text: string; readonly reply?: { parent: { uri: string } } };
  }[];
}

const listBlueskyPosts = async (pds: Pds, did: string): Promise<PublicPost[]> => {
  const posts: PublicPost[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      repo: did,
      collection: "app.bsky.feed.post",
      limit: "100",
      ...(cursor === undefined ? {} : { cursor }),
    });
    const answer = await fetch(`${pds.url}/xrpc/com.atproto.repo.listRecords?${query.toString()}`);
    if (!answer.ok) throw new Error(`The PDS lists no records: ${answer.status}.`);
    const page = (await answer.json()) as ListedRecords;
    for (const { uri, value } of page.records)
      posts.push({ network: "bluesky", ref: uri, text: value.text, replyTo: value.reply?.parent.uri ?? null });
    cursor = page.records.length === 0 ? undefined : page.cursor;
  } while (cursor !== undefined);
  return posts;
};

/** The servers go by the lane's clock, so that a post's time there fits the day that the worker lives in. */
export const startLaneServers = async (pds: Pds, name: string, character: MastodonCharacter, clock: Clock): Promise<LaneServers> => {
  await using closing = new AsyncDisposableStack();
  const account = await pds.createAccount(name);
  const mastodon = closing.use(await startMastodonServer({ clock, character, instance: { maxCharacters } }));
  const telegram = closing.use(await startTelegramServer({ clock }));
  telegram.addChannel(name);
  const targets: Readonly<Record<Network, string>> = { bluesky: pds.url, mastodon: mastodon.url, telegram: telegram.url };
  const proxies = new Map<Network, TrapProxy>();
  for (const network of networks) proxies.set(network, closing.use(await createTrapProxy(network, targets[network])));
  const urlOf = (network: Network): string => proxies.get(network)!.url;
  const open = closing.move();

  return {
    environment: {
      BLUESKY_SERVICE: urlOf("bluesky"),
      BLUESKY_HANDLE: account.handle,
      BLUESKY_APP_PASSWORD: account.appPassword,
      MASTODON_URL: urlOf("mastodon"),
      MASTODON_TOKEN: mastodon.token,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_CHANNEL: `@${name}`,
      TELEGRAM_API_ROOT: urlOf("telegram"),
    },
    setTrap: (network, trap) => {
      for (const [one, proxy] of proxies) proxy.set(network === "any" || network === one ? trap : null);
    },
    quiet: async () => {
      await Promise.all([...proxies.values()].map((proxy) => proxy.quiet()));
    },
    publicPosts: async () => [
      ...(await listBlueskyPosts(pds, account.did)),
      ...mastodon.posts().map(({ id, text, replyTo }) => ({ network: "mastodon" as const, ref: id, text, replyTo })),
      ...telegram.posts(`@${name}`).map(({ id, text, replyTo }) => ({
        network: "telegram" as const,
        ref: String(id),
        text,
        replyTo: replyTo === null ? null : String(replyTo),
      })),
    ],
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
};
