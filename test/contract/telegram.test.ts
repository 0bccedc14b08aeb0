import { randomBytes } from "node:crypto";
import { array, assert, asyncProperty, constantFrom, nat } from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Entity } from "../../src/compose/composed-post.ts";
import { PublishError } from "../../src/delivery/publish-error.ts";
import { answering, mediaFile, outgoing, part, picture, rejection, startStage } from "./telegram-fixture.ts";

const link = "https://spring96.org/en/persons/maria";

const textLink = (text: string, label: string, url: string): Entity => ({
  type: "text_link",
  offset: text.indexOf(label),
  length: label.length,
  url,
});

describe("a post to a Telegram channel", () => {
  it("arrives with its links and hashtags where they were, behind Cyrillic and emoji", async () => {
    await using stage = await startStage();
    const text = `Марыя Калеснікава 🕊👩🏽‍🎤 за кратамі.\n${link}\n#ВоляМарыі details`;
    const entities: Entity[] = [
      { type: "url", offset: text.indexOf(link), length: link.length },
      { type: "hashtag", offset: text.indexOf("#"), length: "#ВоляМарыі".length },
      textLink(text, "details", "https://example.org/maria"),
    ];
    const published = await stage.publisher.publish(outgoing(part(text, entities)));
    expect(published).toEqual({ ref: "1", url: "https://t.me/freethem/1" });
    expect(stage.server.posts("@freethem")).toMatchObject([{ text, entities, media: [], replyTo: null }]);
  });

  it("is never markup, whatever signs it has", async () => {
    await using stage = await startStage();
    const text = "<b>1</b> *2* _3_ [4](https://example.org) `5` &amp;";
    await stage.publisher.publish(outgoing(part(text)));
    expect(stage.server.posts("@freethem")[0]?.text).toBe(text);
    expect(stage.server.requests[0]?.parameters).not.toHaveProperty("parse_mode");
  });

  it("shows the page of its first link, and none where it has no link", async () => {
    await using stage = await startStage();
    const text = `See details or ${link}`;
    const entities: Entity[] = [
      textLink(text, "details", "https://example.org/a"),
      { type: "url", offset: text.indexOf(link), length: link.length },
    ];
    await stage.publisher.publish(outgoing(part(text, entities)));
    await stage.publisher.publish(outgoing(part("No link here, only spring96.org")));
    expect(stage.server.posts("@freethem").map((post) => post.linkPreview)).toEqual([
      { url: "https://example.org/a" },
      { is_disabled: true },
    ]);
  });

  it("tells followers of it", async () => {
    await using stage = await startStage();
    await stage.publisher.publish(outgoing(part("Heard")));
    expect(stage.server.requests[0]?.parameters).not.toHaveProperty("disable_notification");
  });

  it("brings its picture, byte for byte, with the text below it", async () => {
    await using stage = await startStage();
    const card = await picture(1200, 630);
    const text = "🕊 Марыя #FreeMariaKalesnikava";
    const entities: Entity[] = [{ type: "hashtag", offset: text.indexOf("#"), length: "#FreeMariaKalesnikava".length }];
    const published = await stage.publisher.publish(outgoing(part(text, entities, [card])));
    expect(published.url).toBe("https://t.me/freethem/1");
    expect(stage.server.posts("@freethem")).toMatchObject([
      { text, entities, media: [{ width: 1200, height: 630, bytes: card.bytes, sha256: card.path.match(/[0-9a-f]{64}/)?.[0] }] },
    ]);
  });

  it("brings a picture of several megabytes", async () => {
    await using stage = await startStage();
    const noise = await sharp(randomBytes(1500 * 1000 * 3), { raw: { width: 1500, height: 1000, channels: 3 } })
      .png()
      .toBuffer();
    expect(noise.length).toBeGreaterThan(4_000_000);
    await stage.publisher.publish(outgoing(part("Noise", [], [mediaFile(noise)])));
    expect(stage.server.posts("@freethem")[0]?.media).toMatchObject([{ bytes: noise.length }]);
  });

  it("makes several pictures one album with the text below the first", async () => {
    await using stage = await startStage();
    const pictures = [await picture(100, 100, 1), await picture(100, 100, 2), await picture(100, 100, 3)];
    const entities: Entity[] = [{ type: "text_link", offset: 0, length: 5, url: "https://example.org/" }];
    const published = await stage.publisher.publish(outgoing(part("Album", entities, pictures)));
    const posts = stage.server.posts("@freethem");
    expect(published).toEqual({ ref: "1", album: ["2", "3"], url: "https://t.me/freethem/1" });
    expect(posts.map((post) => post.text)).toEqual(["Album", "", ""]);
    expect(posts[0]?.entities).toEqual(entities);
    expect(new Set(posts.map((post) => post.mediaGroup)).size).toBe(1);
    expect(posts.map((post) => post.media[0]?.sha256)).toEqual(pictures.map((file) => file.path.match(/[0-9a-f]{64}/)?.[0]));
  });

  it("becomes a thread in which each part answers the one before, with and without pictures", async () => {
    await using stage = await startStage();
    const first = await stage.publisher.publish(outgoing(part("1/4")));
    const second = await stage.publisher.publish(outgoing(part("2/4", [], [await picture()]), answering(first)));
    const third = await stage.publisher.publish(outgoing(part("3/4", [], [await picture(), await picture(90, 90)]), answering(second)));
    await stage.publisher.publish(outgoing(part("4/4"), { root: first, parent: third }));
    const replies = stage.server.posts("@freethem").map(({ id, replyTo }) => [id, replyTo]);
    expect(replies).toEqual([
      [1, null],
      [2, 1],
      [3, 2],
      [4, 2],
      [5, 3],
    ]);
  });

  it("is refused where the part before it is gone, and stands nowhere else instead", async () => {
    await using stage = await startStage();
    const gone = answering({ ref: "77", url: null });
    for (const content of [part("An answer"), part("An answer", [], [await picture()])]) {
      const error = await rejection(stage.publisher.publish(outgoing(content, gone)));
      expect(error).toMatchObject({ kind: "rejected", message: expect.stringContaining("message to be replied not found") as string });
    }
    expect(stage.server.posts()).toEqual([]);
  });

  it("is refused without a call where the part before was only rehearsed", async () => {
    await using stage = await startStage();
    const error = await rejection(stage.publisher.publish(outgoing(part("Second"), answering({ ref: "outbox:x@telegram#0", url: null }))));
    expect(error.kind).toBe("rejected");
    expect(stage.server.requests).toEqual([]);
  });

  it("goes to a private channel by its id, and then has no page", async () => {
    await using stage = await startStage();
    const chat = stage.server.addChat({ type: "channel", title: "Quiet" });
    const published = await stage.with({ channel: String(chat.id) }).publish(outgoing(part("Hidden")));
    expect(published).toEqual({ ref: "1", url: null });
  });

  it("has its page in the answer where a public channel is named by its id or its address", async () => {
    await using stage = await startStage();
    for (const channel of ["-1001000000001", "https://t.me/freethem", "t.me/s/freethem", "freethem"]) {
      expect((await stage.with({ channel }).publish(outgoing(part("Seen")))).url).toMatch(/^https:\/\/t\.me\/freethem\/\d$/);
    }
  });

  it("is not sent where one of its pictures is not there any more", async () => {
    await using stage = await startStage();
    const missing = { ...(await picture()), path: "/nowhere/card.png" };
    const error = await rejection(stage.publisher.publish(outgoing(part("Text", [], [missing]))));
    expect(error).toMatchObject({ kind: "unavailable", message: expect.stringContaining("/nowhere/card.png") as string });
    expect(stage.server.requests).toEqual([]);
  });

  it("keeps every offset that composing can give it", async () => {
    await using stage = await startStage({ flood: { burst: 10_000, perMinute: 10_000, perSecond: 10_000 } });
    const words = array(constantFrom("a", "ў", "\u0301", "🕊", "👩\u200D🎤", "🇧🇾", "𝔐"), { minLength: 1, maxLength: 6 }).map((list) =>
      list.join(""),
    );
    await assert(
      asyncProperty(array(words, { minLength: 1, maxLength: 8 }), nat(7), async (list, pick) => {
        const linked = list[pick % list.length] ?? "";
        const before = list.slice(0, pick % list.length).join(" ");
        const offset = before.length + (before === "" ? 0 : 1);
        const entity: Entity = { type: "text_link", offset, length: linked.length, url: "https://example.org/" };
        const { ref } = await stage.publisher.publish(outgoing(part(list.join(" "), [entity])));
        const post = stage.server.posts("@freethem").find(({ id }) => String(id) === ref);
        const shown = post?.entities.find(({ type }) => type === "text_link");
        expect(post?.text.slice(shown?.offset, (shown?.offset ?? 0) + (shown?.length ?? 0))).toBe(linked);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a Telegram publisher", () => {
  it("knows the Bot API's limits without asking", async () => {
    await using stage = await startStage();
    expect(await stage.publisher.limits()).toMatchObject({ network: "telegram", textUnits: 4096, captionUnits: 1024 });
    expect(stage.server.requests).toEqual([]);
  });

  it.each(["", "bot123", "123456789:short", "123456789 :abcdefghijklmnopqrstuvwxyz0123456789", "sl.abc"])(
    "refuses the token %j before anything is sent",
    async (token) => {
      await using stage = await startStage();
      const error = await rejection(stage.with({ token }).publish(outgoing(part("Text"))));
      expect(error).toBeInstanceOf(PublishError);
      expect(error).toMatchObject({ kind: "auth", message: expect.stringMatching(/TELEGRAM_TOKEN.*@BotFather/) as string });
      expect(stage.server.requests).toEqual([]);
    },
  );

  it.each(["https://t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf", "@x", "our channel", ""])(
    "refuses the channel %j before anything is sent",
    async (channel) => {
      await using stage = await startStage();
      const error = await rejection(stage.with({ channel }).publish(outgoing(part("Text"))));
      expect(error).toMatchObject({ kind: "auth", message: expect.stringContaining("TELEGRAM_CHANNEL") as string });
      expect(stage.server.requests).toEqual([]);
    },
  );
});
