import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPostPress } from "../../src/telegram/admin/draw-post.ts";
import { readPostCommand } from "../../src/telegram/admin/post-commands.ts";
import { askFor, askForText, askForTime, readQuestion } from "../../src/telegram/admin/questions.ts";
import { readNewPost } from "../../src/telegram/admin/read-new-post.ts";

const places = new Map([
  ["telegram", "network"],
  ["bluesky", "network"],
  ["be", "language"],
  ["en", "language"],
] as const);
const all = { networks: [], language: undefined, thread: false, again: false };

describe("what stands behind /add", () => {
  it.each([
    ["2027-03-08 10:00 Write a letter.", { ...all, at: "2027-03-08 10:00", text: "Write a letter." }],
    ["2027-03-08T9.30\nWrite\n\na letter.", { ...all, at: "2027-03-08 09:30", text: "Write\n\na letter." }],
    ["Tomorrow, 9:30 x", { ...all, at: "tomorrow 09:30", text: "x" }],
    ["2027-03-08 10:00 Telegram, be\nЛіст.", { ...all, at: "2027-03-08 10:00", networks: ["telegram"], language: "be", text: "Ліст." }],
    ["2027-03-08 10:00 —thread\nLong.", { ...all, at: "2027-03-08 10:00", thread: true, text: "Long." }],
    ["2027-03-08 10:00 telegram", { ...all, at: "2027-03-08 10:00", networks: ["telegram"], text: null }],
    ["2027-03-08 10:00 In be we trust", { ...all, at: "2027-03-08 10:00", text: "In be we trust" }],
    ["Today we remember.", { ...all, at: null, text: "Today we remember." }],
    ["1.5 million letters", { ...all, at: null, text: "1.5 million letters" }],
    ["Today's letter", { ...all, at: null, text: "Today's letter" }],
    ["", { ...all, at: null, text: null }],
  ])("%j", (written, read) => {
    expect(readNewPost(written, places)).toEqual(read);
  });

  it.each(["2027-03-08 100:00 x", "8.3. 10:00 x", "8/3/2027 10:00 x", "10:00 x", "2027-03-08", "2027-13-8 10:00"])(
    "takes nothing for the text that was meant for a time: %s",
    (written) => {
      expect(() => readNewPost(written, places)).toThrow("is not a day and a time such as 2027-03-08 10:00");
    },
  );

  it("is in one language", () => {
    expect(() => readNewPost("2027-03-08 10:00 be en\nx", places)).toThrow("A text is in one language");
  });

  it("loses no word of a text behind a time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!/^[\s\d]|^(telegram|bluesky|be|en|thread|again)/i.test(text.trim()));
        expect(readNewPost(`2027-03-08 10:00 ${text}`, places).text ?? "").toBe(text.trim());
      }),
    );
  });
});

describe("what a tap says", () => {
  it.each([
    ["/show_k7m2q@our_bot", { name: "show", rest: "k7m2q" }],
    ["/EDIT_k7m2q  New\nwords", { name: "edit", rest: "k7m2q New\nwords" }],
    ["/time 2027-03-08/own/1 tomorrow 10:00", { name: "time", rest: "2027-03-08/own/1 tomorrow 10:00" }],
    ["/destroy_k7m2q", null],
    ["/show_k7m2", null],
    ["/shows", null],
  ])("%j", (text, read) => {
    expect(readPostCommand(text)).toEqual(read);
  });

  it("is nothing where no button of ours says it", () => {
    fc.assert(
      fc.property(fc.string(), (data) => {
        expect(readPostPress(data)).toBeNull();
      }),
    );
    expect(readPostPress("p:place:k7m2q:mastodon-de")).toEqual({ button: "place", handle: "k7m2q", more: "mastodon-de" });
  });
});

it("a question says itself what it is about, whatever the post's id", () => {
  for (const id of ["2027-03-08/own/1", "2026-12-01/petition-milestone/free-them.2"]) {
    expect(readQuestion(askForTime(id).text)).toEqual({ kind: "time", id, language: undefined });
    expect(readQuestion(askForText(id, "be-tarask").text)).toEqual({ kind: "text", id, language: "be-tarask" });
    expect(readQuestion(askForText(id, undefined).text)).toEqual({ kind: "text", id, language: undefined });
  }
  expect(readQuestion(askFor("time").text)).toEqual({ kind: "draft" });
  expect(readQuestion("New time for 2027-03-08/own/1? Reply")).toBeNull();
});
