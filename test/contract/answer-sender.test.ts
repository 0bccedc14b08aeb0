import * as fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createBotApi } from "../../src/telegram/bot-api.ts";
import type { Answer, AnswerEntity } from "../../src/telegram/commands/answer.ts";
import { createPace } from "../../src/telegram/pace.ts";
import { createAnswerSender, type AnswerDrawing } from "../../src/telegram/readers/answer-sender.ts";
import type { Question } from "../../src/telegram/readers/read-question.ts";
import { splitMessage } from "../../src/telegram/readers/split-message.ts";
import { startTelegramServer } from "../servers/telegram/start-telegram-server.ts";

const png = (red: number) =>
  sharp({ create: { width: 120, height: 63, channels: 3, background: { r: red, g: 30, b: 60 } } })
    .png()
    .toBuffer();

const start = async () => {
  const server = await startTelegramServer({ flood: { burst: 1000, perMinute: 1000, perSecond: 1000 } });
  const closed = new AbortController();
  const call = createBotApi({ token: server.token, apiRoot: server.url, shareConnections: true, closed: closed.signal });
  const chat = server.addChat();
  const sendAnswer = createAnswerSender((method, payload) => call(method, payload));
  let drawn = 0;
  return {
    server,
    chat,
    drawn: () => drawn,
    drawing: (key: string): AnswerDrawing => ({ key, draw: async () => ((drawn += 1), png(drawn)) }),
    send: (answer: Answer, drawing: AnswerDrawing | null = null, more: Partial<Question> = {}) => {
      const place = { chat: chat.id, isGroup: false, topic: undefined };
      const question: Question = {
        place,
        person: 1,
        languageCode: "be",
        message: 5,
        ask: { kind: "text", text: "x", askedAt: 0 },
        ...more,
      };
      return sendAnswer(
        question,
        answer,
        drawing,
        createPace(() => Temporal.Now.instant()),
      );
    },
    [Symbol.asyncDispose]: async () => {
      closed.abort();
      await server[Symbol.asyncDispose]();
    },
  };
};

const buttons: Answer["buttons"] = [
  [
    { text: "Больш", data: "be:count:chart" },
    { text: "Viasna", url: "https://spring96.org/en" },
  ],
];

describe("an answer with a picture", () => {
  it("is one message where the words fit under it, with ranges and buttons", async () => {
    await using stage = await start();
    const entities: readonly AnswerEntity[] = [
      { type: "bold", offset: 0, length: 5 },
      { type: "text_link", offset: 6, length: 6, url: "https://spring96.org/" },
    ];
    await stage.send({ text: "Марыя Viasna", entities, buttons }, stage.drawing("a"));
    expect(stage.server.posts(stage.chat.id)).toMatchObject([
      {
        text: "Марыя Viasna",
        entities,
        media: [{ width: 120 }],
        replyMarkup: { inline_keyboard: [[{ callback_data: "be:count:chart" }, { url: "https://spring96.org/en" }]] },
      },
    ]);
  });

  it("is the picture, then the words, where they are too long for a caption", async () => {
    await using stage = await start();
    const text = `${"слова ".repeat(180)}\nend`;
    await stage.send({ text, buttons }, stage.drawing("a"));
    expect(stage.server.posts(stage.chat.id)).toMatchObject([
      { text: "", media: [{}], replyMarkup: undefined },
      { text, media: [], replyMarkup: { inline_keyboard: [[{}, {}]] } },
    ]);
  });

  it("is drawn and uploaded once, whoever asks; and again where Telegram has lost it", async () => {
    await using stage = await start();
    for (const key of ["a", "a", "b", "a"]) await stage.send({ text: "x", buttons: [] }, stage.drawing(key));
    expect(stage.drawn()).toBe(2);
    expect(stage.server.posts(stage.chat.id).map(({ media }) => media.length)).toEqual([1, 1, 1, 1]);
    stage.server.failNext({
      method: "sendPhoto",
      failure: { kind: "error", status: 400, description: "Bad Request: wrong file identifier/HTTP URL specified" },
    });
    await stage.send({ text: "x", buttons: [] }, stage.drawing("a"));
    expect(stage.drawn()).toBe(3);
    expect(stage.server.posts(stage.chat.id)).toHaveLength(5);
  });

  it("is its words where there is no picture to be had", async () => {
    await using stage = await start();
    await stage.send({ text: "Words", buttons }, { key: "a", draw: () => Promise.reject(new Error("the press is broken")) });
    stage.server.failNext({
      method: "sendPhoto",
      failure: { kind: "error", status: 400, description: "Bad Request: IMAGE_PROCESS_FAILED" },
    });
    await stage.send({ text: "Words", buttons }, stage.drawing("b"));
    expect(stage.server.posts(stage.chat.id)).toMatchObject([
      { text: "Words", media: [] },
      { text: "Words", media: [] },
    ]);
  });
});

describe("an answer in words", () => {
  it("says in a group whom it answers, in the topic of a forum", async () => {
    await using stage = await start();
    stage.server.addPost(stage.chat.id, { text: "/count@bot" });
    await stage.send({ text: "x", buttons: [] }, null, { place: { chat: stage.chat.id, isGroup: true, topic: 7 }, message: 1 });
    await stage.send({ text: "x", buttons: [] }, stage.drawing("a"), {
      place: { chat: stage.chat.id, isGroup: true, topic: 7 },
      message: 1,
    });
    await stage.send({ text: "x", buttons: [] }, stage.drawing("a"), {
      place: { chat: stage.chat.id, isGroup: true, topic: 7 },
      message: 1,
    });
    expect(stage.server.posts(stage.chat.id).map(({ replyTo }) => replyTo)).toEqual([null, 1, 1, 1]);
    expect(stage.server.requests.map(({ parameters }) => parameters["message_thread_id"])).toEqual(["7", "7", "7"]);
  });

  it("takes the place of the message whose button was pressed, unless that is gone", async () => {
    await using stage = await start();
    await stage.send({ text: "one", buttons });
    const press = (message: number): Partial<Question> => ({
      message,
      ask: { kind: "press", query: "1", data: "be:help", canBeEdited: true },
    });
    await stage.send({ text: "two", buttons }, null, press(1));
    await stage.send({ text: "two", buttons }, null, press(1));
    await stage.send({ text: "three", buttons }, null, press(99));
    expect(stage.server.posts(stage.chat.id).map(({ text }) => text)).toEqual(["two", "three"]);
    expect(stage.server.posts(stage.chat.id).map(({ linkPreview }) => linkPreview)).toEqual([{ is_disabled: true }, { is_disabled: true }]);
  });

  it("of any length, with any ranges, is taken by Telegram whole, in at most five messages, each range in its place", async () => {
    await using stage = await start();
    const word = fc.constantFrom("Марыя", "word", "👩‍👩‍👧‍👦", "\n", "\n\n", " ", "x".repeat(3000), "я".repeat(5000));
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 6000 })), { maxLength: 3 }),
        async (pieces, ranges) => {
          const text = pieces.join(" ");
          fc.pre(text.trim() !== "");
          const entities = ranges.map(([at, length]): AnswerEntity => ({
            type: "bold",
            offset: at % text.length,
            length: Math.min(length, text.length - (at % text.length)),
          }));
          const parts = splitMessage(text, entities, 4096);
          expect(parts.length).toBeLessThanOrEqual(5);
          let at = 0;
          for (const part of parts) {
            const start_ = text.indexOf(part.text, at);
            expect(text.slice(at, start_).trim()).toBe("");
            at = start_ + part.text.length;
            for (const { offset, length } of part.entities) {
              const from = start_ + offset;
              expect(entities.some((one) => one.offset <= from && from + length <= one.offset + one.length)).toBe(true);
            }
          }
          const before = stage.server.posts(stage.chat.id).length;
          await stage.send({ text, entities: [], buttons: [] });
          expect(stage.server.posts(stage.chat.id).length - before).toBe(parts.length);
          expect(parts.length === 5 || text.slice(at).trim() === "").toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
