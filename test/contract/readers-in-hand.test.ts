import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { BotOptions } from "../../src/telegram/create-bot.ts";
import { startReadersStage, type ReadersStage } from "./readers-fixture.ts";

const firstUpdate = 1_000_001;

/** As the fixture's, but whoever waits for an answer in hand waits until it is there. */
const patient: BotOptions["pause"] = async (ms, stop) => {
  await sleep(ms === 2000 ? 60_000 : ms / 20, undefined, { signal: stop }).catch(() => {});
};

const readersOf = (stage: ReadersStage, count: number) => Array.from({ length: count }, () => stage.reader("be"));
const answers = (stage: ReadersStage, readers: readonly { readonly id: number }[]): number[] =>
  readers.map((reader) => stage.got(reader).length);

/** For each time that Telegram was asked: how many questions it has forgotten by then, of which no answer was sent. */
const atRisk = (stage: ReadersStage): number[] => {
  let sent = 0;
  return stage.server.requests.flatMap(({ method, parameters }) => {
    if (method === "sendMessage") sent += 1;
    return method === "getUpdates" ? [Math.max(0, Number(parameters["offset"]) - firstUpdate) - sent] : [];
  });
};

describe("of questions that wait", () => {
  it("so few are in hand at any time that whoever is killed loses a handful, and answers a handful twice", async () => {
    await using stage = await startReadersStage({ bot: { pause: patient } });
    const readers = readersOf(stage, 120);
    for (const reader of readers) await stage.say(reader, "/privacy");
    stage.start();
    await expect.poll(() => answers(stage, readers)).toEqual(readers.map(() => 1));
    expect(Math.max(...atRisk(stage))).toBeLessThanOrEqual(5);
    const limits = stage.server.requests.flatMap(({ method, parameters }) =>
      method === "getUpdates" ? [Number(parameters["limit"])] : [],
    );
    expect(Math.max(...limits)).toBeLessThanOrEqual(10);
  });

  it("none is lost and none is answered twice where the program is stopped and started again", async () => {
    await using stage = await startReadersStage({ bot: { pause: patient } });
    const readers = readersOf(stage, 100);
    for (const reader of readers) await stage.say(reader, "/privacy");
    const bot = stage.open();
    const run = stage.start(bot);
    await expect.poll(() => stage.calls("sendMessage")).toBeGreaterThan(8);
    await run.stop();
    await bot[Symbol.asyncDispose]();
    expect(answers(stage, readers).filter((count) => count === 0).length).toBeGreaterThan(0);
    stage.start();
    await expect.poll(() => answers(stage, readers)).toEqual(readers.map(() => 1));
    expect(stage.logged).toEqual([]);
  });

  it("those that could not be answered in time come again after the next start, from the oldest on", { timeout: 20_000 }, async () => {
    await using stage = await startReadersStage({ bot: { pause: patient } });
    const readers = readersOf(stage, 12);
    for (const reader of readers) await stage.say(reader, "/privacy");
    stage.server.failNext({ method: "sendMessage", failure: { kind: "delay", ms: 1 }, times: 4 });
    stage.server.failNext({ method: "sendMessage", failure: { kind: "hang" }, times: 6 });
    const bot = stage.open();
    const run = stage.start(bot);
    await expect.poll(() => stage.calls("sendMessage")).toBe(10);
    await run.stop();
    await bot[Symbol.asyncDispose]();
    expect(answers(stage, readers)).toEqual(readers.map((_, index) => (index < 4 ? 1 : 0)));
    stage.start();
    await expect.poll(() => answers(stage, readers)).toEqual(readers.map(() => 1));
  });

  it("those of chats that have to wait keep nobody else's waiting", async () => {
    await using stage = await startReadersStage();
    const slow = readersOf(stage, 8);
    const others = readersOf(stage, 8);
    stage.start();
    for (const [index, reader] of slow.entries()) {
      stage.server.floodWait(55, reader.id);
      await stage.say(reader, "/privacy");
      await stage.say(others[index]!, "/privacy");
      await expect.poll(() => stage.got(others[index]!)).toHaveLength(1);
    }
    for (const reader of slow) for (let count = 0; count < 3; count += 1) await stage.say(reader, "/privacy");
    for (const reader of others) await stage.say(reader, "/privacy");
    await expect.poll(() => answers(stage, others)).toEqual(others.map(() => 2));
    expect(stage.got(slow.at(-1)!)).toEqual([]);
  });

  it("those of one person, however many, keep nobody else's waiting for a moment", async () => {
    await using stage = await startReadersStage({ bot: { pause: patient } });
    const [restless, ...others] = readersOf(stage, 4);
    for (let count = 0; count < 60; count += 1) await stage.say(restless!, "/privacy");
    for (const reader of others) await stage.say(reader, "/privacy");
    stage.start();
    await expect.poll(() => answers(stage, others)).toEqual([1, 1, 1]);
    expect(stage.got(restless!).length).toBeLessThan(5);
  });
});
