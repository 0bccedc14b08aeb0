import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { clockFrom } from "../../src/clock.ts";
import { openStore } from "../../src/store/open-store.ts";
import { startMastodonServer } from "../servers/mastodon/server.ts";
import { startPds, type Pds } from "../servers/pds.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import { contentFolder, createInstallation, runRollcall, type Environment } from "./rollcall-process.ts";

let number = 0;

let pds: Promise<Pds> | undefined;
/** One for all the tests of a file: each campaign has an account of its own. */
const sharedPds = (): Promise<Pds> => (pds ??= startPds());

let template: Promise<string> | undefined;
/** A data folder whose database is made already: that takes longer than most of what a test does with it. */
const madeDatabase = (): Promise<string> =>
  (template ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), "rollcall-made-"));
    await using _store = await openStore({ dataFolder: folder });
    return folder;
  })());

afterAll(async () => {
  if (template !== undefined) await rm(await template, { recursive: true, force: true });
  await (await pds)?.[Symbol.asyncDispose]();
});

/** An installation with an account on each network, servers of its own, and content that the test may change. */
export const createLiveCampaign = async (begins: Temporal.Instant) => {
  const resources = new AsyncDisposableStack();
  const installation = resources.use(await createInstallation());
  const content = join(installation.folder, "content");
  await cp(contentFolder, content, { recursive: true });
  const settings = join(content, "campaign.yaml");
  await writeFile(settings, `${await readFile(settings, "utf8")}\ncampaigners:\n  - name: Ania\n  - name: Yan\n`);
  await cp(join(await madeDatabase(), "pglite"), join(installation.folder, "data", "pglite"), { recursive: true });
  const channel = `everyname${(number += 1)}`;
  // Telegram's messages are of the day that is rehearsed.
  const [bluesky, mastodon, telegram] = await Promise.all([
    sharedPds(),
    startMastodonServer(),
    startTelegramServer({ clock: clockFrom(begins) }),
  ]);
  for (const server of [mastodon, telegram]) resources.use(server);
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
  };
  return {
    environment,
    mastodon,
    telegram,
    channel,
    /** The campaigners' chat, for those who set it. */
    group,
    run: (...args: string[]) => runRollcall(args, environment),
    json: async (...args: string[]) => {
      const { stdout, stderr } = await runRollcall([...args, "--json"], environment);
      if (stdout === "") throw new Error(stderr);
      return JSON.parse(stdout);
    },
    /** Changes somebody's file. */
    change: async (slug: string, edit: (yaml: string) => string) => {
      const file = join(content, "prisoners", `${slug}.yaml`);
      await writeFile(file, edit(await readFile(file, "utf8")));
    },
    /** What is public on each network. */
    onBluesky: () => bluesky.posts(account.did),
    onMastodon: () => mastodon.posts(),
    onTelegram: () => telegram.posts(`@${channel}`),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
};
export type LiveCampaign = Awaited<ReturnType<typeof createLiveCampaign>>;
