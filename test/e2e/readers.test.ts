import { expect, test } from "vitest";
import { freePort } from "../servers/free-port.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";
import type { TelegramServer } from "../servers/telegram/telegram-server.ts";
import { createInstallation, startRollcall } from "./rollcall-process.ts";

const asker = (server: TelegramServer, language: string) => {
  const { id } = server.addChat({ title: "A reader" });
  let number = 0;
  return {
    ask: async (text: string) => {
      number += 1;
      const from = { id, is_bot: false, first_name: "A", language_code: language };
      const chat = { id, type: "private", first_name: "A" };
      await server.pushUpdate({ message: { message_id: 1000 + number, date: Math.floor(Date.now() / 1000), from, chat, text } });
      await expect.poll(() => server.posts(id).length, { timeout: 60_000 }).toBe(number);
      return server.posts(id).at(-1)!;
    },
  };
};

test(
  "without a campaigners' chat, the program answers readers in their language, with a card and a chart; a second program is told of in one line",
  { timeout: 240_000 },
  async () => {
    await using server = await startTelegramServer();
    await using installation = await createInstallation({ used: true });
    const environment = { ...installation.environment, TELEGRAM_TOKEN: server.token, TELEGRAM_API_ROOT: server.url };
    await using worker = startRollcall(["start"], environment);
    await worker.seen(/Running/);
    const reader = asker(server, "be");
    const start = await reader.ask("/start");
    expect(start.text).toMatch(/^Калі вы ў Беларусі/);
    expect((await reader.ask("/count")).text).toMatch(/Вясна|Viasna/);
    expect((await reader.ask("/next")).text).not.toBe("");
    expect((await reader.ask("/today")).text).not.toBe("");
    const person = await reader.ask("Алесь Бяляцкі");
    expect(person).toMatchObject({ text: expect.stringContaining("Бяляцкі"), media: [{ width: 1200, height: 630 }] });
    expect((await asker(server, "pl").ask("/privacy")).text).toMatch(/bot/);

    await using second = await createInstallation({ used: true });
    await using other = startRollcall(["start"], { ...environment, DATA_DIR: second.environment["DATA_DIR"]! });
    await other.seen(/Running/);
    await expect.poll(() => `${worker.output()}${other.output()}`, { timeout: 120_000 }).toContain("Two programs take this bot's updates");
    expect((await other.end()).code).toBe(0);
    expect((await worker.end()).code).toBe(0);
  },
);

test("by webhook", async () => {
  await using server = await startTelegramServer();
  await using installation = await createInstallation({ used: true });
  const port = await freePort();
  const environment = {
    ...installation.environment,
    TELEGRAM_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
    TELEGRAM_WEBHOOK_PORT: String(port),
  };
  await using worker = startRollcall(["start"], environment);
  await worker.seen(/Running/);
  await expect.poll(() => server.requests.some(({ method }) => method === "setWebhook"), { timeout: 20_000 }).toBe(true);
  expect((await asker(server, "ru").ask("/start")).text).toMatch(/^Если вы в Беларуси/);
  expect(server.requests.some(({ method }) => method === "getUpdates")).toBe(false);
  expect((await worker.end()).code).toBe(0);
});
