import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clockFrom } from "../../src/clock.ts";
import { startMastodonServer } from "../servers/mastodon/server.ts";
import { startPds } from "../servers/pds.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import { runRollcallHere } from "./rollcall-here.ts";
import { contentFolder, createInstallation, type Environment } from "./rollcall-process.ts";

let number = 0;

/** Whose turn it is on the first day, and the id of that post. */
export const slug = "ales-bialiatski";
export const id = `2026-12-01/profile/${slug}`;

/** Five seconds after the post of that day was due, in Vilnius; and later that day. */
export const noon = ["--now", "2026-12-01T10:00:05Z"] as const;
export const later = ["--now", "2026-12-01T10:05:00Z"] as const;

export interface LiveCampaignOptions {
  readonly begins?: Temporal.Instant;
  /** Whether the channel's messages can be looked up on its page. */
  readonly hasPublicPage?: boolean;
}

/** An installation with an account on each network, servers of its own, and content that the test may change. */
export const createLiveCampaign = async ({ begins = Temporal.Instant.from(noon[1]), hasPublicPage = false }: LiveCampaignOptions = {}) => {
  const resources = new AsyncDisposableStack();
  const installation = resources.use(await createInstallation({ used: true }));
  const content = join(installation.folder, "content");
  await cp(contentFolder, content, { recursive: true });
  const settings = join(content, "campaign.yaml");
  await writeFile(settings, `${await readFile(settings, "utf8")}\ncampaigners:\n  - name: Ania\n  - name: Yan\n`);
  const channel = `everyname${(number += 1)}`;
  // Telegram's messages are of the day that is rehearsed.
  const [bluesky, mastodon, telegram] = await Promise.all([
    startPds(),
    startMastodonServer(),
    startTelegramServer({ clock: clockFrom(begins) }),
  ]);
  for (const server of [bluesky, mastodon, telegram]) resources.use(server);
  const account = await bluesky.createAccount(channel);
  telegram.addChannel(channel);
  const group = telegram.addChat({ id: -1_002_000_000_001, type: "supergroup", title: "Campaigners" });
  const environment: Environment = {
    ...installation.environment,
    CONTENT_DIR: content,
    BLUESKY_SERVICE: bluesky.url,
    BLUESKY_HANDLE: account.handle,
    BLUESKY_APP_PASSWORD: account.appPassword,
    MASTODON_URL: mastodon.url,
    MASTODON_TOKEN: mastodon.token,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_CHANNEL: `@${channel}`,
    TELEGRAM_API_ROOT: telegram.url,
    ...(hasPublicPage && { TELEGRAM_PAGE_ROOT: telegram.url }),
  };
  return {
    environment,
    mastodon,
    telegram,
    channel,
    /** The campaigners' chat, for those who set it. */
    group,
    /** In this process, which costs a fraction of another; the worker is one. */
    run: (...args: string[]) => runRollcallHere(args, environment),
    json: async (...args: string[]) => {
      const { stdout, stderr } = await runRollcallHere([...args, "--json"], environment);
      if (stdout === "") throw new Error(stderr);
      return JSON.parse(stdout);
    },
    /** Changes somebody's file. */
    change: async (person: string, edit: (yaml: string) => string) => {
      const file = join(content, "prisoners", `${person}.yaml`);
      await writeFile(file, edit(await readFile(file, "utf8")));
    },
    /** Changes campaign.yaml. */
    changeSettings: async (edit: (yaml: string) => string) => {
      await writeFile(settings, edit(await readFile(settings, "utf8")));
    },
    /** What is public on each network. */
    onBluesky: () => bluesky.posts(account.did),
    onMastodon: () => mastodon.posts(),
    onTelegram: () => telegram.posts(`@${channel}`),
    /** How many posts are public on each. */
    counts: async () => [(await bluesky.posts(account.did)).length, mastodon.posts().length, telegram.posts(`@${channel}`).length],
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
};
export type LiveCampaign = Awaited<ReturnType<typeof createLiveCampaign>>;
