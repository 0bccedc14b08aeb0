import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMastodonServer, type MastodonServer } from "../servers/mastodon/server.ts";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";
import { controlVersion } from "../../src/control/control-socket.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { findRedis, startRedis } from "../servers/redis.ts";
import { startPds, type Pds, type PdsAccount } from "../servers/pds.ts";
import { startTelegramServer, type TelegramServer } from "../servers/telegram/start-telegram-server.ts";
import { runRollcallHere } from "./rollcall-here.ts";
import { createInstallation, runRollcall, startRollcall, type Environment } from "./rollcall-process.ts";

/** Five seconds after the post of that day was due, in Vilnius. */
const noon = ["--now", "2026-12-01T10:00:05Z"];
const nextNoon = ["--now", "2026-12-02T10:00:05Z"];

describe("without accounts", () => {
  test("start rehearses: it says so and why, shows today's post on each network and the next days, and ends on Ctrl-C", async () => {
    await using installation = await createInstallation();
    await using worker = startRollcall(["start", ...noon], installation.environment);
    await worker.seen(/Running\. Ctrl-C ends it\./);

    const shown = worker.output();
    expect(shown).toMatch(/REHEARSAL: nothing is posted anywhere/);
    for (const name of ["BLUESKY_APP_PASSWORD", "MASTODON_TOKEN", "TELEGRAM_CHANNEL"]) expect(shown).toContain(name);
    for (const network of ["Bluesky", "Mastodon", "Telegram"]) expect(shown).toMatch(new RegExp(`┌─ .*${network}`));
    for (const date of ["2026-12-02", "2026-12-05", "2026-12-08"]) expect(shown).toContain(date);

    await worker.seen(/(?:rehearsed, not sent[^]*){3}/);
    const ended = performance.now();
    expect(await worker.end("SIGINT")).toMatchObject({ code: 0 });
    expect(performance.now() - ended).toBeLessThan(5000);
  });

  test("started again it goes on where it was: today's post is not made twice, and tomorrow's is another", async () => {
    await using installation = await createInstallation({ used: true });
    const subjects: string[] = [];
    for (const now of [noon, noon, nextNoon]) {
      await using worker = startRollcall(["start", "--json", ...now], installation.environment);
      await worker.seen(/"event":"started"/);
      const { today } = JSON.parse(worker.output().split("\n")[0]!);
      subjects.push(today.subject);
      // Of 2 December there is an anniversary besides.
      if (subjects.length !== 2)
        await worker.seen(subjects.length === 1 ? /(?:rehearsed, not sent[^]*){3}/ : /(?:rehearsed, not sent[^]*){6}/);
      expect(await worker.end("SIGTERM")).toMatchObject({ code: 0 });
    }
    expect(subjects[1]).toBe(subjects[0]);
    expect(subjects[2]).not.toBe(subjects[0]);
    const { stdout } = await runRollcallHere(["status", "--json"], installation.environment);
    expect(JSON.parse(stdout).deliveries).toMatchObject({ sent: 9, due: 0, failed: 0, unknown: 0 });
  });

  test("commands beside a running worker are answered by it, with the same result; a second worker gets one clear line", async () => {
    await using installation = await createInstallation({ used: true });
    await using worker = startRollcall(["start", ...noon], installation.environment);
    await worker.seen(/Running/);
    const status = await runRollcall(["status", "--json"], installation.environment);
    expect(JSON.parse(status.stdout)).toMatchObject({
      accounts: [{ id: "bluesky", mode: "rehearsal" }, {}, {}],
      deliveries: expect.any(Object),
    });
    const plan = await runRollcallHere(["plan", "--json", ...noon], installation.environment);
    expect(JSON.parse(plan.stdout)[0]).toMatchObject({ status: "dispatched" });
    expect(await runRollcallHere(["preview", "nobody"], installation.environment)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no .*nobody.*\n$/),
    });

    const askedToStart = connect(join(installation.environment["DATA_DIR"]!, "rollcall.sock"));
    askedToStart.write(`${JSON.stringify({ version: controlVersion, arguments: ["start"], folder: "/", settings: {} })}\n`);
    expect(await text(askedToStart)).toMatch(/^{"alive":true}\n{"complaint":.*}\n{"exit":2}\n$/);

    const second = await runRollcall(["start"], installation.environment);
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(new RegExp(`^[^\\n]*${worker.pid}[^\\n]*\\n$`));
    expect(worker.output()).not.toContain("error");
  });

  test("a killed worker leaves nothing that stops the next one", async () => {
    await using installation = await createInstallation({ used: true });
    for (let round = 0; round < 2; round += 1) {
      await using worker = startRollcall(["start", ...noon], installation.environment);
      await worker.seen(round === 0 ? /Lives|REHEARSAL/ : /Running/);
      await worker.end("SIGKILL");
    }
    const { stdout, code } = await runRollcallHere(["post", "--json", "2026-12-02/profile/nobody", ...nextNoon], installation.environment);
    expect({ stdout, code }).toEqual({ stdout: "", code: 1 });
  });
});

describe("with three accounts", () => {
  let pds: Pds;
  let blueskyAccount: PdsAccount;
  let mastodon: MastodonServer;
  let telegram: TelegramServer;
  let accounts: Environment;

  beforeAll(async () => {
    [pds, mastodon, telegram] = await Promise.all([startPds(), startMastodonServer(), startTelegramServer()]);
    blueskyAccount = await pds.createAccount("everyname");
    telegram.addChannel("everyname");
    accounts = {
      BLUESKY_SERVICE: pds.url,
      BLUESKY_HANDLE: blueskyAccount.handle,
      BLUESKY_APP_PASSWORD: blueskyAccount.appPassword,
      MASTODON_URL: mastodon.url,
      MASTODON_TOKEN: mastodon.token,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_CHANNEL: "@everyname",
      TELEGRAM_API_ROOT: telegram.url,
    };
  });
  afterAll(async () => {
    await Promise.all([pds, mastodon, telegram].map((server) => server[Symbol.asyncDispose]()));
  });

  test("a day: one post on each, as the preview showed it, however often the worker starts", async () => {
    await using installation = await createInstallation({ used: true });
    const environment = { ...installation.environment, ...accounts };
    const doctor = await runRollcallHere(["doctor", "--json"], environment);
    expect(JSON.parse(doctor.stdout)).toMatchObject([
      { account: "bluesky", live: true, ok: true },
      { account: "mastodon", live: true, ok: true },
      { account: "telegram", live: true, ok: true },
    ]);

    const { stdout } = await runRollcallHere(["plan", "--json", ...noon], environment);
    const { id } = JSON.parse(stdout).find((post: { status: string }) => post.status === "scheduled");
    const preview = JSON.parse((await runRollcallHere(["preview", id, "--json", ...noon], environment)).stdout);

    for (let start = 0; start < 2; start += 1) {
      await using worker = startRollcall(["start", ...noon], environment);
      await worker.seen(start === 0 ? /(?:delivery is sent[^]*){3}/ : /Running/);
      expect(await worker.end()).toMatchObject({ code: 0 });
    }

    const [bluesky, ...moreOnBluesky] = await pds.posts(blueskyAccount.did);
    expect(moreOnBluesky).toEqual([]);
    const [shownOnBluesky, shownOnMastodon, shownOnTelegram] = preview.map((post: { parts: unknown[] }) => post.parts[0]);
    expect(bluesky!.value).toMatchObject({
      text: shownOnBluesky.text,
      facets: shownOnBluesky.facets,
      langs: ["en"],
      createdAt: expect.stringMatching(/^2026-12-01T10:00:00/),
      embed: { $type: "app.bsky.embed.images", images: [{ alt: shownOnBluesky.media[0].alt, aspectRatio: { width: 1200, height: 630 } }] },
    });

    expect(mastodon.posts()).toMatchObject([
      { text: shownOnMastodon.text, language: "en", media: [{ alt: shownOnMastodon.media[0].alt }] },
    ]);

    const [message, ...moreOnTelegram] = telegram.posts("@everyname");
    expect(moreOnTelegram).toEqual([]);
    expect(message).toMatchObject({ text: shownOnTelegram.text, media: [{ width: 1200, height: 630 }] });
    for (const entity of shownOnTelegram.entities) expect(message!.entities).toContainEqual(entity);

    expect(pds.calls("com.atproto.server.createSession")).toBe(1);
  });

  test("post sends one planned post now, once", async () => {
    await using installation = await createInstallation({ used: true });
    const environment = { ...installation.environment, ...accounts };
    const { stdout } = await runRollcallHere(["plan", "--json", "--from", "2026-12-05", "--to", "2026-12-05", ...noon], environment);
    const { id } = JSON.parse(stdout).find((post: { status: string }) => post.status === "scheduled");
    const before = mastodon.posts().length;
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout: answer } = await runRollcallHere(["post", id, "--json", ...noon], environment);
      expect(code).toBe(0);
      expect(JSON.parse(answer)).toMatchObject([
        { account: "bluesky", state: "sent", rehearsed: false, urls: [expect.stringContaining("http")] },
        { state: "sent" },
        { state: "sent" },
      ]);
    }
    expect(mastodon.posts()).toHaveLength(before + 1);
    // Four days ahead of its time: what the network is told is the time of sending.
    const times = (await pds.posts(blueskyAccount.did)).map((post) => post.value.createdAt);
    expect(times.at(-1)).toMatch(/^2026-12-01T10:0/);
  });

  test("doctor names the account whose credentials are refused, and gives no secret away", async () => {
    await using installation = await createInstallation({ used: true });
    const wrong = "wrong-token-of-the-campaign";
    const { code, stdout, stderr } = await runRollcallHere(["doctor"], { ...installation.environment, ...accounts, MASTODON_TOKEN: wrong });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ mastodon: /);
    expect(stdout).toMatch(/✓ bluesky: /);
    for (const secret of [wrong, blueskyAccount.appPassword, telegram.token]) expect(stdout + stderr).not.toContain(secret);
  });
});

describe("with a database server", () => {
  const withRedis = findPostgres() === null || findRedis() === null ? [] : [false, true];

  test.each(withRedis)("start works as the containers start it; two workers post once (Redis: %s)", async (redisToo) => {
    await using postgres = await startPostgres();
    await using redis = redisToo ? await startRedis() : null;
    await using installation = await createInstallation();
    const environment = { ...installation.environment, DATABASE_URL: postgres.url, ...(redis === null ? {} : { REDIS_URL: redis.url }) };
    await using first = startRollcall(["start", ...noon], environment);
    await using second = startRollcall(["start", ...noon], environment);
    await Promise.all([first.seen(/Running/), second.seen(/Running/)]);
    let deliveries: unknown;
    do {
      deliveries = JSON.parse((await runRollcallHere(["status", "--json"], environment)).stdout).deliveries;
    } while (!isDeepStrictEqual(deliveries, { due: 0, sending: 0, sent: 3, unknown: 0, failed: 0, skipped: 0 }));
    const made = (first.output() + second.output()).match(/rehearsed, not sent/g);
    expect(made).toHaveLength(3);
    expect(await runRollcallHere(["status", "--alive", ...noon], environment)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await Promise.all([first.end(), second.end("SIGTERM")])).toMatchObject([{ code: 0 }, { code: 0 }]);
  });
});
