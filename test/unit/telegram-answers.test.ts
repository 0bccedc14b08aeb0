import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLink } from "../../src/telegram/admin/find-link.ts";
import { readCommand } from "../../src/telegram/read-command.ts";
import { splitAnswer } from "../../src/telegram/split-answer.ts";

const solid = (text: string): string => text.replaceAll(/\s/g, "");

describe("a long answer", () => {
  it("is cut between lines where they fit", () => {
    const lines = Array.from({ length: 300 }, (_, index) => `${index}: ${"word ".repeat(8)}end`);
    const messages = splitAnswer(lines.join("\n"));
    expect(messages.length).toBeGreaterThan(2);
    expect(messages.flatMap((message) => message.split("\n"))).toEqual(lines);
  });

  it("keeps a line's place at its beginning", () => {
    expect(splitAnswer("\n\n  one\n  two\n")).toEqual(["  one\n  two"]);
  });

  it.each(["", " \n "])("of nothing says so: %j", (answer) => {
    expect(splitAnswer(answer)).toEqual(["There is nothing to tell."]);
  });

  const line = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.constantFrom(
      "x".repeat(5000),
      "👩‍👩‍👧‍👦".repeat(900),
      `e${"\u0301".repeat(9000)}`,
      "😀".repeat(4000),
      " ".repeat(5000),
      "\n".repeat(4100),
    ),
  );
  it("fits into messages that Telegram takes, and loses no character before the last says that there is more", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const answer = lines.join("\n");
        const messages = splitAnswer(answer);
        expect(messages.length).toBeLessThanOrEqual(8);
        for (const message of messages) {
          expect(message.trim()).not.toBe("");
          expect(message.length).toBeLessThanOrEqual(4096);
          expect(message.isWellFormed()).toBe(true);
        }
        const [told = "", more] = messages.join("").split("… The rest is too long for this chat");
        const whole = solid(answer) === "" ? solid("There is nothing to tell.") : solid(answer);
        expect(whole.startsWith(solid(told))).toBe(true);
        expect(messages.length === 8 && more !== undefined).toBe(solid(told).length < whole.length);
      }),
    );
  });
});

describe("a command", () => {
  it.each([
    ["/plan", { name: "plan", args: [] }],
    ["/PLAN@Our_Bot  a\nb ", { name: "plan", args: ["a", "b"] }],
    ["/plan@other_bot a", null],
    ["/plan@", null],
    ["plan", null],
    ["a /plan", null],
    ["/plan-b", null],
  ])("is read from %j", (text, command) => {
    expect(readCommand(text, "our_bot")).toEqual(command);
  });

  it("with words of any length is read quickly", () => {
    const start = performance.now();
    readCommand(`/plan ${" ".repeat(1_000_000)}`, "our_bot");
    readCommand(`/plan${"@".repeat(1_000_000)}`, "our_bot");
    findLink("t.me/".repeat(200_000));
    findLink(`https://t.me/${".".repeat(200_000)}a`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("a link in a reply", () => {
  it.each([
    ["https://t.me/freethem/12", "https://t.me/freethem/12"],
    ["Here (t.me/freethem/12), look!", "https://t.me/freethem/12"],
    ["“https://t.me/c/123/45?single”…", "https://t.me/c/123/45?single"],
    ["T.ME/freethem/12", "https://T.ME/freethem/12"],
    ["see nott.me/freethem", undefined],
    ["no link", undefined],
  ])("is found in %j", (text, link) => {
    expect(findLink(text)).toBe(link);
  });
});
