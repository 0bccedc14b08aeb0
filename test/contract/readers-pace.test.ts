import { describe, expect, it } from "vitest";
import { createTelegramPublisher } from "../../src/networks/telegram/telegram-publisher.ts";
import { shippedWords as words, startReadersStage, type ReadersStage } from "./readers-fixture.ts";
import { outgoing, part } from "./telegram-fixture.ts";

const privacy = words.say("be", "bot-privacy", {});

/** When each message was asked for, in milliseconds since the epoch, by chat. */
const sendsOf = (stage: ReadersStage): { readonly chat: string; readonly at: number }[] =>
  stage.server.requests
    .filter(({ method }) => /^(send|edit)/.test(method))
    .map(({ parameters, at }) => ({ chat: parameters["chat_id"] ?? "", at: Temporal.Instant.from(at).epochMilliseconds }));

const most = (times: readonly number[], ms: number): number =>
  Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + ms).length));

describe("answers", () => {
  it("keep a chat's second and the bot's thirty, so that Telegram never has to refuse one", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const readers = Array.from({ length: 90 }, () => stage.reader("be"));
    for (const reader of readers) await stage.say(reader, "/privacy");
    for (const reader of readers.slice(0, 20)) await stage.say(reader, "/privacy");
    await expect.poll(() => readers.reduce((sum, reader) => sum + stage.got(reader).length, 0)).toBe(110);
    const sends = sendsOf(stage);
    expect(sends).toHaveLength(110);
    expect(
      most(
        sends.map(({ at }) => at),
        1000,
      ),
    ).toBeLessThanOrEqual(30);
    for (const { id } of readers)
      expect(
        most(
          sends.filter(({ chat }) => chat === String(id)).map(({ at }) => at),
          900,
        ),
      ).toBeLessThanOrEqual(1);
    expect(stage.logged).toEqual([]);
  });

  it("to somebody who asks a hundred times a minute slow nobody else down, and are said to be enough once", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const [restless, ...others] = Array.from({ length: 6 }, () => stage.reader("be"));
    for (let count = 0; count < 100; count += 1) await stage.say(restless!, "/privacy");
    for (const other of others) await stage.say(other, "/privacy");
    await expect.poll(() => others.map((other) => stage.got(other).length)).toEqual(others.map(() => 1));
    // Behind all forty of the other's they would be the last.
    const places = others.map(({ id }) => sendsOf(stage).findIndex(({ chat }) => chat === String(id)));
    expect(Math.max(...places)).toBeLessThan(30);
    await stage.say(others[0]!, "/privacy");
    await expect.poll(() => stage.got(others[0]!)).toHaveLength(2);
    await expect.poll(() => stage.got(restless!).length).toBeGreaterThanOrEqual(20);
    await expect.poll(() => stage.got(restless!).length).toBe(21);
    const texts = stage.got(restless!).map(({ text }) => text);
    expect(texts.filter((text) => text !== privacy)).toEqual([words.say("be", "bot-busy", {})]);
    // At once, and not when all that waited is said.
    expect(texts.findIndex((text) => text !== privacy)).toBeLessThan(4);
  });

  it("are said to be enough in a pop-up to whoever presses too often", async () => {
    await using stage = await startReadersStage({ readers: { fairUse: { perMinute: 2, waitedPerMinute: 1 } } });
    stage.start();
    const reader = stage.reader("be");
    for (let count = 0; count < 6; count += 1) await stage.press(reader, "be:privacy");
    await stage.say(stage.reader("be"), "/privacy");
    await expect.poll(() => stage.got(reader)).toHaveLength(2);
    const texts = stage.server.requests
      .filter(({ method }) => method === "answerCallbackQuery")
      .map(({ parameters }) => parameters["text"]);
    expect(texts.filter((text) => text !== undefined)).toEqual([words.say("be", "bot-busy", {})]);
    expect(texts).toHaveLength(3);
  });

  it("to one chat wait as long as Telegram says, to the second, and those to others do not", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const [flooded, other] = [stage.reader("be"), stage.reader("be")];
    const until = stage.clock().epochMilliseconds + 30_000;
    stage.server.floodWait(30, flooded.id);
    await stage.say(flooded, "/privacy");
    await expect.poll(() => stage.calls("sendMessage")).toBe(1);
    await stage.say(other, "/privacy");
    await expect.poll(() => stage.got(other)).toHaveLength(1);
    await expect.poll(() => stage.got(flooded)).toHaveLength(1);
    const [, again] = sendsOf(stage).filter(({ chat }) => chat === String(flooded.id));
    expect(again!.at).toBeGreaterThanOrEqual(until);
    expect(sendsOf(stage)).toHaveLength(3);
    expect(stage.logged).toEqual([]);
  });

  it("all wait where Telegram wants the whole bot to be quiet, after three refusals", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const readers = Array.from({ length: 12 }, () => stage.reader("be"));
    stage.server.floodWait(20);
    await stage.say(readers[0]!, "/privacy");
    await expect.poll(() => stage.calls("sendMessage")).toBe(1);
    for (const already of [1, 2]) {
      await stage.say(readers[already]!, "/privacy");
      await expect.poll(() => stage.calls("sendMessage")).toBe(already + 1);
    }
    for (const reader of readers.slice(3)) await stage.say(reader, "/privacy");
    await expect.poll(() => readers.map((reader) => stage.got(reader).length)).toEqual(readers.map(() => 1));
    expect(sendsOf(stage)).toHaveLength(15);
  });

  it("to many chats wait where Telegram says so to each, and neither other chats nor the channel do", async () => {
    await using stage = await startReadersStage();
    stage.server.addChannel("freethem");
    stage.start();
    const options = { account: "telegram", token: stage.server.token, channel: "@freethem", apiRoot: stage.server.url };
    await using publisher = createTelegramPublisher({ ...options, clock: stage.clock, pace: stage.sendPace });
    const others = Array.from({ length: 6 }, () => stage.reader("be"));
    for (const other of others) {
      const flooded = stage.reader("be");
      stage.server.floodWait(3600, flooded.id);
      await stage.say(flooded, "/privacy");
      await stage.say(other, "/privacy");
      await expect.poll(() => stage.got(other)).toHaveLength(1);
    }
    for (let count = 0; count < 4; count += 1) {
      const flooded = stage.reader("be");
      stage.server.floodWait(3600, flooded.id);
      await stage.say(flooded, "/privacy");
    }
    await expect.poll(() => stage.calls("sendMessage")).toBeGreaterThanOrEqual(15);
    await publisher.publish(outgoing(part("Every day, a name")));
    // After a minute at most, which are three seconds here.
    const last = stage.reader("be");
    await expect
      .poll(
        async () => {
          await stage.say(last, "/privacy");
          return stage.got(last).length;
        },
        { timeout: 8000, interval: 500 },
      )
      .toBeGreaterThan(0);
  });

  it("are given up where Telegram asks for hours, and nobody is flooded with them later", async () => {
    await using stage = await startReadersStage();
    stage.start();
    const [flooded, other] = [stage.reader("be"), stage.reader("be")];
    stage.server.floodWait(7200, flooded.id);
    for (let count = 0; count < 5; count += 1) await stage.say(flooded, "/privacy");
    await stage.say(other, "/privacy");
    await expect.poll(() => stage.got(other)).toHaveLength(1);
    await expect.poll(() => stage.logged).toMatchObject([{ error: "rate-limit", msg: "readers' questions could not be answered" }]);
    expect(sendsOf(stage)).toHaveLength(2);
  });

  it("share the bot with the channel's posts, which go first", async () => {
    await using stage = await startReadersStage();
    stage.server.addChannel("freethem");
    stage.start();
    const options = { account: "telegram", token: stage.server.token, channel: "@freethem", apiRoot: stage.server.url };
    await using publisher = createTelegramPublisher({ ...options, clock: stage.clock, pace: stage.sendPace });
    const readers = Array.from({ length: 300 }, () => stage.reader("be"));
    for (const reader of readers) await stage.say(reader, "/privacy");
    await expect.poll(() => stage.calls("sendMessage")).toBeGreaterThan(0);
    await publisher.publish(outgoing(part("Every day, a name")));
    await expect.poll(() => readers.every((reader) => stage.got(reader).length === 1)).toBe(true);
    expect(
      most(
        sendsOf(stage).map(({ at }) => at),
        1000,
      ),
    ).toBeLessThanOrEqual(30);
    const place = sendsOf(stage).findIndex(({ chat }) => chat === "@freethem");
    expect(place).toBeLessThan(250);
    stage.sendPace.rest(600_000);
    await expect(publisher.publish(outgoing(part("Another")))).rejects.toMatchObject({ kind: "rate-limit" });
  });
});

describe("while a campaigner's command takes its time", () => {
  it("readers are answered all the same, once, and the command is confirmed only after it", async () => {
    await using stage = await startReadersStage();
    const group = stage.group();
    const plan = Promise.withResolvers<string>();
    stage.start(stage.open({ adminChat: String(group.id), answers: { plan: () => plan.promise } }));
    const chat = { id: group.id, type: "supergroup", title: "Campaigners" };
    const readers = Array.from({ length: 3 }, () => stage.reader("be"));
    await stage.say(readers[0]!, "/plan", { chat });
    await stage.say(readers[0]!, "/privacy");
    await expect.poll(() => stage.got(readers[0]!)).toHaveLength(1);
    await stage.say(readers[1]!, "/privacy");
    await expect.poll(() => stage.got(readers[1]!)).toHaveLength(1);
    expect(
      new Set(stage.server.requests.filter(({ method }) => method === "getUpdates").map(({ parameters }) => parameters["offset"])),
    ).toEqual(new Set(["0"]));
    plan.resolve("The plan.");
    await stage.say(readers[2]!, "/privacy");
    await expect.poll(() => [group, ...readers].map((one) => stage.got(one).length)).toEqual([1, 1, 1, 1]);
    expect(stage.calls("sendMessage")).toBe(4);
    expect(stage.logged).toEqual([]);
  });
});

describe("what waited while nobody was here", () => {
  const ago = (stage: ReadersStage, seconds: number) => ({ date: Math.floor(stage.clock().epochMilliseconds / 1000) - seconds });

  it("is answered where it is young, dropped where it is old, and never answered in a flood", async () => {
    await using stage = await startReadersStage();
    const [young, old, many] = [stage.reader("be"), stage.reader("be"), stage.reader("be")];
    await stage.say(old, "/privacy", ago(stage, 700));
    await stage.say(young, "/privacy", ago(stage, 400));
    for (let count = 0; count < 50; count += 1) await stage.say(many, "/privacy", ago(stage, 200));
    await stage.say(old, "/help");
    stage.start();
    await expect.poll(() => stage.got(old)).toHaveLength(1);
    await expect.poll(() => stage.got(many)).toHaveLength(3);
    expect(stage.got(old)[0]?.text).not.toBe(privacy);
    expect(stage.got(young)).toHaveLength(1);
  });

  it("is dropped where it is a press that Telegram has given up", async () => {
    await using stage = await startReadersStage();
    const reader = stage.reader("be");
    await stage.press(reader, "be:privacy");
    const failure = {
      kind: "error",
      status: 400,
      description: "Bad Request: query is too old and response timeout expired or query ID is invalid",
    } as const;
    stage.server.failNext({ method: "answerCallbackQuery", failure });
    stage.start();
    await stage.say(reader, "/help");
    await expect.poll(() => stage.got(reader)).toHaveLength(1);
    expect(stage.got(reader)[0]?.text).not.toBe(privacy);
  });
});
