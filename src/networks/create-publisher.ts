import type { Clock } from "../clock.ts";
import { defaultLimits } from "../compose/limits.ts";
import type { Account } from "../config.ts";
import type { Publisher, SessionStore } from "../delivery/publisher.ts";
import type { SendPace } from "../delivery/send-pace.ts";
import { createBlueskyPublisher } from "./bluesky/bluesky-publisher.ts";
import { guardWords } from "./guard-words.ts";
import { createMastodonPublisher } from "./mastodon/mastodon-publisher.ts";
import { createOutbox } from "./outbox.ts";
import { createTelegramPublisher } from "./telegram/telegram-publisher.ts";

export interface PublisherDependencies {
  readonly clock: Clock;
  /** Opened only by accounts that keep a session. */
  sessions(): Promise<SessionStore>;
  /** One for each Telegram bot, which has other things to say as well. */
  paceOf?(token: string): SendPace;
}

const openPublisher = async (account: Account, { clock, sessions, paceOf }: PublisherDependencies): Promise<Publisher> => {
  const { id, network, prefix, credentials, missing } = account;
  if (missing.length > 0) return createOutbox({ account: id, network, limits: defaultLimits[network], missing });
  const credential = (name: string): string => credentials.get(name) ?? "";
  switch (network) {
    case "bluesky":
      return createBlueskyPublisher({
        account: id,
        service: credentials.get("SERVICE") ?? "https://bsky.social",
        handle: credential("HANDLE"),
        appPassword: credential("APP_PASSWORD"),
        sessions: await sessions(),
        prefix,
        clock,
      });
    case "mastodon":
      return createMastodonPublisher({ account: id, url: credential("URL"), token: credential("TOKEN"), clock });
    case "telegram":
      return createTelegramPublisher({
        account: id,
        token: credential("TOKEN"),
        channel: credential("CHANNEL"),
        apiRoot: credentials.get("API_ROOT"),
        pageRoot: credentials.get("PAGE_ROOT"),
        prefix,
        clock,
        pace: paceOf?.(credential("TOKEN")),
      });
  }
};

const secretNames = new Set(["APP_PASSWORD", "TOKEN"]);

/** The account's publisher: its network's where the credentials are there, else an outbox, which sends nothing. */
export const createPublisher = async (account: Account, dependencies: PublisherDependencies): Promise<Publisher> => {
  const publisher = await openPublisher(account, dependencies);
  const valuesOf = (secret: boolean): string[] =>
    [...account.credentials].flatMap(([name, value]) => (secretNames.has(name) === secret ? [value] : []));
  return guardWords(publisher, { secrets: valuesOf(true), open: valuesOf(false) });
};
