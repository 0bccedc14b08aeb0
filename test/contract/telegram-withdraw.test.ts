import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Entity } from "../../src/compose/composed-post.ts";
import { outgoing, part, picture, rejection, type Stage, startStage } from "./telegram-fixture.ts";

const neutralPicture = await picture(300, 200, 200);
const neutralSha256 = createHash("sha256").update(readFileSync(neutralPicture.path)).digest("hex");
const neutral = { text: "This post has been taken back.", picture: neutralPicture.path };

const name = "Марыя Калеснікава";
const nameLink: Entity = { type: "text_link", offset: 0, length: 5, url: "https://example.org/maria" };

const twoDaysLater = (stage: Stage): void => stage.server.passTime({ hours: 48 });
const seen = (stage: Stage) =>
  stage.server.posts("@freethem").map(({ text, entities, linkPreview, media }) => ({
    text,
    entities,
    linkPreview,
    pictures: media.map(({ sha256 }) => sha256),
  }));

describe("taking back what is on Telegram for less than 48 hours", () => {
  it("deletes all pictures of an album", async () => {
    await using stage = await startStage();
    await stage.publisher.publish(outgoing(part("Stays")));
    const published = await stage.publisher.publish(
      outgoing(part(name, [], [await picture(), await picture(90, 90), await picture(80, 80)])),
    );
    stage.server.passTime({ hours: 47, minutes: 59 });
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("deleted");
    expect(seen(stage).map(({ text }) => text)).toEqual(["Stays"]);
  });

  it("goes on with an album where a flood wait stopped it, and asks for nothing meanwhile", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name, [], [await picture(), await picture(90, 90)])));
    const calls = () => stage.server.requests.filter(({ method }) => method === "deleteMessage").length;
    stage.server.failNext({
      method: "deleteMessage",
      failure: { kind: "error", status: 429, description: "Too Many Requests", retryAfter: 7200 },
    });
    expect(await rejection(stage.publisher.withdraw(published, async () => neutral))).toMatchObject({
      kind: "rate-limit",
      retryAfterMs: 7_200_000,
    });
    expect(await rejection(stage.publisher.withdraw(published, async () => neutral))).toMatchObject({
      kind: "rate-limit",
      retryAfterMs: 7_200_000,
    });
    expect(calls()).toBe(1);
    stage.clock.advance({ hours: 2 });
    stage.server.failNext({ method: "deleteMessage", failure: { kind: "cut" }, takesEffect: true });
    expect((await rejection(stage.publisher.withdraw(published, async () => neutral))).kind).toBe("unavailable");
    expect(seen(stage)).toHaveLength(1);
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("deleted");
    expect(seen(stage)).toEqual([]);
  });

  it("puts the neutral post in its place where the bot may post but Telegram refuses to delete", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name)));
    stage.server.failNext({
      method: "deleteMessage",
      failure: { kind: "error", status: 400, description: "Bad Request: message can't be deleted" },
    });
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("edited");
    expect(seen(stage)[0]?.text).toBe(neutral.text);
  });
});

describe("taking back what is on Telegram for 48 hours and longer", () => {
  it("leaves nothing of a text: neither its words, nor its links, nor the preview of a page", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name, [nameLink])));
    twoDaysLater(stage);
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("edited");
    expect(seen(stage)).toEqual([{ text: neutral.text, entities: [], linkPreview: { is_disabled: true }, pictures: [] }]);
  });

  it("replaces a picture together with what is written below it", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name, [nameLink], [await picture()])));
    twoDaysLater(stage);
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("edited");
    expect(seen(stage)).toMatchObject([{ text: neutral.text, entities: [], pictures: [neutralSha256] }]);
  });

  it("replaces every picture of an album, and says the line once", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(
      outgoing(part(name, [nameLink], [await picture(), await picture(90, 90), await picture(80, 80)])),
    );
    twoDaysLater(stage);
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("edited");
    expect(seen(stage).map(({ text, pictures }) => [text, pictures])).toEqual([
      [neutral.text, [neutralSha256]],
      ["", [neutralSha256]],
      ["", [neutralSha256]],
    ]);
  });

  it("can be asked for again, and then is edited still", async () => {
    await using stage = await startStage();
    const text = await stage.publisher.publish(outgoing(part(name)));
    const photo = await stage.publisher.publish(outgoing(part(name, [], [await picture()])));
    twoDaysLater(stage);
    for (const published of [text, photo, text, photo])
      expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("edited");
    expect(seen(stage).map((post) => post.text)).toEqual([neutral.text, neutral.text]);
  });

  it("is done once more where the answer was lost", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name)));
    twoDaysLater(stage);
    stage.server.failNext({ method: "editMessageText", failure: { kind: "cut" }, takesEffect: true });
    expect((await rejection(stage.publisher.withdraw(published, async () => neutral))).kind).toBe("unavailable");
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("edited");
  });

  it("is deleted where a person deleted it", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name)));
    stage.server.addChat();
    const before = await stage.publisher.publish(outgoing(part("Another")));
    await stage.publisher.withdraw(before, async () => neutral);
    twoDaysLater(stage);
    expect(await stage.publisher.withdraw(before, async () => neutral)).toBe("deleted");
    expect(seen(stage)).toHaveLength(1);
    // Between our two calls.
    stage.server.failNext({
      method: "editMessageText",
      failure: { kind: "error", status: 400, description: "Bad Request: message to edit not found" },
    });
    expect(await stage.publisher.withdraw(published, async () => neutral)).toBe("deleted");
  });

  it("leaves the post alone where there is no neutral picture for it", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name, [], [await picture()])));
    twoDaysLater(stage);
    const error = await rejection(stage.publisher.withdraw(published, async () => ({ ...neutral, picture: "/nowhere/neutral.png" })));
    expect(error).toMatchObject({ kind: "unavailable", message: expect.stringContaining("/nowhere/neutral.png") as string });
    expect(seen(stage)[0]?.text).toBe(name);
  });
});

describe("taking back what the bot may not touch", () => {
  it("asks for a person's hand where somebody else wrote it and it is too old to delete", async () => {
    await using stage = await startStage();
    const id = stage.server.addPost("@freethem", { text: name });
    const located = stage.publisher.locate(`https://t.me/freethem/${id}`);
    twoDaysLater(stage);
    const error = await rejection(stage.publisher.withdraw(located!, async () => neutral));
    expect(error).toMatchObject({ kind: "rejected", message: expect.stringContaining("by hand") as string });
    expect(seen(stage)).toHaveLength(1);
  });

  it("is a matter of the bot's rights where it is not in the channel any more", async () => {
    await using stage = await startStage();
    const published = await stage.publisher.publish(outgoing(part(name)));
    stage.server.addChannel("freethem2", { id: -1_001_000_000_002, bot: { status: "left" } });
    const error = await rejection(stage.with({ channel: "@freethem2" }).withdraw(published, async () => neutral));
    expect(error).toMatchObject({ kind: "auth", message: expect.stringContaining("right") as string });
  });
});

describe("a link to a post on Telegram", () => {
  const located = async (channel: string, link: string) => {
    await using stage = await startStage();
    return stage.with({ channel }).locate(link);
  };

  it.each([
    ["@freethem", "https://t.me/freethem/12", "https://t.me/freethem/12"],
    ["@freethem", " https://t.me/FreeThem/12/ ", "https://t.me/freethem/12"],
    ["https://t.me/freethem", "http://t.me/s/freethem/12", "https://t.me/freethem/12"],
    ["freethem", "https://telegram.me/freethem/12?single", "https://t.me/freethem/12"],
    ["-1001000000001", "https://t.me/c/1000000001/12", "https://t.me/c/1000000001/12"],
  ])("in %s names a message: %s", async (channel, link, url) => {
    expect(await located(channel, link)).toEqual({ ref: "12", url });
  });

  it.each([
    ["@freethem", "https://t.me/another/12"],
    ["@freethem", "https://t.me/freethem"],
    ["@freethem", "https://t.me/freethem/0"],
    ["@freethem", "https://t.me/freethem/12/34"],
    ["@freethem", "https://t.me/freethem/12?comment=34"],
    ["@freethem", "https://t.me/c/1000000001/12"],
    ["@freethem", "https://t.me.example.org/freethem/12"],
    ["@freethem", "https://t.me@example.org/freethem/12"],
    ["@freethem", "ftp://t.me/freethem/12"],
    ["-1001000000001", "https://t.me/c/1000000002/12"],
    ["-1001000000001", "https://t.me/freethem/12"],
    ["no channel", "https://t.me/no channel/12"],
  ])("names nothing in %s where it is %s", async (channel, link) => {
    expect(await located(channel, link)).toBeNull();
  });
});
