import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { createReaderFinder, type KnownReader } from "../find-readers.ts";
import { findPostgres, startPostgres } from "../servers/postgres.ts";
import { findRedis, startRedis } from "../servers/redis.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { TelegramServer } from "../servers/telegram/telegram-server.ts";
import { createInstallation, startRollcall, type Environment } from "./rollcall-process.ts";

/** Letters that no name, text or program has. */
const rare = "qzxwvj";

interface Reader extends KnownReader {
  readonly first: string;
  readonly user: string;
  readonly said: string;
  readonly language: string;
}

const reader = (index: number): Reader => {
  const letters = createHash("sha256").update(`reader ${index}`).digest("hex").slice(0, 8);
  const [first, user, said] = [`Ў${rare}імя${letters}`, `${rare}_user_${letters}`, `слова${rare}${letters}`];
  return {
    id: 7_351_900_000_000 + index * 104_729,
    first,
    user,
    said,
    language: `be-${rare.slice(0, 4)}${letters.slice(0, 4)}`,
    words: [first, user, said],
  };
};

const from = ({ id, first, user, language }: Reader) => ({
  id,
  is_bot: false,
  first_name: first,
  last_name: user,
  username: user,
  language_code: language,
});

/** What people write: commands, names, nonsense, presses, in a group, pictures; each with their own words in it. */
const questions: readonly ((reader: Reader, group: number, date: number) => Record<string, unknown>)[] = [
  (who, _group, date) => ({ message: { message_id: 1, date, chat: privately(who), from: from(who), text: `/prisoner ${who.said}` } }),
  (who, _group, date) => ({ message: { message_id: 1, date, chat: privately(who), from: from(who), text: who.said } }),
  (who, _group, date) => ({ message: { message_id: 1, date, chat: privately(who), from: from(who), text: `/start ${who.user}` } }),
  (who, _group, date) => ({ message: { message_id: 1, date, chat: privately(who), from: from(who), text: `/count ${who.said}` } }),
  (who, _group, date) => ({ message: { message_id: 1, date, chat: privately(who), from: from(who), text: `/actions ${who.said}` } }),
  (who, _group, date) => ({ message: { message_id: 1, date, chat: privately(who), from: from(who), text: "/prisoner Kalesnikava" } }),
  (who) => ({
    callback_query: {
      id: `${who.id}`,
      from: from(who),
      chat_instance: who.user,
      data: "be:help",
      message: { message_id: 1, date: 0, chat: privately(who), text: who.said },
    },
  }),
  (who) => ({
    callback_query: {
      id: `${who.id}`,
      from: from(who),
      chat_instance: "1",
      data: `be:prisoner:${who.said}`,
      message: { message_id: 1, date: 0, chat: privately(who) },
    },
  }),
  (who, group, date) => ({
    message: {
      message_id: 1,
      date,
      chat: { id: group, type: "supergroup", title: who.first },
      from: from(who),
      text: `/help@rollcall_test_bot ${who.said}`,
    },
  }),
  (who, _group, date) => ({
    message: {
      message_id: 1,
      date,
      chat: privately(who),
      from: from(who),
      contact: { phone_number: who.said, first_name: who.first, user_id: who.id },
    },
  }),
  (who, _group, date) => ({ message: { message_id: who.said, date, chat: privately(who), from: from(who), text: { text: who.said } } }),
];

const privately = ({ id, first, user }: Reader) => ({ id, type: "private", first_name: first, username: user });

/** Everybody asks; some of the answers are refused, in words that quote whom they were for. */
const ask = async (server: TelegramServer, readers: readonly Reader[]): Promise<void> => {
  const group = server.addChat({ type: "supergroup", title: "A group" });
  for (const [index, who] of readers.entries()) {
    const date = Math.floor(Date.now() / 1000);
    if (index % 9 !== 8) server.addChat({ id: who.id, type: "private", title: who.first });
    const question = questions[index % questions.length];
    const quote = `Bad Request: ${who.said} of ${who.user} (${who.id}, ${createHash("sha256").update(String(who.id)).digest("hex")})`;
    const method = index % 2 === 0 ? "sendMessage" : "answerCallbackQuery";
    if (index % 23 === 0) server.failNext({ method, failure: { kind: "error", status: 400, description: quote } });
    if (index % 31 === 0) server.failNext({ method, failure: { kind: "error", status: 403, description: quote } });
    if (index % 41 === 0) server.failNext({ method: "sendPhoto", failure: { kind: "html", status: 502 } });
    if (question !== undefined) await server.pushUpdate(question(who, group.id, date));
  }
};

const allFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** Every file by its name, with a hash of what is in it. */
const hashesOf = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const hashes = new Map<string, string>();
  for (const file of await allFiles(folder)) hashes.set(file, await hashOf(file));
  return hashes;
};
/** Of a file that a server has just removed, nothing is left. */
const hashOf = async (file: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(file).catch(() => ""))
    .digest("hex");

/** The files that are not as they were before anybody asked. */
const touchedFiles = async (folder: string, before: ReadonlyMap<string, string>): Promise<string[]> => {
  const touched: string[] = [];
  for (const file of await allFiles(folder)) if ((await hashOf(file)) !== before.get(file)) touched.push(file);
  return touched;
};

/** When nothing more is sent. */
const quiet = async (server: TelegramServer): Promise<void> => {
  let before = -1;
  const sent = (): number => server.requests.filter(({ method }) => method !== "getUpdates").length;
  while (sent() !== before) {
    before = sent();
    await sleep(3000);
  }
};

const start = async (server: TelegramServer, environment: Environment) => {
  const worker = startRollcall(["start"], {
    ...environment,
    LOG_LEVEL: "trace",
    TELEGRAM_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    DEBUG: "*",
  });
  await worker.seen(/Running/);
  return worker;
};

const answered = (server: TelegramServer, readers: readonly Reader[]): number =>
  readers.filter(({ id }) => server.requests.some(({ parameters }) => parameters["chat_id"] === String(id))).length;

/** Telegram takes thirty a second, and a busy machine less. */
const patience = { timeout: 400_000 };

describe("of 500 readers nothing is left", patience, () => {
  test("in the database's folder, in any file, or in any line of a log that tells everything", async () => {
    await using server = await startTelegramServer();
    await using installation = await createInstallation({ used: true });
    const readers = Array.from({ length: 500 }, (_, index) => reader(index));
    await using worker = await start(server, installation.environment);
    const folder = installation.environment["DATA_DIR"]!;
    const before = await hashesOf(folder);
    await ask(server, readers);
    // Somebody who cannot stop.
    const restless = readers[0]!;
    for (let count = 0; count < 100; count += 1)
      await server.pushUpdate({
        message: {
          message_id: count,
          date: Math.floor(Date.now() / 1000),
          chat: privately(restless),
          from: from(restless),
          text: restless.said,
        },
      });
    await quiet(server);
    expect(answered(server, readers)).toBeGreaterThan(350);

    const find = createReaderFinder(readers);
    const leaks: string[] = [];
    expect((await worker.end()).code).toBe(0);
    for (const file of await touchedFiles(folder, before)) leaks.push(...find(file, await readFile(file, "latin1")));
    leaks.push(...find("output", worker.output()), ...(await allFiles(folder)).flatMap((file) => find("a file's name", file)));
    expect(leaks).toEqual([]);
    expect(worker.output()).toContain("readers' questions could not be answered");
  });

  test.skipIf(findPostgres() === null || findRedis() === null)(
    "in PostgreSQL's files, in what Redis is ever told, or in a log",
    async () => {
      await using server = await startTelegramServer();
      await using postgres = await startPostgres();
      await using redis = await startRedis();
      await using installation = await createInstallation({ used: true });
      const readers = Array.from({ length: 100 }, (_, index) => reader(1000 + index));
      const told: string[] = [];
      const client = new Redis(redis.url);
      const monitor = await client.monitor();
      // Redis is gone before they are where the test fails.
      for (const one of [client, monitor]) one.on("error", () => {});
      monitor.on("monitor", (_time, words: string[]) => void told.push(words.join(" ")));
      await using worker = await start(server, { ...installation.environment, DATABASE_URL: postgres.url, REDIS_URL: redis.url });
      const before = await hashesOf(postgres.folder);
      await ask(server, readers);
      await quiet(server);
      expect(answered(server, readers)).toBeGreaterThan(60);
      expect((await worker.end()).code).toBe(0);
      monitor.disconnect();
      client.disconnect();

      const find = createReaderFinder(readers);
      const leaks = [...find("output", worker.output()), ...find("Redis", told.join("\n"))];
      for (const file of await touchedFiles(postgres.folder, before)) leaks.push(...find(file, await readFile(file, "latin1")));
      expect(told.length).toBeGreaterThan(100);
      expect(leaks).toEqual([]);
    },
  );
});

test("what finds readers finds them however they are written down", () => {
  const who = reader(7);
  const find = createReaderFinder([reader(6), who]);
  const hash = (name: string, value: string, as: "hex" | "base64" | "base64url") => createHash(name).update(value).digest(as);
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(who.id));
  const written = [
    `"id":${who.id},`,
    `x${who.id}`,
    bytes.toString("latin1"),
    who.first,
    Buffer.from(`some ${who.first} here`).toString("latin1"),
    `?q=${encodeURIComponent(who.said)}`,
    Buffer.from(who.user).toString("hex"),
    hash("md5", String(who.id), "hex"),
    `key:${hash("sha1", String(who.id), "base64")}`,
    `bull:${hash("sha256", String(who.id), "base64url")}:lock`,
    `aaaa${hash("sha256", who.user, "hex")}aaaa`,
  ];
  for (const text of written) expect(find("here", `before ${text} after`)).not.toEqual([]);
  expect(find("here", `nothing ${rare} ${who.id + 1} ${hash("sha256", "nobody", "hex")}`)).toEqual([]);
});
