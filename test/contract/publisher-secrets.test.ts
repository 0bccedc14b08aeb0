import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { networks, type Network } from "../../src/compose/limits.ts";
import { readAccount, type Config } from "../../src/config.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { createPublisher } from "../../src/networks/create-publisher.ts";
import { findLeaks } from "../find-leaks.ts";
import { echoes, reader, startEchoServer, type Echo, type EchoServer } from "../servers/echo-server.ts";
import { createMemorySessions } from "../servers/memory-sessions.ts";
import { outgoing } from "./bluesky-fixture.ts";

const words = "Марыя Калеснікава, флейтыстка: гэтых слоў не паўтарае ніхто (who played Quantz, Telemann and Vivaldi)";

let server: EchoServer;
let variables: Readonly<Record<string, string>>;
beforeAll(async () => {
  server = await startEchoServer();
  variables = {
    BLUESKY_SERVICE: server.url,
    BLUESKY_HANDLE: "everyname.test",
    BLUESKY_APP_PASSWORD: "qwer-tyui-opas-dfgh",
    MASTODON_URL: server.url,
    MASTODON_TOKEN: "mAsT0d0nT0kenOfTheCampaignXyZ0123456789abcd",
    TELEGRAM_TOKEN: "123456789:TeLeGrAmT0kenOfTheCampaign012345678",
    TELEGRAM_CHANNEL: "@everyname",
    TELEGRAM_API_ROOT: server.url,
    TELEGRAM_PAGE_ROOT: server.url,
  };
});
afterAll(() => server[Symbol.asyncDispose]());

const secrets = (): Record<string, string> => ({
  "app password": variables["BLUESKY_APP_PASSWORD"]!,
  "Mastodon's token": variables["MASTODON_TOKEN"]!,
  "Telegram's token": variables["TELEGRAM_TOKEN"]!.split(":")[1]!,
  "access JWT": server.tokens.accessJwt,
  "refresh JWT": server.tokens.refreshJwt,
  words,
  "reader's name": reader.name,
  "reader's user name": reader.userName,
  "reader's id": reader.id,
});

/** Breaking a secret over lines hides nothing of it. */
const asOneLine = (text: string): string => text.replace(/\s+/g, "");
const asOneLines = (all: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([name, text]) => [name, asOneLine(text)]));

const open = (network: Network): Promise<Publisher> => {
  const account = readAccount({ id: network, network, language: "en" }, { variable: (name) => variables[name] } as Config);
  return createPublisher(account, { clock: systemClock, sessions: async () => createMemorySessions() });
};

/** Everything that a call says, thrown or answered, with all that hangs on it. */
const saidBy = async (call: Promise<unknown>): Promise<string> => {
  const said = await call.catch((error: unknown) => error);
  const stack = said instanceof Error ? `${said.message}\n${said.stack ?? ""}` : "";
  return `${inspect(said, { depth: 20, showHidden: true })}\n${stack}`;
};

/** Fewer on Bluesky, where sealing each session takes its time. */
const statusesOf = (network: Network): readonly number[] =>
  network === "bluesky" ? [302, 400, 401, 403, 429, 500] : [302, 400, 401, 403, 404, 409, 422, 429, 500, 503];
const types = ["json", "html", "text"] as const;

describe.each(networks)("no word of the publisher for %s repeats a secret, the post or a reader", (network) => {
  test.each(Object.keys(echoes) as Echo[])("where the server echoes %s", async (echo) => {
    server.echo = echo;
    const leaks = new Set<string>();
    let calls = 0;
    for (const [turn, works] of [/^$/, /Session|media|uploadBlob|getMe/].entries())
      for (const [index, status] of statusesOf(network).entries()) {
        // Over all echoes each status comes with each type.
        const type = types[(turn + index + Object.keys(echoes).indexOf(echo)) % types.length]!;
        Object.assign(server, { works, status, type });
        await using publisher = await open(network);
        const post = outgoing(words, { deliveryId: `2026-12-01/profile/somebody@${network}` });
        const all = [publisher.check(), publisher.publish(post), publisher.recover(post), publisher.limits()].map(saidBy);
        for (const said of await Promise.all(all)) {
          calls += 1;
          const found = [...findLeaks(said, secrets()), ...findLeaks(asOneLine(said), asOneLines(secrets()))];
          for (const leak of found) leaks.add(`${status} ${type}: ${leak}`);
        }
      }
    expect(calls).toBe(2 * statusesOf(network).length * 4);
    expect(server.failed()).toBeGreaterThan(calls / 4);
    expect([...leaks].slice(0, 5)).toEqual([]);
  });
});
