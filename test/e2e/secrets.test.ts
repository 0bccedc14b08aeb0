import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { findLeaks } from "../find-leaks.ts";
import { startEchoPostgres, startEchoRedis } from "../servers/echo-database.ts";
import { reader, startEchoServer, type Echo } from "../servers/echo-server.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { runRollcallHere } from "./rollcall-here.ts";
import { createInstallation, runRollcall, startRollcall } from "./rollcall-process.ts";

const noon = ["--now", "2026-12-01T10:00:05Z"];

const credentials = {
  "app password": "qwer-tyui-opas-dfgh",
  "Mastodon's token": "mAsT0d0nT0kenOfTheCampaignXyZ0123456789abcd",
  "Telegram's token": "TeLeGrAmT0kenOfTheCampaign012345678",
};
const people = { "reader's name": reader.name, "reader's user name": reader.userName, "reader's id": reader.id };

/** Every file of a data folder but the pictures, by its path. */
const dataFiles = async (folder: string): Promise<Map<string, string>> => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = new Map<string, string>();
  for (const { parentPath, name } of names) {
    const path = join(parentPath, name);
    if (!path.includes(`${sep}media${sep}`)) files.set(path, await readFile(path, "latin1"));
  }
  return files;
};

describe("where servers fail and quote everything that they were sent", () => {
  const loggedIn = /Session|media|uploadBlob|getMe/;
  test.each<[works: RegExp, status: number, type: "json" | "html" | "text", echo: Echo]>([
    [/^$/, 401, "json", "the address"],
    [/Session/, 403, "json", "authorization"],
    [loggedIn, 400, "json", "words in the middle of a sentence"],
    [loggedIn, 404, "json", "a reader"],
    [loggedIn, 502, "html", "everything"],
  ])("%s works, all else is %d in %s with %s: no output and no file gives a secret away", async (works, status, type, echo) => {
    await using server = Object.assign(await startEchoServer(), { works, status, type, echo });
    await using installation = await createInstallation({ used: true });
    const environment = {
      ...installation.environment,
      LOG_LEVEL: "trace",
      BLUESKY_SERVICE: server.url,
      BLUESKY_HANDLE: "everyname.test",
      BLUESKY_APP_PASSWORD: credentials["app password"],
      MASTODON_URL: server.url,
      MASTODON_TOKEN: credentials["Mastodon's token"],
      TELEGRAM_TOKEN: `123456789:${credentials["Telegram's token"]}`,
      TELEGRAM_CHANNEL: "@everyname",
      TELEGRAM_API_ROOT: server.url,
    };
    await using worker = startRollcall(["start", ...noon], environment);
    await worker.seen(/Running/);
    await worker.seen(/(?:"msg":"delivery is [^]*){3}/);
    const plan = JSON.parse((await runRollcallHere(["plan", "--json", ...noon], environment)).stdout);
    const profiles = plan.filter((post: any) => post.kind === "profile" && post.status !== "held" && post.status !== "skipped");
    const ids: string[] = profiles.map((post: any) => post.id);
    const outputs: string[] = [];
    for (const args of [["post", ids[1]!, ...noon], ["status"], ["doctor", "--json"]]) {
      const { stdout, stderr } = await runRollcallHere(args, environment);
      outputs.push(stdout, stderr);
    }
    const words: Record<string, string> = {};
    for (const id of ids.slice(0, 2))
      for (const { network, parts } of JSON.parse((await runRollcallHere(["preview", id, "--json", ...noon], environment)).stdout))
        for (const [index, { text, media }] of parts.entries())
          Object.assign(words, { [`${id} ${network} ${index}`]: text, [`${id} alt`]: media[0]?.alt ?? text });
    expect(Object.keys(words).length).toBeGreaterThanOrEqual(6);
    const { stdout, stderr } = await worker.end();
    expect(server.failed()).toBeGreaterThan(3);

    const tokens = { ...credentials, "access JWT": server.tokens.accessJwt, "refresh JWT": server.tokens.refreshJwt };
    // A post's id names its subject, and so does an address in its text.
    const said = ids.reduce((rest, id) => rest.replaceAll(id, ""), [stderr, ...outputs].join("\n"));
    expect(findLeaks(said, { ...tokens, ...people, ...words })).toEqual([]);
    // Its previews are what the worker shows posts for.
    expect(findLeaks(stdout, { ...tokens, ...people })).toEqual([]);
    for (const [path, content] of await dataFiles(join(installation.folder, "data"))) {
      // The database has the posts themselves, and is large: only whole tokens are looked for.
      const inDatabase = path.includes(`${sep}pglite${sep}`);
      expect(inDatabase ? [] : findLeaks(content, { ...tokens, ...people, ...words })).toEqual([]);
      expect(inDatabase && Object.values(tokens).some((token) => content.includes(token))).toBe(false);
    }
  });
});

describe("the passwords of a database and of Redis", () => {
  const password = "pass-word-of-the-database-Ü1";
  const encoded = encodeURIComponent(password);
  /** What the commands give away of it, and whether they say more than a line. */
  const faultsOf = async (environment: Record<string, string>, among = ["start", "status", "doctor"]): Promise<string[]> => {
    await using installation = await createInstallation();
    const faults: string[] = [];
    for (const command of among) {
      const { stdout, stderr } = await runRollcall([command], { ...installation.environment, LOG_LEVEL: "trace", ...environment });
      faults.push(...findLeaks(stdout + stderr, { password, encoded }));
      if (command !== "doctor" && !/^[^\n]*\n$/.test(stderr)) faults.push(`${command} says: ${stderr}`);
    }
    return faults;
  };

  test.each<[code: string, among: string[] | undefined]>([
    ["28P01", undefined],
    ["XX000", ["start"]],
    ["08P01", ["start"]],
  ])("are not repeated where a database refuses with %s and quotes them", async (code, among) => {
    await using database = await startEchoPostgres(code);
    expect(await faultsOf({ DATABASE_URL: `postgres://rollcall:${encoded}@127.0.0.1:${database.port}/rollcall` }, among)).toEqual([]);
  });

  test("are not repeated where nobody listens", async () => {
    expect(await faultsOf({ DATABASE_URL: `postgres://rollcall:${encoded}@127.0.0.1:1/rollcall` }, ["start", "doctor"])).toEqual([]);
  });

  test.skipIf(findPostgres() === null)("are not repeated where Redis is away, or quotes them", async () => {
    await using postgres = await startPostgres();
    await using redis = await startEchoRedis();
    for (const port of [1, redis.port])
      expect(
        await faultsOf(
          { DATABASE_URL: postgres.url, REDIS_URL: `redis://:${encoded}@127.0.0.1:${port}` },
          port === 1 ? ["start"] : undefined,
        ),
      ).toEqual([]);
  });
});
