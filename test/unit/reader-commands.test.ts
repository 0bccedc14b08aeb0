import { describe, expect, it } from "vitest";
import { createTexts } from "../../src/campaign/words/texts.ts";
import type { AnswerButton, AnswerEntity, AnswerPicture, Asked } from "../../src/telegram/commands/answer.ts";
import { readButton, writeButton } from "../../src/telegram/commands/button-data.ts";
import { commandMenu } from "../../src/telegram/commands/command-menu.ts";
import { answerButton, answerCommand, answerText, readerCommands } from "../../src/telegram/commands/index.ts";
import { readContent } from "../../src/content/read-content.ts";
import { draftLanguages, shippedLanguages, shippedTexts } from "./shipped-content.ts";

const texts = createTexts(shippedTexts());
const content = (await readContent("content")).content!;
const asking = (language: string, command = "", argument = ""): Asked => ({
  command,
  argument,
  language,
  now: Temporal.Instant.from("2026-12-01T12:00:00Z"),
  content,
  texts,
});

describe.each([...shippedLanguages, ...draftLanguages])("a reader who speaks %s", (language) => {
  it("is warned before anything else", async () => {
    const { text } = await answerCommand(asking(language, "start", "anything"));
    expect(text.startsWith(texts.say(language, "bot-warning", {}))).toBe(true);
  });

  it("sees commands, a description and a short one that Telegram takes", () => {
    for (const { command, description } of commandMenu(texts, language)) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description).toMatch(/^[^]{3,256}$/u);
    }
    expect(texts.say(language, "bot-description", {}).length).toBeLessThanOrEqual(512);
    expect(texts.say(language, "bot-short-description", {}).length).toBeLessThanOrEqual(120);
  });
});

describe("a button", () => {
  it("carries the language and what it asks for", async () => {
    expect(readButton(writeButton({ language: "be", command: "count", argument: "chart:2" }))).toEqual({
      language: "be",
      command: "count",
      argument: "chart:2",
    });
    expect((await answerButton("be:privacy", asking("en")))?.text).toBe(texts.say("be", "bot-privacy", {}));
    expect((await answerButton("xx:privacy", asking("en")))?.text).toBe(texts.say("en", "bot-privacy", {}));
  });

  it.each(["", "be", "n:1:0", "be:toString", "be:PRIVACY", "::", "be:privacy\n:x"])("with %j is nobody's", async (data) => {
    expect(await answerButton(data, asking("en"))).toBeNull();
  });

  it.each(["be:constructor", "be:nothing", "be:prisoner:=nobody", "xx:nothing"])("with %j is told to lead nowhere", async (data) => {
    expect((await answerButton(data, asking("be")))?.text.startsWith(texts.say("be", "bot-old-button", {}))).toBe(true);
  });

  it("cannot be made longer than Telegram takes", () => {
    expect(() => writeButton({ language: "be", command: "prisoner", argument: "я".repeat(30) })).toThrow("64 bytes");
  });
});

it("every command answers in text, with ranges, pictures and buttons that Telegram takes", async () => {
  for (const command of Object.keys(readerCommands)) {
    const { text, entities = [], picture, buttons } = await answerCommand(asking("be", command));
    const kinds: (AnswerPicture["kind"] | undefined)[] = ["card", "chart", undefined];
    expect(kinds).toContain(picture?.kind);
    const inside = ({ offset, length }: AnswerEntity): boolean => offset >= 0 && length > 0 && offset + length <= text.length;
    expect(entities.every(inside)).toBe(true);
    const taken = (button: AnswerButton): boolean => "url" in button || Buffer.byteLength(button.data) <= 64;
    expect(buttons.flat().every(taken)).toBe(true);
  }
});

it("whatever is asked, something is answered", async () => {
  for (const command of ["constructor", "nothing", ""]) expect((await answerCommand(asking("ru", command))).text).toContain("/help");
  expect((await answerText(asking("ru", "", "Мария"))).text).toBe((await answerCommand(asking("ru", "prisoner", "Мария"))).text);
});
